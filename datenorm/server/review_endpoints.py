"""The endpoints of the workbench, for a service that reviews one project; nothing else loads this module."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Awaitable, Callable
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
from datenorm.errors import BundleError, ConfigError, InputError, MissingExtra
from datenorm.server import schema
from datenorm.server.app import PAGE, Page
from datenorm.server.bodies import JSON, BodyReader
from datenorm.server.endpoints import explanation_report
from datenorm.server.middleware import call_of
from datenorm.server.options import Body, parse
from datenorm.server.problems import Problem
from datenorm.server.review_bodies import (
    CheckBody,
    CheckReport,
    DecisionsBody,
    ExplainQuery,
    ExportQuery,
    FacetQuery,
    GroupQuery,
    PasteBody,
    SettingsBody,
    StepBody,
)
from datenorm.server.review_session import ReviewSession
from datenorm.workbench import (
    BackgroundLearning,
    Effect,
    Facets,
    GroupPage,
    LearningState,
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

_TYPES = {"csv": "text/csv; charset=utf-8", "decisions": "application/x-ndjson"}


class ReviewEndpoints:
    """The endpoints of a project. What their methods say is shown in OpenAPI.

    Args:
        session: the project that is open.
    """

    def __init__(self, session: ReviewSession) -> None:
        self._session = session

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
            "/explain": (self.explain, schema.ExplanationReport),
            "/learning": (self.learning, LearningState),
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
            "learning/start": (self.start_learning, StepBody, LearningState),
            "learning/stop": (self.stop_learning, StepBody, LearningState),
            "learning/accept": (self.accept_model, StepBody, LearningState),
            "learning/discard": (self.discard_model, StepBody, LearningState),
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
        return await self._answer(lambda: self._session.project.summary())

    async def groups(self, query: Annotated[GroupQuery, UrlQuery()]) -> Response:
        """Distinct texts that pass a filter, with their counts, readings and decisions."""
        return await self._answer(
            lambda: self._session.project.groups(
                _filter_of(query), sort=query.sort, offset=query.offset, limit=query.limit
            )
        )

    async def facets(self, query: Annotated[FacetQuery, UrlQuery()]) -> Response:
        """How many texts there are of each kind; each facet is counted under the filters of the others."""
        return await self._answer(lambda: self._session.project.facets(_filter_of(query)))

    async def check(self, request: Request) -> Response:
        """Whether a text is a value, as it will be stored, and what it means."""
        body = await self._body(CheckBody, request)
        return _json(check_value(body.value)._asdict())

    async def decide(self, request: Request) -> Response:
        """Decide for one text or for many; returns how many change, and some of them."""
        body = await self._body(DecisionsBody, request)

        def decide() -> Effect:
            scope, ruling = Scope.of(body.scope), Ruling.of(body.decision)
            return self._session.project_called(body.project).decide(scope, ruling, preview=body.preview)

        return await self._change(request, decide)

    async def change_settings(self, request: Request) -> Response:
        """Change how the column is read; texts without a decision are converted again."""
        body = await self._body(SettingsBody, request)

        def change() -> Effect:
            settings = ReviewSettings.of(body.settings)
            return self._session.project_called(body.project).change_settings(settings, preview=body.preview)

        return await self._change(request, change)

    async def undo(self, request: Request) -> Response:
        """Undo the last change."""
        body = await self._body(StepBody, request)
        return await self._change(request, lambda: self._session.project_called(body.project).undo())

    async def redo(self, request: Request) -> Response:
        """Redo the change that was undone last."""
        body = await self._body(StepBody, request)
        return await self._change(request, lambda: self._session.project_called(body.project).redo())

    async def paste(self, request: Request) -> Response:
        """Start a project of one column, beside the one that is open, and review that."""
        body = await self._body(PasteBody, request)
        return await self._change(request, lambda: self._session.paste(body.lines, body.project).summary())

    async def explain(self, query: Annotated[ExplainQuery, UrlQuery()]) -> Response:
        """How a text of the column was read, character by character, with the model in use."""
        return _json(
            await run_in_threadpool(
                _attempt, lambda: explanation_report(self._session.project.explain(query.text))
            )
        )

    async def learning(self) -> Response:
        """How learning from the decisions stands, and what the new model would change once it is ready."""
        return await self._answer(lambda: self._session.learning.state())

    async def start_learning(self, request: Request) -> Response:
        """Let the model learn from the decisions, or go on after an interruption."""
        return await self._learn(request, BackgroundLearning.start)

    async def stop_learning(self, request: Request) -> Response:
        """Interrupt learning; it can go on later."""
        return await self._learn(request, BackgroundLearning.stop)

    async def accept_model(self, request: Request) -> Response:
        """Use the new model; texts without a decision are converted again."""
        return await self._learn(request, BackgroundLearning.accept)

    async def discard_model(self, request: Request) -> Response:
        """Forget the new model, or learning that was interrupted."""
        return await self._learn(request, BackgroundLearning.discard)

    async def export(self, request: Request, query: Annotated[ExportQuery, UrlQuery()]) -> Response:
        """A file to download: the table with a column of values, the decisions, or texts with values."""
        call_of(request.scope).unhurried = True
        project = self._session.project
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

    async def _learn(self, request: Request, step: Callable[[BackgroundLearning], None]) -> Response:
        """Make a step of learning, and answer how it stands then."""
        body = await self._body(StepBody, request)

        def take() -> LearningState:
            self._session.project_called(body.project)
            step(self._session.learning)
            return self._session.learning.state()

        return await self._change(request, take)

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
    except (InputError, ConfigError, BundleError, MissingExtra) as error:
        raise Problem(422, "refused", str(error), hint=error.hint or "") from None


def _json(report: dict[str, Any]) -> Response:
    return Response(as_json(report).encode(), media_type=JSON)


def _filter_of(query: FacetQuery) -> ReviewFilter:
    return ReviewFilter.of({name: getattr(query, name) for name in FacetQuery.model_fields})


def _summary(endpoint: Endpoint) -> str:
    """The first sentence of what an endpoint says, without its end."""
    return (endpoint.__doc__ or "").partition(".")[0].partition(";")[0].partition(":")[0]
