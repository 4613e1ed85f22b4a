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
        field: its name; of an item of a list with its place: "texts.3".
        message: what is wrong with it; never the value, which may be somebody's text.
    """

    field: str
    message: str


class Problem(Exception):
    """A request that is answered with an error.

    Attributes:
        status: of HTTP.
        error: a name that programs may rely on.
        hint: what to do next, or "".
        fields: the fields it is about.
        headers: to send with it.
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
        """The JSON object that is sent."""
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
        """The answer to send."""
        content = json.dumps(self.body(request_id)).encode()
        return Response(content, self.status, self.headers, media_type="application/json")


class ModelFault(Exception):
    """The model failed; says where, without quoting the text."""


def describe(error: Exception) -> str:
    """What failed and where; what an exception itself says may quote somebody's text."""
    if isinstance(error, ModelFault):
        return str(error)
    frames = reversed(traceback.extract_tb(error.__traceback__)[-_FRAMES:])
    place = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {place}"


def invalid(fields: Sequence[FieldProblem]) -> Problem:
    """422: fields that cannot be used."""
    names = ", ".join(dict.fromkeys(one.field for one in fields))
    return Problem(
        422, "invalid-fields", f"cannot use: {names}", hint="see `fields`, and /openapi.json", fields=fields
    )


def overloaded() -> Problem:
    """503: more is waiting than the queue may hold."""
    return Problem(
        503,
        "overloaded",
        "too many texts are waiting",
        hint="try again after the time that Retry-After says",
        headers={"Retry-After": "1"},
    )


def too_large(what: str, hint: str) -> Problem:
    """413: more than one request may hold."""
    return Problem(413, "too-large", what, hint=hint)


def internal() -> Problem:
    """500: a fault of the service; the log knows where."""
    return Problem(
        500, "internal", "the service failed", hint="report it with the request_id, which the log has"
    )


_NAMES = {404: "not-found", 405: "method-not-allowed"}


def from_http(status: int, detail: str, headers: Mapping[str, str] | None) -> Problem:
    """What the router refuses."""
    hint = "the paths are in /openapi.json" if status in _NAMES else ""
    return Problem(status, _NAMES.get(status, "refused"), detail.lower(), hint=hint, headers=headers)
