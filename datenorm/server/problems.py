"""The errors of the service: one shape, with a stable name and a hint."""

from __future__ import annotations

import json
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

_FRAMES = 6


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field of a request.

    Attributes:
        field: its name; for an item of a list with its index, "texts.3".
        message: what is wrong; never the value, which may be a user's text.
    """

    field: str
    message: str


class Problem(Exception):
    """A request that is answered with an error.

    Attributes:
        status: the HTTP status.
        error: a stable name.
        hint: what to do next, or "".
        fields: the invalid fields.
        headers: HTTP headers of the response.
    """

    def __init__(
        self,
        status: int,
        error: str,
        message: str,
        *,
        hint: str = "",
        fields: Sequence[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.error = error
        self.hint = hint
        self.fields = tuple(fields)
        self.headers = dict(headers or {})

    def body(self, request_id: str) -> dict[str, object]:
        """The JSON object to send."""
        body: dict[str, object] = {
            "error": self.error,
            "message": str(self),
            "hint": self.hint,
            "request_id": request_id,
        }
        if self.fields:
            body["fields"] = [{"field": one.field, "message": one.message} for one in self.fields]
        return body

    def response(self, request_id: str) -> Response:
        """The response to send."""
        content = json.dumps(self.body(request_id)).encode()
        return Response(content, self.status, self.headers, media_type="application/json")


class ModelFault(Exception):
    """The model failed; the message says where, without quoting a text."""


def describe(error: Exception) -> str:
    """What failed and where, without the message of the exception, which may quote a user's text."""
    if isinstance(error, ModelFault):
        return str(error)
    frames = reversed(traceback.extract_tb(error.__traceback__)[-_FRAMES:])
    place = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {place}"


def invalid(fields: Sequence[FieldProblem]) -> Problem:
    """422: invalid fields."""
    names = ", ".join(dict.fromkeys(one.field for one in fields))
    return Problem(
        422, "invalid-fields", f"cannot use: {names}", hint="see `fields`, and /openapi.json", fields=fields
    )


def overloaded() -> Problem:
    """503: the queue is full."""
    return Problem(
        503,
        "overloaded",
        "too many texts are waiting",
        hint="try again after the seconds in Retry-After",
        headers={"Retry-After": "1"},
    )


def too_large(what: str, hint: str) -> Problem:
    """413: more than a request may contain."""
    return Problem(413, "too-large", what, hint=hint)


def internal() -> Problem:
    """500: the service failed; the log says where."""
    return Problem(
        500, "internal", "the service failed", hint="report it with the request_id, which is also in the log"
    )


_NAMES = {404: "not-found", 405: "method-not-allowed"}


def from_http(status: int, detail: str, headers: Mapping[str, str] | None) -> Problem:
    """A refusal of the router."""
    hint = "the paths are in /openapi.json" if status in _NAMES else ""
    return Problem(status, _NAMES.get(status, "refused"), detail.lower(), hint=hint, headers=headers)
