"""What `convert` writes: values or JSON on standard output, reasons and the summary on standard error."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

import click

from datenorm.record import as_json, as_line, as_record

if TYPE_CHECKING:
    from datenorm.conversion import Conversion


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
        self.stream.write(f"{as_line(conversion, span=self.span)}\n".encode())

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
