"""Reading a body that may be large, slow, broken, or never end."""

from __future__ import annotations

import json
from typing import Any

from starlette.types import Receive, Scope

from datenorm.server.front import call_of
from datenorm.server.problems import ClientGone, FieldProblem, Problem, invalid, too_large

_PATIENT = 16
"""Times the limit that is still received from a client that sends all before it listens."""


async def read_body(scope: Scope, receive: Receive, limit: int) -> bytes:
    """The whole body.

    Raises:
        Problem: 413 where it is larger than the limit; nothing of it is kept then.
        ClientGone: where the client left before its end.
    """
    headers = dict(scope["headers"])
    length = headers.get(b"content-length", b"0")
    is_over = not length.isdigit() or int(length) > limit
    if is_over and (b"expect" in headers or len(length) > 12 or int(length) > _PATIENT * limit):
        raise _over(limit)
    chunks: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        more = message.get("more_body", False)
        size += len(chunk)
        is_over = is_over or size > limit
        if size > _PATIENT * limit:
            break
        # A connection closed before all was received would take the answer with it, so the rest is let pass.
        if is_over:
            chunks.clear()
        else:
            chunks.append(chunk)
    if is_over:
        raise _over(limit)
    call_of(scope).has_body = True
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def json_object(body: bytes) -> dict[str, Any]:
    """The JSON object that a body holds.

    Bytes that are no UTF-8 become lone surrogates: a text with one of them cannot be read, the others can.

    Raises:
        Problem: 400 where it is no JSON, 422 where it is no object.
    """
    try:
        values = json.loads(body.decode("utf-8", "surrogateescape"))
    except RecursionError:
        raise Problem(400, "invalid-json", "the body is nested too deeply") from None
    except json.JSONDecodeError as error:
        message = f"the body is no JSON: {error.msg.lower()} at character {error.pos}"
        raise Problem(400, "invalid-json", message, hint='such as {"text": "20 July 1969"}') from None
    except ValueError:
        raise Problem(400, "invalid-json", "the body holds a number that is too long") from None
    if not isinstance(values, dict):
        raise invalid([FieldProblem("body", "is an object with text or texts")])
    return values


def _over(limit: int) -> Problem:
    return too_large(
        f"the body is larger than {limit:,} bytes",
        "send it to /v1/convert/lines, which takes any size, or in parts",
    )
