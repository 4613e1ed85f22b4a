"""What `datenorm find` writes: lines, JSON objects, or the text with its dates marked."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from datenorm.cli.streams import printable
from datenorm.convert.record import as_json, on_one_line, value_in
from datenorm.finding.found import Found, as_find_record
from datenorm.finding.lines import LineCounter, LinePlace
from datenorm.finding.markup import Marker, Markup
from datenorm.values import in_columns

if TYPE_CHECKING:
    from datenorm.finding.documents import TextEncoding
    from datenorm.finding.finder import Passage
    from datenorm.values import Form

_ADVICE = {
    "ambiguous-order": "--order settles it",
    "ambiguous-relative": "--next settles it",
    "ambiguous-zone": "--zone settles it",
    "doubtful": "--min-confidence accepts less",
    "relative": "--document-date settles it",
    "relative-time": "--document-date with a time, as in 2026-11-29T10:15, settles it",
}
"""Code of a date without a value → the option that helps."""


class FoundWriter(Protocol):
    """Writes passages to standard output."""

    def write(self, passage: Passage, encoding: TextEncoding | None) -> None:
        """Write the dates of a passage, or its text; the encoding is that of the file, if it was opened."""
        ...

    def summary(self) -> str:
        """A line about dates without a value; "" if all have one."""
        ...


def writer_for(options: Mapping[str, Any], paths: Sequence[Path]) -> FoundWriter:
    """The writer for the options of the command."""
    if options["markup"]:
        return MarkupWriter(options["markup"])
    return DateWriter(paths, None if options["jsonl"] else options["output"])


class Counts:
    """Counts dates, and those without a value by their reason."""

    def __init__(self) -> None:
        self.found = 0
        self.without: Counter[tuple[str, str]] = Counter()

    def add(self, dates: Sequence[Found]) -> None:
        """Count the dates of a passage."""
        self.found += len(dates)
        self.without.update(
            (one.conversion.status, one.conversion.code) for one in dates if one.value is None
        )

    def summary(self) -> str:
        """A line about dates without a value."""
        if not self.without:
            return ""
        parts = []
        for (status, code), count in self.without.most_common():
            advice = _ADVICE.get(code)
            parts.append(f"{count:,} {status}" + (f" ({advice})" if advice else ""))
        return f"{self.found:,} dates, {self.without.total():,} without a value: {', '.join(parts)}"


class DateWriter:
    """Writes a line or a JSON object for each date."""

    def __init__(self, paths: Sequence[Path], form: Form | None) -> None:
        """Start.

        Args:
            paths: the files, by number.
            form: how values are written; None for JSON objects.
        """
        self._paths = paths
        self._form = form
        self._counts = Counts()
        self._counter = LineCounter()

    def write(self, passage: Passage, encoding: TextEncoding | None) -> None:
        """Write the dates of a passage."""
        self._counts.add(passage.found)
        path = str(self._paths[passage.document])
        name = on_one_line(printable(path))
        lines = (self._rendered(path, name, found, place) for found, place in self._placed(passage))
        sys.stdout.buffer.write(b"".join(lines))
        if passage.is_last:
            self._counter = LineCounter()

    def summary(self) -> str:
        """A line about dates without a value."""
        return self._counts.summary()

    def _placed(self, passage: Passage) -> Iterator[tuple[Found, LinePlace]]:
        """The dates of a passage with their lines."""
        read = 0  # characters of the passage
        for found in passage.found:
            start = found.start - passage.start
            self._counter.skip(passage.text[read:start], passage.start + read)
            yield found, self._counter.place_of(found)
            read = start
        self._counter.skip(passage.text[read:], passage.start + read)

    def _rendered(self, path: str, name: str, found: Found, place: LinePlace) -> bytes:
        if self._form is None:
            where = {"file": path, "line": place.line, "column": place.start}
            record = as_find_record(found)
            return (as_json({"schema": record["schema"], **where, **record}) + "\n").encode()
        value = "\t".join(in_columns(value_in(found.conversion, self._form), self._form))
        return f"{name}:{place.line}:{place.start}-{place.end}\t{value}\t{on_one_line(found.text)}\n".encode()


class MarkupWriter:
    """Writes texts with their dates marked, one after the other."""

    def __init__(self, markup: Markup) -> None:
        self._markup = markup
        self._counts = Counts()
        self._marker = Marker(markup)
        self._is_first = True

    def write(self, passage: Passage, encoding: TextEncoding | None) -> None:
        """Write the text of a passage, in the encoding of its file."""
        self._counts.add(passage.found)
        marked = self._marker.feed(passage.text, passage.found, is_last=passage.is_last)
        if encoding is not None:
            mark = encoding.mark if self._is_first else b""
            sys.stdout.buffer.write(mark + encoding.encode(marked))
        self._is_first = passage.is_last
        if passage.is_last:
            self._marker = Marker(self._markup)

    def summary(self) -> str:
        """A line about dates without a value."""
        return self._counts.summary()
