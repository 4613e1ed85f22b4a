"""POST /v1/convert/lines: lines in, lines out, of any number, in constant memory."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from datenorm.bulk.lines import LineSplitter
from datenorm.convert.conversion import Conversion
from datenorm.convert.options import ConvertOptions
from datenorm.convert.record import as_line
from datenorm.server.batching import MAX_JOB, Render, RequestBatcher
from datenorm.server.endpoints import records
from datenorm.server.middleware import LOGGER, call_of
from datenorm.server.options import Asked, Asking, LineQuery
from datenorm.server.problems import Problem
from datenorm.values import Form

MAX_LINE = 1 << 16
"""Bytes kept of a line, far more than can be read as a date; what comes after them is dropped."""

_PIECE = 1 << 14
"""Bytes cut into lines at once: a line object takes many times the memory of a short line."""

_AHEAD = 6
"""Windows of a stream that may be with the model or wait to be sent."""

_PATIENCE = 0.01
"""Seconds after which a stream asks again for a place in a full queue."""

Windows = asyncio.Queue["asyncio.Future[bytes] | None"]


@dataclass(frozen=True)
class Lines:
    """The endpoint.

    Attributes:
        batcher: the queue before the model.
        asking: checks options.
        timeout: seconds that the client may neither send nor take anything.
    """

    batcher: RequestBatcher
    asking: Asking
    timeout: float

    async def __call__(self, request: Request, query: LineQuery) -> Response:
        """The answer: a stream that begins when the first line is there."""
        asked = self.asking(query)
        if query.output == "jsonl":
            render, kind = _ended(records(asked.wish, b"\n")), "application/x-ndjson"
        else:
            render, kind = values(asked.wish, query.form), "text/plain"
        return _LineStream(self, asked, render, kind)


class _LineStream(Response):
    """An answer that is written while the request is still being read."""

    def __init__(self, lines: Lines, asked: Asked, render: Render, media_type: str) -> None:
        super().__init__(media_type=media_type)
        del self.headers["content-length"]
        self._batcher = lines.batcher
        self._timeout = lines.timeout
        self._asked = asked
        self._render = render

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read, convert and write until the body ends; whoever does not read is not read from either."""
        call = call_of(scope)
        call.unhurried = True
        windows: Windows = asyncio.Queue(_AHEAD)
        reader = asyncio.create_task(self._read(receive, windows))
        try:
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
            while (window := await windows.get()) is not None:
                message = {"type": "http.response.body", "body": await window, "more_body": True}
                await asyncio.wait_for(send(message), self._timeout)
            if await reader:
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        except asyncio.TimeoutError:
            # The answer has begun: a connection closed before its end is how HTTP says that it is not whole.
            LOGGER.warning(
                "request %s: the client neither sent nor read for %g s", call.request_id, self._timeout
            )
        finally:
            reader.cancel()
            while not windows.empty():
                if (window := windows.get_nowait()) is not None:
                    window.cancel()

    async def _read(self, receive: Receive, windows: Windows) -> bool:
        """Queue what comes; whether it came to its end."""
        splitter = LineSplitter(MAX_LINE)
        more = is_whole = True
        try:
            while more:
                message = await asyncio.wait_for(receive(), self._timeout)
                is_whole = message["type"] == "http.request"
                more = is_whole and message.get("more_body", False)
                body = message.get("body", b"")
                for start in range(0, len(body), _PIECE):
                    await self._queue(splitter.feed(body[start : start + _PIECE]), windows)
                if is_whole and not more:
                    await self._queue(splitter.rest(), windows)
        finally:
            # The writer ends after what was read; a failure of ours reaches it through the task.
            await windows.put(None)
        return is_whole

    async def _queue(self, lines: Sequence[str], windows: Windows) -> None:
        for start in range(0, len(lines), MAX_JOB):
            await windows.put(await self._submit(lines[start : start + MAX_JOB]))

    async def _submit(self, lines: Sequence[str]) -> asyncio.Future[bytes]:
        """A place in the queue; a stream waits for it rather than give up what it has already answered."""
        deadline = asyncio.get_running_loop().time() + self._timeout
        while True:
            try:
                (answer,) = self._batcher.submit(lines, self._asked, self._render)
                return answer
            except Problem:
                if asyncio.get_running_loop().time() > deadline:
                    raise asyncio.TimeoutError from None
                await asyncio.sleep(_PATIENCE)


def values(wish: ConvertOptions, form: Form) -> Render:
    """What writes a line for each conversion."""

    def render(conversions: Sequence[Conversion]) -> bytes:
        return "".join([f"{as_line(one, span=wish.span, form=form)}\n" for one in conversions]).encode()

    return render


def _ended(render: Render) -> Render:
    return lambda conversions: render(conversions) + b"\n"
