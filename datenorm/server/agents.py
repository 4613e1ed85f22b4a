"""Tools for agents: the Model Context Protocol over standard input and output.

    convert    what people wrote → values, refusals and ambiguities
    find       the dates in a text
    resolve    values and relative dates → days, counted from a reference date

Their arguments have the names and meanings of the HTTP service. Their results are its records without the
keys that say nothing. Needs the extra `mcp`, not `serve`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mcp import MCPError, types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from pydantic import BaseModel, ConfigDict, Field

from datenorm import __version__
from datenorm.convert.conversion import Conversion
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.convert.own_values import is_own
from datenorm.convert.reasons import NO_VALID_DATE
from datenorm.convert.record import as_json, as_record
from datenorm.finding.finder import Finder, finder_of
from datenorm.finding.found import as_find_record
from datenorm.server import MAX_FIND, MAX_TEXTS
from datenorm.server.options import (
    Day,
    FindBody,
    ReportingOptions,
    TextList,
    parse,
)
from datenorm.server.problems import FieldProblem, Problem, invalid, too_large
from datenorm.server.queries import OptionChecker
from datenorm.server.schema import FoundDates, Record
from datenorm.values import GREGORIAN, Reckoning

INSTRUCTIONS = """datenorm reads dates as people write them, in any language, into ISO 8601 or EDTF.
It refuses what it does not know instead of guessing: look at `status`.
"ambiguous" lists its readings in `alternatives`; give `order` or `locale` to settle it, or ask the user.
"relative" has a program such as `@-3d` in `relative`; give `reference_date`, or keep it and resolve it later.
`confidence` is a calibrated probability."""

_KEPT = ("source", "value", "status", "confidence", "start", "end", "text")
"""Keys of a record that are there also if they say nothing."""

_MOST_PROBLEMS = 8


class ConvertCall(ReportingOptions):
    """The arguments of `convert`."""

    texts: TextList = Field(description=f"Each is one date as somebody wrote it; at most {MAX_TEXTS:,}.")


class ResolveCall(BaseModel):
    """The arguments of `resolve`."""

    model_config = ConfigDict(extra="forbid")

    values: TextList = Field(
        description="Values in ISO 8601 or EDTF, or programs from the key `relative`, such as @-3d (three "
        f"days before) or @»w (next week); at most {MAX_TEXTS:,}."
    )
    reference_date: Day | None = Field(
        None, description="The day that relative dates and missing years are counted from; may have a time."
    )
    prefer: Literal["nearest", "past", "future"] = Field(
        "nearest", description="Which year a date without a year gets."
    )
    next: Literal["week", "nearest"] | None = Field(
        None, description="What next Friday means: that of next week, or the first one; else ambiguous."
    )
    precision: Literal["any", "day", "month", "year"] = Field(
        "any", description="Required precision: finer values are shortened, coarser ones refused."
    )


class ConvertedTexts(BaseModel):
    """What a tool says of many texts, in their order."""

    results: list[Record]


@dataclass(frozen=True)
class AgentTool:
    """A tool: what agents are told of it, and what it does.

    Attributes:
        name: how it is called.
        title: its name for people.
        description: what it does, for the agent that chooses it.
        arguments: its arguments.
        answer: its result, of which keys that say nothing are left out.
        run: makes the result from the arguments.
    """

    name: str
    title: str
    description: str
    arguments: type[BaseModel]
    answer: type[BaseModel]
    run: Callable[[Any], dict[str, Any]]

    def listed(self) -> types.Tool:
        """The tool as agents see it."""
        return types.Tool(
            name=self.name,
            title=self.title,
            description=self.description,
            input_schema=_plain(self.arguments.model_json_schema()),
            output_schema=_relaxed(self.answer.model_json_schema()),
            annotations=types.ToolAnnotations(
                read_only_hint=True, idempotent_hint=True, open_world_hint=False
            ),
        )

    def call(self, arguments: Mapping[str, Any]) -> types.CallToolResult:
        """The result for arguments, or an error that says how to correct them."""
        try:
            answer = self.run(parse(self.arguments, arguments))
        except Problem as problem:
            return types.CallToolResult(content=[_written(_told(problem))], is_error=True)
        return types.CallToolResult(content=[_written(as_json(answer))], structured_content=answer)


class AgentTools:
    """The tools over one model.

    Attributes:
        by_name: each of them; a model that cannot find dates has no `find`.
    """

    def __init__(self, normalizer: Normalizer) -> None:
        self._normalizer = normalizer
        self._checker = OptionChecker(normalizer)
        tools = [
            AgentTool(
                "convert",
                "Convert dates",
                "Convert dates as people wrote them, in any language or calendar, to ISO 8601 or EDTF. One "
                "result for each text, in their order; a text without a certain date has no value, and its "
                "status and reason say why.",
                ConvertCall,
                ConvertedTexts,
                self._convert,
            ),
            AgentTool(
                "resolve",
                "Resolve values",
                "Say which days values mean: the first and last day of a value in ISO 8601 or EDTF, and the "
                "date that a relative one such as @-3d is, counted from reference_date.",
                ResolveCall,
                ConvertedTexts,
                self._resolve,
            ),
        ]
        finder = finder_of(normalizer)
        if finder is not None:
            tools.insert(1, self._find_tool(finder))
        self.by_name = {tool.name: tool for tool in tools}

    def _find_tool(self, finder: Finder) -> AgentTool:
        return AgentTool(
            "find",
            "Find dates",
            "Find the dates in a text, such as a letter or an article, with their places and values. Give "
            "the date of the document as reference_date: relative dates (yesterday, next week) and dates "
            f"without a year are counted from it. At most {MAX_FIND:,} characters.",
            FindBody,
            FoundDates,
            lambda body: self._find(finder, body),
        )

    def _convert(self, asked: ConvertCall) -> dict[str, Any]:
        texts = _checked("texts", asked.texts)
        conversions = self._normalizer.convert_many(
            texts,
            asked.locale or None,
            asked.order,
            alternatives=asked.alternatives,
            span=asked.span,
            policy=self._checker.policy(asked),
        )
        return {"results": [_brief(as_record(one, span=asked.span)) for one in conversions]}

    def _find(self, finder: Finder, asked: FindBody) -> dict[str, Any]:
        text: str = asked.text
        if len(text) > MAX_FIND:
            raise too_large(f"{len(text):,} characters, at most {MAX_FIND:,}", "give the text in parts")
        policy = self._checker.policy(asked)
        found = finder.find(text, asked.locale or None, asked.order, policy=policy, workers=1)
        return {"dates": [_brief(as_find_record(one)) for one in found]}

    def _resolve(self, asked: ResolveCall) -> dict[str, Any]:
        values = _checked("values", asked.values)
        wrong = [number for number, value in enumerate(values) if not is_own(value.strip())]
        if wrong:
            message = "not a value or a program; what people write is for convert"
            raise invalid([FieldProblem(f"values.{number}", message) for number in wrong[:_MOST_PROBLEMS]])
        reckoning = Reckoning(reference_date=asked.reference_date, prefer=asked.prefer, next_means=asked.next)
        policy = Policy(precision=asked.precision, reckoning=reckoning, keep_values=True)
        return {"results": [_brief(as_record(self._resolved(value, policy))) for value in values]}

    def _resolved(self, value: str, policy: Policy) -> Conversion:
        """What a value or a program means."""
        conversion = self._normalizer.convert(value, policy=policy)
        if conversion.kept:
            return conversion
        # A range that ends before it starts, which the network read as a text.
        code, sentence, facts = NO_VALID_DATE
        return Conversion(value, None, "no-date", 1.0, sentence, code=code, facts=facts)


def _checked(name: str, texts: list[Any]) -> list[str]:
    """The texts of an argument.

    Raises:
        Problem: if they are too many, or one is not a string.
    """
    if len(texts) > MAX_TEXTS:
        raise too_large(f"{len(texts):,} {name}, at most {MAX_TEXTS:,} at once", "give them in parts")
    wrong = [number for number, text in enumerate(texts) if not isinstance(text, str)]
    if wrong:
        raise invalid([FieldProblem(f"{name}.{one}", "must be a string") for one in wrong[:_MOST_PROBLEMS]])
    return texts


def _brief(record: dict[str, Any]) -> dict[str, Any]:
    """A record without the keys that say nothing."""
    del record["schema"]
    if record["calendar"] == GREGORIAN:
        del record["calendar"]
    return {key: one for key, one in record.items() if key in _KEPT or one not in (None, "", False, [], {})}


def _plain(schema: Any) -> Any:  # noqa: ANN401 - a part of a schema
    """A schema without titles, and without null as another way to leave an argument out."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kinds = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(kinds) == 1:
        schema = {key: one for key, one in schema.items() if key not in ("anyOf", "default")} | kinds[0]
    return {key: _plain(one) for key, one in schema.items() if key != "title"}


