"""The endpoints of the workbench, for a service that reviews one project; nothing else loads this module."""

from __future__ import annotations

import itertools
import os
import tempfile
import threading
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, TypeVar

from fastapi import FastAPI
from fastapi import Query as UrlQuery
from pydantic import BaseModel
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from datenorm.convert.record import as_json
from datenorm.errors import ConfigError, InputError, MissingExtra
from datenorm.server import schema
from datenorm.server.app import PAGE, Page
from datenorm.server.bodies import BodyReader
from datenorm.server.endpoints import JSON
from datenorm.server.middleware import call_of
from datenorm.server.options import Body, parse
from datenorm.server.problems import Problem
from datenorm.server.review_bodies import (
    CheckBody,
    CheckReport,
    DecisionsBody,
    ExportQuery,
    FacetQuery,
    GroupQuery,
    PasteBody,
    SettingsBody,
    StepBody,
)
from datenorm.workbench import (
    BackgroundConversion,
    Effect,
    Facets,
    GroupPage,
    Project,
    ProjectSummary,
    ReviewFilter,
    ReviewSettings,
    Ruling,
    Scope,
    UndoState,
    check_value,
)

Answer = TypeVar("Answer")
Endpoint = Callable[..., Awaitable[Response]]

_PASTED = "pasted"
_TYPES = {"csv": "text/csv; charset=utf-8", "decisions": "application/x-ndjson"}


