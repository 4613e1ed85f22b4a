"""Reads request bodies, which may be large, slow, broken or endless; counts the memory of all requests."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from datenorm.server.middleware import Call, call_of
from datenorm.server.problems import FieldProblem, Problem, invalid, overloaded, too_large

JSON = "application/json"

_PATIENCE = 16
"""Multiple of the limit that is still received from a client that sends everything before it reads."""

MAX_FIELDS = 100
"""Maximum number of fields of a JSON object."""

STREAM_MEMORY = 1 << 20
"""Bytes counted for a stream: lines that arrive, are converted, and wait to be sent."""


class BodyReader:
    """Reads bodies within a limit of memory.

    Args:
        limit: maximum bytes of one body.
        capacity: maximum bytes of all bodies and responses held at once, until the response is sent.
    """

    def __init__(self, limit: int, capacity: int) -> None:
        self.limit = limit
        self._capacity = capacity
        self._free = capacity

    async def read_object(self, request: Request) -> dict[str, Any]:
        """The JSON object in the body; see `read` and `json_object`."""
        return json_object(await self.read(request))

    async def read(self, request: Request) -> bytes:
        """The whole body.

        Raises:
            Problem: 413 if it is larger than the limit, 503 if there is no memory for it now.
            ClientDisconnect: if the client disconnected before its end.
        """
        call = call_of(request.scope)
        is_over = self._is_declared_over(dict(request.scope["headers"]))
        chunks: list[bytes] = []
        size, more = 0, True
        while more and size <= _PATIENCE * self.limit:
            message = await request.receive()  # costs a fraction of `request.stream`
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            chunk, more = message.get("body", b""), message.get("more_body", False)
            size += len(chunk)
            is_over = is_over or size > self.limit
            if is_over:
                # Closing the connection now would lose the response, so the rest is received and dropped.
                chunks.clear()
                self.release(call)
                continue
            if len(chunk) > self._free:
                raise overloaded()
            self._free -= len(chunk)
            call.held += len(chunk)
            chunks.append(chunk)
        if is_over:
            raise self._over()
        call.has_body = True
        return b"".join(chunks)

    def response(self, request: Request, answer: bytes) -> Response:
        """A response in JSON whose memory is counted until it is sent.

        Raises:
            Problem: 503 if there is no memory for it now.
        """
        self.hold(call_of(request.scope), len(answer))
        return Response(answer, media_type=JSON)

    def hold(self, call: Call, size: int) -> None:
        """Count bytes of a response until the call is over; one alone may be of any size.

        Raises:
            Problem: 503 if there is no memory for it beside other calls.
        """
        if size > self._free and self._free + call.held < self._capacity:
            raise overloaded()
        self._free -= size
        call.held += size

    def hold_stream(self, call: Call) -> None:
        """Count the memory of a stream.

        Raises:
            Problem: 503 if there is none for it.
        """
        self.hold(call, min(STREAM_MEMORY, self.limit))

    def release(self, call: Call) -> None:
        """Free the memory of a call."""
        self._free += call.held
        call.held = 0

    def _is_declared_over(self, headers: dict[bytes, bytes]) -> bool:
        """Whether the body declares that it is too large.

        Raises:
            Problem: 413 if it is hopelessly large, or the client waits for permission to send it.
        """
        length = headers.get(b"content-length", b"0")
        is_number = length.isdigit() and len(length) <= 12
        size = int(length) if is_number else _PATIENCE * self.limit + 1
        if size > self.limit and (b"expect" in headers or size > _PATIENCE * self.limit):
            raise self._over()
        return size > self.limit

    def _over(self) -> Problem:
        return too_large(
            f"the body is larger than {self.limit:,} bytes",
            "send it to /v1/convert/lines, which takes any size, or in parts",
        )


def json_object(body: bytes) -> dict[str, Any]:
    """The JSON object in a body.

    Invalid UTF-8 becomes lone surrogates, so it affects only the texts that contain it.

    Raises:
        Problem: 400 if it is not valid JSON, 422 if it is not an object or has too many fields.
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
        raise invalid([FieldProblem("body", "must be an object with text or texts")])
    if len(values) > MAX_FIELDS:  # each may be wrong in a way that has to be said
        raise invalid([FieldProblem("body", f"has more than {MAX_FIELDS} fields")])
    return values
