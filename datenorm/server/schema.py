"""The shapes of responses in OpenAPI, with examples.

The service writes its responses itself, as the command line does; tests compare them with these shapes.
"""

from __future__ import annotations

from typing import Any, Literal, get_type_hints

from pydantic import BaseModel, Field, create_model

from datenorm.column import ColumnReading
from datenorm.convert.conversion import Conversion
from datenorm.convert.reasons import NO_DATE
from datenorm.convert.record import as_record


class Alternative(BaseModel):
    """Another reading."""

    value: str | None = Field(description="ISO 8601 or EDTF; null: the text holds no date.")
    probability: float


class SpanOfText(BaseModel):
    """The characters of the text that are the date."""

    start: int
    end: int
    text: str


class AttentionGrid(BaseModel):
    """Where each character was read; both lists are empty if the network was not asked."""

    tokens: list[str] = Field(description="The symbols that the network wrote; `-07` is one.")
    rows: list[list[float]] = Field(
        description="For each of them, one weight per character (code point) of `source`."
    )


class IntervalOfDays(BaseModel):
    """The first and the last day of the value; null if that end is open."""

    first: str | None = Field(description="ISO 8601; years before 1 are astronomical: -0043 is 44 BC.")
    last: str | None


class DateOfText(BaseModel):
    """One of several dates of a text."""

    value: str = Field(description="ISO 8601 or EDTF.")
    datetime: str | None = Field(description="The value with its time of day, if it has one.")
    span: SpanOfText | None = Field(description="Null if it is not known.")


class Outcome(BaseModel):
    """What a date was read as."""

    schema_: int = Field(
        1, alias="schema", description="Increases when a key is removed or changes its meaning."
    )
    value: str | None = Field(description="ISO 8601 or EDTF; null if the text was refused.")
    status: Literal["converted", "ambiguous", "several", "relative", "no-date", "doubtful", "unreadable"]
    confidence: float = Field(description="Calibrated probability of the best reading.")
    alternatives: list[Alternative]
    reason: str = Field(description="Why there is no value, or a remark on it.")
    code: str = Field(description="The reason as a stable code; empty without a reason.")
    facts: dict[str, str | int | float] = Field(description="The data in the reason, by name.")
    calendar: str = Field(description="The calendar of the text.")
    century_inferred: bool
    year_inferred: bool
    weekday_conflict: bool
    style: Literal["", "old", "new"] = Field(description="Whether the text says Old Style or New Style.")
    kept: bool = Field(
        description="Whether the network did not read the text: it already is a value, or a number that "
        "counts days or seconds."
    )
    relative: str | None = Field(description="What the text says of a date that depends on another day.")
    datetime: str | None = Field(description="The value with its time of day, if the text has one.")
    zone: str | None = Field(description="The IANA name of the zone of the time, if it is named.")
    dates: list[DateOfText] = Field(description="Each date of a text that has several.")
    interval: IntervalOfDays | None = Field(description="Null if there is no value, or no year in it.")


class Record(Outcome):
    """The outcome of one text; the object that `datenorm convert --jsonl` writes."""

    source: str
    span: SpanOfText | None = Field(None, description="With `span`.")
    attention: AttentionGrid | None = Field(None, description="With `attention`.")


class FoundRecord(Outcome):
    """A date in a text; the object that `datenorm find --jsonl` writes, without its file and line."""

    start: int = Field(description="The offset of its first character (code point) in the text.")
    end: int = Field(description="The offset after its last one.")
    text: str
    source: str = Field(description="What was read: the date, with words around it if it is doubtful alone.")


class FoundDates(BaseModel):
    """The dates in a text, in their order."""

    dates: list[FoundRecord]


class FieldError(BaseModel):
    """What is wrong with a field."""

    field: str
    message: str


class Error(BaseModel):
    """Every error."""

    error: str = Field(description="A name that programs may rely on.")
    message: str = Field(description="What happened, for people.")
    hint: str = Field(description="What to do next; may be empty.")
    request_id: str = Field(description="The id of the request in the log and in the header X-Request-ID.")
    fields: list[FieldError] | None = Field(None, description="The invalid fields.")


class Results(BaseModel):
    """The outcomes of many texts, in their order; an error in place of each item that is not a text."""

    results: list[Record | Error]


_COLUMN_FIELDS: dict[str, Any] = {name: (kind, ...) for name, kind in get_type_hints(ColumnReading).items()}

ColumnReport: type[BaseModel] = create_model(
    "ColumnReport",
    __doc__="What a column shows; convert it with its `locale` and `hint_order`.",
    **_COLUMN_FIELDS,
    explanation=(str, Field(description="One sentence for people.")),
)


class ChoiceReport(BaseModel):
    """A symbol that could have been written."""

    symbol: str = Field(description='A symbol of a value, such as "1" or "-07"; "" is its end.')
    probability: float


class StepReport(BaseModel):
    """One symbol that the decoder wrote."""

    symbol: str = Field(description='The symbol; "" is the end, where more could have followed.')
    probability: float
    energies: list[float | None] = Field(
        description="For each character (code point) of `source`, how well it matches what the decoder looks "
        "for; null where the network does not see it. Empty if the model has no attention."
    )
    attention: list[float] = Field(description="Their softmax; empty like them.")
    state: list[float] = Field(description="The state s of the decoder that the energies compare with.")
    context: list[float] = Field(
        description="The mean of the encoder's annotations weighted by the attention: what the decoder sees "
        "of the text in this step."
    )
    choices: list[ChoiceReport] = Field(
        description="What the value language allows here, likeliest first; the probabilities sum to 1."
    )


