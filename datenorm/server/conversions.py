"""POST /v1/convert: one text or many."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from datenorm.convert.conversion import Conversion
from datenorm.convert.options import Wish
from datenorm.convert.record import as_json, as_record
from datenorm.server.batching import Batcher, Render
from datenorm.server.bodies import Intake, json_object
from datenorm.server.front import call_of
from datenorm.server.options import Asked, Asking, ConvertBody, parse, texts_of
from datenorm.server.problems import Problem

JSON = "application/json"

_SEPARATOR = b", "


@dataclass(frozen=True)
class Conversions:
    """The endpoint.

    Attributes:
        batcher: the queue before the model.
        asking: checks options.
        intake: takes bodies in.
    """

    batcher: Batcher
    asking: Asking
    intake: Intake

    async def __call__(self, request: Request) -> Response:
        """Answer one request: the record of its text, or `results` in the order of its texts."""
        body = parse(ConvertBody, json_object(await self.intake.read(request.scope, request.receive)))
        texts = texts_of(body)
        asked = self.asking(body)
        if body.texts is None:
            (answer,) = await self.batcher.convert(texts, asked, records(asked.wish))
            return Response(answer, media_type=JSON)
        items = await self._answers(texts, asked, call_of(request.scope).request_id)
        return Response(b'{"results": [' + items + b"]}", media_type=JSON)

    async def _answers(self, texts: Sequence[object], asked: Asked, request_id: str) -> bytes:
        """An answer for each text, an error for what is none."""
        strings = [text for text in texts if isinstance(text, str)]
        if len(strings) == len(texts):
            return _SEPARATOR.join(await self.batcher.convert(strings, asked, records(asked.wish)))
        lines = await self.batcher.convert(strings, asked, records(asked.wish, b"\n"))
        answers = iter(b"\n".join(lines).split(b"\n"))
        return _SEPARATOR.join(
            next(answers) if isinstance(text, str) else _no_text(text, request_id) for text in texts
        )


def records(wish: Wish, separator: bytes = _SEPARATOR) -> Render:
    """What writes conversions as the JSON objects that the command line writes."""
    between = separator.decode()

    def render(conversions: Sequence[Conversion]) -> bytes:
        return between.join(
            [as_json(as_record(one, attention=wish.attention, span=wish.span)) for one in conversions]
        ).encode()

    return render


def _no_text(item: object, request_id: str) -> bytes:
    kind = {dict: "an object", list: "a list", type(None): "null", bool: "a truth value"}.get(
        type(item), "a number"
    )
    problem = Problem(422, "not-a-text", f"a text is a string, not {kind}", hint="put it in quotes")
    return json.dumps(problem.body(request_id)).encode()
