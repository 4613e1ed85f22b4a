"""Tables of texts with the dates they mean: TSV, JSON lines, or generated pairs.

A row that cannot be used is an error with its line number; no row is skipped.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from datenorm.convert.hints import day_of, whole_order
from datenorm.errors import ConfigError, InputError
from datenorm.values import REFUSAL, resolve
from datenorm.values.alphabet import NAMED_ZONE
from datenorm.values.several import listed

NO_DATE = "nodate"
"""Kind of texts without a date."""

YEARLESS = "noyear"
"""Kind of dates without a year."""

_MOST_LISTED = 10
_ALTERNATIVES = "|"
_NOISE = "noise:"

CheckLocale = Callable[[str], object]
"""Raises ConfigError if a text is not a locale."""


@dataclass(frozen=True, slots=True)
class Row:
    """A text and the date it means.

    Attributes:
        number: line number in the table, from 1.
        text: the text.
        reference: the right values; none for a text without a date.
        kind: kind of text ("full", "partial", "nodate" ...), or "".
        locale: a locale or a language, or "".
        order: a field order, or "".
        sources: names of the collections that have it.
        noise: kinds of noise in it.
        flags: "ambig" if the order is unknown without a hint, "pivot" if the century is open, and others.
        reference_date: date to infer a missing year from.
    """

    number: int
    text: str
    reference: tuple[str, ...]
    kind: str = ""
    locale: str = ""
    order: str = ""
    sources: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    reference_date: datetime.date | None = None

    @property
    def language(self) -> str:
        """The language of the locale, or ""."""
        return self.locale.replace("_", "-").partition("-")[0].lower()


@dataclass(frozen=True)
class LabelledTable:
    """A table.

    Attributes:
        title: its name.
        rows: its rows.
        notes: remarks, such as invalid hints.
    """

    title: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


class _BadRow(ValueError):
    """A row that cannot be used."""


def table_of_pairs(pairs: Iterable[Mapping[str, Any]], title: str) -> LabelledTable:
    """Generated pairs as a table; the reference is the resolved value of a pair."""
    return LabelledTable(title, tuple(_pair_row(number, pair) for number, pair in enumerate(pairs, start=1)))


def read_table(path: Path, content: bytes, check_locale: CheckLocale) -> LabelledTable:
    """Read a table.

    JSON lines if the first character is a brace, else tab-separated columns under a header, without quoting.
    Columns: `input` and `expected`, and optionally `kind`, `locale`, `order_hint`, `ref`, `source`, `flags`.
    Generated pairs have `source` and `value` instead.

    Args:
        path: of the table; its name is the title.
        content: the bytes of the table.
        check_locale: raises ConfigError if a text is not a locale.

    Raises:
        InputError: if there are no rows, a column is missing or a row cannot be used; lists the lines.
    """
    rows: list[Row] = []
    faults: list[str] = []
    notes: dict[str, list[str]] = {}
    for number, record in _records(path, content):
        try:
            if isinstance(record, _BadRow):
                raise record
            row = _pair_row(number, record) if _is_pair(record) else _row(number, record)
            rows.append(_with_sound_hints(row, check_locale, notes))
        except _BadRow as fault:
            faults.append(f"line {number}: {fault}")
    if faults:
        more = [f"and {len(faults) - _MOST_LISTED:,} more"] if len(faults) > _MOST_LISTED else []
        listed = "\n  ".join([*faults[:_MOST_LISTED], *more])
        raise InputError(
            f"{path} has {len(faults):,} rows that cannot be used\n  {listed}",
            hint="correct or remove them; figures without them would not be those of the table",
        )
    if not rows:
        raise InputError(f"{path} has no rows")
    noted = (f"{where[0]}: {what} ({len(where):,} rows)" for what, where in notes.items())
    return LabelledTable(path.name, tuple(rows), tuple(noted))


def _records(path: Path, content: bytes) -> Iterator[tuple[int, Mapping[str, Any] | _BadRow]]:
    """Each row as names and values with its line."""
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    texts = [_decoded(line) for line in lines]
    first = next((text for text in texts if isinstance(text, str) and text.strip()), "")
    if first.lstrip().startswith("{"):
        yield from ((number, _from_json(text)) for number, text in enumerate(texts, start=1))
        return
    header = texts[0].split("\t") if texts and isinstance(texts[0], str) else []
    names = set(header)
    if not ({"input", "expected"} <= names or {"source", "value"} <= names):
        raise InputError(
            f"{path} has no columns input and expected in its first line",
            hint="tab-separated columns under a header, or one JSON object a line",
        )
    for number, text in enumerate(texts[1:], start=2):
        yield number, _from_columns(text, header)


def _decoded(line: bytes) -> str | _BadRow:
    try:
        return line.removesuffix(b"\r").decode()
    except UnicodeDecodeError:
        return _BadRow("not UTF-8")


def _from_columns(text: str | _BadRow, header: Sequence[str]) -> Mapping[str, Any] | _BadRow:
    if isinstance(text, _BadRow):
        return text
    columns = text.split("\t")
    if len(columns) != len(header):
        return _BadRow(f"{len(columns)} columns where the header has {len(header)}")
    return dict(zip(header, columns, strict=True))


def _from_json(text: str | _BadRow) -> Mapping[str, Any] | _BadRow:
    if isinstance(text, _BadRow):
        return text
    try:
        record = json.loads(text)
    except ValueError:
        return _BadRow("not JSON")
    return record if isinstance(record, dict) else _BadRow("not a JSON object")


_LAST_DAYS = re.compile(r"-\d\d-(?:29|3[01])")


def _is_pair(record: Mapping[str, Any]) -> bool:
    return {"source", "value"} <= record.keys() and "input" not in record


def _pair_row(number: int, record: Mapping[str, Any]) -> Row:
    value = _string(record, "value")
    try:
        resolution = resolve(value)
    except ValueError:
        raise _BadRow(f"value {value!a} is not in the value language") from None
    parts = listed(resolution).replace(NAMED_ZONE, "") if resolution.parts else listed(resolution)
    resolved = resolution.datetime or resolution.value or parts
    if not resolved and value != REFUSAL and not _LAST_DAYS.search(value):  # which the month may lack
        raise _BadRow(f"value {value!a} is not a date")
    return Row(
        number,
        _text(record, "source"),
        (resolved,) if resolved else (),
        kind=_string(record, "kind") if resolved else NO_DATE,
        locale=_string(record, "locale") or _string(record, "language"),
        order=_string(record, "order"),
        noise=_split(_string(record, "noise"), ","),
    )


def _row(number: int, record: Mapping[str, Any]) -> Row:
    if "input" not in record or "expected" not in record:
        raise _BadRow("no input or no expected")
    expected = record["expected"]
    if isinstance(expected, list) and all(isinstance(value, str) for value in expected):
        reference = tuple(value.strip() for value in expected)
    else:
        reference = _split(_string(record, "expected"), _ALTERNATIVES)
    kind = _string(record, "kind")
    if kind == NO_DATE and reference:
        raise _BadRow(f"kind {NO_DATE} and a date expected")
    if kind not in ("", NO_DATE) and not reference:
        raise _BadRow(f"kind {kind!a} and nothing expected")
    flags = _split(_string(record, "flags"), ",")
    return Row(
        number,
        _text(record, "input"),
        reference,
        kind=kind or ("" if reference else NO_DATE),
        locale=_string(record, "locale"),
        order=_string(record, "order_hint") or _string(record, "order"),
        sources=_split(_string(record, "source"), "+"),
        noise=tuple(flag.removeprefix(_NOISE) for flag in flags if flag.startswith(_NOISE)),
        flags=frozenset(flag for flag in flags if not flag.startswith(_NOISE)),
        reference_date=_day(_string(record, "ref")),
    )


def _text(record: Mapping[str, Any], name: str) -> str:
    """A text with its white space."""
    value = record[name]
    if not isinstance(value, str):
        raise _BadRow(f"{name} is not a string")
    return value


def _string(record: Mapping[str, Any], name: str) -> str:
    """The stripped text of a column, or ""."""
    return "" if record.get(name) is None else _text(record, name).strip()


def _split(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def _day(written: str) -> datetime.date | None:
    if not written:
        return None
    try:
        return day_of(written)
    except ConfigError as error:
        raise _BadRow(f"ref {error}") from None


def _with_sound_hints(row: Row, check_locale: CheckLocale, notes: dict[str, list[str]]) -> Row:
    """The row without invalid hints, which are noted."""
    order = whole_order(row.order) if row.order else None
    if row.order and order is None:
        what = f"order {row.order!a} is not known and was left out"
        notes.setdefault(what, []).append(f"line {row.number}")
    if row.locale:
        try:
            check_locale(row.locale)
        except ConfigError as error:
            notes.setdefault(f"{error}: left out", []).append(f"line {row.number}")
            row = replace(row, locale="")
    return replace(row, order=order or "")