class ExplanationReport(Record):
    """The outcome of a text and how it was written."""

    written: str = Field(description="What the network wrote, in the value language.")
    pooling: list[float] = Field(
        description="For each character, the attention β of the head that detects language, field order and "
        "dates; empty if the model has none or the network was not asked."
    )
    steps: list[StepReport] = Field(description="Empty if the network was not asked.")


class LocaleHints(BaseModel):
    """What the model knows of a locale."""

    language: str
    order: str = Field(description="Its usual field order; may be empty.")


class Limits(BaseModel):
    """The limits of a request."""

    texts: int
    column: int
    body: int
    alternatives: int
    find: int = Field(description="Characters of a text to find dates in.")


class Model(BaseModel):
    """The model."""

    version: str = Field(description="The version of datenorm.")
    checksum: str = Field(description="SHA-256 of the weights.")
    created_by: str = Field(description="The version of datenorm that made the model.")
    languages: list[str]
    locales: dict[str, LocaleHints]
    orders: list[str]
    threshold: float = Field(description="Confidence below which a reading is doubtful.")
    finds: bool = Field(description="Whether it can find dates in texts: /v1/find.")
    limits: Limits
    card: str | None = Field(description="The model card, in Markdown.")


class Health(BaseModel):
    """The state of the service."""

    status: Literal["ok", "ready"]


_ONE = as_record(Conversion("23 April, 1564", "1564-04-23", "converted", 0.999))
_REFUSED = as_record(Conversion("hello", None, "no-date", 0.999, NO_DATE.sentence, code=NO_DATE.code))

REQUEST_EXAMPLES: dict[str, Any] = {
    "one": {"summary": "One text", "value": {"text": "23 April, 1564"}},
    "many": {
        "summary": "Many texts of one locale",
        "value": {"texts": ["03/04/2005", "20 July 1969"], "locale": "en-GB", "alternatives": 1},
    },
}
ANSWER_EXAMPLES: dict[str, Any] = {
    "one": {"summary": "One text", "value": _ONE},
    "many": {"summary": "Many texts", "value": {"results": [_ONE, _REFUSED]}},
}
COLUMN_EXAMPLES: dict[str, Any] = {
    "column": {
        "summary": "A column",
        "value": {"texts": ["03/04/1964", "23/04/1964", "01/02/1970"], "locale": "en"},
    }
}
FIND_EXAMPLES: dict[str, Any] = {
    "text": {
        "summary": "A letter",
        "value": {"text": "On 5 May 2012 he came; the next day he left.", "reference_date": "2012-06-01"},
    }
}
EXPLAIN_EXAMPLES: dict[str, Any] = {
    "text": {"summary": "A text", "value": {"text": "23 April, 1564", "locale": "en-GB"}}
}
LINES_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"text/plain": {"schema": {"type": "string"}, "example": "20 juillet 1969\nhello\n"}},
    }
}
LINES_RESPONSE: dict[str, Any] = {
    "description": "Line n answers line n; answers are sent while the request is still arriving.",
    "content": {
        "text/plain": {"schema": {"type": "string"}, "example": "1969-07-20\n\n"},
        "application/x-ndjson": {"schema": {"$ref": "#/components/schemas/Record"}},
    },
}

_ERRORS = {
    400: (
        "The body is not valid JSON.",
        "invalid-json",
        "the body is not valid JSON: expecting value at character 0",
    ),
    408: ("The body did not arrive in time.", "body-timed-out", "the body did not arrive in time"),
    409: ("Another project is open.", "other-project", "another project is open"),
    413: ("Too many texts, or the body is too large.", "too-large", "1,001 texts, at most 1,000 at once"),
    415: ("The body is not declared as JSON.", "not-json", "the body must be declared as JSON"),
    422: ("Fields are invalid.", "invalid-fields", "cannot use: order"),
    500: ("The service failed.", "internal", "the service failed"),
    503: (
        "Too many texts are waiting; retry after `Retry-After`.",
        "overloaded",
        "too many texts are waiting",
    ),
    501: ("The model cannot find dates.", "cannot-find", "this model cannot find dates in texts"),
    504: ("No answer in time.", "timed-out", "no answer in time"),
}


def error_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of an endpoint, each with an example."""
    responses: dict[int | str, dict[str, Any]] = {}
    for status in statuses:
        description, name, message = _ERRORS[status]
        example: dict[str, Any] = {"error": name, "message": message, "hint": "", "request_id": "5f0c9a1e-1"}
        if status == 422:
            example["fields"] = [{"field": "order", "message": "input should be 'DMY', 'MDY' or 'YMD'"}]
        responses[status] = {
            "model": Error,
            "description": description,
            "content": {"application/json": {"example": example}},
        }
        if status == 503:
            responses[status]["headers"] = {
                "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}
            }
    return responses


def json_body(kind: type[BaseModel], examples: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI description of a body that an endpoint reads itself."""
    content = {"application/json": {"schema": kind.model_json_schema(), "examples": examples}}
    return {"requestBody": {"required": True, "content": content}}
