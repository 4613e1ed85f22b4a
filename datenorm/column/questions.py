"""What a column decides beside its field order: month or range, day or year, and the century.

Each question is decided by rows that have one reading only. Where such rows contradict each other more often
than slips do, the question stays open, and the rows that hang on it are refused.
"""

from __future__ import annotations

import calendar
import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from datenorm.column.evidence import Evidence, Fields
from datenorm.column.orders import day_odds
from datenorm.column.sample import SampledValue
from datenorm.convert.column_rules import MonthPart, YearPart, month_and_two, year_and_two
from datenorm.values import Reckoning
from datenorm.values.reckoning import POSIX_PIVOT

Topic = Literal["year-part", "month-part", "century"]

MOST_CONTRADICTING = 0.05
"""Largest share of contradicting rows beside which a question is decided."""

SPREAD_DECIDES = math.log(99)
"""Log-odds at which the spread of the numbers decides between days and years, if no row does."""

MOST_OF_YEAR = 6
"""Least number of months beside which numbers close together are years, not a few days."""

NEIGHBOURS = 2
"""Least number of whole years that decide the century of the others."""

YEARS_AHEAD = 20
"""Years after the reference date that two-digit years may be in, as in Java's SimpleDateFormat."""

_CENTURY = 100
_FIRST_YEAR = 1900 + POSIX_PIVOT


