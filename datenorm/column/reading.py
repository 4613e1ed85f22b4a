"""What a column says, and the sentence that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from datenorm.convert.hints import NetworkHints

ColumnStatus = Literal["decided", "undecided", "mixed"]

NAMES = {"DMY": "day-month-year", "MDY": "month-day-year", "YMD": "year-month-day"}


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What a column says about the order and the language of its dates.

    Give `locale` and `hint_order` to `Normalizer.convert_many` as `locale` and `order`: where the column
    decides nothing, rows are then read as they are without it, one by one.

    Attributes:
        status: "decided"; "undecided": no order is likely enough; "mixed": it is written in two orders.
        order: one of DMY, MDY, YMD, or None where it is not decided.
        language: a language code, or None where no language was given and none is likely enough.
        locale: the locale that the user gave; else the language that was found, where the order was too: a
            language alone would bring its usual order; else None.
        hint_order: the order to read the column by. None also where the column is year-month-day with whole
            years alone: those need no hint, and one would make a stray 03/04/2005 look decided.
        leading: the two orders in question, `order` first where it is decided.
        posterior: order → probability that the whole column is written in it.
        mixed: probability that it is written in two orders.
        languages: language → probability that the column is written in it, the likely ones.
        is_language_given: whether the language is that of the locale given.
        deciding: distinct values that can be read in `order` and not in the next likely one; where nothing is
            decided, values that speak for the likeliest order.
        contradicting: distinct values that cannot be read in it.
        numeric: distinct values whose reading depends on the order, or could.
        international: distinct values that begin with a whole year and need no order.
        first_row: the first row, counted from 1, that decides, or None.
        first_text: its text, or None.
        sampled: distinct values of the sample that the network has read.
        rows: rows of the column.
        by_locale: whether the order is the usual one of the locale given.
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
    sampled: int = 0
    rows: int = 0
    by_locale: bool = False

    @property
    def hints(self) -> NetworkHints:
        """The hints for the network, for whoever talks to it directly."""
        return NetworkHints(self.language, self.hint_order)

    @property
    def is_open(self) -> bool:
        """Whether there are dates whose order matters and the order was not decided."""
        return self.status != "decided" and self.numeric + self.international > 0

    @property
    def explanation(self) -> str:
        """One line for people; what came from the column stands in quotes, control characters escaped."""
        return "; ".join(part for part in (self._order_part(), self._language_part()) if part)

    def _order_part(self) -> str:
        if not self.numeric + self.international:
            return "no row is a date whose fields could stand in another order"
        first, second = (NAMES[order] for order in self.leading)
        if self.order is not None:
            return f"read as {first}: {self._grounds(second)}"
        if self.status == "mixed":
            return (
                f"mixed, so read row by row: {self.deciding:,} rows are {first} (first: {self._first()}), "
                f"{self.contradicting:,} are not"
            )
        return f"undecided between {first} and {second}, so read row by row"

    def _grounds(self, other: str) -> str:
        """What the decision rests on."""
        if self.deciding:
            decide = "row decides" if self.deciding == 1 else "rows decide"
            return (
                f"{self.deciding:,} {decide} it (first: {self._first()}), {self.contradicting:,} contradict"
            )
        if self.by_locale:
            return f"no row decides it, locale {self.locale} does"
        return f"no row excludes {other}, the spread of the years and days does"

    def _first(self) -> str:
        return f"row {self.first_row}, {_quoted(self.first_text or '')}"

    def _language_part(self) -> str:
        if self.language is None:
            return ""
        ground = "given" if self.is_language_given else f"{self.languages[self.language]:.2f}"
        return f"language {self.language} ({ground})"


def _quoted(text: str) -> str:
    """The text so that a terminal shows it on one line, cut where it is long."""
    shown = text if text.isprintable() else text.encode("unicode_escape").decode()
    return f'"{shown[:39]}…"' if len(shown) > 40 else f'"{shown}"'
