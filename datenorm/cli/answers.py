"""What `convert` writes: values or JSON on standard output, reasons and the summary on standard error."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Literal

import click

from datenorm.convert.record import as_json, as_line, as_record

if TYPE_CHECKING:
    from datenorm.cli.answering import Answers
    from datenorm.convert.conversion import Conversion
    from datenorm.values import Form

Output = Literal["edtf", "iso", "interval", "json", "jsonl"]


@dataclass
class ValueWriter:
    """One line an answer: the value, or nothing where it was refused.

    With spans, tabs separate from the value where in the text it was read (`11-19`) and what stands there.
    The form "interval" is two columns, the first and the last day.
    """

    stream: BinaryIO
    span: bool = False
    form: Form = "edtf"

    def begin(self) -> None:
        """Nothing comes before the first value."""

    def render(self, conversion: Conversion) -> bytes:
        """One answer as it is written."""
        return f"{as_line(conversion, span=self.span, form=self.form)}\n".encode()

    def write(self, rendered: Iterable[bytes]) -> None:
        """Write answers."""
        self.stream.write(b"".join(rendered))

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

    def render(self, conversion: Conversion) -> bytes:
        """One answer as it is written."""
        record = as_json(as_record(conversion, attention=self.attention, span=self.span))
        return f"{record}\n".encode()

    def write(self, rendered: Iterable[bytes]) -> None:
        """Write answers."""
        self.stream.write(b"".join(rendered))

    def end(self) -> None:
        """Nothing comes after the last object."""


@dataclass
class JsonWriter:
    """One JSON array of objects, written as they come."""

    stream: BinaryIO
    attention: bool = False
    span: bool = False
    _separator: bytes = b"\n"

    def begin(self) -> None:
        """Open the array."""
        self.stream.write(b"[")

    def render(self, conversion: Conversion) -> bytes:
        """One answer as it is written."""
        return as_json(as_record(conversion, attention=self.attention, span=self.span)).encode()

    def write(self, rendered: Iterable[bytes]) -> None:
        """Write answers."""
        for record in rendered:
            self.stream.write(self._separator + record)
            self._separator = b",\n"

    def end(self) -> None:
        """Close the array."""
        self.stream.write(b"\n]\n")


Writer = ValueWriter | JsonLinesWriter | JsonWriter


def open_writer(output: Output, *, attention: bool = False, span: bool = False) -> Writer:
    """The writer for an output form on standard output."""
    stream = sys.stdout.buffer
    if output == "json":
        return JsonWriter(stream, attention, span)
    if output == "jsonl":
        return JsonLinesWriter(stream, attention, span)
    return ValueWriter(stream, span, output)


@dataclass
class Report:
    """Counts how conversions went and says why on standard error.

    Attributes:
        unit: what one source is called: "line" or "text".
        quiet: whether to keep the reasons of single sources to itself.
        names: whether reasons begin with the number of the source.
        total: how many sources were answered.
    """

    unit: str
    quiet: bool = False
    names: bool = True
    total: int = 0
    _refused: Counter[str] = field(default_factory=Counter)
    _conflicts: int = 0
    _first: int = 0
    _remarks: list[str] = field(default_factory=list)

    def add_all(self, answers: Answers) -> None:
        """Count answers; keep why texts were refused, or what their weekdays say against them."""
        for place, remark in answers.remarks.items():
            number = self.total + 1 + place
            self._conflicts += remark.conflicts
            if remark.refused:
                self._refused[remark.refused] += 1
                self._first = self._first or number
            for text in (remark.note, remark.reason):
                if text and not self.quiet:
                    self._remarks.append(f"{self.unit} {number}: {text}" if self.names else text)
        self.total += len(answers.rendered)

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
        parts = [f"{self.total - self._refused.total():,} converted"]
        counts = [(name, self._refused[name]) for name in ("ambiguous", "refused")]
        parts += [f"{count:,} {name}" for name, count in counts if count]
        if self._first:
            parts[-1] += f" (first at {self.unit} {self._first:,})"
        if self._conflicts:
            parts.append(f"{self._conflicts:,} weekday conflict{'s' if self._conflicts > 1 else ''}")
        return ", ".join(parts)
