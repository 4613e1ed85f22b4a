"""What a column shows, and the sentence that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from datenorm.convert.hints import NetworkHints

ColumnStatus = Literal["decided", "undecided", "mixed"]

NAMES = {"DMY": "day-month-year", "MDY": "month-day-year", "YMD": "year-month-day"}


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """The field order and the language of a column's dates.

    Pass `locale` and `hint_order` to `Normalizer.convert_many` as `locale` and `order`; if the column decides
    nothing, each row is then read on its own.

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
        sampled: number of distinct values that the network has read.
        rows: number of rows of the column.
        by_locale: whether the order is the usual one of the given locale.
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
        """The hints for the network."""
        return NetworkHints(self.language, self.hint_order)

    @property
    def is_open(self) -> bool:
        """Whether there are dates whose order matters and is not decided."""
        return self.status != "decided" and self.numeric + self.international > 0

    @property
    def explanation(self) -> str:
        """One sentence for people; texts of the column are quoted, control characters escaped."""
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
        """The reason for the decision."""
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
    """The text on one line for a terminal, shortened if it is long."""
    shown = text if text.isprintable() else text.encode("unicode_escape").decode()
    return f'"{shown[:39]}…"' if len(shown) > 40 else f'"{shown}"'
