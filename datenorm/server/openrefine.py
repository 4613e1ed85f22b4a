"""What OpenRefine asks for: the value of one text by a GET request, and a reconciliation service.

The service speaks version 0.2 of the Reconciliation Service API: a value is an entity whose identifier and
name are the value itself, and the readings of a text are its candidates. The protocol asks that pages of any
origin may read its answers; `guard.PublicMiddleware` allows that for its paths alone.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import FastAPI
from fastapi import Query as UrlQuery
from pydantic import BaseModel, FailFast, Field, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from datenorm import __version__
from datenorm.bulk.answers import BulkOptions
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import MAX_ALTERNATIVES
from datenorm.server import MAX_TEXTS
from datenorm.server.batching import RequestBatcher
from datenorm.server.bodies import BodyReader
from datenorm.server.guard import PUBLIC
from datenorm.server.options import (
    DecidingOptions,
    LineQuery,
    Order,
    Text,
    field_problems,
)
from datenorm.server.problems import FieldProblem, Problem, invalid, too_large
from datenorm.server.properties import extended, proposal
from datenorm.server.queries import OptionChecker, Query
from datenorm.server.schema import error_responses
from datenorm.values import is_value

EDTF = "http://id.loc.gov/datatypes/edtf"
"""The space that values and their type belong to."""

DATE = {"id": "date", "name": "Date"}

BATCH = 100
"""Queries that OpenRefine is asked to send at once."""

MAX_FORM = 2 << 20
"""Maximum bytes of a form: reading one takes seconds for each ten megabytes."""

_READINGS = 2
"""Other readings that are asked for."""

_LEAST = 0.01
"""Probability from which another reading is a candidate."""

_HINTS = ("locale", "order")
"""Properties of a query that are hints for its text."""

_NO_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class ValueQuery(LineQuery):
    """One text and its options, in the query of the URL."""

    text: str = Field(description="The text.")


class ReconcileQuery(DecidingOptions):
    """How the texts of a batch are read, in the query of the URL."""

    queries: str | None = Field(None, description="A batch of queries as JSON; without it, the manifest.")


class ReconcileProperty(BaseModel):
    """Something else that is known about a text: `locale` or `order`; other properties are ignored."""

    pid: str
    v: Any


class ReconcileText(BaseModel):
    """One query of a batch."""

    query: Text = ""
    limit: float = Field(MAX_ALTERNATIVES, ge=1)
    properties: Annotated[list[ReconcileProperty], FailFast()] = []


class ReconcileHints(BaseModel):
    """The hints among the properties of a query."""

    locale: str | None = Field(None, max_length=64)
    order: Order | None = None


class OpenRefine:
    """The endpoints for OpenRefine. What their methods say is shown in OpenAPI.

    Args:
        normalizer: the model.
        batcher: the queue in front of it.
        body_reader: reads bodies.
    """

    def __init__(self, normalizer: Normalizer, batcher: RequestBatcher, body_reader: BodyReader) -> None:
        self._batcher = batcher
        self._body_reader = body_reader
        self._checker = OptionChecker(normalizer)

    async def value(self, asked: Annotated[ValueQuery, UrlQuery()]) -> Response:
        """Returns the value alone, empty if the text was refused; with `output=jsonl`, the whole outcome."""
        (answer,) = await self._batcher.convert([asked.text], self._checker.query(asked, asked.output))
        is_json = asked.output == "jsonl"
        return Response(answer, media_type="application/json" if is_json else "text/plain")

    async def manifest(self, request: Request, asked: Annotated[ReconcileQuery, UrlQuery()]) -> Response:
        """Returns the manifest of the service; with `queries`, the readings of each text."""
        if asked.queries is not None:
            return self._answer(request, await self._results(asked.queries, asked))
        self._checker.policy(asked)
        hints = [one for one in (asked.locale, asked.order) if one]
        service = str(request.base_url).rstrip("/")
        return self._answer(
            request,
            {
                "versions": ["0.2"],
                "name": f"datenorm ({', '.join(hints)})" if hints else "datenorm",
                "identifierSpace": EDTF,
                "schemaSpace": EDTF,
                "defaultTypes": [DATE],
                "serviceVersion": __version__,
                "batchSize": BATCH,
                "extend": {
                    "propose_properties": {"service_url": service, "service_path": f"{PUBLIC}properties"},
                    "property_settings": [],
                },
            },
        )

    async def reconcile(self, request: Request, asked: Annotated[ReconcileQuery, UrlQuery()]) -> Response:
        """Returns the readings of each text with their scores: `queries` is a field of a form.

        With `extend` in its place, returns properties of values.
        """
        body = await self._body_reader.read(request)
        if len(body) > MAX_FORM:
            raise too_large(f"a form of more than {MAX_FORM:,} bytes", "send it in parts")
        try:
            if _NO_ESCAPE.search(body):  # Python would take many seconds for millions of them
                raise ValueError
            fields = parse_qs(body.decode(), strict_parsing=True, max_num_fields=8)
        except ValueError:
            raise Problem(
                400, "invalid-request", "the body is not a form", hint='send queries={"q0": {"query": "…"}}'
            ) from None
        if "extend" in fields:
            return self._answer(request, extended(fields["extend"][0]))
        if "queries" not in fields:
            raise invalid([FieldProblem("queries", "field required")])
        return self._answer(request, await self._results(fields["queries"][0], asked))

    async def properties(self, request: Request) -> Response:
        """Returns what columns can be made of: the value, its first and last day, its year."""
        return self._answer(request, proposal())

    def _answer(self, request: Request, values: Mapping[str, Any]) -> Response:
        return self._body_reader.response(request, json.dumps(values).encode())

    async def _results(self, written: str, asked: ReconcileQuery) -> dict[str, Any]:
        """The results of a batch, by the names of its queries."""
        queries = _queries(written)
        policy = self._checker.policy(asked)
        options = BulkOptions(policy=policy, alternatives=_READINGS)
        hints = {name: self._hints(one, asked) for name, one in queries.items()}
        groups: dict[str, list[str]] = {}  # texts with the same hints are converted together
        for name, (prefix, _) in hints.items():
            groups.setdefault(prefix, []).append(name)
        parts = await asyncio.gather(
            *(
                self._batcher.convert([queries[name].query for name in names], Query(prefix, options))
                for prefix, names in groups.items()
            )
        )
        found = {
            name: list(_candidates(json.loads(record), hints[name][1]))
            for names, part in zip(groups.values(), parts, strict=True)
            for name, record in zip(names, part, strict=True)
        }
        return {name: {"result": found[name][: int(one.limit)]} for name, one in queries.items()}

    def _hints(self, one: ReconcileText, asked: ReconcileQuery) -> tuple[str, str]:
        """The hints of a query or of its batch, as `Query.prefix` has them, and what is wrong with them."""
        given = {prop.pid: prop.v for prop in one.properties if prop.pid in _HINTS and prop.v}
        try:
            hints = ReconcileHints.model_validate(given)
            problems = self._checker.check_locale(hints.locale) if hints.locale else ()
        except ValidationError as error:
            problems = tuple(field_problems(error.errors()))
        if problems:
            hints = ReconcileHints.model_validate({})
        prefix = f"{hints.locale or asked.locale or ''}\t{hints.order or asked.order or ''}\t"
        return prefix, "; ".join(f"{one.field}: {one.message}" for one in problems)


def _queries(written: str) -> dict[str, ReconcileText]:
    """The queries of a batch.

    Raises:
        Problem: 400 if they are not JSON, 413 if they are too many, 422 if they are not queries.
    """
    try:
        values = json.loads(written)
    except (ValueError, RecursionError):
        raise Problem(400, "invalid-json", "the queries are not valid JSON") from None
    if not isinstance(values, dict):
        raise invalid([FieldProblem("queries", "must be an object of queries")])
    if len(values) > MAX_TEXTS:
        raise too_large(f"{len(values):,} queries, at most {MAX_TEXTS:,} at once", "send them in parts")
    found = {}
    for name, value in values.items():
        try:
            found[name] = ReconcileText.model_validate(value)
        except ValidationError as error:
            raise invalid(_named(name, field_problems(error.errors()))) from None
    return found


def _named(name: str, problems: Sequence[FieldProblem]) -> list[FieldProblem]:
    """Problems of one query; its name is the client's and repeated only if it is harmless."""
    place = f"queries.{name}" if len(name) <= 40 and name.isidentifier() else "queries"
    return [FieldProblem(f"{place}.{one.field}", one.message) for one in problems]


