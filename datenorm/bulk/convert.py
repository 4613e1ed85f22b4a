"""Lines in, conversions out: the functions behind `convert_lines` and `datenorm convert -`."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from datenorm.bulk.answers import AnswerCache, BulkOptions, open_converter, worker_count
from datenorm.bulk.in_order import AnswersInOrder
from datenorm.bulk.lines import (
    INFER,
    ByteStream,
    Read,
    Requests,
    check_fields,
    field_reader,
    read_ahead,
    windows_of,
)
from datenorm.bulk.tally import LineAnswer, LineAnswers, Remark
from datenorm.convert.conversion import Conversion
from datenorm.convert.hints import resolve_hints
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.convert.own_values import whole_days
from datenorm.values.calendars import DAY_LENGTH

if TYPE_CHECKING:
    from datenorm.column import ColumnReading

READ_AHEAD = 10_000
"""Lines read ahead to infer their order; the first answer waits for them or for the end of the input."""

LONGEST_ANSWER = 512
"""Bytes of the longest rendered answer that is cached."""

_MANY = 64  # lines among which whole days are looked for with NumPy


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

    Recent lines are cached, so a repeated line is converted once. A stream is answered as its lines arrive;
    other iterables are taken a few thousand lines at a time. The answers do not depend on `workers`.

    Args:
        lines: texts, or a binary stream, such as `open(path, "rb")` or `sys.stdin.buffer`. A line feed at
            the end of a line is not part of it.
        locale: the locale the lines were written in, if known.
        order: the order of their fields, one of DMY, MDY, YMD, if known; "infer" to infer it from the first
            lines.
        alternatives: how many other readings to report.
        attention: whether to report where each character was read.
        span: whether to report which characters the date was read from.
        policy: how to decide; None for the default.
        normalizer: the model; None for the bundled one.
        workers: processes to use once there are many lines, or threads where a process cannot be forked
            safely. None takes the available cores.

    Raises:
        InputError: if `lines` is a single string, or a line is not a string.
        ConfigError: if the locale, the order or the number of workers is invalid.
        WorkerLost: if a worker process was killed.

    >>> import io
    >>> stream = io.BytesIO(b"23 April, 1564\\nhello\\n")
    >>> [one.value for one in convert_lines(stream)]
    ['1564-04-23', None]
    """
    model = normalizer or Normalizer.load()
    count = worker_count(model, workers)
    options = BulkOptions(locale, order, policy or Policy(), alternatives, attention, span)
    options, windows = _with_order(options, windows_of(lines), Requests, model)
    is_small = not (alternatives or attention)
    convert = open_converter(model, options, lambda conversion, _: conversion)
    answers: AnswersInOrder[Conversion, list[Conversion]] = AnswersInOrder(
        convert, list, list, is_kept=lambda _: is_small
    )
    return chain.from_iterable(answers.spread(windows, workers=count))