def _relaxed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of brief records: what may say nothing may be missing."""
    for name in ("Record", "FoundRecord"):
        record = schema["$defs"].get(name)
        if record is not None:
            record["required"] = [key for key in record["required"] if key in _KEPT]
            del record["properties"]["schema"]
            record["properties"].pop("attention", None)
    return schema


def _told(problem: Problem) -> str:
    """An error in words."""
    if problem.fields:
        return "; ".join(f"{one.field}: {one.message}" for one in problem.fields)
    return "; ".join(filter(None, (str(problem), problem.hint)))


def _written(text: str) -> types.TextContent:
    return types.TextContent(type="text", text=text)


def create_server(normalizer: Normalizer) -> Server[Any]:
    """The server of the protocol, for one client."""
    tools = AgentTools(normalizer).by_name

    async def list_tools(_: object, __: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[tool.listed() for tool in tools.values()])

    async def call_tool(_: object, asked: types.CallToolRequestParams) -> types.CallToolResult:
        tool = tools.get(asked.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"no tool is called so; there are {', '.join(tools)}")
        return await asyncio.to_thread(tool.call, asked.arguments or {})

    return Server(
        "datenorm",
        version=__version__,
        title="datenorm",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve_agents(normalizer: Normalizer) -> None:
    """Answer the client on standard input and output until it closes them.

    Raises:
        OSError: if one of them cannot be used.
    """
    server = create_server(normalizer)

    async def answer() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    try:
        asyncio.run(answer())
    except Exception as error:
        raise _first_cause(error) from None


def _first_cause(error: Exception) -> Exception:
    """The first error of the tasks: those of the library end in groups of errors."""
    while causes := getattr(error, "exceptions", ()):
        error = causes[0]
    return error
