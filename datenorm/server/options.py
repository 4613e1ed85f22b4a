"""The options of requests: their validation, and what they mean for the model.

The names are those of the command line's options.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
)

from datenorm.convert.hints import day_of
from datenorm.convert.options import MAX_ALTERNATIVES
from datenorm.errors import ConfigError
from datenorm.server import MAX_COLUMN, MAX_TEXTS
from datenorm.server.problems import FieldProblem, invalid, too_large
from datenorm.values import Hijri
from datenorm.values.counted import EpochUnit
from datenorm.values.several import OnSeveral

Output = Literal["text", "edtf", "iso", "interval", "datetime", "ixdtf", "jsonl"]


def _upper(order: object) -> object:
    return order.upper() if isinstance(order, str) else order


def _day(written: object) -> object:
    if written is None or isinstance(written, datetime.date):
        return written
    if not isinstance(written, str):
        raise ValueError("a day must be a string such as 2016-02-29")
    try:
        return day_of(written)
    except ConfigError as error:
        raise ValueError(f"not a day; {error.hint}") from None


def _text(text: object) -> object:
    # Pydantic's own strings refuse lone surrogates. Here such a text is unreadable, and its request valid.
    if not isinstance(text, str):
        raise ValueError("a text must be a string")
    return text


def _texts(texts: object) -> object:
    if not isinstance(texts, list):
        raise ValueError("texts must be a list of strings")
    return texts


Order = Annotated[Literal["DMY", "MDY", "YMD"], BeforeValidator(_upper)]
Day = Annotated[datetime.date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Text = Annotated[Any, PlainValidator(_text), WithJsonSchema({"type": "string"})]

_STRINGS = {"type": "array", "items": {"type": "string"}}
TextList = Annotated[Any, PlainValidator(_texts), WithJsonSchema({**_STRINGS, "maxItems": MAX_TEXTS})]
LongTextList = Annotated[Any, PlainValidator(_texts), WithJsonSchema({**_STRINGS, "maxItems": MAX_COLUMN})]


class ReadingOptions(BaseModel):
    """What is known about the texts, and how dates are read."""

    model_config = ConfigDict(extra="forbid")

    locale: str | None = Field(
        None, max_length=64, description="Locale of the texts: gives their language and usual field order."
    )
    order: Order | None = Field(None, description="Field order of numeric dates; overrides the locale's.")
    reference_date: Day | None = Field(
        None, description="The day that relative dates and missing years are counted from; may have a time."
    )
    prefer: Literal["nearest", "past", "future"] | None = Field(
        None, description="Which year a date without a year gets; needs `reference_date`."
    )
    next: Literal["week", "nearest"] | None = Field(
        None, description="What next Friday means: that of next week, or the first one; else ambiguous."
    )
    zone: str | None = Field(
        None, max_length=64, description="IANA name of the time zone of times that name none."
    )
    utc: bool = Field(False, description="Give times in UTC where their offset is known.")
    pivot: int | None = Field(
        None, ge=0, le=100, description="Two-digit years from it on are 19YY, lower ones 20YY; 69 by default."
    )
    past: bool = Field(False, description="Two-digit years: the latest century up to the reference date.")
    future: bool = Field(False, description="Two-digit years: the earliest century from the reference date.")
    hijri: Hijri = Field(
        "umm-al-qura",
        description="Calendar of Islamic dates: umm-al-qura where it is published (1343–1500 AH), else "
        "civil; or civil, the tabular calendar, always.",
    )
    precision: Literal["any", "day", "month", "year"] = Field(
        "any", description="Required precision: finer values are shortened, coarser ones refused."
    )
    min_confidence: float | None = Field(None, ge=0, le=1, description="Refuse readings below it.")
    max_risk: float | None = Field(
        None,
        ge=0,
        le=1,
        description="Refuse as many readings as needed to keep the share of errors below it.",
    )


class DecidingOptions(ReadingOptions):
    """How readings become an answer."""

    on_ambiguous: Literal["blank", "best"] = Field(
        "blank", description="If two field orders are likely: refuse the text, or take the likelier reading."
    )
    on_several: OnSeveral = Field(
        "refuse",
        description="If a text has several dates with different roles: refuse it, take the first or the "
        "last, or the set of all.",
    )
    keep_values: bool = Field(
        False, description="A text that is ISO 8601 or EDTF always means that: 1914-24 is winter 1914."
    )
    excel_serial: bool = Field(
        False, description="A number is the serial day of a spreadsheet: 41755 is 2014-04-26."
    )
    epoch: EpochUnit | None = Field(
        None, description="A number is a Unix time in seconds (s), milliseconds (ms), us or ns."
    )


class ReportingOptions(DecidingOptions):
    """What is reported beside the answer."""

    alternatives: int = Field(0, ge=0, le=MAX_ALTERNATIVES, description="Number of other readings to report.")
    span: bool = Field(False, description="Report which characters of the text are the date.")


class Options(ReportingOptions):
    """How texts are converted."""

    attention: bool = Field(False, description="Report where each character was read.")


class ConvertBody(Options):
    """One text or many, with options for all of them."""

    text: Text = Field(None, description="One text.")
    texts: TextList = Field(None, description="Many texts, instead of `text`.")


class LineQuery(Options):
    """The options of lines, in the query of the URL."""

    output: Output = Field(
        "text",
        description="One value a line, empty if refused: text or edtf (ISO 8601 with EDTF), iso (ISO 8601-1 "
        "only), interval (first and last day, separated by a tab), datetime (with the time of day) or ixdtf "
        "(with offset and zone); or jsonl, one JSON object a line.",
    )


class FindBody(ReadingOptions):
    """A text of any length, with what is known about it."""

    text: Text = Field(description="The text.")


class ColumnBody(BaseModel):
    """The values of a column."""

    model_config = ConfigDict(extra="forbid")

    texts: LongTextList = Field(description="The values of the column, in order.")
    locale: str | None = Field(
        None,
        max_length=64,
        description="Locale of the column; its usual field order is assumed to be likely.",
    )


class ExplainBody(BaseModel):
    """A text with its hints."""

    model_config = ConfigDict(extra="forbid")

    text: Text = Field(description="The text.")
    locale: str | None = Field(None, max_length=64, description="Locale of the text.")
    order: Order | None = Field(None, description="Field order of numeric dates; overrides the locale's.")


Body = TypeVar("Body", bound=BaseModel)


def parse(kind: type[Body], values: Mapping[str, Any]) -> Body:
    """Validate a JSON object.

    Raises:
        Problem: 422 with the invalid fields.
    """
    try:
        return kind.model_validate(values, strict=True)
    except ValidationError as error:
        raise invalid(field_problems(error.errors(include_url=False, include_input=False))) from None


def field_problems(errors: Sequence[Any]) -> list[FieldProblem]:
    """Pydantic's errors in the service's shape, without the values they are about."""
    found = []
    for error in errors:
        place = [str(part) for part in error["loc"] if part not in ("body", "query")]
        message = error["msg"].removeprefix("Value error, ")
        if error["type"] == "extra_forbidden":
            # The client chose the name, so it is repeated only if it is harmless.
            place, message = ["body"], "contains an unknown field"
            name = str(error["loc"][-1])
            if len(name) <= 40 and name.isidentifier():
                place, message = [name], "unknown field"
        found.append(FieldProblem(".".join(place) or "body", message[:1].lower() + message[1:]))
    return found


def texts_of(body: ConvertBody) -> list[Any]:
    """The texts of a request.

    Raises:
        Problem: 422 if it has neither `text` nor `texts` or both, 413 if it has too many texts.
    """
    if (body.text is None) == (body.texts is None):
        raise invalid([FieldProblem("text", "give either text or texts")])
    if body.texts is None:
        return [body.text]
    texts: list[Any] = body.texts
    if len(texts) > MAX_TEXTS:
        raise too_large(
            f"{len(texts):,} texts, at most {MAX_TEXTS:,} at once",
            "send them to /v1/convert/lines, or in parts",
        )
    return texts
