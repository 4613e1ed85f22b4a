"""Connections as uvicorn keeps them, with what it leaves open."""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from datenorm.server.problems import Problem


class Connection(HttpToolsProtocol):
    """A connection that says nothing is closed, and one that says nonsense is told so in our shape.

    Attributes:
        headers_within: seconds within which the headers of a request must have come; uvicorn itself would
            wait for ever.
    """

    headers_within: ClassVar[float] = 30.0

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*arguments, **settings)
        self._due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a first request, but not for ever."""
        super().connection_made(transport)
        self._expect_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._headers_came()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """A request has begun; its headers follow."""
        super().on_message_begin()
        if self._due is None:
            self._expect_headers()

    def on_headers_complete(self) -> None:
        """A request is there."""
        self._headers_came()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP in the shape of every error."""
        problem = Problem(400, "invalid-request", "the request is no HTTP", headers={"Connection": "close"})
        body = json.dumps(problem.body(secrets.token_hex(8))).encode()
        head = (
            "HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\nconnection: close\r\n"
            f"content-length: {len(body)}\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()

    def _expect_headers(self) -> None:
        self._due = self.loop.call_later(self.headers_within, self.transport.close)

    def _headers_came(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None


def connections(headers_within: float) -> type[Connection]:
    """Connections with this time limit; uvicorn takes a class and makes them itself."""
    return type("TimedConnection", (Connection,), {"headers_within": headers_within})
