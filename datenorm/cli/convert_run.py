"""One run of `datenorm convert`: texts or lines through the normalizer, window by window."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, cast

from datenorm.bulk import workers as threads
from datenorm.cli.answering import Answer, Answers
from datenorm.cli.answers import Report, Writer
from datenorm.cli.lines import ByteStream, Read, Requests, read_windows, request_of
from datenorm.convert.hints import resolve_hints
from datenorm.convert.normalizer import Normalizer
from datenorm.errors import DatenormError
from datenorm.runtime import CompiledRuntime, Runtime

if TYPE_CHECKING:
    from datenorm.cli.drawing import Drawing


_MOST_WORKERS = 2

_MANY = 1000
"""Lines of a window that make processes worth while: to start them takes as long as some hundred lines."""


def workers_for(runtime: Runtime) -> int:
    """Processes or threads to work with: the compiled network needs little memory, NumPy much."""
    return min(_MOST_WORKERS, threads.available_cores()) if isinstance(runtime, CompiledRuntime) else 1


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


def line_reader(normalizer: Normalizer, fields: str | None) -> Read:
    """How lines are understood: each as a text, or as the columns that `fields` names."""
    if fields is None:
        return Requests

    def check(locale: str) -> None:
        resolve_hints(locale, None, normalizer.bundle.manifest.locales, normalizer.bundle.vocabulary)

    names = fields.split(",")
    return lambda lines: Requests.of([request_of(line, names, check) for line in lines])


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
        workers: processes that work where there are many lines; threads where processes cannot be forked.
        drawing: what draws grids, if anything.
        stops: whether the first ambiguous text ends the run.

    Raises:
        AmbiguousError: at the first ambiguous text, where the run stops there.
    """
    # Nothing here goes in circles, and a thread that comes back from the network should not wait its 5 ms.
    gc.disable()
    sys.setswitchinterval(0.0005)
    writer.begin()
    for answers in _answered(answer, windows, workers):
        stop = _first_ambiguous(answers) if stops else None
        shown = answers if stop is None else answers.until(stop)
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
            raise AmbiguousError(f"{report.unit} {report.total + 1}: {answers.remarks[stop].reason}")
    writer.end()
    writer.stream.flush()


def _answered(
    answer: Callable[[Sequence[str]], list[Answer]], windows: Iterable[Sequence[str]], workers: int
) -> Iterator[Answers]:
    """The answers to each window. Few lines are answered at once, where they are; many by several workers."""

    def answers_to(window: Sequence[str]) -> Answers:
        return Answers.of(answer(window))

    coming = iter(windows)
    for window in coming:
        if workers > 1 and len(window) >= _MANY:
            # What it needs takes as long to import as a hundred lines to answer.
            from datenorm.bulk import processes

            in_order = processes.in_order if processes.CAN_FORK else threads.in_order
            yield from in_order(answers_to, chain([window], coming), workers=workers)
        else:
            yield answers_to(window)


def _first_ambiguous(answers: Answers) -> int | None:
    return next((place for place, said in answers.remarks.items() if said.refused == "ambiguous"), None)


def _draw(answers: Answers, writer: Writer, drawing: Drawing) -> None:
    """Each grid stands below its value."""
    for place, rendered in enumerate(answers.rendered):
        writer.write([rendered])
        writer.stream.flush()
        if place in answers.conversions:
            drawing.add(answers.conversions[place])
