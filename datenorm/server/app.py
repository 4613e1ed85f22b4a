"""The service as an ASGI application: its routes, its page and its middleware."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from datenorm import __version__
from datenorm.bulk.workers import available_cores
from datenorm.bundle import WEIGHTS_NAME, Bundle, checksums, read_card
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import MAX_ALTERNATIVES
from datenorm.server import MAX_COLUMN, MAX_FIND, MAX_TEXTS, ServerSettings, schema
from datenorm.server.batching import RequestBatcher
from datenorm.server.bodies import JSON, BodyReader
from datenorm.server.endpoints import Endpoints
from datenorm.server.guard import HostMiddleware, PublicMiddleware, ServedHosts
from datenorm.server.middleware import CONTENT_TYPE, Metrics, RequestMiddleware, call_of
from datenorm.server.openrefine import OpenRefine, add_openrefine
from datenorm.server.options import ColumnBody, ConvertBody, ExplainBody, FindBody, field_problems
from datenorm.server.problems import Problem, from_http, invalid
from datenorm.text.vocabulary import ORDERS

DESCRIPTION = """Converts dates as people write them to ISO 8601, and says when it is not sure.

Answers are those of the command line, to the character. Every error has the shape of `Error`."""

PAGE = Path(__file__).parent / "page"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        # The browser refuses to parse a string as HTML, so text can only be set as text.
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

_PAGE_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-cache",
}
_PAGE_TYPES = {
    # Named here, because what Python knows of types depends on its version and on the system.
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


Extension = Callable[[FastAPI, BodyReader], None]
"""Adds endpoints to an application; they read bodies within its memory."""


def create_app(
    normalizer: Normalizer,
    settings: ServerSettings,
    draining: threading.Event | None = None,
    extend: Extension | None = None,
) -> FastAPI:
    """The application for one model.

    Args:
        normalizer: the model.
        settings: limits; host, port and workers are for whoever runs the application.
        draining: set by whoever runs it when it shuts down.
        extend: adds more endpoints.
    """
    draining = draining or threading.Event()
    metrics = Metrics()
    threads = max(1, available_cores() // settings.workers)
    batcher = RequestBatcher(
        normalizer, metrics, wait=settings.batch_wait, capacity=settings.queue, threads=threads
    )
    body_reader = BodyReader(settings.max_body, settings.memory)
    endpoints = Endpoints(normalizer, batcher, body_reader, settings.timeout)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        endpoints.close()

    app = FastAPI(
        title="datenorm",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # FastAPI's pages load scripts from other hosts; /docs is our own
        redoc_url=None,
    )
    app.state.busy_for = batcher.busy_for
    _add_error_handlers(app)
    _add_endpoints(app, endpoints)
    add_openrefine(app, OpenRefine(normalizer, batcher, body_reader))
    _add_page(app)
    if extend is not None:
        extend(app, body_reader)
    _add_about(
        app, describe_model(normalizer.bundle, settings.max_body, endpoints.can_find), metrics, draining
    )
    _add_middleware(app, settings, metrics, draining, body_reader)
    return app


def _add_error_handlers(app: FastAPI) -> None:
    """One shape for every refusal, whether it is ours, the router's or FastAPI's."""

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


def _add_middleware(
    app: FastAPI,
    settings: ServerSettings,
    metrics: Metrics,
    draining: threading.Event,
    body_reader: BodyReader,
) -> None:
    """What surrounds the endpoints; the last one is the outermost."""
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
    app.add_middleware(PublicMiddleware)
    app.add_middleware(HostMiddleware, hosts=ServedHosts(settings))


def _add_endpoints(app: FastAPI, endpoints: Endpoints) -> None:
    """The endpoints that use the model."""
    errors = schema.error_responses(400, 408, 413, 422, 500, 503, 504)
    app.post(
        "/v1/convert",
        summary="Convert one text or up to 1,000",
        response_model=schema.Record | schema.Results,
        responses={200: {"content": {JSON: {"examples": schema.ANSWER_EXAMPLES}}}, **errors},
        openapi_extra=schema.json_body(ConvertBody, schema.REQUEST_EXAMPLES),
    )(endpoints.convert)
    app.post(
        "/v1/convert/lines",
        summary="Convert any number of lines of plain text",
        response_class=Response,
        responses={200: schema.LINES_RESPONSE, **schema.error_responses(422, 500, 503)},
        openapi_extra=schema.LINES_BODY,
    )(endpoints.convert_lines)
    app.post(
        "/v1/find",
        summary="Find the dates in a text of any length",
        response_model=schema.FoundDates,
        responses={**errors, **schema.error_responses(501)},
        openapi_extra=schema.json_body(FindBody, schema.FIND_EXAMPLES),
    )(endpoints.find)
    app.post(
        "/v1/column",
        summary="Infer the field order and the language of a column",
        response_model=schema.ColumnReport,
        responses=errors,
        openapi_extra=schema.json_body(ColumnBody, schema.COLUMN_EXAMPLES),
    )(endpoints.column)
    app.post(
        "/v1/explain",
        summary="Explain how a text was read, character by character",
        response_model=schema.ExplanationReport,
        responses=errors,
        openapi_extra=schema.json_body(ExplainBody, schema.EXPLAIN_EXAMPLES),
    )(endpoints.explain)


class Page(StaticFiles):
    """The files of the page. They send requests only to the service that they come from."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """A file under the page's policy, or 304 if the client has it."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update(_PAGE_HEADERS)
        if isinstance(response, FileResponse):
            response.headers["content-type"] = _PAGE_TYPES[Path(full_path).suffix]
        return response