def render_lines(
    windows: Iterator[list[str]],
    normalizer: Normalizer,
    options: BulkOptions,
    render: Callable[[Conversion], bytes],
    *,
    fields: Sequence[str] | None = None,
    keeps_conversions: bool = False,
    render_day: Callable[[str], bytes] | None = None,
    workers: int | None = None,
    on_order: Callable[[ColumnReading], None] = lambda reading: None,
) -> Generator[LineAnswers, None, None]:
    """Convert windows of lines and render each conversion in the worker that made it.

    Args:
        windows: the lines.
        normalizer: the model.
        options: the same for all lines; the order "infer" is inferred from the first lines.
        render: how a conversion is written.
        fields: names of the tab-separated columns of a line; None if a line is one text.
        keeps_conversions: whether to return conversions too.
        render_day: how a line is written that is a whole day already, where nothing else is written of it.
            Such lines are fast; None renders all lines by their conversions.
        workers: see `convert_lines`.
        on_order: called with the inferred order, before the first window is converted.

    Raises:
        ConfigError: see `check_fields`, `open_answerer` and `worker_count`.
        WorkerLost: if a worker process was killed.
    """
    read = Requests if fields is None else _field_reader(fields, normalizer)
    options, windows = _with_order(options, windows, read, normalizer, on_order)

    def keep(conversion: Conversion, note: str) -> bytes | LineAnswer:
        rendered, remark = render(conversion), Remark.on(conversion, note)
        if keeps_conversions:
            return LineAnswer(rendered, remark, conversion)
        return rendered if remark is None else LineAnswer(rendered, remark)

    convert = open_converter(normalizer, options, keep, read=read)
    others_of = AnswerCache(convert, is_kept=_is_short)
    are_days_fast = render_day is not None and fields is None and options.policy.precision in ("any", "day")

    def answer_days(window: Sequence[str]) -> LineAnswers:
        """Answer lines of which many may be days."""
        are_days = whole_days(window).tolist()
        if render_day is None or sum(are_days) < len(window) / 2:
            return LineAnswers.of(others_of(window))
        if all(are_days):
            return LineAnswers([render_day(line) for line in window], {}, {})
        others = iter(others_of([line for line, is_day in zip(window, are_days, strict=True) if not is_day]))
        return LineAnswers.of(
            [
                render_day(line) if is_day else next(others)
                for line, is_day in zip(window, are_days, strict=True)
            ]
        )

    answers: AnswersInOrder[bytes | LineAnswer, LineAnswers] = AnswersInOrder(
        convert,
        LineAnswers.each,
        LineAnswers.of,
        is_kept=_is_short,
        takes_whole=lambda window: are_days_fast and _may_be_days(window),
        answer_whole=answer_days,
    )
    return answers.spread(windows, workers=worker_count(normalizer, workers))


def _is_short(answer: bytes | LineAnswer) -> bool:
    return len(answer.rendered if isinstance(answer, LineAnswer) else answer) <= LONGEST_ANSWER


def _may_be_days(window: Sequence[str]) -> bool:
    """Whether many lines look like whole days; to look closer takes NumPy, 50 ms to import."""
    if len(window) < _MANY or list(map(len, window)).count(DAY_LENGTH) < len(window) / 2:
        return False
    return "".join(window).count("-") >= len(window)


def _field_reader(fields: Sequence[str], normalizer: Normalizer) -> Read:
    check_fields(fields)
    manifest, vocabulary = normalizer.bundle.manifest, normalizer.bundle.vocabulary

    def check_locale(locale: str) -> None:
        resolve_hints(locale, None, manifest.locales, vocabulary)

    return field_reader(fields, check_locale)


def _with_order(
    options: BulkOptions,
    windows: Iterator[list[str]],
    read: Read,
    normalizer: Normalizer,
    on_order: Callable[[ColumnReading], None] = lambda reading: None,
) -> tuple[BulkOptions, Iterator[list[str]]]:
    """The options with the order of the lines inferred if they ask for it, and all windows."""
    if options.order != INFER:
        return options, windows
    reading, windows = infer_line_order(windows, read, normalizer, options.locale, options.policy)
    on_order(reading)
    return options.in_column(reading), windows


def infer_line_order(
    windows: Iterator[list[str]],
    read: Read,
    normalizer: Normalizer,
    locale: str | None,
    policy: Policy | None = None,
) -> tuple[ColumnReading, Iterator[list[str]]]:
    """Infer the field order of lines that name none themselves.

    Args:
        windows: the lines as they arrive.
        read: how lines are split into texts and hints.
        normalizer: the model.
        locale: the locale of all lines, if known.
        policy: what numbers count, if they count days or seconds.

    Returns:
        What the first lines show, with line numbers as row numbers, and an iterator over all windows.
    """
    from datenorm.column import infer

    held, windows = read_ahead(windows, READ_AHEAD)
    texts = read(list(chain.from_iterable(held))).without_hints()
    return infer(texts, normalizer, locale=locale, policy=policy), windows
