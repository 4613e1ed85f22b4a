"""The connections of a server: limits on what arrives before and beside the bodies of requests."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import socket
import struct
import sys
from collections.abc import Sized
from typing import Any, ClassVar
from urllib.parse import urlsplit

from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from datenorm.server.buffers import BUFFER_MEMORY, Buffers
from datenorm.server.guard import SECURITY_HEADERS
from datenorm.server.problems import Problem

MAX_HEAD = 1 << 16
"""Maximum bytes of the request line with the headers, and of anything else beside a body."""

MAX_HEADERS = 100
"""Maximum number of headers of a request."""

MAX_WAITING = 32
"""Requests that a client may send on a connection before the first of them is answered."""

_REQUEST = 1 << 13
"""Bytes counted for a request beside those received: Python's objects for it."""

_UNTAKEN = 1 << 17
"""Bytes counted at most of what a client has not taken: larger answers are counted as such."""

_READ = 1 << 16
"""Bytes taken from a connection at once, so that little waits to be read; asyncio would take more."""

_FAREWELL = 2.0
"""Seconds for which a refused client's bytes are still received: closing at once would lose the response."""

_PHRASES = {400: "Bad Request", 431: "Request Header Fields Too Large"}


class _InOrder(FlowControl):
    """Reads on only when no request waits for its turn; uvicorn reads on after each answer.

    Otherwise each answer would let the requests behind it grow.
    """

    def __init__(self, transport: asyncio.Transport, waiting: Sized) -> None:
        super().__init__(transport)
        self._waiting = waiting

    def resume_reading(self) -> None:
        if not self._waiting:
            super().resume_reading()


class Connection(HttpToolsProtocol):
    """Closes silent connections, and refuses large heads and invalid HTTP with an error of the usual shape.

    Attributes:
        within: seconds within which the headers of a request must arrive, and within which a client that is
            sent something must take some of it; uvicorn has no limits.
        buffers: counts what waits in all connections.
    """

    within: ClassVar[float]
    buffers: ClassVar[Buffers]

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*arguments, **settings)
        self._due: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None
        self._open: dict[
            RequestResponseCycle, int
        ] = {}  # requests that are not answered: bytes beside the body
        self._unused = 0  # bytes received since the last part of a body or the end of a head
        self._head_size = 0
        self._is_head = True
        self._is_refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the time limit of the first request."""
        with contextlib.suppress(AttributeError):  # uvloop's transports always take 256 KiB
            transport.max_size = _READ  # type: ignore[attr-defined]
        super().connection_made(transport)
        self.flow = _InOrder(transport, self.pipeline)
        self._expect_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the time limits."""
        self._headers_came()
        self._was_taken()
        for cycle in self._open:  # uvicorn tells only the last one that its client is gone
            if not cycle.response_complete:
                cycle.disconnected = True
                cycle.message_event.set()
        super().connection_lost(exc)
        self.buffers.forget(self)

    def pause_writing(self) -> None:
        """Much of what was sent waits for the client, which must take some of it in time."""
        super().pause_writing()
        self._expect_progress(self._untaken())
        self.buffers.count(self)

    def resume_writing(self) -> None:
        """The client took it."""
        self._was_taken()
        super().resume_writing()

    def data_received(self, data: bytes) -> None:
        """Parse what came. The parser collects a header until it is whole, so its bytes are counted here."""
        if self._is_refused:
            return
        self._unused += len(data)
        super().data_received(data)
        if self._unused > MAX_HEAD and not self._is_refused:
            self._refuse(_head_too_large())
        self.buffers.count(self)

    def on_message_begin(self) -> None:
        """Start the time limit of a later request, and refuse one too many."""
        if len(self.pipeline) >= MAX_WAITING:
            self._refuse(Problem(400, "invalid-request", "too many requests before the first was answered"))
            raise ValueError("refused")  # stops the parser
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
        self._take_host_of_target()
        super().on_headers_complete()
        self._open[self.cycle] = self._head_size + _REQUEST

    def _take_host_of_target(self) -> None:
        """The host in the target of a request, if it has one, counts and not the header (RFC 9112, 3.2.2)."""
        host = b"" if self.url.startswith(b"/") else urlsplit(self.url).netloc
        if host:
            self.headers[:] = [(name, host if name == b"host" else value) for name, value in self.headers]

    def on_body(self, body: bytes) -> None:
        """Part of a body; uvicorn stops reading from a client whose body is not taken."""
        self._unused = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The end of a request."""
        self._unused = 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """The end of an answer; what is left of the body is not needed."""
        for cycle in [one for one in self._open if one.response_complete]:
            cycle.body = bytearray()
            del self._open[cycle]
        super().on_response_complete()

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

    def _expect_progress(self, size: int) -> None:
        """Drop the connection in a while, unless the client has taken some of these bytes by then."""

        def check() -> None:
            waiting = self._untaken()
            if waiting >= size:
                self.drop()
            else:
                self._expect_progress(waiting)

        self._stuck = self.loop.call_later(self.within, check)

    def waiting(self) -> int:
        """Bytes that were received and not read, and those of small answers that were not taken."""
        received = sum(size + len(one.body) for one, size in self._open.items())
        return self._unused + received + min(self.transport.get_write_buffer_size(), _UNTAKEN)

    def drop(self) -> None:
        """End the connection and all that waits for the client; closing would wait for it."""
        connected = self.transport.get_extra_info("socket")
        if connected is not None:
            with contextlib.suppress(OSError), socket.socket(fileno=os.dup(connected.fileno())) as same:
                same.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _untaken(self) -> int:
        """Bytes that wait for the client, here and, where that is known, in the system."""
        waiting: int = self.transport.get_write_buffer_size()
        connected = self.transport.get_extra_info("socket")
        if sys.platform == "linux" and connected is not None:
            import fcntl
            import termios

            with contextlib.suppress(OSError):
                sent = fcntl.ioctl(connected.fileno(), termios.TIOCOUTQ, bytes(4))
                waiting += int.from_bytes(sent, sys.byteorder)
        return waiting

    def _was_taken(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None

    def _expect_headers(self) -> None:
        self._due = self.loop.call_later(self.within, self.transport.close)

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


def connections(within: float) -> type[Connection]:
    """The class of connections with this time limit; uvicorn creates the connections."""
    return type("TimedConnection", (Connection,), {"within": within, "buffers": Buffers(BUFFER_MEMORY)})
