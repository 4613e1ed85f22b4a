"""Lines of tab-separated columns: a text, and what is known about it.

Standard library only.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import NamedTuple

from datenorm.convert.hints import day_of, whole_order
from datenorm.errors import ConfigError

INPUT_FIELD = "input"
ORDER_FIELDS = ("order_hint", "order")
LOCALE_FIELD = "locale"
REFERENCE_FIELD = "ref"


class Request(NamedTuple):
    """One line to convert.

    Attributes:
        text: its text.
        locale: the locale the line names, or None.
        order: the field order the line names, or None.
        reference_date: the day the line says a missing year is counted from, or None.
        note: what was wrong with its hints, or "".
    """

    text: str
    locale: str | None = None
    order: str | None = None
    reference_date: datetime.date | None = None
    note: str = ""


class Requests(NamedTuple):
    """Lines to convert, by columns; one that is None says nothing of any line.

    Attributes:
        texts: the text of each line.
        locales: the locale each names, or None.
        orders: the field order each names, or None.
        reference_dates: the day each counts a missing year from, or None.
        notes: what was wrong with the hints of each, or "".
    """

    texts: Sequence[str]
    locales: Sequence[str | None] | None = None
    orders: Sequence[str | None] | None = None
    reference_dates: Sequence[datetime.date | None] | None = None
    notes: Sequence[str] | None = None

    @classmethod
    def of(cls, requests: Sequence[Request]) -> Requests:
        """The columns of single lines."""
        return cls(
            [one.text for one in requests],
            [one.locale for one in requests],
            [one.order for one in requests],
            [one.reference_date for one in requests],
            [one.note for one in requests],
        )


Read = Callable[[Sequence[str]], Requests]
"""How lines are understood."""


def check_fields(names: Sequence[str]) -> None:
    """Refuse a list of columns that cannot be used.

    Raises:
        ConfigError: if the column of the text is missing or a name stands twice.
    """
    if INPUT_FIELD not in names:
        raise ConfigError(f"no column is named {INPUT_FIELD!r}", hint=f"name them as in {INPUT_FIELD},locale")
    for name in names:
        if name and names.count(name) > 1:
            raise ConfigError(f"column {name!r} is named twice")


def field_reader(names: Sequence[str], check_locale: Callable[[str], None]) -> Read:
    """How lines are understood whose columns have these names; see `request_of`."""
    return lambda lines: Requests.of([request_of(line, names, check_locale) for line in lines])


def request_of(line: str, names: Sequence[str], check_locale: Callable[[str], None]) -> Request:
    """Read a tab-separated line whose columns have these names.

    A hint that means nothing is left out and noted; it costs the line its hint and nothing else.

    Args:
        line: the line; columns it lacks are empty, more than named are ignored.
        names: see `check_fields`.
        check_locale: raises ConfigError for what is no locale.
    """
    columns = dict(zip(names, line.split("\t"), strict=False))
    locale = columns.get(LOCALE_FIELD, "").strip() or None
    written = next((columns[name].strip() for name in ORDER_FIELDS if columns.get(name, "").strip()), "")
    order = whole_order(written)
    notes = [f"order {written!a} is not known and was left out"] if written and order is None else []
    if locale is not None:
        try:
            check_locale(locale)
        except ConfigError as error:
            notes.append(f"{error}: left out")
            locale = None
    day = None
    try:
        day = day_of(columns[REFERENCE_FIELD]) if columns.get(REFERENCE_FIELD, "").strip() else None
    except ConfigError as error:
        notes.append(f"{REFERENCE_FIELD} {error}: left out")
    return Request(columns.get(INPUT_FIELD, ""), locale, order, day, "; ".join(notes))
