"""What `convert` writes: values or JSON on standard output, reasons and the summary on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Literal

import click

from datenorm.bulk.tally import LineAnswers, StatusTally
from datenorm.cli.advice import advised
from datenorm.convert.record import as_json, as_line, as_record

if TYPE_CHECKING:
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
        tally: the counts.
        quiet: whether to keep the reasons of single texts to itself.
        names: whether reasons begin with the number of the text.
    """

    tally: StatusTally
    quiet: bool = False
    names: bool = True
    _remarks: list[str] = field(default_factory=list)

    def add_all(self, answers: LineAnswers) -> None:
        """Count answers; keep why texts were refused, or what their weekdays say against them."""
        before = self.tally.total
        for place, remark in answers.remarks.items():
            number = before + 1 + place
            for text in (remark.note, advised(remark.reason, remark.code)):
                if text and not self.quiet:
                    self._remarks.append(f"{self.tally.unit} {number}: {text}" if self.names else text)
        self.tally.add(answers)

    def flush(self) -> None:
        """Give the reasons kept so far; called after the answers they belong to have been written."""
        if self._remarks:
            click.echo("\n".join(self._remarks), err=True)
            self._remarks.clear()
