"""What a column shows, and the sentence that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from datenorm.column.questions import Question, month_part_of, year_part_of
from datenorm.convert.column_rules import ColumnRules
from datenorm.convert.hints import NetworkHints
from datenorm.convert.options import Policy

ColumnStatus = Literal["decided", "undecided", "mixed"]

NAMES = {"DMY": "day-month-year", "MDY": "month-day-year", "YMD": "year-month-day"}


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """The field order and the language of a column's dates.

    Pass `locale` and `hint_order` to `Normalizer.convert_many` as `locale` and `order`, and what `applied_to`
    makes of a policy as `policy`: it refuses the rows that hang on something that the column leaves open.

    Attributes:
        status: "decided"; "undecided": no order is likely enough; "mixed": the column is in two orders.
        order: one of DMY, MDY, YMD, or None if undecided.
        language: a language code, or None if none was given and none is likely enough.
        locale: the given locale; else the inferred language if the order was inferred too, because a
            language alone would imply its usual order; else None.
        hint_order: the order to convert the column with. None also if the column is year-month-day with whole
            years only: those need no hint, and a hint would make a stray 03/04/2005 look decided.
        leading: the two likeliest orders, `order` first if it is decided.
        posterior: order → probability that the whole column is in it.
        mixed: probability that the column is in two orders.
        languages: the likely languages → their probabilities.
        is_language_given: whether the language is that of the given locale.
        deciding: number of distinct values that fit `order` and not the next likely order; if undecided,
            values that support the likeliest order.
        contradicting: number of distinct values that do not fit it.
        numeric: number of distinct values whose reading may depend on the order.
        international: number of distinct values that start with a whole year and need no order.
        first_row: the first deciding row, counted from 1, or None.
        first_text: its text, or None.
        against_row: the first contradicting row, or None.
        against_text: its text, or None.
        sampled: number of distinct values that the network has read.
        rows: number of rows of the column.
        by_locale: whether the order is the usual one of the given locale.
        questions: what the column decides beside its order, or leaves open.
        first_year: the first of the hundred years that two-digit years are in, or None if nothing decides.
    """

    status: ColumnStatus
    order: str | None
    language: str | None
    locale: str | None
    hint_order: str | None
    leading: tuple[str, str]
    posterior: Mapping[str, float]
    mixed: float
    languages: Mapping[str, float] = field(default_factory=dict)
    is_language_given: bool = False
    deciding: int = 0
    contradicting: int = 0
    numeric: int = 0
    international: int = 0
    first_row: int | None = None
    first_text: str | None = None
    against_row: int | None = None
    against_text: str | None = None
    sampled: int = 0
    rows: int = 0
    by_locale: bool = False
    questions: tuple[Question, ...] = ()
    first_year: int | None = None

    @property
    def hints(self) -> NetworkHints:
        """The hints for the network."""
        return NetworkHints(self.language, self.hint_order)

    @property
    def is_open(self) -> bool:
        """Whether there are dates whose order matters and is not decided."""
        return self.status != "decided" and self.numeric > 0

    @property
    def rules(self) -> ColumnRules:
        """What is decided or open for each row."""
        topics = {question.topic: question for question in self.questions}
        century = topics.get("century")
        return ColumnRules(
            self.leading if self.is_open else (),
            year_part_of(topics.get("year-part")),
            month_part_of(topics.get("month-part")),
            century is not None and century.is_open,
        )

    def applied_to(self, policy: Policy) -> Policy:
        """The policy for the rows of the column: what it leaves open is refused in rows that hang on it."""
        reckoning = policy.reckoning
        if self.first_year is not None:
            reckoning = replace(reckoning, first_year=self.first_year)
        return replace(policy, column=self.rules, reckoning=reckoning)

    @property
    def explanation(self) -> str:
        """One sentence for people; texts of the column are quoted, control characters escaped."""
        asked = (_explained(question) for question in self.questions)
        return "; ".join(part for part in (self._order_part(), *asked, self._language_part()) if part)

    def _order_part(self) -> str:
        if not self.numeric + self.international:
            return "no row is a date whose fields could stand in another order"
        first, second = (NAMES[order] for order in self.leading)
        if self.order is not None:
            return f"read as {first}: {self._grounds(second)}"
        if not self.numeric:
            return f"{_rows(self.international)} with the whole year in front, which needs no order"
        if self.status == "mixed":
            return (
                f"mixed, so rows that hang on it are refused: {self.deciding:,} rows are {first} "
                f"(first: {self._first()}), {self.contradicting:,} are not{self._first_against()}"
            )
        return f"undecided between {first} and {second}, so rows that hang on it are refused"

    def _grounds(self, other: str) -> str:
        """The reason for the decision."""
        if self.deciding:
            return _counted(self)
        if self.by_locale:
            return f"no row decides it, locale {self.locale} does"
        return f"no row excludes {other}, the spread of the years and days does"

    def _first(self) -> str:
        return f"row {self.first_row}, {_quoted(self.first_text or '')}"

    def _first_against(self) -> str:
        return _first_of(self.against_row, self.against_text)

    def _language_part(self) -> str:
        if self.language is None:
            return ""
        ground = "given" if self.is_language_given else f"{self.languages[self.language]:.2f}"
        return f"language {self.language} ({ground})"


_ANSWERS = {
    ("year-part", "range"): "two digits after a year and a dash are the end of a range",
    ("year-part", "month"): "two digits after a year and a dash are a month",
    ("year-part", "open"): "two digits after a year and a dash may be a month or the end of a range",
    ("month-part", "day"): "two digits after a month and a dash are a day",
    ("month-part", "year"): "two digits after a month and a dash are a year",
    ("month-part", "open"): "two digits after a month and a dash may be a day or a year",
    ("century", "open"): "the century of two-digit years is open",
}
_GROUNDS = {
    "spread": "the spread of the numbers decides it",
    "reference date": "the reference date decides it",
}


def _explained(question: Question) -> str:
    """What the rows say about a question, with the first for and against."""
    answer = question.answer.replace("/", " to ")
    what = _ANSWERS.get((question.topic, question.answer), f"two-digit years are in {answer}")
    if question.ground == "neighbours":
        return f"{what}: {_rows(question.deciding)} with whole years decide it"
    if question.ground:
        return f"{what}: {_GROUNDS[question.ground]}"
    return f"{what}: {_counted(question)}" if question.deciding else f"{what}: no row decides it"


def _counted(found: ColumnReading | Question) -> str:
    """How many rows are for and against, and the first of each."""
    decide = "row decides" if found.deciding == 1 else "rows decide"
    first = f"first: row {found.first_row}, {_quoted(found.first_text or '')}"
    against = _first_of(found.against_row, found.against_text) if found.contradicting else ""
    return f"{found.deciding:,} {decide} it ({first}), {found.contradicting:,} contradict{against}"


def _first_of(row: int | None, text: str | None) -> str:
    return "" if row is None else f" (first: row {row}, {_quoted(text or '')})"


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"


def _quoted(text: str) -> str:
    """The text on one line for a terminal, shortened if it is long."""
    shown = text if text.isprintable() else text.encode("unicode_escape").decode()
    return f'"{shown[:39]}…"' if len(shown) > 40 else f'"{shown}"'
