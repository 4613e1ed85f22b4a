"""Answers to many texts: each distinct text is converted once, and recent answers are cached.

A column of a million lines mostly holds a few thousand values, again and again. Equal texts get equal
answers, so the cache does not change the output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from typing import TYPE_CHECKING, Generic, TypeVar

from datenorm.bulk.lines import INFER, NO_ORDER, WINDOW, Read, Requests
from datenorm.bulk.recent import CAPACITY, RecentAnswers
from datenorm.bulk.workers import available_cores, is_many, spread
from datenorm.convert.conversion import Conversion
from datenorm.convert.hints import resolve_hints
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import OneOrMany, Policy
from datenorm.errors import ConfigError
from datenorm.runtime.base import SearchingRuntime

if TYPE_CHECKING:
    from datenorm.column import ColumnReading

A = TypeVar("A")


class AnswerCache(Generic[A]):
    """A function over texts that is called once for each distinct text, as long as its answer is cached.

    Threads may share a cache.

    >>> asked = []
    >>> shout = AnswerCache(lambda texts: [asked.append(text) or text.upper() for text in texts])
    >>> shout(["a", "b", "a"]), shout(["b", "c"]), asked
    (['A', 'B', 'A'], ['B', 'C'], ['a', 'b', 'c'])
    """

    def __init__(
        self,
        answer: Callable[[Sequence[str]], Iterable[A]],
        capacity: int = CAPACITY,
        *,
        is_kept: Callable[[A], bool] = lambda answer: True,
    ) -> None:
        """Wrap a function.

        Args:
            answer: answers distinct texts, in their order; an answer must not depend on the other texts.
            capacity: texts to cache.
            is_kept: whether an answer is small enough to cache.
        """
        self._answer = answer
        self._recent = RecentAnswers(capacity, is_kept)

    def __call__(self, texts: Sequence[str]) -> list[A]:
        """The answer to each text."""
        answers, unknown = self._recent.look_up(texts)
        new = dict(zip(unknown, self._answer(unknown), strict=True))
        self._recent.keep(new)
        answers.update(new)
        return [answers[text] for text in texts]

    def __len__(self) -> int:
        """How many texts are cached."""
        return len(self._recent)


@dataclass(frozen=True)
class BulkOptions:
    """What is asked for all texts of a run.

    Attributes:
        locale: locale of texts that name none themselves.
        order: field order of texts that name none themselves; "infer" and "none" are no hint.
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

    @property
    def hint_order(self) -> str | None:
        """The field order to give to the network."""
        return None if self.order in (INFER, NO_ORDER) else self.order

    def in_column(self, reading: ColumnReading) -> BulkOptions:
        """The options for the rows of a column that was read."""
        policy = reading.applied_to(self.policy)
        return replace(self, locale=reading.locale, order=reading.hint_order, policy=policy)


def worker_count(normalizer: Normalizer, workers: int | None) -> int:
    """How many workers convert.

    Args:
        normalizer: the model.
        workers: how many the caller wants. None takes the available cores, or one where NumPy runs the
            network, which needs much memory.

    Raises:
        ConfigError: if the caller wants less than one.
    """
    if workers is None:
        return available_cores() if isinstance(normalizer.runtime, SearchingRuntime) else 1
    if workers < 1:
        raise ConfigError(f"workers must be 1 or more, got {workers}")
    return workers


def convert_requests(
    normalizer: Normalizer, options: BulkOptions, asked: Requests, *, distinct: bool = False
) -> Iterator[Conversion]:
    """Convert lines, each with its own hints or those of the options.

    Args:
        normalizer: the model.
        options: the same for all lines.
        asked: the lines.
        distinct: whether no two of them are equal, so that repeats need not be looked for.
    """
    return normalizer.convert_many(
        asked.texts,
        _or_else(asked.locales, options.locale),
        _or_else(asked.orders, options.hint_order),
        reference_date=asked.reference_dates,
        alternatives=options.alternatives,
        attention=options.attention,
        span=options.span,
        policy=options.policy,
        distinct=distinct,
    )


def _or_else(column: Sequence[str | None] | None, usual: str | None) -> OneOrMany[str]:
    """What each line names, or the usual; a single value where no line names anything."""
    return usual if column is None else [one or usual for one in column]


def open_answerer(
    normalizer: Normalizer,
    options: BulkOptions,
    keep: Callable[[Conversion, str], A],
    *,
    read: Read = Requests,
    capacity: int = CAPACITY,
    is_kept: Callable[[A], bool] = lambda answer: True,
) -> AnswerCache[A]:
    """A function that answers windows of lines; several threads may share it.

    Args:
        normalizer: see `open_converter`.
        options: see `open_converter`.
        keep: see `open_converter`.
        read: see `open_converter`.
        capacity: lines to cache.
        is_kept: whether an answer is small enough to cache.

    Raises:
        ConfigError: see `open_converter`.
    """
    return AnswerCache(open_converter(normalizer, options, keep, read=read), capacity, is_kept=is_kept)


def open_converter(
    normalizer: Normalizer,
    options: BulkOptions,
    keep: Callable[[Conversion, str], A],
    *,
    read: Read = Requests,
) -> Callable[[Sequence[str]], Iterator[A]]:
    """A function that answers distinct lines and caches nothing; several threads may share it.

    Args:
        normalizer: the model.
        options: the same for all lines.
        keep: what to keep of a conversion and of the note on the hints of its line ("" for none).
        read: how lines are split into texts and hints.

    Raises:
        ConfigError: if no threshold keeps the requested risk, or the locale or order is unknown.
    """
    manifest = normalizer.bundle.manifest
    if options.policy.max_risk is not None:
        manifest.calibration.threshold_for(options.policy.max_risk)
    resolve_hints(options.locale, options.hint_order, manifest.locales, normalizer.bundle.vocabulary)

    def answer(lines: Sequence[str]) -> Iterator[A]:
        asked = read(lines)
        # Different lines of several columns may hold the same text.
        conversions = convert_requests(normalizer, options, asked, distinct=asked.locales is None)
        return map(keep, conversions, repeat("") if asked.notes is None else asked.notes)

    return answer


def convert_column(
    texts: Sequence[str | None],
    normalizer: Normalizer,
    options: BulkOptions,
    keep: Callable[[Conversion], A],
    *,
    workers: int = 1,
) -> list[A | None]:
    """Convert a column in memory, each distinct text once; None stays None.

    Args:
        texts: the column.
        normalizer: the model.
        options: the same for all texts.
        keep: what to keep of a conversion.
        workers: threads to use.
    """
    distinct = [text for text in dict.fromkeys(texts) if text is not None]
    windows = (distinct[start : start + WINDOW] for start in range(0, len(distinct), WINDOW))

    def answer(window: Sequence[str]) -> list[A]:
        return list(map(keep, convert_requests(normalizer, options, Requests(window), distinct=True)))

    # A process that holds data frames has threads of its own, so it must not be forked.
    answers = spread(answer, windows, workers=workers, is_large=is_many, may_fork=False)
    known: dict[str | None, A] = dict(zip(distinct, chain.from_iterable(answers), strict=True))
    return [known.get(text) for text in texts]