def _add_page(app: FastAPI) -> None:
    page = Page(directory=PAGE)
    names = {path.name for path in PAGE.iterdir()}

    @app.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    @app.api_route("/docs", methods=["GET", "HEAD"], include_in_schema=False)
    async def html(request: Request) -> Response:
        name = "api.html" if request.url.path == "/docs" else "index.html"
        return await page.get_response(name, request.scope)

    @app.api_route("/page/{name}", methods=["GET", "HEAD"], include_in_schema=False)
    async def file(request: Request, name: str) -> Response:
        if name not in names:
            raise HTTPException(404)
        return await page.get_response(name, request.scope)


def _add_about(app: FastAPI, model: schema.Model, metrics: Metrics, draining: threading.Event) -> None:
    """The endpoints about the service."""
    description = model.model_dump_json().encode()

    @app.get("/v1/model", summary="The model", response_model=schema.Model)
    async def model_info() -> Response:
        """Its languages, version, checksum and card."""
        return Response(description, media_type=JSON)

    @app.get("/healthz", summary="Whether the process is alive", response_model=schema.Health)
    async def health() -> dict[str, str]:
        """Always ok, as long as the process can answer."""
        return {"status": "ok"}

    @app.get(
        "/readyz",
        summary="Whether to send requests",
        response_model=schema.Health,
        responses=schema.error_responses(503),
    )
    async def ready() -> dict[str, str]:
        """Ready as soon as the port is open, until the service shuts down."""
        if draining.is_set():
            raise Problem(503, "draining", "the service is shutting down", headers={"Retry-After": "1"})
        return {"status": "ready"}

    @app.get("/metrics", summary="Metrics for Prometheus", response_class=Response)
    async def figures() -> Response:
        """Requests, batches, waits and outcomes; never a text."""
        return Response(metrics.exposition(), media_type=CONTENT_TYPE)


def describe_model(bundle: Bundle, max_body: int, can_find: bool) -> schema.Model:
    """The model as `GET /v1/model` returns it."""
    manifest = bundle.manifest
    return schema.Model(
        version=__version__,
        checksum=checksums(bundle.path)[WEIGHTS_NAME],
        created_by=manifest.created_by,
        languages=sorted({language for language, _ in manifest.locales.values() if language}),
        locales={
            name: schema.LocaleHints(language=language, order=order)
            for name, (language, order) in sorted(manifest.locales.items())
        },
        orders=list(ORDERS),
        threshold=manifest.calibration.threshold,
        finds=can_find,
        limits=schema.Limits(
            texts=MAX_TEXTS,
            column=MAX_COLUMN,
            body=max_body,
            alternatives=MAX_ALTERNATIVES,
            find=MAX_FIND,
        ),
        card=read_card(bundle.path),
    )
