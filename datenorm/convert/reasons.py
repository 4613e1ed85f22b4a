"""Why a text has no value, or what to know about the value it has: stable codes, facts and sentences.

`DESCRIPTIONS` says what each code means and which facts come with it. A weekday that the date does not have
adds the facts `date`, `named_weekday` and `actual_weekday` to any code. Codes and the names of facts do not
change; sentences may. No sentence names an option of a command: the command line adds which one helps.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from datenorm.values import Resolution
from datenorm.values.alphabet import NO_YEAR
from datenorm.values.forms import NAMES, Precision

ReasonCode: TypeAlias = Literal[
    "",
    "ambiguous-order",
    "ambiguous-reading",
    "ambiguous-value",
    "ambiguous-column",
    "ambiguous-relative",
    "ambiguous-feast",
    "ambiguous-zone",
    "relative",
    "relative-time",
    "several",
    "doubtful",
    "no-date",
    "no-valid-date",
    "no-such-day",
    "maybe-serial-day",
    "maybe-timestamp",
    "coarse-precision",
    "missing-year",
    "weekday-conflict",
    "empty",
    "too-long",
    "not-text",
    "control-characters",
]

DESCRIPTIONS: dict[ReasonCode, tuple[str, tuple[str, ...]]] = {
    "ambiguous-order": ("two field orders are likely", ("first", "second")),
    "ambiguous-reading": ("two readings are likely although the order was given", ("first", "second")),
    "ambiguous-value": ("the text is a value, and also what people write for another", ("first", "second")),
    "ambiguous-column": (
        "the text has two readings, and no other rows of a column tell which is meant",
        ("first", "second"),
    ),
    "ambiguous-relative": (
        "people mean two dates by it, such as next Friday said on a Wednesday",
        ("first", "second"),
    ),
    "ambiguous-feast": (
        "the year has the feast twice, such as Eid al-Fitr in 2000",
        ("first", "second"),
    ),
    "ambiguous-zone": ("the zone of the time has two offsets or more", ("name", "first", "second")),
    "relative": ("the date depends on another day, which is not known", ("relative",)),
    "relative-time": (
        "the date depends on a time of day, which is not known, such as two hours ago",
        ("relative",),
    ),
    "several": ("the text has several dates with different roles", ("count",)),
    "doubtful": ("the best reading is below the threshold", ("value", "confidence", "threshold")),
    "no-date": ("the text holds no date", ()),
    "no-valid-date": ("what was read is not a valid value, such as a range that ends before it starts", ()),
    "no-such-day": ("the text names a day that does not exist", ("year", "month", "day")),
    "maybe-serial-day": ("the text is a number that may be the serial day of a spreadsheet", ("date",)),
    "maybe-timestamp": ("the text is a number that may be a Unix timestamp", ("date", "unit")),
    "coarse-precision": ("the date is less precise than requested", ("value", "precision")),
    "missing-year": ("the date has no year, and a precision was requested", ("value", "precision")),
    "weekday-conflict": (
        "the text names a weekday that the date does not have",
        ("date", "named_weekday", "actual_weekday"),
    ),
    "empty": ("the text is empty or white space", ()),
    "too-long": ("the text is longer than what is read", ("length", "limit")),
    "not-text": ("the text has bytes that are not valid in its encoding", ()),
    "control-characters": ("the text has only control characters", ()),
}
"""Code → what it means, and the names of its facts. `no-such-day` has a year if the text has one."""

Facts: TypeAlias = Mapping[str, str | int | float]

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Reason(NamedTuple):
    """A code, the sentence that says it in English, and the facts in that sentence."""

    code: ReasonCode
    sentence: str
    facts: Facts


NO_REASON = Reason("", "", {})
NO_DATE = Reason("no-date", "no date found", {})
NO_VALID_DATE = Reason("no-valid-date", "no valid date found", {})


def ambiguous(first: str | None, second: str | None, *, is_order_given: bool) -> Reason:
    """Two readings are likely."""
    return _either("ambiguous-reading" if is_order_given else "ambiguous-order", first, second)


def ambiguous_value(first: str | None, second: str | None) -> Reason:
    """The text is a value, and people write something else in the same way."""
    return _either("ambiguous-value", first, second)


def ambiguous_column(first: str | None, second: str | None) -> Reason:
    """The text has two readings between which no column decides."""
    return _either("ambiguous-column", first, second)


def ambiguous_relative(first: str | None, second: str | None) -> Reason:
    """People mean two dates by the text."""
    return _either("ambiguous-relative", first, second)


def ambiguous_feast(first: str | None, second: str | None) -> Reason:
    """The year has a feast of another calendar twice."""
    return _either("ambiguous-feast", first, second)


def _either(code: ReasonCode, first: str | None, second: str | None) -> Reason:
    return Reason(code, f"ambiguous: {first} or {second}", {"first": first or "", "second": second or ""})


def ambiguous_zone(name: str, readings: Sequence[str]) -> Reason:
    """The zone of the time has several offsets.

    Args:
        name: the zone as the text names it.
        readings: the date and time with each offset.
    """
    *most, last = readings
    sentence = f"ambiguous: with {name}, {', '.join(most)} or {last}"
    return Reason("ambiguous-zone", sentence, {"name": name, "first": readings[0], "second": readings[1]})


def relative(program: str) -> Reason:
    """The date depends on another day, which is not known."""
    return Reason("relative", f"relative: {program} needs a reference date", {"relative": program})


def relative_time(program: str) -> Reason:
    """The date depends on a time of day, which is not known."""
    sentence = f"relative: {program} needs a reference date with a time of day"
    return Reason("relative-time", sentence, {"relative": program})


def several(dates: Sequence[str]) -> Reason:
    """The text has several dates with different roles.

    Args:
        dates: each of them, as it is shown.
    """
    return Reason("several", f"several dates: {', '.join(dates)}", {"count": len(dates)})


def doubtful(value: str, confidence: float, threshold: float) -> Reason:
    """The best reading is below the threshold."""
    sentence = f"doubtful: {value} has confidence {confidence:.2g}, below {threshold:g}"
    return Reason("doubtful", sentence, {"value": value, "confidence": confidence, "threshold": threshold})


def no_such_day(day: str) -> Reason:
    """The text names a day that does not exist.

    Args:
        day: the day as the value language would write it, `2021-04-31`.
    """
    facts: dict[str, str | int] = {"month": int(day[5:7]), "day": int(day[8:10])}
    year = {"year": day[:4]} if day[:4].isdecimal() else {}
    return Reason("no-such-day", f"there is no such day: {day}", {**year, **facts})


def maybe_serial_day(number: str, day: datetime.date) -> Reason:
    """The text is a number that may be the serial day of a spreadsheet."""
    sentence = f"no date found; {number} may be a spreadsheet's number for {day}"
    return Reason("maybe-serial-day", sentence, {"date": str(day)})


def maybe_timestamp(number: str, day: datetime.date, unit: str) -> Reason:
    """The text is a number that may be a Unix timestamp."""
    sentence = f"no date found; {number} may be a Unix timestamp in {unit}, on {day}"
    return Reason("maybe-timestamp", sentence, {"date": str(day), "unit": unit})


def too_coarse(value: str, precision: Precision) -> Reason:
    """The date is less precise than requested, or has no year."""
    code: ReasonCode = "missing-year" if value.startswith(NO_YEAR) else "coarse-precision"
    sentence = f"no {NAMES[precision]}: only {value}"
    return Reason(code, sentence, {"value": value, "precision": precision})


def with_weekday_conflict(reason: Reason, resolution: Resolution) -> Reason:
    """The reason with a note on the weekday that the date does not have."""
    if resolution.weekday is None or resolution.date is None:
        return reason
    named, actual = WEEKDAY_NAMES[resolution.weekday - 1], WEEKDAY_NAMES[resolution.date.weekday()]
    note = f"{named} is not the weekday of {resolution.date} (a {actual})"
    facts = {"date": str(resolution.date), "named_weekday": named, "actual_weekday": actual}
    sentence = "; ".join(filter(None, (reason.sentence, note)))
    return Reason(reason.code or "weekday-conflict", sentence, {**reason.facts, **facts})
