"""The endpoints that use the model: /v1/convert, /v1/convert/lines, /v1/find, /v1/column and /v1/explain."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from functools import cached_property
from typing import Annotated, Any

from fastapi import Query as UrlQuery
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from datenorm.bulk.lines import LineSplitter
from datenorm.column import ColumnReading, infer
from datenorm.convert.explanation import Explainer, Explanation, Step
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.record import as_json, as_record
from datenorm.finding.finder import finder_of
from datenorm.finding.found import as_find_record
from datenorm.server import MAX_COLUMN, MAX_FIND
from datenorm.server.batching import MAX_JOB, RequestBatcher, SerialExecutor
from datenorm.server.bodies import JSON, BodyReader
from datenorm.server.middleware import LOGGER, call_of
from datenorm.server.options import (
    ColumnBody,
    ConvertBody,
    ExplainBody,
    FindBody,
    LineQuery,
    parse,
    texts_of,
)
from datenorm.server.problems import FieldProblem, Problem, invalid, too_large
from datenorm.server.queries import OptionChecker, Query

MAX_LINE = 1 << 13
"""Bytes kept of a line, more than the model reads; the rest is dropped, so that a full queue stays small."""

_PIECE = 1 << 14
"""Bytes split into lines at once: the lines take many times the memory of the bytes."""

_AHEAD = 6
"""Windows of a stream that may be converted or wait to be sent."""

_LARGE_ANSWERS = 16
"""Lines of a window whose answers have attention or alternatives, which may take 10,000 bytes each."""

_RETRY = 0.01
"""Seconds after which a stream tries again to get a place in a full queue."""

Windows = asyncio.Queue["asyncio.Future[list[bytes]] | None"]

_WAITING_COLUMNS = 16
_WAITING_EXPLANATIONS = 64
_WAITING_FINDS = 64
_MAX_FIELD_PROBLEMS = 8
_DIGITS = 4


class Endpoints:
    """The endpoints of one model. What their methods say is shown in OpenAPI.

    Args:
        normalizer: the model.
        batcher: the queue in front of it.
        body_reader: reads bodies.
        timeout: maximum seconds for which the client of a stream may neither send nor read.
    """

    def __init__(
        self, normalizer: Normalizer, batcher: RequestBatcher, body_reader: BodyReader, timeout: float
    ) -> None:
        self._normalizer = normalizer
        self._batcher = batcher
        self._body_reader = body_reader
        self._timeout = timeout
        self._checker = OptionChecker(normalizer)
        self._columns = SerialExecutor("column", _WAITING_COLUMNS)
        self._explanations = SerialExecutor("explanation", _WAITING_EXPLANATIONS)
        self._finds = SerialExecutor("find", _WAITING_FINDS)
        self._finder = finder_of(normalizer)

    @property
    def can_find(self) -> bool:
        """Whether the model finds dates in texts."""
        return self._finder is not None

    def close(self) -> None:
        """End the threads."""
        self._batcher.close()
        self._columns.close()
        self._explanations.close()
        self._finds.close()

    async def convert(self, request: Request) -> Response:
        """For `text`, returns one object; for `texts`, `results` in the order of the texts."""
        body = parse(ConvertBody, await self._body_reader.read_object(request))
        texts = texts_of(body)
        query = self._checker.query(body)
        if body.texts is None:
            (record,) = await self._batcher.convert(texts, query)
            return Response(record, media_type=JSON)
        results = await self._results(texts, query, call_of(request.scope).request_id)
        return self._body_reader.response(request, b'{"results": [' + b", ".join(results) + b"]}")

    async def _results(self, texts: Sequence[object], query: Query, request_id: str) -> list[bytes]:
        """A record for each text, an error for whatever is not a text."""
        strings = [text for text in texts if isinstance(text, str)]
        records = iter(await self._batcher.convert(strings, query))
        return [next(records) if isinstance(text, str) else _not_a_text(text, request_id) for text in texts]

    async def convert_lines(self, request: Request, query: Annotated[LineQuery, UrlQuery()]) -> Response:
        """Returns one value per line, empty if it was refused; with `output=jsonl`, one object per line."""
        self._body_reader.hold_stream(call_of(request.scope))
        return LineStream(self._batcher, self._checker.query(query, query.output), self._timeout)

    async def find(self, request: Request) -> Response:
        """Returns `dates` in their order, each with its place, its characters and its value."""
        body = parse(FindBody, await self._body_reader.read_object(request))
        finder, text = self._finder, str(body.text)
        if finder is None:
            raise Problem(501, "cannot-find", "this model cannot find dates in texts")
        if len(text) > MAX_FIND:
            raise too_large(f"{len(text):,} characters, at most {MAX_FIND:,}", "send the text in parts")
        policy = self._checker.policy(body)
        found = await self._finds.run(
            lambda: finder.find(text, body.locale or None, body.order, policy=policy, workers=1)
        )
        records = [as_json(as_find_record(one)).encode() for one in found]
        return self._body_reader.response(request, b'{"dates": [' + b", ".join(records) + b"]}")

    async def column(self, request: Request) -> Response:
        """Convert the column with the `locale` and the `hint_order` that are returned."""
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
        reading = await self._columns.run(
            lambda: infer(map(str, texts), self._normalizer, locale=body.locale or None)
        )
        return self._body_reader.response(request, json.dumps(column_report(reading)).encode())

    @cached_property
    def _explainer(self) -> Explainer:
        """Made on the first request: most services never explain anything."""
        return Explainer(self._normalizer)

    async def explain(self, request: Request) -> Response:
        """Returns the outcome with the energies, attention and choices of each step of the decoder."""
        body = parse(ExplainBody, await self._body_reader.read_object(request))
        problems = self._checker.check_locale(body.locale) if body.locale else ()
        if problems:
            raise invalid(problems)
        report = await self._explanations.run(
            lambda: explanation_report(self._explainer.explain(body.text, body.locale or None, body.order))
        )
        return self._body_reader.response(request, as_json(report).encode())


class LineStream(Response):
    """A response that is written while the request is still being read.

    Args:
        batcher: the queue in front of the model.
        query: how to convert.
        timeout: maximum seconds for which the client may neither send nor read.
    """

    def __init__(self, batcher: RequestBatcher, query: Query, timeout: float) -> None:
        super().__init__(media_type="application/x-ndjson" if query.output == "jsonl" else "text/plain")
        del self.headers["content-length"]
        self._batcher = batcher
        self._query = query
        self._timeout = timeout
        has_large = query.options.attention or query.options.alternatives
        self._window = _LARGE_ANSWERS if has_large else MAX_JOB

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read, convert and write until the body ends; reading pauses while the client does not read."""
        call = call_of(scope)
        call.unhurried = True
        windows: Windows = asyncio.Queue(_AHEAD)
        reader = asyncio.create_task(self._read(Request(scope, receive), windows))
        try:
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
            while (window := await windows.get()) is not None:
                body = b"\n".join([*await window, b""])
                await asyncio.wait_for(
                    send({"type": "http.response.body", "body": body, "more_body": True}), self._timeout
                )
            await reader
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except asyncio.TimeoutError:
            # Without its last chunk the answer is visibly incomplete.
            LOGGER.warning(
                "request %s: the client neither sent nor read for %g s", call.request_id, self._timeout
            )
        finally:
            reader.cancel()
            while not windows.empty():
                if (window := windows.get_nowait()) is not None:
                    window.cancel()

    async def _read(self, request: Request, windows: Windows) -> None:
        """Queue the lines of the body."""
        splitter = LineSplitter(MAX_LINE)
        chunks = request.stream()
        try:
            while chunk := await asyncio.wait_for(anext(chunks), self._timeout):
                for start in range(0, len(chunk), _PIECE):
                    await self._queue(splitter.feed(chunk[start : start + _PIECE]), windows)
            await self._queue(splitter.rest(), windows)
        finally:
            # The writer then stops after what was read, and meets a failure by waiting for this task.
            await windows.put(None)

    async def _queue(self, lines: Sequence[str], windows: Windows) -> None:
        for start in range(0, len(lines), self._window):
            await windows.put(await self._submit(lines[start : start + self._window]))

    async def _submit(self, lines: Sequence[str]) -> asyncio.Future[list[bytes]]:
        """Queue a window; a stream waits for its place, because part of its answer has been sent."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._timeout
        while True:
            try:
                return self._batcher.submit(lines, self._query)[0]
            except Problem:
                if loop.time() > deadline:
                    raise asyncio.TimeoutError from None
                await asyncio.sleep(_RETRY)


def _not_a_text(item: object, request_id: str) -> bytes:
    kinds = {dict: "an object", list: "a list", type(None): "null", bool: "a boolean"}
    kind = kinds.get(type(item), "a number")
    problem = Problem(422, "not-a-text", f"a text must be a string, not {kind}", hint="put it in quotes")
    return json.dumps(problem.body(request_id)).encode()


def column_report(reading: ColumnReading) -> dict[str, object]:
    """A reading as a JSON object, with its explanation for people."""
    report = {one.name: getattr(reading, one.name) for one in fields(reading)}
    report["questions"] = [asdict(question) for question in reading.questions]
    return {**report, "explanation": reading.explanation}


def explanation_report(explanation: Explanation) -> dict[str, Any]:
    """An explanation as a JSON object."""
    conversion = explanation.conversion
    return {
        **as_record(conversion),
        "written": conversion.written,
        "pooling": []
        if explanation.pooling_weights is None
        else _rounded(explanation.pooling_weights.tolist()),
        "steps": [_step_report(step) for step in explanation.steps],
    }


def _step_report(step: Step) -> dict[str, Any]:
    return {
        "symbol": step.symbol,
        "probability": step.probability,
        "energies": _rounded(step.energies.tolist()),
        "attention": _rounded(step.attention_weights.tolist()),
        "state": _rounded(step.state.tolist()),
        "context": _rounded(step.context.tolist()),
        "choices": [{"symbol": choice.symbol, "probability": choice.probability} for choice in step.choices],
    }


def _rounded(numbers: Iterable[float]) -> list[float | None]:
    return [round(number, _DIGITS) if math.isfinite(number) else None for number in numbers]
