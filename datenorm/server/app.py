"""The service as an ASGI application."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response

from datenorm import __version__
from datenorm.bulk.workers import available_cores
from datenorm.bundle import CARD_NAME, WEIGHTS_NAME, Bundle, checksums
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import MAX_ALTERNATIVES
from datenorm.server import schema
from datenorm.server.batching import RequestBatcher
from datenorm.server.bodies import BodyReader
from datenorm.server.endpoints import Columns, Conversions, Explanations
from datenorm.server.lines import LineStream
from datenorm.server.metrics import CONTENT_TYPE, Metrics
from datenorm.server.middleware import Draining, RequestMiddleware, call_of
from datenorm.server.options import (
    ColumnBody,
    ConvertBody,
    ExplainBody,
    LineQuery,
    OptionChecker,
    field_problems,
)
from datenorm.server.page import Page
from datenorm.server.problems import Problem, from_http, invalid
from datenorm.server.settings import MAX_COLUMN, MAX_TEXTS, ServerSettings
from datenorm.text.vocabulary import ORDERS

DESCRIPTION = """Turns dates as people write them into ISO 8601, and says when it does not know.

Answers are those of the command line, to the character. Every error has the shape of `Error`."""


def create_app(normalizer: Normalizer, settings: ServerSettings, draining: Draining | None = None) -> FastAPI:
    """The application that asks one model.

    Args:
        normalizer: the model.
        settings: limits; host, port and workers are for those who run it.
        draining: set by whoever runs it when it shall come to its end.
    """
    draining = draining or Draining()
    metrics = Metrics()
    threads = max(1, available_cores() // settings.workers)
    batcher = RequestBatcher(
        normalizer, metrics, wait=settings.batch_wait, capacity=settings.queue, threads=threads
    )
    checker = OptionChecker(normalizer)
    body_reader = BodyReader(settings.max_body)
    columns = Columns(normalizer, checker, body_reader)
    explanations = Explanations(normalizer, checker, body_reader)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        batcher.close()
        columns.close()
        explanations.close()

    app = FastAPI(
        title="datenorm",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # FastAPI's pages come from outside hosts
        redoc_url=None,
    )
    _add_problems(app)
    _add_converting(
        app,
        Conversions(batcher, checker, body_reader),
        columns,
        lambda query: LineStream(batcher, checker.query(query, query.output), settings.timeout),
    )
    _add_page(app, Page(), explanations)
    _add_about(
        app, json.dumps(describe_model(normalizer.bundle, settings.max_body)).encode(), metrics, draining
    )
    app.add_middleware(
        RequestMiddleware,
        metrics=metrics,
        timeout=settings.timeout,
        draining=draining,
        release=body_reader.release,
    )
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=("GET", "POST"),
            allow_headers=("content-type", "x-request-id"),
            expose_headers=("x-request-id", "retry-after"),
        )
    return app


def _add_problems(app: FastAPI) -> None:
    """One shape for whatever is refused, by us, by the router or by FastAPI."""

    @app.exception_handler(Problem)
    async def ours(request: Request, problem: Problem) -> Response:
        return problem.response(call_of(request.scope).request_id)

    @app.exception_handler(HTTPException)
    async def routing(request: Request, error: HTTPException) -> Response:
        problem = from_http(error.status_code, error.detail, error.headers)
        return problem.response(call_of(request.scope).request_id)

    @app.exception_handler(RequestValidationError)
    async def query(request: Request, error: RequestValidationError) -> Response:
        return invalid(field_problems(error.errors())).response(call_of(request.scope).request_id)


def _add_converting(
    app: FastAPI, conversions: Conversions, columns: Columns, lines: Callable[[LineQuery], Response]
) -> None:
    """The endpoints that ask the model."""

    @app.post(
        "/v1/convert",
        summary="Convert one text or up to 1,000",
        response_model=schema.Record | schema.Results,
        responses={
            200: {"content": {"application/json": {"examples": schema.ANSWER_EXAMPLES}}},
            **schema.error_responses(400, 408, 413, 422, 500, 503, 504),
        },
        openapi_extra=schema.json_body(ConvertBody, schema.REQUEST_EXAMPLES),
    )
    async def convert(request: Request) -> Response:
        """One object for `text`; `results` for `texts`, one for each, in their order."""
        return await conversions(request)

    @app.post(
        "/v1/convert/lines",
        summary="Convert lines of plain text, of any number",
        response_class=Response,
        responses={
            200: {
                "description": "Line n answers line n; answers come while the request is still being sent.",
                "content": {
                    "text/plain": {"schema": {"type": "string"}, "example": schema.LINES_ANSWER_EXAMPLE},
                    "application/x-ndjson": {"schema": {"$ref": "#/components/schemas/Record"}},
                },
            },
            **schema.error_responses(422, 500),
        },
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {"text/plain": {"schema": {"type": "string"}, "example": schema.LINES_EXAMPLE}},
            }
        },
    )
    async def convert_lines(query: Annotated[LineQuery, Query()]) -> Response:
        """A value a line, empty where it was refused; `output=jsonl` gives the whole outcome."""
        return lines(query)

    @app.post(
        "/v1/column",
        summary="What a column says about the order and language of its dates",
        response_model=schema.ColumnReport,
        responses=schema.error_responses(400, 408, 413, 422, 500, 503, 504),
        openapi_extra=schema.json_body(
            ColumnBody, {"column": {"summary": "A column", "value": schema.COLUMN_EXAMPLE}}
        ),
    )
    async def column(request: Request) -> Response:
        """Convert the column with the `locale` and `hint_order` that come back."""
        return await columns(request)


def _add_page(app: FastAPI, page: Page, explanations: Explanations) -> None:
    """The page, and the endpoint that tells it how a text was read."""

    @app.post(
        "/v1/explain",
        summary="How a text was read, character by character",
        response_model=schema.ExplanationReport,
        responses=schema.error_responses(400, 408, 413, 422, 500, 503, 504),
        openapi_extra=schema.json_body(ExplainBody, schema.EXPLAIN_EXAMPLE),
    )
    async def explain(request: Request) -> Response:
        """What was written with the energies, the attention and the choices of each character."""
        return await explanations(request)

    @app.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    async def index(request: Request) -> Response:
        return page(request)

    @app.api_route("/page/{name}", methods=["GET", "HEAD"], include_in_schema=False)
    async def part_of_the_page(request: Request, name: str) -> Response:
        return page(request, name)


def _add_about(app: FastAPI, model: bytes, metrics: Metrics, draining: Draining) -> None:
    """The endpoints about the service."""

    @app.get("/v1/model", summary="The model that answers", response_model=schema.Model)
    async def model_info() -> Response:
        """Its languages, version, checksum and card."""
        return Response(model, media_type="application/json")

    @app.get("/healthz", summary="Whether the process is alive", response_model=schema.Health)
    async def health() -> Response:
        """Always, as long as it can answer."""
        return Response(b'{"status": "ok"}', media_type="application/json")

    @app.get(
        "/readyz",
        summary="Whether to send requests",
        response_model=schema.Health,
        responses=schema.error_responses(503),
    )
    async def ready() -> Response:
        """From the first moment on, since the port opens when the model is warm; not while it shuts down."""
        if draining.is_set:
            raise Problem(503, "draining", "the service is shutting down", headers={"Retry-After": "1"})
        return Response(b'{"status": "ready"}', media_type="application/json")

    @app.get("/metrics", summary="Figures for Prometheus", response_class=Response)
    async def figures() -> Response:
        """Requests, batches, waits, outcomes; never a text."""
        return Response(metrics.exposition(), media_type=CONTENT_TYPE)


def describe_model(bundle: Bundle, max_body: int) -> dict[str, Any]:
    """The model that answers, as `GET /v1/model` gives it."""
    manifest = bundle.manifest
    return {
        "version": __version__,
        "checksum": checksums(bundle.path)[WEIGHTS_NAME],
        "created_by": manifest.created_by,
        "languages": sorted({language for language, _ in manifest.locales.values() if language}),
        "locales": {
            name: {"language": language, "order": order}
            for name, (language, order) in sorted(manifest.locales.items())
        },
        "orders": list(ORDERS),
        "threshold": manifest.calibration.threshold,
        "limits": {
            "texts": MAX_TEXTS,
            "column": MAX_COLUMN,
            "body": max_body,
            "alternatives": MAX_ALTERNATIVES,
        },
        "card": _model_card(bundle),
    }


def _model_card(bundle: Bundle) -> str | None:
    """The model card; a bundle that was never evaluated has none."""
    path = bundle.path / CARD_NAME
    return path.read_text(encoding="utf-8") if path.is_file() else None