def _candidates(record: Mapping[str, Any], wrong: str) -> Iterator[dict[str, Any]]:
    """The readings of a text, the likeliest first.

    Args:
        record: the outcome of the text. Its value matches if nothing contradicts it.
        wrong: what is wrong with its hints; then nothing matches.
    """
    value, confidence = record["value"], record["confidence"]
    note = "; ".join(filter(None, (wrong, record["reason"])))
    if value is not None:
        is_match = not wrong and not record["weekday_conflict"]
        yield _candidate(value, confidence, record, note or _extent(record["interval"]), is_match=is_match)
    for date in record["dates"] if value is None else ():
        yield _candidate(date["value"], confidence, record, note)
    for other in record["alternatives"] if not record["dates"] else ():
        reading, probability = other["value"] or "", other["probability"]
        if reading != value and probability >= _LEAST and is_value(reading):
            yield _candidate(reading, probability, record, note)


def _candidate(
    value: str, probability: float, record: Mapping[str, Any], description: str, *, is_match: bool = False
) -> dict[str, Any]:
    """A reading as a candidate; its score is its probability in per cent."""
    return {
        "id": value,
        "name": value,
        "description": description,
        "score": round(100 * probability, 4),
        "match": is_match,
        "type": [DATE],
        "features": [
            {"id": "probability", "value": probability},
            *({"id": name, "value": record[name]} for name in ("century_inferred", "weekday_conflict")),
        ],
    }


