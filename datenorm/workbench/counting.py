"""Groups of rows and counts of facets: the questions that a page asks again and again.

All counts come from one small table of sums, made by one pass over an index and kept until the project
changes; only a search in the texts needs a pass of its own.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, cast

from datenorm.errors import InputError
from datenorm.workbench.database import state_of
from datenorm.workbench.meaning import in_words
from datenorm.workbench.requests import MARKS, WAITING, Mark, ReviewFilter
from datenorm.workbench.results import (
    FacetCount,
    Facets,
    GivenDecision,
    GroupPage,
    OfferedReading,
    TextCount,
    TextGroup,
)
from datenorm.workbench.standing import condition_of

SORTS: dict[str, str] = {
    "count": "count DESC, id",
    "text": "text",
    "confidence": "confidence, id",
    "first": "first_row",
}
"""Orders of groups in SQL: the most rows first, by the text, the least confidence first, by the first row."""

MOST_GROUPS = 1000
"""Groups that are returned at once."""

SHAPES = 50
"""Shapes that are counted by name, the most frequent ones."""

_MOST_SEARCHES = 8
"""Searches whose sums are kept at once, that for nothing included."""

_SUMS = """
SELECT status, code, marks, language, shape, COUNT(*), SUM(count) FROM texts WHERE {} GROUP BY 1, 2, 3, 4, 5
"""

_GROUPS = """
SELECT texts.id, text, count, first_row, shapes.shape, status, code, value, confidence, marks, language, kind,
    decided, field_order
FROM (SELECT id FROM texts WHERE {condition} ORDER BY {sort} LIMIT ? OFFSET ?) AS page
JOIN texts USING (id) JOIN shapes ON shapes.id = texts.shape
"""


class Sum(NamedTuple):
    """How many texts and rows have the same status, code, marks, language and shape."""

    status: str
    code: str
    marks: int
    language: str
    shape: str
    texts: int
    rows: int


FACETS: dict[str, Callable[[Sum], tuple[str, ...]]] = {
    "status": lambda one: (one.status,),
    "code": lambda one: (one.code,),
    "mark": lambda one: names_of_marks(one.marks),
    "language": lambda one: (one.language,),
    "shape": lambda one: (one.shape,),
}
"""Each facet, and its names that texts of a sum have."""


def names_of_marks(marks: int) -> tuple[str, ...]:
    """The names of the marks whose bits are set."""
    return _NAMED_MARKS[marks]


_NAMED_MARKS = [tuple(name for name, bit in MARKS.items() if marks & bit) for marks in range(8)]


class FacetSums:
    """Sums of a project, kept while nothing changes; threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stamp = -1
        self._sums: dict[str, list[Sum]] = {}
        self._shapes: dict[int, str] = {}

    def sums(self, connection: sqlite3.Connection, search: str = "") -> list[Sum]:
        """The sums of all texts, or of those in which something is found."""
        stamp = state_of(connection)[1]
        with self._lock:
            if stamp != self._stamp or len(self._sums) >= _MOST_SEARCHES:
                self._stamp, self._sums = stamp, {}
            if search not in self._sums:
                self._sums[search] = list(self._summed(connection, search))
            return self._sums[search]

    def _summed(self, connection: sqlite3.Connection, search: str) -> Iterator[Sum]:
        condition, parameters = condition_of(ReviewFilter(search=search))
        if not self._shapes:  # they do not change
            self._shapes = dict(connection.execute("SELECT id, shape FROM shapes"))
        for status, code, marks, language, shape, texts, rows in connection.execute(
            _SUMS.format(condition), parameters
        ):
            yield Sum(status or WAITING, code, marks, language, self._shapes[shape], texts, rows)

    def facets(self, connection: sqlite3.Connection, filter: ReviewFilter) -> Facets:
        """The counts of each facet under the filters of the others."""
        sums = self.sums(connection, filter.search)
        facets = {}
        for facet, names_of in FACETS.items():
            others: dict[str, Any] = {facet: ()}
            keeps = _test(replace(filter, **others))
            texts: Counter[str] = Counter()
            rows: Counter[str] = Counter()
            for one in sums:
                if keeps(one):
                    for name in names_of(one):
                        texts[name] += one.texts
                        rows[name] += one.rows
            chosen = getattr(filter, facet)
            named = sorted(rows, key=lambda name: (-rows[name], name))
            if facet == "shape":
                named = [name for place, name in enumerate(named) if place < SHAPES or name in chosen]
            facets[facet] = tuple(FacetCount(name, texts[name], rows[name]) for name in named)
        return Facets(state_of(connection)[0], facets)

    def total(self, connection: sqlite3.Connection, filter: ReviewFilter) -> TextCount:
        """How many texts and rows a filter leaves."""
        keeps = _test(filter)
        kept = [one for one in self.sums(connection, filter.search) if keeps(one)]
        return TextCount(sum(one.texts for one in kept), sum(one.rows for one in kept))

    def by_status(self, connection: sqlite3.Connection) -> Mapping[str, TextCount]:
        """How many texts and rows have each status."""
        found = self.facets(connection, ReviewFilter()).facets["status"]
        return {one.name: TextCount(one.texts, one.rows) for one in found}


