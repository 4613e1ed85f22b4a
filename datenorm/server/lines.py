"""POST /v1/convert/lines: any number of lines in, lines out, in constant memory."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from datenorm.bulk.lines import LineSplitter
from datenorm.server.batching import MAX_JOB, RequestBatcher
from datenorm.server.middleware import LOGGER, call_of
from datenorm.server.options import Query
from datenorm.server.problems import Problem

MAX_LINE = 1 << 16
"""Bytes kept of a line, far more than a date has; the rest is dropped."""

_PIECE = 1 << 14
"""Bytes split into lines at once: the lines take many times the memory of the bytes."""

_AHEAD = 6
"""Windows of a stream that may be converted or wait to be sent."""

_RETRY = 0.01
"""Seconds after which a stream tries again to get a place in a full queue."""

Windows = asyncio.Queue["asyncio.Future[list[bytes]] | None"]


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
        for start in range(0, len(lines), MAX_JOB):
            await windows.put(await self._submit(lines[start : start + MAX_JOB]))

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
