"""Reads request bodies, which may be large, slow, broken or endless."""

from __future__ import annotations

import json
from typing import Any

from starlette.types import Receive, Scope

from datenorm.server.middleware import Call, call_of
from datenorm.server.problems import ClientGone, FieldProblem, Problem, invalid, overloaded, too_large

_PATIENT = 16
"""Multiple of the limit that is still received from a client that sends everything before it reads."""

_BODIES = 32
"""Bodies of the maximum size that a process holds at once, so that memory stays bounded."""


class BodyReader:
    """Reads bodies within a limit of memory.

    Args:
        limit: maximum bytes of one body.
        capacity: bytes of all bodies held at once, from arrival to the end of the answer; None for
            `_BODIES` of the maximum size.
    """

    def __init__(self, limit: int, capacity: int | None = None) -> None:
        self.limit = limit
        self._free = _BODIES * limit if capacity is None else capacity

    async def read(self, scope: Scope, receive: Receive) -> bytes:
        """The whole body.

        Raises:
            Problem: 413 if it is larger than the limit, 503 if there is no memory for it now.
            ClientGone: if the client disconnected before its end.
        """
        call = call_of(scope)
        is_over = self._is_hopeless(dict(scope["headers"]))
        chunks: list[bytes] = []
        size, more = 0, True
        while more and size <= _PATIENT * self.limit:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            chunk = message.get("body", b"")
            more = message.get("more_body", False)
            size += len(chunk)
            is_over = is_over or size > self.limit
            if is_over:
                # Closing the connection now would lose the answer, so the rest is received and dropped.
                chunks.clear()
                self.release(call)
                continue
            if len(chunk) > self._free:
                raise overloaded()
            self._free -= len(chunk)
            call.held += len(chunk)
            chunks.append(chunk)
        if is_over:
            raise _over(self.limit)
        call.has_body = True
        return chunks[0] if len(chunks) == 1 else b"".join(chunks)

    def release(self, call: Call) -> None:
        """Free the memory of a call's body."""
        self._free += call.held
        call.held = 0

    def _is_hopeless(self, headers: dict[bytes, bytes]) -> bool:
        """Whether a body declares that it is too large; refuses at once if the client expects a 100."""
        length = headers.get(b"content-length", b"0")
        is_over = not length.isdigit() or len(length) > 12 or int(length) > self.limit
        if is_over and (b"expect" in headers or len(length) > 12 or int(length) > _PATIENT * self.limit):
            raise _over(self.limit)
        return is_over


def json_object(body: bytes) -> dict[str, Any]:
    """The JSON object in a body.

    Invalid UTF-8 becomes lone surrogates, so it affects only the texts that contain it.

    Raises:
        Problem: 400 if it is not valid JSON, 422 if it is not an object.
    """
    try:
        values = json.loads(body.decode("utf-8", "surrogateescape"))
    except RecursionError:
        raise Problem(400, "invalid-json", "the body is nested too deeply") from None
    except json.JSONDecodeError as error:
        message = f"the body is not valid JSON: {error.msg.lower()} at character {error.pos}"
        raise Problem(400, "invalid-json", message, hint='such as {"text": "20 July 1969"}') from None
    except ValueError:
        raise Problem(400, "invalid-json", "the body contains a number that is too long") from None
    if not isinstance(values, dict):
        raise invalid([FieldProblem("body", "is an object with text or texts")])
    return values


def _over(limit: int) -> Problem:
    return too_large(
        f"the body is larger than {limit:,} bytes",
        "send it to /v1/convert/lines, which takes any size, or in parts",
    )
