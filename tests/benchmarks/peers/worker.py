"""One parser over rows, in a process that loads nothing else: python worker.py NAME < job.json > result.json

The job: `rows`, the fields of `Row` each; `single`, how many of them are read one by one; `answers`, whether
to give what was read in place of times. Times are of the call that users of a parser make; bringing its
answer to a value is not timed.
"""

from __future__ import annotations

import datetime
import importlib
import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

WARMING = 20
"""Rows read before the clock starts: tables and caches load with the first calls."""


class Row(NamedTuple):
    """A text and what is told about it; "" for nothing.

    Attributes:
        text: what a person wrote.
        locale: where.
        language: of the locale.
        order: field order that was given.
        usual_order: that, or else the one usual in the locale, for parsers that do not know it themselves.
        today: the day it was, for parsers that always count from one.
        counted_from: the day a missing year is counted from.
    """

    text: str
    locale: str
    language: str
    order: str
    usual_order: str
    today: str
    counted_from: str


class Parser(Protocol):
    """What is measured."""

    def prepare(self, rows: Sequence[Row]) -> None:
        """Whatever users do once and not for every text."""

    def read(self, row: Row) -> Any:
        """The call for one text; may raise anything."""

    def read_all(self, rows: Sequence[Row]) -> list[Any]:
        """The call or calls for many texts."""

    def value(self, row: Row, answer: Any) -> str | None:
        """What it read, no more precise than it says the text is."""


class Datenorm:
    """The bundled model, or the one whose directory follows the name."""

    def __init__(self, model: str | None = None) -> None:
        from datenorm import Normalizer

        self.normalizer = Normalizer.load(model)

    def prepare(self, rows: Sequence[Row]) -> None:
        """Nothing to do."""

    def read(self, row: Row) -> Any:
        """See `Parser`."""
        return self.normalizer.convert(
            row.text, row.locale or None, row.order or None, reference_date=_day(row.counted_from)
        )

    def read_all(self, rows: Sequence[Row]) -> list[Any]:
        """See `Parser`."""
        return list(
            self.normalizer.convert_many(
                [row.text for row in rows],
                [row.locale or None for row in rows],
                [row.order or None for row in rows],
                reference_date=[_day(row.counted_from) for row in rows],
            )
        )

    def value(self, row: Row, answer: Any) -> str | None:
        """See `Parser`."""
        value: str | None = answer.value
        return value


class OneByOne:
    """A parser that takes one text at a time."""

    def prepare(self, rows: Sequence[Row]) -> None:
        """Nothing to do."""

    def read_all(self, rows: Sequence[Row]) -> list[Any]:
        """See `Parser`."""
        return [_guarded(self.read, row) for row in rows]

    def read(self, row: Row) -> Any:
        """See `Parser`."""
        raise NotImplementedError


class Dateutil(OneByOne):
    """dateutil with the field order; English."""

    def read(self, row: Row) -> Any:
        """See `Parser`; what the text leaves out is taken from 1 January."""
        return self._parse(row, datetime.datetime(int(row.today[:4] or 2001), 1, 1))

    def value(self, row: Row, answer: Any) -> str | None:
        """See `Parser`; what changes with the default date was not in the text."""
        first, second = answer.date(), self._parse(row, datetime.datetime(2000, 2, 29)).date()
        written: str = first.isoformat()
        if first.day != second.day:
            return written[:4] if first.month != second.month else written[:7]
        if first.month != second.month:
            return None
        return written if first.year == second.year or row.today else f"XXXX{written[4:]}"

    def _parse(self, row: Row, default: datetime.datetime) -> Any:
        from dateutil import parser

        return parser.parse(
            row.text, default=default, dayfirst=row.usual_order == "DMY", yearfirst=row.usual_order == "YMD"
        )


class Dateparser(OneByOne):
    """dateparser with locale or language, field order and today's date; a reader for each is kept."""

    def __init__(self) -> None:
        self.readers: dict[tuple[str, str, str], Any] = {}

    def prepare(self, rows: Sequence[Row]) -> None:
        """See `Parser`."""
        for row in rows:
            key = row.locale, row.order, row.today
            if key not in self.readers:
                self.readers[key] = self._reader(row)

    def read(self, row: Row) -> Any:
        """See `Parser`."""
        return self.readers[row.locale, row.order, row.today].get_date_data(row.text)

    def value(self, row: Row, answer: Any) -> str | None:
        """See `Parser`; dateparser says whether it read a day, a month or a year."""
        if answer.date_obj is None:
            return None
        length = {"year": 4, "month": 7}.get(answer.period, 10)
        return str(answer.date_obj.date().isoformat())[:length]

    def _reader(self, row: Row) -> Any:
        """A reader for the locale if dateparser knows it, else for its language, else for any."""
        from dateparser.date import DateDataParser

        settings: dict[str, Any] = {"DATE_ORDER": row.order} if row.order else {}
        if row.today:
            settings["RELATIVE_BASE"] = datetime.datetime.fromisoformat(f"{row.today}T12:00:00")
        hints = [{"locales": [row.locale]}, {"languages": [row.language]}] if row.locale else []
        for one in hints:
            reader = DateDataParser(settings=settings, **one)
            try:
                reader.get_date_data("1969-07-20")  # only now it looks the locale up
            except ValueError:
                continue
            return reader
        return DateDataParser(settings=settings)


PARSERS: dict[str, Callable[..., Parser]] = {
    "datenorm": Datenorm,
    "dateutil": Dateutil,
    "dateparser": Dateparser,
}
PACKAGES = {"datenorm": "datenorm", "dateutil": "dateutil.parser", "dateparser": "dateparser"}


def _day(written: str) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None


def _guarded(call: Callable[..., Any], *arguments: Any) -> Any:
    """A parser that breaks on a text gives no answer for it, whatever it raises."""
    try:
        return call(*arguments)
    except Exception:
        return None


def answers(parser: Parser, rows: Sequence[Row]) -> list[str | None]:
    """The value of each row."""
    return [
        None if answer is None else _guarded(parser.value, row, answer)
        for row, answer in zip(rows, parser.read_all(rows), strict=True)
    ]


def times(parser: Parser, rows: Sequence[Row], single: int) -> dict[str, float]:
    """Strings a second over all rows and the microseconds of one call, after a few rows nobody counts."""
    parser.read_all(rows[:WARMING])
    started, started_cpu = time.perf_counter(), time.process_time()
    parser.read_all(rows)
    wall, cpu = time.perf_counter() - started, time.process_time() - started_cpu
    calls = []
    for row in rows[:single]:
        started = time.perf_counter()
        _guarded(parser.read, row)
        calls.append(time.perf_counter() - started)
    calls.sort()
    return {
        "per_second": len(rows) / wall,
        "cpu_us": 1e6 * cpu / len(rows),
        "call_us": 1e6 * statistics.median(calls),
        "slow_call_us": 1e6 * calls[int(0.99 * (len(calls) - 1))],
    }


def main() -> None:
    """Read the job, write the result."""
    warnings.simplefilter("ignore")  # of time zones they do not know and the like: not the question here
    name, *model = sys.argv[1:]
    job = json.load(sys.stdin)
    rows = [Row(*row) for row in job["rows"]]
    importlib.import_module(PACKAGES[name])
    parser = PARSERS[name](*model)
    parser.prepare(rows)
    result = {"answers": answers(parser, rows)} if job["answers"] else times(parser, rows, job["single"])
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
