"""One run of `datenorm convert`: texts or lines through the normalizer, window by window."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from datenorm.cli.answering import Answer
from datenorm.cli.answers import Report, Writer
from datenorm.cli.lines import ByteStream, Request, read_windows, request_of
from datenorm.errors import DatenormError
from datenorm.hints import resolve_hints
from datenorm.normalizer import Normalizer
from datenorm.parallel import in_order, usable_cores
from datenorm.runtime import CompiledRuntime, Runtime

if TYPE_CHECKING:
    from datenorm.cli.drawing import Drawing


_MOST_WORKERS = 2


def workers_for(runtime: Runtime) -> int:
    """Threads to work with: the compiled network leaves the interpreter's lock, NumPy needs the memory."""
    return min(_MOST_WORKERS, usable_cores()) if isinstance(runtime, CompiledRuntime) else 1


class _Input(io.FileIO):
    """A file without a buffer."""

    read1 = io.FileIO.read


def _input() -> ByteStream:
    """Standard input. The lock of its buffer, held by a thread that waits, would abort the exit."""
    buffer = cast("io.BufferedReader", sys.stdin.buffer)
    is_file = isinstance(getattr(buffer, "raw", None), io.FileIO)
    return _Input(buffer.fileno(), closefd=False) if is_file else buffer


class AmbiguousError(DatenormError):
    """`--on-ambiguous fail` met an ambiguous text."""


def line_reader(normalizer: Normalizer, fields: str | None) -> Callable[[str], Request]:
    """How a line is understood: as a text, or as the columns that `fields` names."""
    if fields is None:
        return Request

    def check(locale: str) -> None:
        resolve_hints(locale, None, normalizer.bundle.manifest.locales, normalizer.bundle.vocabulary)

    names = fields.split(",")
    return lambda line: request_of(line, names, check)


def text_windows(texts: Sequence[str], size: int) -> Iterator[list[str]]:
    """Texts of the command line, so many at a time."""
    for start in range(0, len(texts), size):
        yield list(texts[start : start + size])


def windows_of_input() -> Iterator[list[str]]:
    """Lines of standard input as they come."""
    return read_windows(_input())


def run(
    answer: Callable[[Sequence[str]], list[Answer]],
    windows: Iterable[Sequence[str]],
    writer: Writer,
    report: Report,
    *,
    workers: int = 1,
    drawing: Drawing | None = None,
    stops: bool = False,
) -> None:
    """Convert window by window; what a window gave has left the process before the next one is read.

    Args:
        answer: what answers lines.
        windows: the lines.
        writer: where values go.
        report: where reasons go.
        workers: threads that work.
        drawing: what draws grids, if anything.
        stops: whether the first ambiguous text ends the run.

    Raises:
        AmbiguousError: at the first ambiguous text, where the run stops there.
    """
    # Nothing here goes in circles, and a thread that comes back from the network should not wait its 5 ms.
    gc.disable()
    sys.setswitchinterval(0.0005)
    writer.begin()
    for answers in in_order(answer, windows, workers=workers):
        stop = _first_ambiguous(answers) if stops else None
        shown = answers if stop is None else answers[:stop]
        if drawing is None:
            writer.write([answer.rendered for answer in shown])
        else:
            _draw(shown, writer, drawing)
        report.add_all(shown)
        if stop is not None:
            writer.end()
        writer.stream.flush()
        report.flush()
        if stop is not None:
            number, conversion = report.total + 1, answers[stop].conversion
            reason = "" if conversion is None else conversion.reason
            raise AmbiguousError(f"{report.unit} {number}: {reason}")
    writer.end()
    writer.stream.flush()


def _first_ambiguous(answers: Sequence[Answer]) -> int | None:
    for index, answer in enumerate(answers):
        if answer.conversion is not None and answer.conversion.status == "ambiguous":
            return index
    return None


def _draw(answers: Sequence[Answer], writer: Writer, drawing: Drawing) -> None:
    """Each grid stands below its value."""
    for answer in answers:
        writer.write([answer.rendered])
        writer.stream.flush()
        if answer.conversion is not None:
            drawing.add(answer.conversion)
