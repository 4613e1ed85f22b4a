"""The endpoints that read one JSON body: /v1/convert, /v1/column and /v1/explain."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from datenorm.column import ColumnReading, infer
from datenorm.convert.explanation import Explainer, Explanation, Step
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.record import as_json, as_record
from datenorm.server.batching import RequestBatcher, SerialExecutor
from datenorm.server.bodies import BodyReader
from datenorm.server.middleware import call_of
from datenorm.server.options import (
    ColumnBody,
    ConvertBody,
    ExplainBody,
    OptionChecker,
    Query,
    parse,
    texts_of,
)
from datenorm.server.problems import FieldProblem, Problem, invalid, too_large
from datenorm.server.settings import MAX_COLUMN

JSON = "application/json"

_WAITING_COLUMNS = 16
_WAITING_EXPLANATIONS = 64
_MAX_FIELD_PROBLEMS = 8
_DIGITS = 4


@dataclass(frozen=True)
class Conversions:
    """POST /v1/convert.

    Attributes:
        batcher: the queue in front of the model.
        checker: validates options.
        body_reader: reads bodies.
    """

    batcher: RequestBatcher
    checker: OptionChecker
    body_reader: BodyReader

    async def __call__(self, request: Request) -> Response:
        """Respond with the record of the text, or with `results` in the order of the texts."""
        body = parse(ConvertBody, await self.body_reader.read_object(request))
        texts = texts_of(body)
        query = self.checker.query(body)
        if body.texts is None:
            (record,) = await self.batcher.convert(texts, query)
            return Response(record, media_type=JSON)
        results = await self._results(texts, query, call_of(request.scope).request_id)
        return Response(b'{"results": [' + b", ".join(results) + b"]}", media_type=JSON)

    async def _results(self, texts: Sequence[object], query: Query, request_id: str) -> list[bytes]:
        """A record for each text, an error for whatever is not a text."""
        strings = [text for text in texts if isinstance(text, str)]
        records = await self.batcher.convert(strings, query)
        if len(strings) == len(texts):
            return records
        remaining = iter(records)
        return [next(remaining) if isinstance(text, str) else _not_a_text(text, request_id) for text in texts]


def _not_a_text(item: object, request_id: str) -> bytes:
    kinds = {dict: "an object", list: "a list", type(None): "null", bool: "a boolean"}
    kind = kinds.get(type(item), "a number")
    problem = Problem(422, "not-a-text", f"a text must be a string, not {kind}", hint="put it in quotes")
    return json.dumps(problem.body(request_id)).encode()


class Columns:
    """POST /v1/column; one column at a time, in a thread of its own.

    Args:
        normalizer: the model.
        checker: validates the locale.
        body_reader: reads bodies.
    """

    def __init__(self, normalizer: Normalizer, checker: OptionChecker, body_reader: BodyReader) -> None:
        self._normalizer = normalizer
        self._checker = checker
        self._body_reader = body_reader
        self._executor = SerialExecutor("column", _WAITING_COLUMNS)

    async def __call__(self, request: Request) -> Response:
        """Respond with what the column says."""
        body = parse(ColumnBody, await self._body_reader.read_object(request))
        texts: list[object] = body.texts
        if len(texts) > MAX_COLUMN:
            raise too_large(
                f"{len(texts):,} texts, at most {MAX_COLUMN:,}", "a sample of the column is enough"
            )
        wrong = [number for number, text in enumerate(texts) if not isinstance(text, str)]
        problems = [
            FieldProblem(f"texts.{number}", "a text must be a string")
            for number in wrong[:_MAX_FIELD_PROBLEMS]
        ]
        if body.locale:
            problems += self._checker.check_locale(body.locale)
        if problems:
            raise invalid(problems)
        reading = await self._executor.run(
            lambda: infer(map(str, texts), self._normalizer, locale=body.locale or None)
        )
        return Response(json.dumps(column_report(reading)).encode(), media_type=JSON)

    def close(self) -> None:
        """End the thread."""
        self._executor.close()


def column_report(reading: ColumnReading) -> dict[str, object]:
    """A reading as a JSON object, with its explanation for people."""
    report = {one.name: getattr(reading, one.name) for one in fields(reading)}
    return {**report, "explanation": reading.explanation}


class Explanations:
    """POST /v1/explain; one text at a time, in a thread of its own.

    Args:
        normalizer: the model.
        checker: validates the locale.
        body_reader: reads bodies.
    """

    def __init__(self, normalizer: Normalizer, checker: OptionChecker, body_reader: BodyReader) -> None:
        self._normalizer = normalizer
        self._checker = checker
        self._body_reader = body_reader
        self._executor = SerialExecutor("explanation", _WAITING_EXPLANATIONS)

    @cached_property
    def _explainer(self) -> Explainer:
        """Made on the first request: most services never explain anything."""
        return Explainer(self._normalizer)

    async def __call__(self, request: Request) -> Response:
        """Respond with the record of the text and the steps of the decoder."""
        body = parse(ExplainBody, await self._body_reader.read_object(request))
        problems = self._checker.check_locale(body.locale) if body.locale else ()
        if problems:
            raise invalid(problems)
        report = await self._executor.run(
            lambda: explanation_report(self._explainer.explain(body.text, body.locale or None, body.order))
        )
        return Response(as_json(report).encode(), media_type=JSON)

    def close(self) -> None:
        """End the thread."""
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
