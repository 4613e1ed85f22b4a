"""`Normalizer`, the main class of the library: texts in, conversions out."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datenorm.bundle import Bundle, load_bundle
from datenorm.convert.answer import conversion_of, refused, tells_places
from datenorm.convert.by_column import (
    as_column_says,
    decide_by_column,
    in_open_orders,
    with_loose_year,
)
from datenorm.convert.conversion import Conversion, Span
from datenorm.convert.counted import decide_counted
from datenorm.convert.decision import (
    DECIDING,
    LEAST_DECIDING,
    LEAST_SHOWN,
    Decision,
    DecisionRules,
    decide,
    deciding,
)
from datenorm.convert.hints import resolve_hints
from datenorm.convert.options import ConvertOptions, Hints, OneOrMany, Policy, aligned
from datenorm.convert.own_values import decide_own, unchanged
from datenorm.convert.refusals import LEAST_SEARCHED, SEARCHED, look_closer
from datenorm.convert.unseen import confirmed
from datenorm.errors import BundleNotFound, InputError
from datenorm.runtime import Runtime, open_runtime
from datenorm.runtime.base import Automaton
from datenorm.search.hypotheses import AUTOMATON, Hypothesis, any_digits
from datenorm.search.sources import SourceEncoder, can_search, filled, search
from datenorm.text import checked, readable
from datenorm.text.vocabulary import encode_hints

if TYPE_CHECKING:
    from datenorm.detection.tagger import Tagger

WINDOW = 4096
"""Texts taken before the first of them is answered; equal texts of a window are read once."""

HintSymbols = dict[tuple[str | None, str | None], tuple[int, int]]
"""Locale and order → the symbols of the two hints."""


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
        self.sources = SourceEncoder(bundle.vocabulary)

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
        return self.bundle.manifest.architecture.attends

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

    def _look_up(self, requests: Sequence[tuple[str, Hints]], symbols: HintSymbols) -> None:
        """Add the symbols of hints that are new, also for texts that cannot be read."""
        vocabulary = self.bundle.vocabulary
        for locale, order in {hints[:2] for _, hints in requests}.difference(symbols):
            found = resolve_hints(locale, order, self.bundle.manifest.locales, vocabulary)
            symbols[locale, order] = encode_hints(vocabulary, found.language, found.order)

    def _answer(
        self, requests: Sequence[tuple[str, Hints]], options: ConvertOptions, symbols: HintSymbols
    ) -> list[Conversion]:
        """Convert distinct texts, in batches of similar length; `symbols` keeps what was looked up."""
        self._look_up(requests, symbols)
        answers: dict[int, Conversion] = {}
        to_read: list[tuple[str, int]] = []
        rules = self._rules(options)
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
        texts, asked = [text for text, _ in to_read], [requests[index] for _, index in to_read]
        hints = [symbols[known[:2]] for _, known in asked]
        decisions = self._decide(texts, hints, [known for _, known in asked], options)

        def search_days(rows: list[int]) -> list[list[Hypothesis]]:
            some = [texts[row] for row in rows], [hints[row] for row in rows]
            return self._search(*some, k=SEARCHED, least=LEAST_SEARCHED, automaton=any_digits())

        decisions = look_closer(texts, decisions, search_days)
        if options.policy.column.open_orders:
            decisions = self._in_open_orders(texts, [known for _, known in asked], decisions, options)
        sources, ruling = [source for source, _ in asked], [rules(one) for _, one in asked]
        decisions = confirmed(sources, decisions, ruling, self._see)
        lacking = [row for row, decision in enumerate(decisions) if _lacks_places(decision)]
        decisions = self._located(texts, hints, decisions, lacking)
        places = self._places(sources, decisions, options)
        for row, ((text, index), (source, known)) in enumerate(zip(to_read, asked, strict=True)):
            by = ruling[row]
            decision = with_loose_year(text, unchanged(text, decisions[row], known, rules), known, by)
            decision = as_column_says(text, decision, by)
            found = places.get(row, ())
            answers[index] = conversion_of(source, decision, options, locale=known.locale, places=found)
        return [answers[index] for index in range(len(requests))]

    def _decide(
        self,
        texts: Sequence[str],
        hints: Sequence[tuple[int, int]],
        known: Sequence[Hints],
        options: ConvertOptions,
    ) -> list[Decision]:
        """Run the network and decide; alternatives never change the answer."""
        attention = options.reads_attention
        replays = attention and can_search(self.runtime, LEAST_DECIDING)
        shown: list[list[Hypothesis]] = []
        if options.alternatives:
            most = max(DECIDING, options.alternatives + 1)
            shown = self._search(texts, hints, k=most, least=LEAST_SHOWN)
        if shown and (replays or not attention):  # the hypotheses that decide are among them
            found = filled(
                [deciding(one) for one in shown],
                lambda rows: self._search([texts[row] for row in rows], [hints[row] for row in rows]),
            )
        else:
            found = self._search(texts, hints, attention=attention and not replays)
        rules = self._rules(options)
        decisions = [
            decide(hypotheses, rules(one), others, options.alternatives, bool(one.order))
            for one, hypotheses, others in zip(known, found, shown or itertools.repeat(()), strict=False)
        ]
        if not replays:
            return decisions
        rows = [  # a span is not asked for where no date is
            row
            for row, one in enumerate(decisions)
            if one.best is not None and (options.attention or not one.best.meaning.is_refusal)
        ]
        return self._located(texts, hints, decisions, rows)

    def _located(
        self,
        texts: Sequence[str],
        hints: Sequence[tuple[int, int]],
        decisions: Sequence[Decision],
        rows: Sequence[int],
    ) -> list[Decision]:
        """The decisions, in some rows with the attention of what was read."""
        found = list(decisions)
        read = [(row, best) for row in rows if (best := decisions[row].best) is not None]
        if not read or not self.attends:
            return found
        from datenorm.search.replay import attention_of  # needs NumPy

        chosen = [texts[row] for row, _ in read], [hints[row] for row, _ in read]
        for first, ids in self.sources.batches(*chosen):
            some = read[first : first + len(ids)]
            weights = attention_of(self.runtime, ids, [best.hypothesis.text for _, best in some])
            for (row, best), places in zip(some, weights, strict=True):
                located = best.hypothesis._replace(attention_weights=places)
                found[row] = found[row]._replace(best=best._replace(hypothesis=located))
        return found

    def _in_open_orders(
        self,
        texts: Sequence[str],
        known: Sequence[Hints],
        decisions: Sequence[Decision],
        options: ConvertOptions,
    ) -> list[Decision]:
        """The decisions without those that hang on a field order that the column leaves open."""
        rows = [
            row for row, one in enumerate(decisions) if one.status == "converted" and not known[row].order
        ]
        plain = replace(options, alternatives=0, attention=False, span=False)
        rules = self._rules(options)
        symbols: HintSymbols = {}
        others: list[list[Decision]] = []
        for order in options.policy.column.open_orders:
            hints = [known[row]._replace(order=order) for row in rows]
            self._look_up([(texts[row], hint) for row, hint in zip(rows, hints, strict=True)], symbols)
            encoded = [symbols[hint[:2]] for hint in hints]
            others.append(self._decide([texts[row] for row in rows], encoded, hints, plain))
        found = list(decisions)
        for place, row in enumerate(rows):
            alternatives = [column[place] for column in others]
            found[row] = in_open_orders(texts[row], found[row], alternatives, rules(known[row]))
        return found

    def _search(
        self,
        texts: Sequence[str],
        hints: Sequence[tuple[int, int]],
        *,
        k: int = DECIDING,
        least: float = LEAST_DECIDING,
        attention: bool = False,
        automaton: Automaton = AUTOMATON,
    ) -> list[list[Hypothesis]]:
        """The likeliest hypotheses for texts, which stand longest first."""
        wanted: Any = {"k": k, "least": least, "temperature": self.bundle.manifest.calibration.temperature}
        found: list[list[Hypothesis] | None] = [None] * len(texts)
        if not attention and can_search(self.runtime, least):
            found = search(self.runtime, self.sources.sources(texts, hints), automaton, **wanted)
        rows = [row for row, one in enumerate(found) if one is None]
        if rows:  # written out: `filled` would put two more calls between a command and the network
            from datenorm.search.beam import search_by_positions  # needs NumPy

            some = [texts[row] for row in rows], [hints[row] for row in rows]
            for first, ids in self.sources.batches(*some):
                others = search_by_positions(self.runtime, ids, automaton, attention=attention, **wanted)
                for row, one in zip(rows[first:], others, strict=False):
                    found[row] = one
        return [one for one in found if one is not None]

    def _places(
        self, sources: Sequence[str], decisions: Sequence[Decision], options: ConvertOptions
    ) -> dict[int, list[Span]]:
        """Row → where its dates are, for the texts of which that is told."""
        rows = [row for row, decision in enumerate(decisions) if tells_places(decision, options)]
        found = self._see([sources[row] for row in rows]) if rows else None
        return {} if found is None else dict(zip(rows, found, strict=True))

    def _see(self, sources: list[str]) -> list[list[Span]] | None:
        """Where the dates of each text are; None without a tagging head."""
        if self.tagger is None:
            return None
        found = self.tagger.tag_many(sources)
        return [[Span(one.start, one.end) for one in some] for some in found]

    @cached_property
    def tagger(self) -> Tagger | None:
        """Finds where the dates of a text are; None without a tagging head."""
        from datenorm.detection.tagger import Tagger  # needs NumPy

        try:
            return Tagger.of(self.bundle, self.runtime)
        except BundleNotFound:
            return None

    def _rules(self, options: ConvertOptions) -> Callable[[Hints], DecisionRules]:
        """The rules by which a text is decided, by its hints."""
        calibration = self.bundle.manifest.calibration
        of_day = cache(lambda day: DecisionRules.of(calibration, options.policy_for(day)))
        return lambda hints: of_day(hints.reference_date)


def _lacks_places(decision: Decision) -> bool:
    """Whether it is not known where each of several dates is."""
    best = decision.best
    return best is not None and bool(best.resolution.parts) and best.hypothesis.attention_weights is None


def _length(text: tuple[str, int]) -> int:
    return len(text[0])
