"""POST /v1/explain: how one text was read, character by character."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from datenorm.convert.explanation import Explainer, Explanation, Step
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.record import as_json, as_record
from datenorm.server.bodies import Intake, json_object
from datenorm.server.options import Asking, Order, Text, parse
from datenorm.server.problems import invalid
from datenorm.server.schema import Record
from datenorm.server.serial_executor import SerialExecutor

_ROOM = 64
_DIGITS = 4


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


EXAMPLE = {"text": {"summary": "A text", "value": {"text": "23 April, 1564", "locale": "en-GB"}}}


class Explanations:
    """The endpoint; texts are explained one after the other, in a thread of their own.

    Args:
        normalizer: the model.
        asking: checks the locale.
        intake: takes bodies in.
    """

    def __init__(self, normalizer: Normalizer, asking: Asking, intake: Intake) -> None:
        self._normalizer = normalizer
        self._asking = asking
        self._intake = intake
        self._executor = SerialExecutor("explanation", _ROOM)

    @cached_property
    def _explainer(self) -> Explainer:
        """Made when somebody first asks, in the thread that explains: most services never are."""
        return Explainer(self._normalizer)

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        body = parse(ExplainBody, json_object(await self._intake.read(request.scope, request.receive)))
        problems = self._asking.check_locale(body.locale) if body.locale else ()
        if problems:
            raise invalid(problems)
        report = await self._executor.run(
            lambda: as_report(self._explainer.explain(body.text, body.locale or None, body.order))
        )
        return Response(as_json(report).encode(), media_type="application/json")

    def close(self) -> None:
        """End the thread; what waits for it is given up."""
        self._executor.close()


def as_report(explanation: Explanation) -> dict[str, Any]:
    """An explanation as a JSON object."""
    conversion = explanation.conversion
    return {
        **as_record(conversion),
        "written": conversion.written,
        "steps": [_step(step) for step in explanation.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "symbol": step.symbol,
        "probability": step.probability,
        "energies": _rounded(step.energies.tolist()),
        "attention": _rounded(step.attention_weights.tolist()),
        "choices": [{"symbol": choice.symbol, "probability": choice.probability} for choice in step.choices],
    }


def _rounded(numbers: Iterable[float]) -> list[float | None]:
    return [round(number, _DIGITS) if math.isfinite(number) else None for number in numbers]
