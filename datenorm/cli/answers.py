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


def as_record(conversion: Conversion, *, attention: bool = False) -> dict[str, Any]:
    """A conversion as the JSON object that the README documents.

    Args:
        conversion: the conversion.
        attention: whether to add where each character was read.
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


@dataclass
class ValueWriter:
    """One line an answer: the value, or nothing where it was refused."""

    stream: BinaryIO

    def begin(self) -> None:
        """Nothing comes before the first value."""

    def write(self, conversion: Conversion) -> None:
        """Write one answer."""
        self.stream.write(f"{conversion.value or ''}\n".encode())

    def end(self) -> None:
        """Nothing comes after the last value."""


@dataclass
class JsonLinesWriter:
    """One JSON object a line."""

    stream: BinaryIO
    attention: bool = False

    def begin(self) -> None:
        """Nothing comes before the first object."""

    def write(self, conversion: Conversion) -> None:
        """Write one answer."""
        self.stream.write(f"{as_json(as_record(conversion, attention=self.attention))}\n".encode())

    def end(self) -> None:
        """Nothing comes after the last object."""


@dataclass
class JsonWriter:
    """One JSON array of objects, written as they come."""

    stream: BinaryIO
    attention: bool = False
    _separator: str = "\n"

    def begin(self) -> None:
        """Open the array."""
        self.stream.write(b"[")

    def write(self, conversion: Conversion) -> None:
        """Write one answer."""
        record = as_json(as_record(conversion, attention=self.attention))
        self.stream.write(f"{self._separator}{record}".encode())
        self._separator = ",\n"

    def end(self) -> None:
        """Close the array."""
        self.stream.write(b"\n]\n")


Writer = ValueWriter | JsonLinesWriter | JsonWriter


def open_writer(output: str, *, attention: bool) -> Writer:
    """The writer for an output form (`text`, `json`, `jsonl`) on standard output."""
    stream = sys.stdout.buffer
    if output == "json":
        return JsonWriter(stream, attention)
    return JsonLinesWriter(stream, attention) if output == "jsonl" else ValueWriter(stream)


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
    _first: int = 0
    _remarks: list[str] = field(default_factory=list)

    def add(self, number: int, conversion: Conversion, note: str = "") -> None:
        """Count one conversion and keep its reason if it was refused."""
        for remark in (note, conversion.reason if conversion.value is None else ""):
            if remark and not self.quiet:
                self._remarks.append(f"{self.unit} {number}: {remark}" if self.names else remark)
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

    def summary(self) -> str:
        """How it went, in one line.

        >>> report = Report("line")
        >>> report.summary()
        '0 converted'
        """
        parts = [f"{self._counts['converted']:,} converted"]
        parts += [f"{self._counts[name]:,} {name}" for name in ("ambiguous", "refused") if self._counts[name]]
        return ", ".join(parts) + (f" (first at {self.unit} {self._first:,})" if self._first else "")
