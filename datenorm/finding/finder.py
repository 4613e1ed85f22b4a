"""`find` and `Finder`: texts of any length in, the dates in them out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

from datenorm.bulk.answers import BulkOptions, open_answerer, worker_count
from datenorm.bulk.workers import spread
from datenorm.convert.conversion import Conversion
from datenorm.convert.hints import resolve_hints
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.detection.tagger import TaggedSpan, Tagger
from datenorm.errors import BundleNotFound, InputError
from datenorm.finding.anchors import AnchorChain
from datenorm.finding.found import Found
from datenorm.finding.pieces import Piece, pieces_of, windows_of_pieces
from datenorm.finding.places import LEAST, READINGS, Answer, Decoded, dates_in, texts_in
from datenorm.finding.surroundings import places_of, read_again, with_readings
from datenorm.text import checked

_REMEMBERED = 1 << 12
"""Dates whose conversions are cached: those of a text repeat nearby."""

_MANY = 1 << 15
"""Characters of a window from which workers pay."""


class SpanTagger(Protocol):
    """Finds where the dates of a text are."""

    def tag_many(
        self, texts: Sequence[str], language: str | None = None, order: str | None = None
    ) -> list[list[TaggedSpan]]:
        """The dates of texts of any length, in order; they do not overlap."""
        ...


class Passage(NamedTuple):
    """A part of a document with the dates in it; the parts follow each other without a gap.

    Attributes:
        document: the number of the document, from 0.
        start: the place of the part in the document.
        text: its characters.
        found: its dates, each of them whole; their offsets are those in the document.
        is_last: whether the document ends with it.
    """

    document: int
    start: int
    text: str
    found: tuple[Found, ...]
    is_last: bool


@dataclass(frozen=True, slots=True)
class FindOptions:
    """What is asked for all texts of a run; see `Finder.find`."""

    locale: str | None = None
    order: str | None = None
    reference_date: datetime.date | None = None
    policy: Policy = field(default_factory=Policy)

    @property
    def whole_policy(self) -> Policy:
        """The policy with the reference date."""
        policy = self.policy
        if self.reference_date is None:
            return policy
        reckoning = replace(policy.reckoning, reference_date=self.reference_date, reference_time=None)
        return replace(policy, reckoning=reckoning)


class Finder:
    """Finds dates with one model. Threads may share it.

    Args:
        normalizer: the model.
        tagger: finds where dates are; None for the one of the model.

    Raises:
        BundleError: if the model has no tagger.
    """

    def __init__(self, normalizer: Normalizer, tagger: SpanTagger | None = None) -> None:
        self.normalizer = normalizer
        # Without a tagging head, `Tagger.of` raises the error.
        self._tagger = tagger or normalizer.tagger or Tagger.of(normalizer.bundle, normalizer.runtime)

    @classmethod
    def load(cls, path: str | Path | None = None) -> Finder:
        """Read a bundle.

        Args:
            path: the bundle's directory; None for the bundled model.

        Raises:
            BundleError: if there is no bundle, it is damaged or of another version, or it has no tagger.
        """
        return cls(Normalizer.load(path))

    def find(
        self,
        text: str,
        locale: str | None = None,
        order: str | None = None,
        *,
        reference_date: datetime.date | None = None,
        policy: Policy | None = None,
        workers: int | None = None,
    ) -> list[Found]:
        """The dates in a text of any length, in order; they do not overlap.

        Args:
            text: the text.
            locale: the locale it was written in (`en-GB`, `fr`), if known.
            order: the order of the fields of its numeric dates, one of DMY, MDY, YMD, if known.
            reference_date: the day of the document: relative dates and missing years are counted from it, and
                *two days later* from the date before it. None leaves them without a value.
            policy: how to decide; None for the default. A date that is read with less than its
                `min_confidence`, or than the threshold of the model, has no value.
            workers: processes to use for a long text, or threads where a process cannot be forked safely.
                None takes the available cores.

        Raises:
            InputError: if `text` is not a string.
            ConfigError: if the locale, the order or the number of workers is invalid.
            WorkerLost: if a worker process was killed.
        """
        options = FindOptions(locale, order, reference_date, policy or Policy())
        passages = self.passages([[checked(text)]], options, workers=workers)
        return [found for passage in passages for found in passage.found]

    def find_many(
        self,
        texts: Iterable[str],
        locale: str | None = None,
        order: str | None = None,
        *,
        reference_date: datetime.date | None = None,
        policy: Policy | None = None,
        workers: int | None = None,
    ) -> Iterator[list[Found]]:
        """The dates in each of many texts, which are read together; see `find`.

        Raises:
            InputError: if `texts` is a single string, or a text is not a string.
        """
        if isinstance(texts, str):
            raise InputError(
                "find_many takes many texts, not one string", hint="use find, or put it in a list"
            )
        options = FindOptions(locale, order, reference_date, policy or Policy())
        documents = ([checked(text)] for text in texts)
        return _by_document(self.passages(documents, options, workers=workers))

    def find_in(
        self,
        chunks: Iterable[str],
        locale: str | None = None,
        order: str | None = None,
        *,
        reference_date: datetime.date | None = None,
        policy: Policy | None = None,
        workers: int | None = None,
    ) -> Iterator[Found]:
        """The dates in a text that comes in chunks, in bounded memory; see `find`.

        Args:
            chunks: the text in parts, such as an open file. The dates do not depend on where it is cut.
            locale: see `find`.
            order: see `find`.
            reference_date: see `find`.
            policy: see `find`.
            workers: see `find`.
        """
        options = FindOptions(locale, order, reference_date, policy or Policy())
        for passage in self.passages([map(checked, chunks)], options, workers=workers):
            yield from passage.found

    def passages(
        self, documents: Iterable[Iterable[str]], options: FindOptions, *, workers: int | None = None
    ) -> Generator[Passage, None, None]:
        """All text of some documents, in passages with their dates.

        Args:
            documents: each in chunks of text.
            options: the same for all.
            workers: see `find`.
        """
        count = worker_count(self.normalizer, workers)
        read = self._reader(options)
        pieces = (piece for number, chunks in enumerate(documents) for piece in pieces_of(number, chunks))
        read_windows = spread(read, windows_of_pieces(pieces), workers=count, is_large=_is_large)
        return _passages(read_windows, options)

    def _reader(self, options: FindOptions) -> Callable[[Sequence[Piece]], list[_ReadPiece]]:
        """The function that finds the dates of pieces."""
        manifest, vocabulary = self.normalizer.bundle.manifest, self.normalizer.bundle.vocabulary
        hints = resolve_hints(options.locale, options.order, manifest.locales, vocabulary)
        policy = options.whole_policy
        if policy.min_confidence is None and policy.max_risk is None:
            # The text of a date alone says less about it than the tagger, which saw the text around it.
            policy = replace(policy, min_confidence=manifest.calibration.threshold)
        asked = BulkOptions(options.locale, options.order, policy)
        weighed = replace(asked, alternatives=READINGS)
        answer, answer_with_readings = (
            open_answerer(self.normalizer, one, lambda conversion, _: conversion, capacity=_REMEMBERED)
            for one in (asked, weighed)
        )

        def read(window: Sequence[Piece]) -> list[_ReadPiece]:
            found = self._tagger.tag_many([piece.text for piece in window], hints.language, hints.order)
            tagged = [
                [span for span in spans if piece.start <= span.start < piece.end and span.score >= LEAST]
                for piece, spans in zip(window, found, strict=True)
            ]
            places = [
                place
                for piece, spans in zip(window, tagged, strict=True)
                for place in places_of(piece.text, spans)
            ]
            alone = answer([place.date for place in places])
            again = read_again(places, alone, answer)
            conversions = with_readings(places, again, answer_with_readings)
            found_in = iter(_dates_of([place.span for place in places], conversions, answer))
            return [
                _ReadPiece(piece, [date for _ in spans for date in next(found_in)])
                for piece, spans in zip(window, tagged, strict=True)
            ]

        return read


def _dates_of(
    spans: Sequence[TaggedSpan], conversions: Sequence[Conversion], answer: Answer
) -> Iterator[list[Decoded]]:
    """The dates of each place. What has to be read within places is read together."""
    texts = [texts_in(span, one) for span, one in zip(spans, conversions, strict=True)]
    answers = iter(answer([text for some in texts for text in some]))
    for span, one, some in zip(spans, conversions, texts, strict=True):
        yield list(dates_in(span, one, list(islice(answers, len(some)))))


def finder_of(normalizer: Normalizer) -> Finder | None:
    """The finder of a model, or None if it cannot find dates."""
    try:
        return Finder(normalizer)
    except BundleNotFound:
        return None


class _ReadPiece(NamedTuple):
    """A piece, and the dates that start in it."""

    piece: Piece
    dates: list[Decoded]


def _is_large(window: Sequence[Piece]) -> bool:
    return sum(len(piece.text) for piece in window) >= _MANY


def _passages(
    windows: Generator[Sequence[_ReadPiece], None, None], options: FindOptions
) -> Generator[Passage, None, None]:
    """Passages from pieces that were read in their order; a date across two pieces belongs to the first."""
    reckoning = options.whole_policy.reckoning
    knows_day = reckoning.reference_date is not None
    chain = AnchorChain(reckoning)
    done = 0  # the place in the document up to which passages were given
    with closing(windows):
        for piece, dates in (one for window in windows for one in window):
            begin = max(done, piece.offset + piece.start)
            end = piece.offset + piece.end
            found: list[Found] = []
            last = begin
            for start, stop, conversion in dates:
                if piece.offset + start >= last:
                    last = piece.offset + stop
                    text = piece.text[start:stop]
                    found.append(Found(last - len(text), last, text, conversion.value, conversion))
            end = max(end, last)
            chosen = tuple(chain.resolved(found) if knows_day else found)
            text = piece.text[begin - piece.offset : end - piece.offset]
            yield Passage(piece.document, begin, text, chosen, piece.is_last)
            done = 0 if piece.is_last else end
            if piece.is_last:
                chain = AnchorChain(reckoning)


def _by_document(passages: Iterable[Passage]) -> Iterator[list[Found]]:
    found: list[Found] = []
    for passage in passages:
        found += passage.found
        if passage.is_last:
            yield found
            found = []


def find(
    text: str,
    locale: str | None = None,
    order: str | None = None,
    reference_date: datetime.date | None = None,
    *,
    policy: Policy | None = None,
    finder: Finder | None = None,
) -> list[Found]:
    """The dates in a text of any length, in order; they do not overlap.

    Args:
        text: the text.
        locale: the locale it was written in (`en-GB`, `fr`), if known.
        order: the order of the fields of its numeric dates, one of DMY, MDY, YMD, if known.
        reference_date: the day of the document: relative dates and missing years are counted from it. None
            leaves them without a value.
        policy: how to decide; None for the default.
        finder: the model; None for the bundled one, which is loaded once.

    Raises:
        BundleError: if the model cannot find dates.
        InputError: if `text` is not a string.
        ConfigError: if the locale or the order is unknown.
    """
    chosen = finder or _bundled()
    return chosen.find(text, locale, order, reference_date=reference_date, policy=policy)


@cache
def _bundled() -> Finder:
    return Finder.load()
