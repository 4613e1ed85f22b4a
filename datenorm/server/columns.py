"""POST /v1/column: what a whole column says about the order and the language of its dates."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields

from starlette.requests import Request
from starlette.responses import Response

from datenorm.column import ColumnReading, infer
from datenorm.normalizer import Normalizer
from datenorm.server.bodies import Intake, json_object
from datenorm.server.options import Asking, ColumnBody, parse
from datenorm.server.problems import FieldProblem, invalid, overloaded, too_large
from datenorm.server.settings import MAX_COLUMN

_MOST_WAITING = 16
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
        self._pool = ThreadPoolExecutor(1, "datenorm-column")
        self._asked = 0

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
        if self._asked >= _MOST_WAITING:
            raise overloaded()
        self._asked += 1
        try:
            reading = await asyncio.get_running_loop().run_in_executor(
                self._pool, lambda: infer(map(str, texts), self._normalizer, locale=body.locale or None)
            )
        finally:
            self._asked -= 1
        return Response(json.dumps(as_report(reading)).encode(), media_type="application/json")

    def close(self) -> None:
        """End the thread; what waits for it is given up."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def as_report(reading: ColumnReading) -> dict[str, object]:
    """A reading as a JSON object, with its explanation for people."""
    report = {one.name: getattr(reading, one.name) for one in fields(reading)}
    return {**report, "explanation": reading.explanation}
