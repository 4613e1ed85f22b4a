"""One run of `datenorm convert`: texts or lines through the normalizer, window by window."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from datenorm.cli.answers import Report, Writer
from datenorm.cli.lines import ByteStream, Request, read_windows, request_of
from datenorm.conversion import Conversion, Policy
from datenorm.errors import DatenormError
from datenorm.hints import resolve_hints
from datenorm.normalizer import Normalizer
from datenorm.parallel import in_order, usable_cores

if TYPE_CHECKING:
    from datenorm.cli.drawing import Drawing


_WORKERS = 2


class _Input(io.FileIO):
    """A file without a buffer."""

    read1 = io.FileIO.read


def _input() -> ByteStream:
    """Standard input. The lock of its buffer, held by a thread that waits, would abort the exit."""
    buffer = cast("io.BufferedReader", sys.stdin.buffer)
    is_file = isinstance(getattr(buffer, "raw", None), io.FileIO)
    return _Input(buffer.fileno(), closefd=False) if is_file else buffer


@dataclass(frozen=True)
class Settings:
    """What a run asks of the normalizer, the same for all of its texts.

    Attributes:
        locale: of texts that name none.
        order: of texts that name none.
        policy: how to decide.
        stops: whether to stop at the first ambiguous text.
        alternatives: how many other readings to report.
        attention: whether to report where each character was read.
        span: whether to report which characters the date was read from.
    """

    locale: str | None
    order: str | None
    policy: Policy
    stops: bool
    alternatives: int
    attention: bool
    span: bool


class AmbiguousError(DatenormError):
    """`--on-ambiguous fail` met an ambiguous text."""


def text_requests(texts: Sequence[str], size: int) -> Iterator[list[Request]]:
    """Texts of the command line, so many at a time."""
    for start in range(0, len(texts), size):
        yield [Request(text) for text in texts[start : start + size]]


def line_requests(normalizer: Normalizer, fields: str | None) -> Iterator[list[Request]]:
    """Lines of standard input as they come, whole or as the columns that `fields` names."""

    def check(locale: str) -> None:
        resolve_hints(locale, None, normalizer.bundle.manifest.locales, normalizer.bundle.vocabulary)

    names = fields.split(",") if fields is not None else None
    for lines in read_windows(_input()):
        if names is None:
            yield [Request(line) for line in lines]
        else:
            yield [request_of(line, names, check) for line in lines]


def run(
    normalizer: Normalizer,
    windows: Iterable[Sequence[Request]],
    settings: Settings,
    writer: Writer,
    report: Report,
    drawing: Drawing | None,
) -> None:
    """Convert window by window; what a window gave has left the process before the next one is read.

    Raises:
        ConfigError: if no threshold keeps the risk asked for; before anything is written.
        AmbiguousError: at the first ambiguous text, where the settings stop there.
    """
    if settings.policy.max_risk is not None:
        normalizer.bundle.manifest.calibration.threshold_for(settings.policy.max_risk)
    # Nothing here goes in circles, and a thread that comes back from the network should not wait its 5 ms.
    gc.disable()
    sys.setswitchinterval(0.0005)
    writer.begin()
    number = 0
    # Drawn texts come one at a time; the network leaves the interpreter's lock, so lines keep two cores busy.
    workers = 1 if drawing is not None else min(_WORKERS, usable_cores())

    def answer(window: Sequence[Request]) -> tuple[Sequence[Request], list[Conversion]]:
        return window, list(_convert(normalizer, window, settings))

    for window, conversions in in_order(answer, windows, workers=workers):
        for request, conversion in zip(window, conversions, strict=True):
            number += 1
            if settings.stops and conversion.status == "ambiguous":
                writer.end()
                writer.stream.flush()
                report.flush()
                raise AmbiguousError(f"{report.unit} {number}: {conversion.reason}")
            writer.write(conversion)
            if drawing is not None:
                writer.stream.flush()
                drawing.add(conversion)
            report.add(number, conversion, request.note)
        writer.stream.flush()
        report.flush()
    writer.end()
    writer.stream.flush()


def _convert(normalizer: Normalizer, window: Sequence[Request], settings: Settings) -> Iterator[Conversion]:
    return normalizer.convert_many(
        [request.text for request in window],
        [request.locale or settings.locale for request in window],
        [request.order or settings.order for request in window],
        reference_date=[request.reference_date for request in window],
        alternatives=settings.alternatives,
        attention=settings.attention,
        span=settings.span,
        policy=settings.policy,
    )