class ReviewEndpoints:
    """The endpoints of a project. What their methods say is shown in OpenAPI.

    A context manager: the texts of the project are converted as long as it is open.

    Args:
        project: the project; another one takes its place when a column is pasted.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._conversion = BackgroundConversion(project)
        self._pasting = threading.Lock()
        self._pasted = ExitStack()

    def __enter__(self) -> ReviewEndpoints:
        self._conversion.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._conversion.close()
        self._pasted.close()

    def add_to(self, app: FastAPI, body_reader: BodyReader) -> None:
        """Add the endpoints and the page to an application."""
        self._body_reader = body_reader
        page = Page(directory=PAGE)

        @app.api_route("/review", methods=["GET", "HEAD"], include_in_schema=False)
        async def review_page(request: Request) -> Response:
            return await page.get_response("review.html", request.scope)

        errors = schema.error_responses(400, 422, 500)
        answers: dict[str, tuple[Endpoint, Any]] = {
            "": (self.summary, ProjectSummary),
            "/groups": (self.groups, GroupPage),
            "/facets": (self.facets, Facets),
        }
        for path, (endpoint, kind) in answers.items():
            app.get(f"/v1/review{path}", summary=_summary(endpoint), response_model=kind, responses=errors)(
                endpoint
            )
        changes: dict[str, tuple[Endpoint, type[BaseModel], Any]] = {
            "check": (self.check, CheckBody, CheckReport),
            "decisions": (self.decide, DecisionsBody, Effect),
            "settings": (self.change_settings, SettingsBody, Effect),
            "undo": (self.undo, StepBody, UndoState),
            "redo": (self.redo, StepBody, UndoState),
            "paste": (self.paste, PasteBody, ProjectSummary),
        }
        for path, (endpoint, body, kind) in changes.items():
            app.post(
                f"/v1/review/{path}",
                summary=_summary(endpoint),
                response_model=kind,
                responses={**errors, **schema.error_responses(409, 415)},
                openapi_extra=schema.json_body(body, {}),
            )(endpoint)
        app.get(
            "/v1/review/export", summary=_summary(self.export), response_class=Response, responses=errors
        )(self.export)

    async def summary(self) -> Response:
        """The project that is reviewed: its table, settings, progress and counts."""
        return await self._answer(lambda: self._project.summary())

    async def groups(self, query: Annotated[GroupQuery, UrlQuery()]) -> Response:
        """Distinct texts that pass a filter, with their counts, readings and decisions."""
        return await self._answer(
            lambda: self._project.groups(
                _filter_of(query), sort=query.sort, offset=query.offset, limit=query.limit
            )
        )

    async def facets(self, query: Annotated[FacetQuery, UrlQuery()]) -> Response:
        """How many texts there are of each kind; each facet is counted under the filters of the others."""
        return await self._answer(lambda: self._project.facets(_filter_of(query)))

    async def check(self, request: Request) -> Response:
        """Whether a text is a value, as it will be stored, and what it means."""
        body = await self._body(CheckBody, request)
        return _json(check_value(body.value)._asdict())

    async def decide(self, request: Request) -> Response:
        """Decide for one text or for many; returns how many change, and some of them."""
        body = await self._body(DecisionsBody, request)

        def decide() -> Effect:
            scope, ruling = Scope.of(body.scope), Ruling.of(body.decision)
            return self._project_of(body).decide(scope, ruling, preview=body.preview)

        return await self._change(request, decide)

    async def change_settings(self, request: Request) -> Response:
        """Change how the column is read; texts without a decision are converted again."""
        body = await self._body(SettingsBody, request)

        def change() -> Effect:
            settings = ReviewSettings.of(body.settings)
            return self._project_of(body).change_settings(settings, preview=body.preview)

        return await self._change(request, change)

    async def undo(self, request: Request) -> Response:
        """Take the last change back."""
        body = await self._body(StepBody, request)
        return await self._change(request, lambda: self._project_of(body).undo())

    async def redo(self, request: Request) -> Response:
        """Make the change again that was taken back last."""
        body = await self._body(StepBody, request)
        return await self._change(request, lambda: self._project_of(body).redo())

    async def paste(self, request: Request) -> Response:
        """Start a project of one column, beside the one that is open, and review that."""
        body = await self._body(PasteBody, request)
        return await self._change(request, lambda: self._start_pasted(body))

    async def export(self, request: Request, query: Annotated[ExportQuery, UrlQuery()]) -> Response:
        """A file to download: the table with a column of values, the decisions, or texts with values."""
        call_of(request.scope).unhurried = True
        project = self._project
        handle, name = tempfile.mkstemp(prefix="datenorm-")
        os.close(handle)
        target = Path(name)
        try:
            await run_in_threadpool(_attempt, lambda: project.export(query.format, target))
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return FileResponse(
            target,
            media_type=_TYPES.get(query.format, "application/octet-stream"),
            filename=project.export_name(query.format),
            background=BackgroundTask(target.unlink, missing_ok=True),
        )

    def _project_of(self, body: StepBody) -> Project:
        """The project that is open.

        Raises:
            Problem: 409 if the change is meant for another one, whose texts have other numbers.
        """
        project = self._project
        if body.project is not None and body.project != str(project.path):
            raise Problem(409, "other-project", "another project is open", hint="load the page again")
        return project

    def _start_pasted(self, body: PasteBody) -> ProjectSummary:
        with self._pasting:
            before = self._project_of(body)
            path = _free_path(before.path)
            pasted = Project.create_pasted(path, body.lines, normalizer=before.normalizer)
            self._pasted.callback(pasted.close)
            self._conversion.close()
            self._project = pasted
            self._conversion = BackgroundConversion(pasted)
            self._conversion.start()
            return pasted.summary()

    async def _body(self, kind: type[Body], request: Request) -> Body:
        """The body of a request.

        Raises:
            Problem: 415 if it is not declared as JSON. A page of another site can send any other body
                without asking, so without this it could change the project.
        """
        declared = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if declared != JSON:
            raise Problem(415, "not-json", "the body must be declared as JSON", hint=f"Content-Type: {JSON}")
        return parse(kind, await self._body_reader.read_object(request))

    async def _change(self, request: Request, change: Callable[[], Any]) -> Response:
        """Answer a request that has no time limit: half of a change would help nobody."""
        call_of(request.scope).unhurried = True
        return await self._answer(change)

    async def _answer(self, question: Callable[[], Any]) -> Response:
        return _json(asdict(await run_in_threadpool(_attempt, question)))


def _attempt(question: Callable[[], Answer]) -> Answer:
    """Ask the project, whose refusals become answers."""
    try:
        return question()
    except (InputError, ConfigError, MissingExtra) as error:
        raise Problem(422, "refused", str(error), hint=error.hint or "") from None


def _json(report: dict[str, Any]) -> Response:
    return Response(as_json(report).encode(), media_type=JSON)


def _filter_of(query: FacetQuery) -> ReviewFilter:
    return ReviewFilter.of({name: getattr(query, name) for name in FacetQuery.model_fields})


def _summary(endpoint: Endpoint) -> str:
    """The first sentence of what an endpoint says, without its end."""
    return (endpoint.__doc__ or "").partition(".")[0].partition(";")[0].partition(":")[0]


def _free_path(path: Path) -> Path:
    """A path beside that of a project at which there is nothing."""
    for number in itertools.count(1):
        free = path.with_name(f"{_PASTED}-{number}{path.suffix}")
        if not free.exists():
            return free
    raise AssertionError("numbers do not end")
