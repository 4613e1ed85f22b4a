"""`Normalizer`, the main class of the library: texts in, conversions out."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from datenorm.bundle import Bundle, load_bundle
from datenorm.convert.answer import conversion_of, refused
from datenorm.convert.by_column import as_column_says, decide_by_column, with_loose_year
from datenorm.convert.conversion import Conversion
from datenorm.convert.counted import decide_counted
from datenorm.convert.decision import Decision, DecisionRules, RulesFor
from datenorm.convert.hints import HintSymbols, add_symbols
from datenorm.convert.network_reader import NetworkReader, Questions
from datenorm.convert.options import ConvertOptions, Hints, OneOrMany, Policy, aligned
from datenorm.convert.own_values import decide_own, unchanged
from datenorm.convert.refusals import look_closer
from datenorm.convert.unseen import confirmed
from datenorm.errors import InputError
from datenorm.runtime import Runtime, open_runtime
from datenorm.search.sources import SourceEncoder
from datenorm.text import checked, readable

if TYPE_CHECKING:
    from datenorm.detection.tagger import Tagger

WINDOW = 4096
"""Texts taken before the first of them is answered; equal texts of a window are read once."""


class Normalizer:
    """Converts dates with one model. Threads may share it.

    >>> normalizer = Normalizer.load()
    >>> normalizer.convert("23 April, 1564").value
    '1564-04-23'
    >>> normalizer.convert("03/04/2005").status
    'ambiguous'
    >>> normalizer.convert("03/04/2005", locale="fr").value
    '2005-04-03'
    >>> [c.value for c in normalizer.convert_many(["20 juillet 1969", "hello world"])]
    ['1969-07-20', None]
    """

    def __init__(self, bundle: Bundle, runtime: Runtime | None = None) -> None:
        """Wrap a bundle in memory; `load` reads one from disk.

        Args:
            bundle: the model.
            runtime: runs its network; None for the default.
        """
        self.bundle = bundle
        self.runtime: Runtime = (
            open_runtime(bundle.weights, bundle.manifest.architecture) if runtime is None else runtime
        )
        self._reader = NetworkReader(bundle, self.runtime)

    @classmethod
    def load(cls, path: str | Path | None = None) -> Normalizer:
        """Read a bundle.

        Args:
            path: the bundle's directory; None for the bundled model.

        Raises:
            BundleError: if there is no bundle, or it is damaged or of another version.
        """
        return cls(load_bundle(path))

    @property
    def attends(self) -> bool:
        """Whether its network has attention; if not, conversions have no attention and no span."""
        return self._reader.attends

    @property
    def sources(self) -> SourceEncoder:
        """Encodes texts for its network."""
        return self._reader.sources

    @property
    def tagger(self) -> Tagger | None:
        """Finds where the dates of a text are; None without a tagging head."""
        return self._reader.tagger

    def convert(
        self,
        text: str,
        locale: str | None = None,
        order: str | None = None,
        *,
        reference_date: datetime.date | None = None,
        alternatives: int = 0,
        attention: bool = False,
        span: bool = False,
        keep_values: bool = False,
        policy: Policy | None = None,
    ) -> Conversion:
        """Convert one text.

        Args:
            text: what a person wrote.
            locale: the locale it was written in (`en-GB`, `fr`), if known.
            order: the order of its fields, one of DMY, MDY, YMD, if known; overrides that of the locale.
            reference_date: the day a missing year is counted from; overrides that of the policy.
            alternatives: how many other readings to report.
            attention: whether to report the attention of each character.
            span: whether to report which characters the date was read from.
            keep_values: whether a text that is ISO 8601 or EDTF always means that: 1914-24 is winter 1914,
                not 1914 to 1924. The policy can say the same.
            policy: how to decide; None for the default.

        Raises:
            InputError: if `text` is not a string.
            ConfigError: if the locale or the order is unknown.
        """
        options = self._options(policy, alternatives, attention, span, keep_values)
        request = checked(text), Hints(locale, order, reference_date)
        return self._answer([request], options, {})[0]

    def convert_many(
        self,
        texts: Iterable[str],
        locale: OneOrMany[str] = None,
        order: OneOrMany[str] = None,
        *,
        reference_date: OneOrMany[datetime.date] = None,
        alternatives: int = 0,
        attention: bool = False,
        span: bool = False,
        keep_values: bool = False,
        policy: Policy | None = None,
        distinct: bool = False,
    ) -> Iterator[Conversion]:
        """Convert many texts; the results are in the same order and do not depend on each other.

        Texts are taken in windows of `WINDOW`, so memory stays bounded for any iterable.

        Args:
            texts: what people wrote.
            locale: one for all, or one for each text.
            order: one for all, or one for each text.
            reference_date: one for all, or one for each text.
            alternatives: see `convert`.
            attention: see `convert`.
            span: see `convert`.
            keep_values: see `convert`.
            policy: see `convert`.
            distinct: whether no text comes twice with the same hints, which saves looking for repeats.

        Raises:
            InputError: if `texts` is a single string, a text is not a string, or there are more or fewer
                locales, orders or reference dates than texts.
            ConfigError: if a locale or an order is unknown.
        """
        if isinstance(texts, str):
            raise InputError(
                "convert_many takes many texts, not one string", hint="use convert, or put it in a list"
            )
        options = self._options(policy, alternatives, attention, span, keep_values)
        return self._windows(aligned(texts, locale, order, reference_date), options, distinct)

    def _windows(
        self, requests: Iterator[tuple[str, Hints]], options: ConvertOptions, are_distinct: bool
    ) -> Iterator[Conversion]:
        symbols: HintSymbols = {}
        while window := list(itertools.islice(requests, WINDOW)):
            distinct = window if are_distinct else list(dict.fromkeys(window))
            answers = self._answer(distinct, options, symbols)
            if len(distinct) < len(window):
                answer_to = dict(zip(distinct, answers, strict=True))
                answers = [answer_to[request] for request in window]
            yield from answers

    def _options(
        self, policy: Policy | None, alternatives: int, attention: bool, span: bool, keep_values: bool
    ) -> ConvertOptions:
        """The options, with the confidence that keeps a maximal risk."""
        wanted = policy or Policy()
        if keep_values:
            wanted = replace(wanted, keep_values=True)
        if wanted.max_risk is not None:
            threshold = self.bundle.manifest.calibration.threshold_for(wanted.max_risk)
            wanted = replace(wanted, max_risk=None, min_confidence=threshold)
        return ConvertOptions(wanted, alternatives, attention and self.attends, span and self.attends)

    def _answer(
        self, requests: Sequence[tuple[str, Hints]], options: ConvertOptions, symbols: HintSymbols
    ) -> list[Conversion]:
        """Convert distinct texts, in batches of similar length; `symbols` keeps what was looked up."""
        manifest, vocabulary = self.bundle.manifest, self.bundle.vocabulary
        add_symbols(symbols, (known for _, known in requests), manifest.locales, vocabulary)
        rules = self._rules(options)
        answers, to_read = _unread(requests, rules, options)
        texts, asked = [text for text, _ in to_read], [requests[index] for _, index in to_read]
        sources, hints = [source for source, _ in asked], [known for _, known in asked]
        questions = Questions(texts, hints, [symbols[known[:2]] for known in hints])
        reader = self._reader
        decisions = reader.decide(questions, rules, options)
        decisions = look_closer(texts, decisions, lambda rows: reader.search_days(questions.some(rows)))
        if options.policy.column.open_orders:
            decisions = reader.in_open_orders(questions, decisions, rules, options)
        decisions = confirmed(sources, decisions, [rules(known) for known in hints], reader.see)
        lacking = [row for row, decision in enumerate(decisions) if _lacks_places(decision)]
        decisions = reader.located(questions, decisions, lacking)
        places = reader.places(sources, decisions, options)
        for row, ((text, index), (source, known)) in enumerate(zip(to_read, asked, strict=True)):
            by = rules(known)
            decision = with_loose_year(text, unchanged(text, decisions[row], known, rules), known, by)
            decision = as_column_says(text, decision, by)
            found = places.get(row, ())
            answers[index] = conversion_of(source, decision, options, locale=known.locale, places=found)
        return [answers[index] for index in range(len(requests))]

    def _rules(self, options: ConvertOptions) -> RulesFor:
        """The rules by which a text is decided, by its hints."""
        calibration = self.bundle.manifest.calibration
        of_day = cache(lambda day: DecisionRules.of(calibration, options.policy_for(day)))
        return lambda hints: of_day(hints.reference_date)


def _unread(
    requests: Sequence[tuple[str, Hints]], rules: RulesFor, options: ConvertOptions
) -> tuple[dict[int, Conversion], list[tuple[str, int]]]:
    """Convert the texts that the network need not read.

    Returns:
        Index → conversion; and the canonical text and index of each other text, the longest first.
    """
    answers: dict[int, Conversion] = {}
    to_read: list[tuple[str, int]] = []
    decide_unread = decide_counted if options.policy.counts_numbers else decide_own
    asks_column = bool(options.policy.column.year_part)
    for index, (source, known) in enumerate(requests):
        text = readable(source)
        if not isinstance(text, str):
            answers[index] = refused(source, text)
        elif asks_column and (settled := decide_by_column(text, known, rules)):
            kept = settled.best is not None and settled.best.value == source.strip()
            answers[index] = conversion_of(source, settled, options, kept=kept, locale=known.locale)
        elif own := decide_unread(source.strip(), known, rules, located=options.reads_attention):
            answers[index] = conversion_of(source, own, options, kept=True, locale=known.locale)
        else:
            to_read.append((text, index))
    to_read.sort(key=_length, reverse=True)
    return answers, to_read


def _lacks_places(decision: Decision) -> bool:
    """Whether it is not known where each of several dates is."""
    best = decision.best
    return best is not None and bool(best.resolution.parts) and best.hypothesis.attention_weights is None


def _length(text: tuple[str, int]) -> int:
    return len(text[0])
