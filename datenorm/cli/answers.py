"""What `convert` writes: values or JSON on standard output, reasons and the summary on standard error."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

import click

if TYPE_CHECKING:
    from datenorm.conversion import Conversion

SCHEMA = 1
"""Version of the JSON objects; goes up when a key changes its meaning or goes away."""

_DIGITS = 4


def as_record(conversion: Conversion, *, attention: bool = False, span: bool = False) -> dict[str, Any]:
    """A conversion as the JSON object that the README documents.

    Args:
        conversion: the conversion.
        attention: whether to add where each character was read.
        span: whether to add which characters the date was read from.
    """
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "source": conversion.source,
        "value": conversion.value,
        "status": conversion.status,
        "confidence": conversion.confidence,
        "alternatives": [
            {"value": reading.value, "probability": reading.probability}
            for reading in conversion.alternatives
        ],
        "reason": conversion.reason,
        "calendar": conversion.calendar,
        "century_inferred": conversion.century_inferred,
        "year_inferred": conversion.year_inferred,
        "weekday_conflict": conversion.weekday_conflict,
    }
    if span:
        record["span"] = conversion.span and {
            "start": conversion.span.start,
            "end": conversion.span.end,
            "text": conversion.source[slice(*conversion.span)],
        }
    if attention:
        weights = conversion.attention
        rows = [] if weights is None else [[round(w, _DIGITS) for w in row] for row in weights.tolist()]
        record["attention"] = {"tokens": list(conversion.written) if rows else [], "rows": rows}
    return record


def as_json(record: dict[str, Any]) -> str:
    """One line of JSON; readable in any script, and nothing in it that a terminal would obey."""
    text = json.dumps(record, ensure_ascii=False)
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text)


def _on_one_line(text: str) -> str:
    """A text with a space for whatever would end its line or column, or be obeyed by a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


@dataclass
class ValueWriter:
    """One line an answer: the value, or nothing where it was refused.

    With spans, tabs separate from the value where in the text it was read (`11-19`) and what stands there.
    """

    stream: BinaryIO
    span: bool = False

    def begin(self) -> None:
        """Nothing comes before the first value."""

    def write(self, conversion: Conversion) -> None:
        """Write one answer."""
        line = conversion.value or ""
        if self.span and conversion.value is not None and conversion.span is not None:
            start, end = conversion.span
            line += f"\t{start}-{end}\t{_on_one_line(conversion.source[start:end])}"
        self.stream.write(f"{line}\n".encode())

    def end(self) -> None:
        """Nothing comes after the last value."""


@dataclass
class JsonLinesWriter:
    """One JSON object a line."""

    stream: BinaryIO
    attention: bool = False
    span: bool = False

    def begin(self) -> None:
        """Nothing comes before the first object."""

    def write(self, conversion: Conversion) -> None:
        """Write one answer."""
        record = as_json(as_record(conversion, attention=self.attention, span=self.span))
        self.stream.write(f"{record}\n".encode())

    def end(self) -> None:
        """Nothing comes after the last object."""


@dataclass
class JsonWriter:
    """One JSON array of objects, written as they come."""

    stream: BinaryIO
    attention: bool = False
    span: bool = False
    _separator: str = "\n"

    def begin(self) -> None:
        """Open the array."""
        self.stream.write(b"[")

    def write(self, conversion: Conversion) -> None:
        """Write one answer."""
        record = as_json(as_record(conversion, attention=self.attention, span=self.span))
        self.stream.write(f"{self._separator}{record}".encode())
        self._separator = ",\n"

    def end(self) -> None:
        """Close the array."""
        self.stream.write(b"\n]\n")


Writer = ValueWriter | JsonLinesWriter | JsonWriter


def open_writer(output: str, *, attention: bool = False, span: bool = False) -> Writer:
    """The writer for an output form (`text`, `json`, `jsonl`) on standard output."""
    stream = sys.stdout.buffer
    if output == "json":
        return JsonWriter(stream, attention, span)
    return JsonLinesWriter(stream, attention, span) if output == "jsonl" else ValueWriter(stream, span)


@dataclass
class Report:
    """Counts how conversions went and says why on standard error.

    Attributes:
        unit: what one source is called: "line" or "text".
        quiet: whether to keep the reasons of single sources to itself.
        names: whether reasons begin with the number of the source.
    """

    unit: str
    quiet: bool = False
    names: bool = True
    _counts: Counter[str] = field(default_factory=Counter)
    _conflicts: int = 0
    _first: int = 0
    _remarks: list[str] = field(default_factory=list)

    def add(self, number: int, conversion: Conversion, note: str = "") -> None:
        """Count one conversion; keep why it was refused, or what its weekday says against it."""
        is_remarkable = conversion.value is None or conversion.weekday_conflict
        for remark in (note, conversion.reason if is_remarkable else ""):
            if remark and not self.quiet:
                self._remarks.append(f"{self.unit} {number}: {remark}" if self.names else remark)
        self._conflicts += conversion.weekday_conflict
        if conversion.value is not None:
            self._counts["converted"] += 1
            return
        self._counts["ambiguous" if conversion.status == "ambiguous" else "refused"] += 1
        self._first = self._first or number

    def flush(self) -> None:
        """Give the reasons kept so far; called after the answers they belong to have been written."""
        if self._remarks:
            click.echo("\n".join(self._remarks), err=True)
            self._remarks.clear()

    @property
    def has_refusals(self) -> bool:
        """Whether anything was left without a value."""
        return self._first > 0

    @property
    def has_conflicts(self) -> bool:
        """Whether any text named another weekday than its date has."""
        return self._conflicts > 0

    def summary(self) -> str:
        """How it went, in one line.

        >>> report = Report("line")
        >>> report.summary()
        '0 converted'
        """
        parts = [f"{self._counts['converted']:,} converted"]
        parts += [f"{self._counts[name]:,} {name}" for name in ("ambiguous", "refused") if self._counts[name]]
        if self._first:
            parts[-1] += f" (first at {self.unit} {self._first:,})"
        if self._conflicts:
            parts.append(f"{self._conflicts:,} weekday conflict{'s' if self._conflicts > 1 else ''}")
        return ", ".join(parts)
