"""The bodies and the queries of the endpoints of the workbench."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

from datenorm.server.options import Text

MAX_LISTED = 500
"""Maximum number of texts that are listed at once."""

Sort = Literal["count", "text", "confidence", "first"]


def _lines(lines: object) -> object:
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ValueError("lines must be a list of strings")
    return lines


Lines = Annotated[Any, PlainValidator(_lines), WithJsonSchema({"type": "array", "items": {"type": "string"}})]


class FacetQuery(BaseModel):
    """Which texts are counted: of each facet any of the names."""

    model_config = ConfigDict(extra="forbid")

    status: list[str] = Field([], description="An outcome; `waiting` is not converted yet.")
    code: list[str] = Field([], description="The code of a reason; empty for none.")
    shape: list[str] = Field([], description="A shape, such as `dd/dd/dddd`.")
    mark: list[str] = Field([], description="weekday-conflict, century-inferred or by-hand.")
    language: list[str] = Field([], description="A language; empty for one that is not known.")
    search: str = Field("", max_length=1000, description="Part of the text.")


class GroupQuery(FacetQuery):
    """Which texts are listed, and in which order."""

    sort: Sort = Field("count", description="Most rows first, by text, least sure first, or first row first.")
    offset: int = Field(0, ge=0)
    limit: int = Field(100, ge=1, le=MAX_LISTED)


class ExplainQuery(BaseModel):
    """Which text is explained."""

    model_config = ConfigDict(extra="forbid")

    text: int = Field(description="The id of a text.")


class ExportQuery(BaseModel):
    """What is downloaded."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["table", "decisions", "csv", "parquet"] = Field(
        description="The table with a column of values, the decisions, or one row for each text."
    )


class StepBody(BaseModel):
    """The project that a change is meant for."""

    model_config = ConfigDict(extra="forbid")

    project: str | None = Field(
        None, description="As in `GET /v1/review`; the change is refused if another one is open."
    )


class DecisionsBody(StepBody):
    """A decision for many texts."""

    scope: dict[str, Any] = Field(
        description='For which texts: {"ids": [1, 2]}, {"shape_of": 1} or {"filter": {"code": ["empty"]}}.'
    )
    decision: dict[str, Any] = Field(
        description="Its `kind`: value, reading, no-date, order or undecided; a value and an order have a "
        "`value`, a reading has its `index`."
    )
    preview: bool = Field(False, description="Only report what would change.")


class SettingsBody(StepBody):
    """How the column is read."""

    settings: dict[str, Any] = Field(description="As in `GET /v1/review`; what is missing is the default.")
    preview: bool = Field(False, description="Only report what would change.")


class CheckBody(BaseModel):
    """What a person types."""

    model_config = ConfigDict(extra="forbid")

    value: Text = Field(description="Perhaps a value.")


class CheckReport(BaseModel):
    """Whether it is one."""

    valid: bool
    value: str | None = Field(description="The value as it will be stored; null if it is not valid.")
    meaning: str = Field(description="What it means, in English.")


class PasteBody(StepBody):
    """A column that was pasted."""

    lines: Lines = Field(description="Its texts, one for each row.")