class ColumnRow(NamedTuple):
    """A row of a column as the questions see it.

    Attributes:
        text: the canonical text.
        value: the text as it is in the column, and its row.
        evidence: what the network read; None if it did not read the row.
    """

    text: str
    value: SampledValue
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What the rows of a column say about one question.

    Attributes:
        topic: the question.
        answer: what is decided, or "open".
        deciding: number of distinct values for the answer; for the likelier one if it is open.
        contradicting: number of distinct values against it.
        first_row: the first row for it, or None.
        first_text: its text, or None.
        against_row: the first row against it, or None.
        against_text: its text, or None.
        ground: what decides where no single row does: "spread", "neighbours" or "reference date"; else "".
    """

    topic: Topic
    answer: str
    deciding: int = 0
    contradicting: int = 0
    first_row: int | None = None
    first_text: str | None = None
    against_row: int | None = None
    against_text: str | None = None
    ground: Literal["", "spread", "neighbours", "reference date"] = ""

    @property
    def is_open(self) -> bool:
        """Whether the column does not decide it."""
        return self.answer == "open"


def year_part(rows: Iterable[ColumnRow]) -> Question | None:
    """Whether two digits after a year are months or ends of ranges; None if no row decides.

    1908-14 is a range, as there is no such month; 1930-02 is a month, as 1902 is not later.

    >>> texts = ["1909-10", "1908-14", "1911-13"]
    >>> year_part(ColumnRow(text, SampledValue(text, row)) for row, text in enumerate(texts, 1)).answer
    'range'
    """
    spans: list[SampledValue] = []
    months: list[SampledValue] = []
    asked, is_plain = False, True
    for row in rows:
        both = year_and_two(row.text)
        if both is None:
            spans += [row.value] if _is_span(row.text) else []
        elif both.value is None:
            spans += [row.value] if both.span else []
        elif both.span is None:
            months.append(row.value)
        else:
            asked, is_plain = True, is_plain and row.text == row.value.text.strip()
    if not asked or not (spans or months) or (is_plain and not spans):  # months of ISO 8601 raise no question
        return None
    return _decided("year-part", ("range", spans), ("month", months))


def _is_span(text: str) -> bool:
    """Whether a text is two whole years with a dash: 1909-1914."""
    first, dash, last = text.partition("-")
    return dash == "-" and len(first) == len(last) == 4 and (first + last).isdecimal() and first < last


def month_part(rows: Iterable[ColumnRow]) -> Question | None:
    """Whether two digits after a month by name are days or years; None if no row has them.

    Feb-98 is a year, as February has no such day. If all could be days, their spread decides: years are
    close together, days are all over the month.
    """
    years: list[SampledValue] = []
    numbers: list[int] = []
    months: set[str] = set()
    for row in rows:
        both = month_and_two(row.text, row.evidence.written) if row.evidence else None
        if both is None:
            continue
        if both.day is None:
            years.append(row.value)
        else:
            numbers.append(int(row.text[-2:]))
            months.add(both.year[-2:])
    if not numbers:
        return None
    if years:
        return _decided("month-part", ("year", years), ("day", []))
    odds = day_odds(numbers)
    # The same number everywhere may be the first of each month or 2001; numbers close together, a week.
    is_narrow = len(set(numbers)) == 1 or (odds < 0 and len(months) < MOST_OF_YEAR)
    if abs(odds) < SPREAD_DECIDES or is_narrow:
        return Question("month-part", "open")
    answer: MonthPart = "day" if odds > 0 else "year"
    return Question("month-part", answer, ground="spread")


def century(
    rows: Sequence[ColumnRow], order: str | None, reckoning: Reckoning
) -> tuple[Question, int] | None:
    """The hundred years that the two-digit years of a column are in.

    Weekdays decide, as each falls on another day in each of four centuries; else whole years in other rows,
    around which the hundred years lie; else a reference date.

    Args:
        rows: the rows that the network read.
        order: the field order of the column, or None.
        reckoning: what the user said; a pivot or a direction leaves nothing to decide.

    Returns:
        The question and the first of the hundred years; None if no row asks or none decides.
    """
    if reckoning.pivot is not None or reckoning.direction is not None:
        return None
    dated = [(row.value, row.evidence.fields) for row in rows if row.evidence and row.evidence.fields]
    short = [
        (value, fields) for value, fields in dated if "Y" in fields.numbers and not fields.has_whole_year
    ]
    if not short:
        return None
    told = [(value, year) for value, fields in short if (year := _year_by_weekday(fields, order)) is not None]
    if told:
        return _by_weekdays(told)
    whole = sorted(fields.numbers["Y"] for _, fields in dated if fields.has_whole_year)
    if len(whole) >= NEIGHBOURS and whole[-1] - whole[0] < _CENTURY:
        first = _first_year_around(whole[0], whole[-1])
        return Question("century", _span(first), len(whole), ground="neighbours"), first
    if reckoning.reference_date is not None:
        first = reckoning.reference_date.year + YEARS_AHEAD - _CENTURY + 1
        return Question("century", _span(first), ground="reference date"), first
    return None


def _span(first: int) -> str:
    return f"{first}/{first + _CENTURY - 1}"


def _first_year_around(first: int, last: int) -> int:
    """The start of the hundred years around other years; the usual ones if those hold them all."""
    if _FIRST_YEAR <= first and last < _FIRST_YEAR + _CENTURY:
        return _FIRST_YEAR
    return (first + last + 1 - _CENTURY) // 2


def _year_by_weekday(fields: Fields, order: str | None) -> int | None:
    """The whole year in which a date has the weekday of its text; None if it names none or none fits."""
    if fields.weekday is None:
        return None
    text = fields.in_order(order) if order is not None and fields.is_numeric else None
    short, month, day = fields.numbers["Y"], fields.numbers["M"], fields.numbers["D"]
    if text is not None and text.startswith("XX"):
        short, month, day = int(text[2:4]), int(text[5:7]), int(text[8:10])
    for hundreds in (2000, 1900, 1800, 1700):
        year = hundreds + short
        exists = day <= calendar.monthrange(year, month)[1]
        if exists and datetime.date(year, month, day).isoweekday() == fields.weekday:
            return year
    return None


def _by_weekdays(told: Sequence[tuple[SampledValue, int]]) -> tuple[Question, int]:
    """The hundred years with most of the years told by weekdays; the usual ones if no others have more."""

    def held(first: int) -> int:
        return sum(first <= year < first + _CENTURY for _, year in told)

    starts = {_FIRST_YEAR, *(year for _, year in told), *(year - _CENTURY + 1 for _, year in told)}
    first = max(sorted(starts, key=lambda start: abs(start - _FIRST_YEAR)), key=held)
    inside = [value for value, year in told if first <= year < first + _CENTURY]
    outside = [value for value, year in told if not first <= year < first + _CENTURY]
    return _decided("century", (_span(first), inside), ("", outside)), first


def _decided(
    topic: Topic, one: tuple[str, list[SampledValue]], other: tuple[str, list[SampledValue]]
) -> Question:
    """The question as the rows for two answers decide it; without rows, or with many on both sides, open."""
    (answer, support), (_, against) = sorted((one, other), key=lambda side: -len(side[1]))
    first = min(support, key=lambda value: value.row, default=None)
    contrary = min(against, key=lambda value: value.row, default=None)
    share = len(against) / max(1, len(support) + len(against))
    return Question(
        topic,
        "open" if not support or share > MOST_CONTRADICTING else answer,
        len(support),
        len(against),
        None if first is None else first.row,
        None if first is None else first.text,
        None if contrary is None else contrary.row,
        None if contrary is None else contrary.text,
    )


def year_part_of(question: Question | None) -> YearPart:
    """The rule of a decided or open question."""
    if question is None:
        return ""
    return "range" if question.answer == "range" else "month" if question.answer == "month" else "open"


def month_part_of(question: Question | None) -> MonthPart:
    """The rule of a decided or open question."""
    if question is None:
        return ""
    return "day" if question.answer == "day" else "year" if question.answer == "year" else "open"
