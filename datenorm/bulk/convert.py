"""The one path for many texts: windows, a cache of answers, and several workers.

A column of a million lines mostly holds some thousand values, each again and again. The answers to the last
many thousand distinct texts are therefore kept. Equal texts get equal answers, so the output is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from typing import TypeVar

from datenorm.bulk.answers import LineAnswer, LineAnswers, Remark
from datenorm.bulk.cache import AnswerCache
from datenorm.bulk.fields import Read, Requests
from datenorm.bulk.lines import WINDOW, ByteStream, windows_of
from datenorm.bulk.order import INFER, infer_line_order
from datenorm.bulk.spreading import spread
from datenorm.bulk.workers import available_cores
from datenorm.convert.conversion import Conversion
from datenorm.convert.hints import resolve_hints
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import OneOrMany, Policy
from datenorm.errors import ConfigError, DatenormError
from datenorm.runtime import CompiledRuntime

A = TypeVar("A")

REMEMBERED = 1 << 16
"""Most distinct lines remembered."""

MANY = 1000
"""Texts of a window that make processes worth while: to start them takes as long as some hundred lines."""


_LONGEST_ANSWER = 300
"""Bytes of an answer beyond which it is not remembered."""


class RefusedError(DatenormError):
    """A run that should stop at the first ambiguous or refused text met one."""


@dataclass(frozen=True)
class BulkOptions:
    """What a run asks of the normalizer, the same for all of its texts.

    Attributes:
        locale: locale of texts that name none themselves.
        order: field order of texts that name none themselves.
        policy: how to decide.
        alternatives: other readings to report.
        attention: whether to report where each character was read.
        span: whether to report which part of the text is the date.
    """

    locale: str | None = None
    order: str | None = None
    policy: Policy = field(default_factory=Policy)
    alternatives: int = 0
    attention: bool = False
    span: bool = False


def worker_count(normalizer: Normalizer, workers: int | None) -> int:
    """How many workers convert.

    Args:
        normalizer: the model.
        workers: how many the caller wants. None takes the cores there are; one where NumPy computes, which
            needs much memory.

    Raises:
        ConfigError: if the caller wants less than one.
    """
    if workers is None:
        return available_cores() if isinstance(normalizer.runtime, CompiledRuntime) else 1
    if workers < 1:
        raise ConfigError(f"workers must be 1 or more, got {workers}")
    return workers


def open_answerer(
    normalizer: Normalizer,
    options: BulkOptions,
    keep: Callable[[Conversion, str], A],
    *,
    read: Read = Requests,
    capacity: int = REMEMBERED,
    is_kept: Callable[[A], bool] = lambda answer: True,
) -> AnswerCache[A]:
    """What answers windows of texts, in their order; several threads may share it.

    Args:
        normalizer: the model.
        options: the same for all texts.
        keep: what to keep of a conversion and of the note on the hints of its line, "" for none.
        read: how lines are understood.
        capacity: most distinct texts remembered.
        is_kept: whether an answer is small enough to be remembered.

    Raises:
        ConfigError: if no threshold keeps the risk asked for, or the locale or order is no such thing.
    """
    manifest = normalizer.bundle.manifest
    if options.policy.max_risk is not None:
        manifest.calibration.threshold_for(options.policy.max_risk)
    resolve_hints(options.locale, options.order, manifest.locales, normalizer.bundle.vocabulary)

    def answer(lines: Sequence[str]) -> Iterator[A]:
        asked = read(lines)
        conversions = normalizer.convert_many(
            asked.texts,
            _or_else(asked.locales, options.locale),
            _or_else(asked.orders, options.order),
            reference_date=asked.reference_dates,
            alternatives=options.alternatives,
            attention=options.attention,
            span=options.span,
            policy=options.policy,
        )
        notes = repeat("", len(lines)) if asked.notes is None else asked.notes
        return map(keep, conversions, notes)

    return AnswerCache(answer, capacity, is_kept=is_kept)


def _or_else(column: Sequence[str | None] | None, usual: str | None) -> OneOrMany[str]:
    """What each line names, or the usual; where no line names anything, the usual for all."""
    return usual if column is None else [one or usual for one in column]


def convert_lines(
    lines: Iterable[str] | ByteStream,
    locale: str | None = None,
    order: str | None = None,
    *,
    alternatives: int = 0,
    attention: bool = False,
    span: bool = False,
    policy: Policy | None = None,
    normalizer: Normalizer | None = None,
    workers: int | None = None,
) -> Iterator[Conversion]:
    """Convert lines, answers in the same order, in bounded memory.

    Each distinct line of the last many thousand is converted once. A stream is answered as its lines come;
    other iterables are taken some thousand lines at a time. The answers are the same for any `workers`.

    Args:
        lines: texts, or a binary stream, such as `open(path, "rb")` or `sys.stdin.buffer`. A line feed at
            the end of a line is not part of it.
        locale: the locale the lines were written in, if known.
        order: the order of their fields, one of DMY, MDY, YMD, if known; "infer" for what the first lines
            show.
        alternatives: how many other readings to report.
        attention: whether to report where each character was read.
        span: whether to report which characters the date was read from.
        policy: how to decide; None for the usual way.
        normalizer: the model; None for the bundled one.
        workers: processes to convert with once there are many lines, or threads where a process cannot be
            forked safely. None takes the cores there are.

    Raises:
        InputError: if `lines` is a single string, or a line is not a string.
        ConfigError: if the locale, the order or the number of workers is no such thing.
        WorkerLost: if a worker process was killed.

    >>> import io
    >>> stream = io.BytesIO(b"23 April, 1564\\nhello\\n")
    >>> [one.value for one in convert_lines(stream)]
    ['1564-04-23', None]
    """
    model = normalizer or Normalizer.load()
    count = worker_count(model, workers)
    options = BulkOptions(
        locale,
        None if order == INFER else order,
        policy or Policy(),
        alternatives=alternatives,
        attention=attention,
        span=span,
    )
    windows = windows_of(lines)
    if order == INFER:
        reading, windows = infer_line_order(windows, Requests, model, locale)
        options = replace(options, locale=reading.locale, order=reading.hint_order)
    is_small = not (alternatives or attention)
    answer = open_answerer(model, options, _conversion, is_kept=lambda _: is_small)
    return chain.from_iterable(spread(answer, windows, workers=count, is_large=is_many))


def render_lines(
    windows: Iterable[Sequence[str]],
    normalizer: Normalizer,
    options: BulkOptions,
    render: Callable[[Conversion], bytes],
    *,
    read: Read = Requests,
    keeps_conversions: bool = False,
    workers: int | None = None,
) -> Generator[LineAnswers, None, None]:
    """Convert windows of lines, and write each conversion where it was made.

    Args:
        windows: the lines.
        normalizer: the model.
        options: what is asked of it.
        render: how a conversion is written.
        read: how lines are understood.
        keeps_conversions: whether to give conversions too.
        workers: see `convert_lines`.

    Raises:
        ConfigError: see `open_answerer` and `worker_count`.
        WorkerLost: if a worker process was killed.
    """

    def keep(conversion: Conversion, note: str) -> LineAnswer:
        shown = conversion if keeps_conversions else None
        return LineAnswer(render(conversion), Remark.on(conversion, note), shown)

    answer = open_answerer(
        normalizer, options, keep, read=read, is_kept=lambda one: len(one.rendered) <= _LONGEST_ANSWER
    )

    def answer_window(window: Sequence[str]) -> LineAnswers:
        return LineAnswers.of(answer(window))

    count = worker_count(normalizer, workers)
    return spread(answer_window, windows, workers=count, is_large=is_many)


def convert_column(
    texts: Sequence[str | None], answer: Callable[[Sequence[str]], Iterable[A]], *, workers: int = 1
) -> list[A | None]:
    """The answers to a column in memory; each distinct text is converted once, and None stays None.

    Args:
        texts: the column.
        answer: answers distinct texts, in their order.
        workers: threads to work with.
    """
    distinct = [text for text in dict.fromkeys(texts) if text is not None]
    windows = (distinct[start : start + WINDOW] for start in range(0, len(distinct), WINDOW))

    def answer_window(window: Sequence[str]) -> list[A]:
        return list(answer(window))

    # A process that holds data frames has threads of its own, and should not be forked.
    answers = spread(answer_window, windows, workers=workers, is_large=is_many, may_fork=False)
    known: dict[str | None, A] = dict(zip(distinct, chain.from_iterable(answers), strict=True))
    return [known.get(text) for text in texts]


def is_many(window: Sequence[object]) -> bool:
    """Whether a window is large enough to start workers for."""
    return len(window) >= MANY


def _conversion(conversion: Conversion, _: str) -> Conversion:
    return conversion
