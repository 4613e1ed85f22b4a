"""What commands write: records on standard output, reasons and the summary on standard error."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from datenorm.bulk.lines import read_windows
from datenorm.bulk.tally import LineAnswers, RefusedError, StatusTally
from datenorm.cli.streams import UnbufferedInput, say
from datenorm.convert.record import as_json, as_line, as_record

if TYPE_CHECKING:
    from datenorm.column import ColumnReading
    from datenorm.convert.conversion import Conversion
    from datenorm.display.consoles import Drawing
    from datenorm.values import Form

Output = Literal["edtf", "iso", "interval", "datetime", "ixdtf", "json", "jsonl"]

_ADVICE = {
    "ambiguous-order": "use --order",
    "ambiguous-reading": "--on-ambiguous best takes the first",
    "ambiguous-value": "--keep-values takes the second",
    "ambiguous-column": "--on-ambiguous best takes the first",
    "ambiguous-relative": "use --next",
    "ambiguous-zone": "use --zone, or a --locale with a region",
    "relative": "use --reference-date",
    "relative-time": "use --reference-date with a time, as in 2026-11-29T10:15",
    "several": "--on-several takes one, or the set",
    "doubtful": "--min-confidence accepts less",
    "coarse-precision": "--precision any takes it",
    "maybe-serial-day": "--excel-serial takes it so",
    "maybe-timestamp": "--epoch takes it so",
    "missing-year": "--reference-date fills the year",
}
"""Code of a refusal → the option that helps; the library does not know options."""


def advised(reason: str, code: str) -> str:
    """The reason of a refusal, with the option that helps if there is one.

    >>> advised("ambiguous: 2005-04-03 or 2005-03-04", "ambiguous-order")
    'ambiguous: 2005-04-03 or 2005-03-04; use --order'
    """
    advice = _ADVICE.get(code)
    return f"{reason}; {advice}" if reason and advice else reason


def open_order(explanation: str) -> str:
    """The explanation of a column with an undecided field order, with the option that settles it."""
    return f"{explanation}; --order settles it"


def show_order(reading: ColumnReading) -> None:
    """Say in which field order lines are read."""
    explanation = reading.explanation
    say(open_order(explanation) if reading.is_open else explanation)


def text_windows(texts: Sequence[str], from_lines: bool, size: int) -> Iterator[list[str]]:
    """The lines of standard input as they arrive, or `size` texts of the command line at a time."""
    if from_lines:
        return read_windows(UnbufferedInput.open())
    return (list(texts[start : start + size]) for start in range(0, len(texts), size))


class RecordWriter:
    """Writes rendered records to standard output: as lines, or with `output` "json" as one array."""

    def __init__(self, output: str) -> None:
        self.stream = sys.stdout.buffer
        self._is_array = output == "json"
        self._separator = b"\n"

    def begin(self) -> None:
        """Open the array."""
        if self._is_array:
            self.stream.write(b"[")

    def write(self, rendered: Iterable[bytes]) -> None:
        """Write records."""
        if not self._is_array:
            self.stream.write(b"".join(rendered))
            return
        for record in rendered:
            self.stream.write(self._separator + record)
            self._separator = b",\n"

    def end(self) -> None:
        """Close the array."""
        if self._is_array:
            self.stream.write(b"\n]\n")


def day_renderer(output: Output) -> Callable[[str], bytes] | None:
    """How a line that is a whole day already is written; None if more than the day is written."""
    if output in ("edtf", "iso", "datetime", "ixdtf"):
        return lambda day: f"{day}\n".encode()
    return (lambda day: f"{day}\t{day}\n".encode()) if output == "interval" else None


def renderer(output: Output, *, attention: bool = False, span: bool = False) -> Callable[[Conversion], bytes]:
    """How a conversion is written: a line with its value, or a JSON object."""

    def as_value(conversion: Conversion) -> bytes:
        form: Form = "edtf" if output == "json" or output == "jsonl" else output
        return f"{as_line(conversion, span=span, form=form)}\n".encode()

    def as_object(conversion: Conversion) -> bytes:
        return as_json(as_record(conversion, attention=attention, span=span)).encode() + end

    end = b"" if output == "json" else b"\n"
    return as_object if output in ("json", "jsonl") else as_value


@dataclass
class Report:
    """Counts answers and writes reasons to standard error.

    Attributes:
        tally: the counts.
        quiet: whether to leave out the reasons.
        names: whether a reason starts with the number of its text.
    """

    tally: StatusTally
    quiet: bool = False
    names: bool = True
    _remarks: list[str] = field(default_factory=list)

    def add(self, answers: LineAnswers) -> None:
        """Count answers; keep their remarks."""
        if not self.quiet:
            before = self.tally.total
            for place, remark in answers.remarks.items():
                number = before + 1 + place
                for text in (remark.note, advised(remark.reason, remark.code)):
                    if text:
                        self._remarks.append(f"{self.tally.unit} {number}: {text}" if self.names else text)
        self.tally.add(answers)

    def flush(self) -> None:
        """Write the remarks kept so far, after the answers they belong to."""
        if self._remarks:
            say("\n".join(self._remarks))
            self._remarks.clear()


def write_answers(
    answers: Generator[LineAnswers, None, None],
    writer: RecordWriter,
    report: Report,
    *,
    drawing: Drawing | None = None,
    stops: bool = False,
) -> None:
    """Write window by window; the answers of a window are out of the process before the next one is read.

    Args:
        answers: the answers to each window of lines.
        writer: where values go.
        report: where reasons go.
        drawing: draws grids, or None.
        stops: whether the first ambiguous text ends the run.

    Raises:
        RefusedError: at the first ambiguous text, if the run stops there.
    """
    # Nothing here makes reference cycles, and a thread back from the network should not wait its 5 ms.
    gc.disable()
    sys.setswitchinterval(0.0005)
    writer.begin()
    with closing(answers):
        for window in answers:
            stop = window.first_ambiguous() if stops else None
            shown = window if stop is None else window.until(stop)
            if drawing is None:
                writer.write(shown.rendered)
            else:
                _draw(shown, writer, drawing)
            report.add(shown)
            if stop is not None:
                writer.end()
            writer.stream.flush()
            report.flush()
            if stop is not None:
                remark = window.remarks[stop]
                number = f"{report.tally.unit} {report.tally.total + 1}"
                raise RefusedError(f"{number}: {advised(remark.reason, remark.code)}")
    writer.end()
    writer.stream.flush()
    if drawing is not None:
        drawing.finish()


def _draw(answers: LineAnswers, writer: RecordWriter, drawing: Drawing) -> None:
    """Write each value with its grid below."""
    for place, rendered in enumerate(answers.rendered):
        writer.write([rendered])
        writer.stream.flush()
        if place in answers.conversions:
            drawing.add(answers.conversions[place])
