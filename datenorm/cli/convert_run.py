"""One run of `datenorm convert`: answers to lines as they come, with their reasons and grids."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, cast

from datenorm.bulk.lines import ByteStream, read_windows
from datenorm.bulk.tally import LineAnswers, RefusedError
from datenorm.cli.advice import advised
from datenorm.cli.answers import Report, Writer

if TYPE_CHECKING:
    from collections.abc import Generator

    from datenorm.cli.drawing import Drawing


class _Input(io.FileIO):
    """A file without a buffer."""

    read1 = io.FileIO.read


def unbuffered_input() -> ByteStream:
    """Standard input. The lock of its buffer, held by a thread that waits, would abort the exit."""
    buffer = cast("io.BufferedReader", sys.stdin.buffer)
    is_file = isinstance(getattr(buffer, "raw", None), io.FileIO)
    return _Input(buffer.fileno(), closefd=False) if is_file else buffer


def text_windows(texts: Sequence[str], size: int) -> Iterator[list[str]]:
    """Texts of the command line, so many at a time."""
    for start in range(0, len(texts), size):
        yield list(texts[start : start + size])


def windows_of_input() -> Iterator[list[str]]:
    """Lines of standard input as they come."""
    return read_windows(unbuffered_input())


def run(
    answers: Generator[LineAnswers, None, None],
    writer: Writer,
    report: Report,
    *,
    drawing: Drawing | None = None,
    stops: bool = False,
) -> None:
    """Write window by window; what a window gave has left the process before the next one is read.

    Args:
        answers: the answers to each window of lines.
        writer: where values go.
        report: where reasons go.
        drawing: what draws grids, if anything.
        stops: whether the first ambiguous text ends the run.

    Raises:
        RefusedError: at the first ambiguous text, where the run stops there.
    """
    # Nothing here goes in circles, and a thread that comes back from the network should not wait its 5 ms.
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
            report.add_all(shown)
            if stop is not None:
                writer.end()
            writer.stream.flush()
            report.flush()
            if stop is not None:
                reason = advised(window.remarks[stop].reason, window.remarks[stop].code)
                raise RefusedError(f"{report.tally.unit} {report.tally.total + 1}: {reason}")
    writer.end()
    writer.stream.flush()


def _draw(answers: LineAnswers, writer: Writer, drawing: Drawing) -> None:
    """Each grid stands below its value."""
    for place, rendered in enumerate(answers.rendered):
        writer.write([rendered])
        writer.stream.flush()
        if place in answers.conversions:
            drawing.add(answers.conversions[place])
