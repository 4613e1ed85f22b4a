"""Other date parsers on the same rows, each with the hints it accepts. Needs the `compare` extra.

Only the call that users of a peer make is timed, not the conversion of its answer to a value.
"""

from __future__ import annotations

import datetime
import functools
import importlib.metadata
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from datenorm.errors import ConfigError, require_modules
from datenorm.evaluation.outcomes import Outcome, Tally, group_of, is_apart, tally, verdict
from datenorm.evaluation.tables import Row

Order = Callable[[Row], str | None]
"""The field order that follows from a row's hints."""

_PROBE = "1969-07-20"
_NOON = datetime.time(12)
_LEAP_DAY = datetime.datetime(2000, 2, 29)


@dataclass(frozen=True)
class PeerRun:
    """The outcomes of a peer.

    Attributes:
        name: of the peer.
        version: of its package.
        total: outcomes of the rows in datenorm's total.
        by_kind: outcomes by kind.
        seconds: time of its calls.
        rows: number of calls.
    """

    name: str
    version: str
    total: Tally
    by_kind: dict[str, Tally]
    seconds: float
    rows: int

    def to_dict(self) -> dict[str, Any]:
        """The run as JSON values."""
        return {**asdict(self), "seconds": round(self.seconds, 3)}


class Peer(Protocol):
    """A parser."""

    def prepare(self, row: Row) -> None:
        """Set up what users set up once; not timed."""

    def parse(self, row: Row) -> Any:  # noqa: ANN401 - any type of answer
        """The call that users make; may raise anything."""

    def value(self, row: Row, answer: Any) -> str | None:  # noqa: ANN401
        """The answer as a value of the precision that the peer found in the text, or None."""


@dataclass
class Dateparser:
    """dateparser with the locale or language, the field order and the reference date of the row."""

    hinted: bool
    _readers: dict[tuple[str, str, str], Any] = field(default_factory=dict)

    def parse(self, row: Row) -> Any:  # noqa: ANN401
        """See `Peer`."""
        return self._reader(row).get_date_data(row.text)

    def prepare(self, row: Row) -> None:
        """See `Peer`: builds the reader for the hints of a row."""
        self._reader(row)

    def value(self, row: Row, answer: Any) -> str | None:  # noqa: ANN401
        """See `Peer`; dateparser says whether it found a day, a month or a year."""
        if answer is None or answer.date_obj is None:
            return None
        length = {"year": 4, "month": 7}.get(answer.period, 10)
        return str(answer.date_obj.date().isoformat())[:length]

    def _reader(self, row: Row) -> Any:  # noqa: ANN401
        locale, order = (row.locale, row.order) if self.hinted else ("", "")
        today = row.reference_date.isoformat() if row.reference_date else ""
        key = (locale, order, today)
        if key not in self._readers:
            settings: dict[str, Any] = {"DATE_ORDER": order} if order else {}
            if row.reference_date is not None:
                settings["RELATIVE_BASE"] = datetime.datetime.combine(row.reference_date, _NOON)
            self._readers[key] = self._open(row, locale, settings)
        return self._readers[key]

    def _open(self, row: Row, locale: str, settings: dict[str, Any]) -> Any:  # noqa: ANN401
        """A reader for the locale if dateparser supports it, else for its language, else for all."""
        from dateparser.date import DateDataParser

        known: list[dict[str, list[str]]] = (
            [{"locales": [locale]}, {"languages": [row.language]}] if locale else []
        )
        for hints in known:
            reader = DateDataParser(settings=settings, **hints)
            try:
                reader.get_date_data(_PROBE)  # fails here if the locale is unknown
            except ValueError:
                continue
            return reader
        return DateDataParser(settings=settings)


@dataclass
class Dateutil:
    """dateutil with the field order of the row."""

    order: Order

    def prepare(self, row: Row) -> None:
        """See `Peer`."""

    def parse(self, row: Row) -> Any:  # noqa: ANN401
        """See `Peer`."""
        today = row.reference_date or datetime.date(2001, 1, 1)
        return self._parse(row, datetime.datetime(today.year, 1, 1))

    def value(self, row: Row, answer: Any) -> str | None:  # noqa: ANN401
        """See `Peer`; a field that changes with the default date is not in the text."""
        first = answer.date()
        second = self._parse(row, _LEAP_DAY).date()
        value: str = first.isoformat()
        if first.day != second.day:
            return value[: len("1969")] if first.month != second.month else value[: len("1969-07")]
        if first.month != second.month:
            return None
        has_year = first.year == second.year or row.reference_date is not None
        return value if has_year else f"XXXX{value[4:]}"

    def _parse(self, row: Row, default: datetime.datetime) -> Any:  # noqa: ANN401
        from dateutil import parser

        order = self.order(row)
        return parser.parse(row.text, default=default, dayfirst=order == "DMY", yearfirst=order == "YMD")


PEERS = {"dateparser": "dateparser", "dateutil": "python-dateutil"}
"""Peer → its package."""


def check_peers(names: Sequence[str]) -> None:
    """Check that the peers are known and installed.

    Raises:
        ConfigError: if a peer is unknown.
        MissingExtra: if one is not installed.
    """
    for name in names:
        if name not in PEERS:
            raise ConfigError(f"unknown peer {name!r}", hint=f"choose from {', '.join(PEERS)}")
        require_modules("comparing needs", [name], "compare")


def run_peer(
    name: str,
    rows: Sequence[Row],
    *,
    hinted: bool,
    order: Order,
    advance: Callable[[int], None] = lambda count: None,
) -> PeerRun:
    """Parse and judge the rows of a table with a peer.

    Args:
        name: one of `PEERS`.
        rows: the table.
        hinted: whether to give the hints of the rows.
        order: gives the field order of a row.
        advance: called with the number of rows done since the last call.
    """
    peer: Peer = (
        Dateparser(hinted) if name == "dateparser" else Dateutil(order if hinted else lambda row: None)
    )
    parsed = functools.partial(_guarded, peer.parse)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # unknown time zones and the like
        for row in rows:
            peer.prepare(row)
        if rows:
            parsed(rows[0])  # loads tables and fills caches
        started = time.perf_counter()
        answers = []
        for row in rows:
            answers.append(parsed(row))
            advance(1)
        seconds = time.perf_counter() - started
        values = [
            None if answer is None else _guarded(functools.partial(peer.value, row), answer)
            for row, answer in zip(rows, answers, strict=True)
        ]
    groups: dict[str, list[Outcome]] = {}
    for row, value in zip(rows, values, strict=True):
        groups.setdefault(group_of(row, hinted=hinted), []).append(verdict(row, value))
    by_kind = {kind: tally(outcomes) for kind, outcomes in groups.items()}
    total = tally(one for kind, outcomes in groups.items() if not is_apart(kind) for one in outcomes)
    return PeerRun(name, importlib.metadata.version(PEERS[name]), total, by_kind, seconds, len(rows))


def _guarded(call: Callable[[Any], Any], argument: Any) -> Any:  # noqa: ANN401
    """Call a peer; an exception counts as no answer."""
    try:
        return call(argument)
    except Exception:
        return None
