"""The endpoints that read one JSON body: /v1/convert, /v1/column and /v1/explain."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from datenorm.column import ColumnReading, infer
from datenorm.convert.conversion import Conversion
from datenorm.convert.explanation import Explainer, Explanation, Step
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import ConvertOptions
from datenorm.convert.record import as_json, as_record
from datenorm.server.batching import Render, RequestBatcher
from datenorm.server.bodies import BodyReader, json_object
from datenorm.server.middleware import call_of
from datenorm.server.options import Asked, Asking, ColumnBody, ConvertBody, Order, Text, parse, texts_of
from datenorm.server.problems import FieldProblem, Problem, invalid, too_large
from datenorm.server.schema import Record
from datenorm.server.serial_executor import SerialExecutor
from datenorm.server.settings import MAX_COLUMN

JSON = "application/json"

_SEPARATOR = b", "
_WAITING_COLUMNS = 16
_WAITING_EXPLANATIONS = 64
_MAX_FIELD_PROBLEMS = 8
_DIGITS = 4


@dataclass(frozen=True)
class Conversions:
    """The endpoint.

    Attributes:
        batcher: the queue before the model.
        asking: checks options.
        body_reader: takes bodies in.
    """

    batcher: RequestBatcher
    asking: Asking
    body_reader: BodyReader

    async def __call__(self, request: Request) -> Response:
        """Answer one request: the record of its text, or `results` in the order of its texts."""
        body = parse(ConvertBody, json_object(await self.body_reader.read(request.scope, request.receive)))
        texts = texts_of(body)
        asked = self.asking(body)
        if body.texts is None:
            (answer,) = await self.batcher.convert(texts, asked, records(asked.wish))
            return Response(answer, media_type=JSON)
        items = await self._answers(texts, asked, call_of(request.scope).request_id)
        return Response(b'{"results": [' + items + b"]}", media_type=JSON)

    async def _answers(self, texts: Sequence[object], asked: Asked, request_id: str) -> bytes:
        """An answer for each text, an error for what is none."""
        strings = [text for text in texts if isinstance(text, str)]
        if len(strings) == len(texts):
            return _SEPARATOR.join(await self.batcher.convert(strings, asked, records(asked.wish)))
        lines = await self.batcher.convert(strings, asked, records(asked.wish, b"\n"))
        answers = iter(b"\n".join(lines).split(b"\n"))
        return _SEPARATOR.join(
            next(answers) if isinstance(text, str) else _no_text(text, request_id) for text in texts
        )


def records(wish: ConvertOptions, separator: bytes = _SEPARATOR) -> Render:
    """What writes conversions as the JSON objects that the command line writes."""
    between = separator.decode()

    def render(conversions: Sequence[Conversion]) -> bytes:
        return between.join(
            [as_json(as_record(one, attention=wish.attention, span=wish.span)) for one in conversions]
        ).encode()

    return render


def _no_text(item: object, request_id: str) -> bytes:
    kind = {dict: "an object", list: "a list", type(None): "null", bool: "a truth value"}.get(
        type(item), "a number"
    )
    problem = Problem(422, "not-a-text", f"a text is a string, not {kind}", hint="put it in quotes")
    return json.dumps(problem.body(request_id)).encode()


class Columns:
    """The endpoint; columns are read one after the other, in a thread of their own.

    Args:
        normalizer: the model.
        asking: checks the locale.
        body_reader: takes bodies in.
    """

    def __init__(self, normalizer: Normalizer, asking: Asking, body_reader: BodyReader) -> None:
        self._normalizer = normalizer
        self._asking = asking
        self._body_reader = body_reader
        self._executor = SerialExecutor("column", _WAITING_COLUMNS)

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        body = parse(ColumnBody, json_object(await self._body_reader.read(request.scope, request.receive)))
        texts: list[object] = body.texts
        if len(texts) > MAX_COLUMN:
            raise too_large(
                f"{len(texts):,} texts, at most {MAX_COLUMN:,}", "a sample of the column is enough"
            )
        wrong = [number for number, text in enumerate(texts) if not isinstance(text, str)][
            :_MAX_FIELD_PROBLEMS
        ]
        problems = [FieldProblem(f"texts.{number}", "a text is a string") for number in wrong]
        if body.locale:
            problems += self._asking.check_locale(body.locale)
        if problems:
            raise invalid(problems)
        reading = await self._executor.run(
            lambda: infer(map(str, texts), self._normalizer, locale=body.locale or None)
        )
        return Response(json.dumps(column_report(reading)).encode(), media_type=JSON)

    def close(self) -> None:
        """End the thread; what waits for it is given up."""
        self._executor.close()


def column_report(reading: ColumnReading) -> dict[str, object]:
    """A reading as a JSON object, with its explanation for people."""
    report = {one.name: getattr(reading, one.name) for one in fields(reading)}
    return {**report, "explanation": reading.explanation}


class ExplainBody(BaseModel):
    """A text with what is known about it."""

    model_config = ConfigDict(extra="forbid")

    text: Text = Field(description="The text.")
    locale: str | None = Field(None, max_length=64, description="Locale the text was written in.")
    order: Order | None = Field(None, description="Field order of numeric dates; overrides the locale's.")


class ChoiceReport(BaseModel):
    """A character that could have been written."""

    symbol: str = Field(description='A character of a value; "" is its end.')
    probability: float


class StepReport(BaseModel):
    """One character written."""

    symbol: str = Field(description='What was written; "" is the end, where more could have followed.')
    probability: float
    energies: list[float | None] = Field(
        description="For each character (code point) of `source` how well it matches what the decoder looks "
        "for; null where the network does not see it. Empty where the model has no attention."
    )
    attention: list[float] = Field(description="Their softmax; empty like them.")
    choices: list[ChoiceReport] = Field(
        description="What the value language allows here, likeliest first; the probabilities sum to 1."
    )


class ExplanationReport(Record):
    """What converting says, and how it came to be written."""

    written: str = Field(description="What the network wrote, in the value language.")
    steps: list[StepReport] = Field(description="Empty where the network was not asked.")


EXPLAIN_EXAMPLE = {"text": {"summary": "A text", "value": {"text": "23 April, 1564", "locale": "en-GB"}}}


class Explanations:
    """The endpoint; texts are explained one after the other, in a thread of their own.

    Args:
        normalizer: the model.
        asking: checks the locale.
        body_reader: takes bodies in.
    """

    def __init__(self, normalizer: Normalizer, asking: Asking, body_reader: BodyReader) -> None:
        self._normalizer = normalizer
        self._asking = asking
        self._body_reader = body_reader
        self._executor = SerialExecutor("explanation", _WAITING_EXPLANATIONS)

    @cached_property
    def _explainer(self) -> Explainer:
        """Made when somebody first asks, in the thread that explains: most services never are."""
        return Explainer(self._normalizer)

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        body = parse(ExplainBody, json_object(await self._body_reader.read(request.scope, request.receive)))
        problems = self._asking.check_locale(body.locale) if body.locale else ()
        if problems:
            raise invalid(problems)
        report = await self._executor.run(
            lambda: explanation_report(self._explainer.explain(body.text, body.locale or None, body.order))
        )
        return Response(as_json(report).encode(), media_type=JSON)

    def close(self) -> None:
        """End the thread; what waits for it is given up."""
        self._executor.close()


def explanation_report(explanation: Explanation) -> dict[str, Any]:
    """An explanation as a JSON object."""
    conversion = explanation.conversion
    return {
        **as_record(conversion),
        "written": conversion.written,
        "steps": [_step_report(step) for step in explanation.steps],
    }


def _step_report(step: Step) -> dict[str, Any]:
    return {
        "symbol": step.symbol,
        "probability": step.probability,
        "energies": _rounded(step.energies.tolist()),
        "attention": _rounded(step.attention_weights.tolist()),
        "choices": [{"symbol": choice.symbol, "probability": choice.probability} for choice in step.choices],
    }


def _rounded(numbers: Iterable[float]) -> list[float | None]:
    return [round(number, _DIGITS) if math.isfinite(number) else None for number in numbers]
