"""The connections of a server: limits on what arrives before and beside the bodies of requests."""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from datenorm.server.guard import SECURITY_HEADERS
from datenorm.server.problems import Problem

MAX_HEAD = 1 << 16
"""Maximum bytes of the request line with the headers, and of anything else beside a body."""

MAX_HEADERS = 100
"""Maximum number of headers of a request."""

_FAREWELL = 2.0
"""Seconds for which a refused client's bytes are still received: closing at once would lose the response."""

_PHRASES = {400: "Bad Request", 431: "Request Header Fields Too Large"}


class Connection(HttpToolsProtocol):
    """Closes silent connections, and refuses large heads and invalid HTTP with an error of the usual shape.

    Attributes:
        headers_within: seconds within which the headers of a request must arrive; uvicorn has no limit.
    """

    headers_within: ClassVar[float] = 30.0

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*arguments, **settings)
        self._due: asyncio.TimerHandle | None = None
        self._unused = 0  # bytes received since the last part of a body or the end of a head
        self._head_size = 0
        self._is_head = True
        self._is_refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the time limit of the first request."""
        super().connection_made(transport)
        self._expect_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the time limit."""
        self._headers_came()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what came. The parser collects a header until it is whole, so its bytes are counted here."""
        if self._is_refused:
            return
        self._unused += len(data)
        super().data_received(data)
        if self._unused > MAX_HEAD and not self._is_refused:
            self._refuse(_head_too_large())

    def on_message_begin(self) -> None:
        """Start the time limit of a later request."""
        super().on_message_begin()
        self._is_head = True
        self._head_size = 0
        if self._due is None:
            self._expect_headers()

    def on_url(self, url: bytes) -> None:
        """Count the bytes of the URL."""
        self._head_size += len(url)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header; those after a body are dropped, because the request was checked without them."""
        if not self._is_head:
            return
        self._head_size += len(name) + len(value) + len(b": \r\n")
        if len(self.headers) <= MAX_HEADERS:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Stop the time limit and check the size."""
        self._headers_came()
        self._is_head = False
        self._unused = 0
        if self._head_size > MAX_HEAD or len(self.headers) > MAX_HEADERS:
            self._refuse(_head_too_large())
            raise ValueError("refused")  # stops the parser
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Part of a body; uvicorn stops reading from a client whose body is not taken."""
        self._unused = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The end of a request."""
        self._unused = 0
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer invalid HTTP with an error of the usual shape."""
        if not self._is_refused:
            self._refuse(Problem(400, "invalid-request", "the request is not valid HTTP"))

    def _refuse(self, problem: Problem) -> None:
        """Send an error, and close the connection once the client has had time to read it.

        If earlier requests of the connection are still being answered, it closes after their responses.
        """
        self._is_refused = True
        self._headers_came()
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.keep_alive = False
            return
        body = json.dumps(problem.body(secrets.token_hex(8))).encode()
        headers = {
            "content-type": "application/json",
            "connection": "close",
            "content-length": str(len(body)),
            **SECURITY_HEADERS,
        }
        lines = [f"HTTP/1.1 {problem.status} {_PHRASES[problem.status]}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.transport.write("\r\n".join([*lines, "", ""]).encode() + body)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(_FAREWELL, self.transport.close)

    def _expect_headers(self) -> None:
        self._due = self.loop.call_later(self.headers_within, self.transport.close)

    def _headers_came(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None


def _head_too_large() -> Problem:
    return Problem(
        431,
        "headers-too-large",
        f"more than {MAX_HEAD:,} bytes or {MAX_HEADERS} headers before the body",
        hint="send fewer or shorter headers",
    )


def connections(headers_within: float) -> type[Connection]:
    """The class of connections with this time limit; uvicorn creates the connections."""
    return type("TimedConnection", (Connection,), {"headers_within": headers_within})
