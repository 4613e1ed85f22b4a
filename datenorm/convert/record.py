"""A conversion as a line or a JSON object, the same for command line and server. Standard library only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from datenorm.values import in_columns

if TYPE_CHECKING:
    from datenorm.convert.conversion import Conversion, DateInText, Span
    from datenorm.values import Form

SCHEMA = 1
"""Version of the JSON objects; goes up when a key changes its meaning or is removed."""

_DIGITS = 4

_encode = json.JSONEncoder(ensure_ascii=False).encode


def as_record(conversion: Conversion, *, attention: bool = False, span: bool = False) -> dict[str, Any]:
    """A conversion as the JSON object that docs/reference.md documents.

    Args:
        conversion: the conversion.
        attention: whether to add where each symbol of the value was read.
        span: whether to add which characters the date was read from.
    """
    interval = conversion.interval
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "source": conversion.source,
        "value": conversion.value,
        "status": conversion.status,
        "confidence": conversion.confidence,
        "alternatives": [
            {"value": reading.value, "probability": reading.probability}
            for reading in conversion.alternatives
        ],
        "reason": conversion.reason,
        "code": conversion.code,
        "facts": dict(conversion.facts),
        "calendar": conversion.calendar,
        "century_inferred": conversion.century_inferred,
        "year_inferred": conversion.year_inferred,
        "weekday_conflict": conversion.weekday_conflict,
        "style": conversion.style,
        "kept": conversion.kept,
        "relative": conversion.relative,
        "datetime": conversion.datetime,
        "zone": conversion.zone,
        "dates": [_date_record(one, conversion.source) for one in conversion.dates],
        "interval": interval and {"first": interval.first, "last": interval.last},
    }
    if span:
        record["span"] = _span_record(conversion.span, conversion.source)
    if attention:
        weights = conversion.attention
        rows = [] if weights is None else [[round(w, _DIGITS) for w in row] for row in weights.tolist()]
        record["attention"] = {"tokens": list(conversion.symbols) if rows else [], "rows": rows}
    return record


def _date_record(date: DateInText, source: str) -> dict[str, Any]:
    """One of several dates."""
    return {
        "value": date.value,
        "datetime": date.datetime,
        "span": _span_record(date.span, source),
    }


def _span_record(span: Span | None, source: str) -> dict[str, Any] | None:
    return span and {"start": span.start, "end": span.end, "text": source[slice(*span)]}


def as_json(record: dict[str, Any]) -> str:
    """One line of JSON in which only characters that a terminal could obey are escaped."""
    text = _encode(record)
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text)


def as_line(conversion: Conversion, *, span: bool = False, form: Form = "edtf") -> str:
    """The value, or an empty line if the text was refused.

    Args:
        conversion: the conversion.
        form: how the value is written; an interval is two columns with a tab between them.
        span: whether to add two columns: where in the text it was read (`11-19`), and the text there.
    """
    if conversion.value is None:
        return ""
    line = "\t".join(in_columns(value_in(conversion, form), form))
    if span and conversion.span is not None:
        start, end = conversion.span
        line += f"\t{start}-{end}\t{on_one_line(conversion.source[start:end])}"
    return line


class AnswerFields(NamedTuple):
    """A conversion as the columns of a data frame; a field that does not apply is None.

    Attributes:
        value: ISO 8601 or EDTF, in the form asked for; None if the text was refused.
        status, code, confidence: as in `Conversion`; no code is None.
        first, last: first and last day of the value; None for an open end or a value without a year.
        datetime: the value with its time of day.
    """

    value: str | None
    status: str
    code: str | None
    confidence: float
    first: str | None
    last: str | None
    datetime: str | None


def as_fields(conversion: Conversion, form: Form = "edtf") -> AnswerFields:
    """A conversion as the columns that data frames, Spark and DuckDB get.

    Args:
        conversion: the conversion.
        form: how `value` is written; an interval has its days in `first` and `last` anyway.
    """
    value, interval = conversion.value, conversion.interval
    if form != "interval":
        value = "\t".join(in_columns(value_in(conversion, form), form)) or None
    return AnswerFields(
        value,
        conversion.status,
        conversion.code or None,
        conversion.confidence,
        interval and interval.first,
        interval and interval.last,
        conversion.datetime,
    )


def value_in(conversion: Conversion, form: Form) -> str | None:
    """The value, with its time of day if the form has one; IXDTF (RFC 9557) names the zone too.

    >>> from datenorm.convert.conversion import Conversion
    >>> paris = Conversion("…", "2021-05-12", "converted", 1.0, datetime="2021-05-12T14:30+02:00")
    >>> value_in(paris, "datetime")
    '2021-05-12T14:30+02:00'
    >>> import dataclasses
    >>> value_in(dataclasses.replace(paris, zone="Europe/Paris"), "ixdtf")
    '2021-05-12T14:30+02:00[Europe/Paris]'
    """
    if form not in ("datetime", "ixdtf") or conversion.value is None or conversion.datetime is None:
        return conversion.value
    if form == "datetime" or conversion.zone is None:
        return conversion.datetime
    ends = conversion.datetime.split("/")
    return "/".join(f"{end}[{conversion.zone}]" if "T" in end else end for end in ends)


def on_one_line(text: str) -> str:
    """A text with a space for each character that could end the line or column or control a terminal."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " for character in text)