def _extent(interval: Mapping[str, str | None] | None) -> str:
    """The days that a value means; nothing for a single day, which says it itself."""
    if interval is None or interval["first"] == interval["last"]:
        return ""
    return f"{interval['first'] or '…'} to {interval['last'] or '…'}"


def add_openrefine(app: FastAPI, openrefine: OpenRefine) -> None:
    """Add the endpoints for OpenRefine to an application."""
    errors = error_responses(400, 413, 422, 503, 504)
    plain = {"text/plain": {"schema": {"type": "string"}, "example": "1564-04-23"}}
    app.get(
        f"{PUBLIC}value",
        summary="The value of one text, for OpenRefine's columns of fetched URLs",
        response_class=Response,
        responses={200: {"description": "The value.", "content": plain}, **errors},
    )(openrefine.value)
    app.get(
        f"{PUBLIC}reconcile",
        summary="The manifest of the reconciliation service",
        response_class=Response,
        responses=errors,
    )(openrefine.manifest)
    app.get(
        f"{PUBLIC}properties",
        summary="What the reconciliation service knows of a value",
        response_class=Response,
        responses=error_responses(503),
    )(openrefine.properties)
    form = {"type": "object", "properties": {name: {"type": "string"} for name in ("queries", "extend")}}
    content = {"application/x-www-form-urlencoded": {"schema": form}}
    app.post(
        f"{PUBLIC}reconcile",
        summary="The readings of a batch of texts (Reconciliation Service API 0.2)",
        response_class=Response,
        responses=errors,
        openapi_extra={"requestBody": {"required": True, "content": content}},
    )(openrefine.reconcile)