def _test(filter: ReviewFilter) -> Callable[[Sum], bool]:
    """Whether the texts of a sum pass a filter, but for its search."""
    status, code, shape, language = map(set, (filter.status, filter.code, filter.shape, filter.language))
    marks = sum(MARKS[cast("Mark", name)] for name in set(filter.mark))
    return lambda one: (
        (not status or one.status in status)
        and (not code or one.code in code)
        and (not shape or one.shape in shape)
        and (not language or one.language in language)
        and (not marks or bool(one.marks & marks))
    )


def read_groups(
    connection: sqlite3.Connection,
    sums: FacetSums,
    filter: ReviewFilter,
    sort: str,
    offset: int,
    limit: int,
) -> GroupPage:
    """Some of the texts that a filter leaves.

    Raises:
        InputError: if there is no such order, or the place is negative or too much is asked for.
    """
    if sort not in SORTS:
        raise InputError(f"`sort` must be one of {', '.join(SORTS)}, got {sort!r}")
    if not (0 <= offset < 1 << 62 and 0 <= limit <= MOST_GROUPS):
        raise InputError(f"`offset` must not be negative, and `limit` be at most {MOST_GROUPS:,}")
    revision, _, context = state_of(connection)
    total = sums.total(connection, filter)
    condition, parameters = condition_of(filter)
    query = _GROUPS.format(condition=condition, sort=SORTS[sort])
    rows = connection.execute(query, [*parameters, limit, offset]).fetchall()
    groups = tuple(_group(connection, context, row) for row in rows)
    return GroupPage(total.texts, total.rows, revision, groups)


def _group(connection: sqlite3.Connection, context: int, row: tuple[Any, ...]) -> TextGroup:
    id, text, count, first_row, shape, status, code, value, confidence, *others = row
    marks, language, kind, decided, order = others
    answer: tuple[Any, ...] | None = connection.execute(
        "SELECT reason, readings, first, last FROM answers "
        "WHERE context = ? AND text = ? AND field_order = ?",
        (context, id, order),
    ).fetchone()
    reason, readings, first, last = answer or ("", "[]", None, None)
    return TextGroup(
        id,
        text,
        count,
        first_row,
        shape,
        WAITING if status is None else status,
        code,
        reason if kind in (None, "order") else "",
        value,
        confidence,
        in_words(value),
        tuple(OfferedReading(one, probability, in_words(one)) for one, probability in json.loads(readings)),
        None if first is None else (first, last),
        "weekday-conflict" in names_of_marks(marks),
        "century-inferred" in names_of_marks(marks),
        language,
        None if kind is None else GivenDecision(kind, decided),
    )
