"""POST /v1/column: what a whole column says about the order and the language of its dates."""

from __future__ import annotations

import json
from dataclasses import fields

from starlette.requests import Request
from starlette.responses import Response

from datenorm.column import ColumnReading, infer
from datenorm.convert.normalizer import Normalizer
from datenorm.server.bodies import Intake, json_object
from datenorm.server.options import Asking, ColumnBody, parse
from datenorm.server.problems import FieldProblem, invalid, too_large
from datenorm.server.serial_executor import SerialExecutor
from datenorm.server.settings import MAX_COLUMN

_ROOM = 16
_FEW = 8


class Columns:
    """The endpoint; columns are read one after the other, in a thread of their own.

    Args:
        normalizer: the model.
        asking: checks the locale.
        intake: takes bodies in.
    """

    def __init__(self, normalizer: Normalizer, asking: Asking, intake: Intake) -> None:
        self._normalizer = normalizer
        self._asking = asking
        self._intake = intake
        self._executor = SerialExecutor("column", _ROOM)

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        body = parse(ColumnBody, json_object(await self._intake.read(request.scope, request.receive)))
        texts: list[object] = body.texts
        if len(texts) > MAX_COLUMN:
            raise too_large(
                f"{len(texts):,} texts, at most {MAX_COLUMN:,}", "a sample of the column is enough"
            )
        wrong = [number for number, text in enumerate(texts) if not isinstance(text, str)][:_FEW]
        problems = [FieldProblem(f"texts.{number}", "a text is a string") for number in wrong]
        if body.locale:
            problems += self._asking.check_locale(body.locale)
        if problems:
            raise invalid(problems)
        reading = await self._executor.run(
            lambda: infer(map(str, texts), self._normalizer, locale=body.locale or None)
        )
        return Response(json.dumps(as_report(reading)).encode(), media_type="application/json")

    def close(self) -> None:
        """End the thread; what waits for it is given up."""
        self._executor.close()


def as_report(reading: ColumnReading) -> dict[str, object]:
    """A reading as a JSON object, with its explanation for people."""
    report = {one.name: getattr(reading, one.name) for one in fields(reading)}
    return {**report, "explanation": reading.explanation}
