"""The facade: texts in, conversions out.

The one class the library's users need; CLI, server and evaluation use it as they do.
"""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from datenorm.bundle import Bundle, load_bundle
from datenorm.conversion import Conversion, Policy
from datenorm.decision import DECIDING, LEAST_DECIDING, LEAST_SHOWN, Decision, decide, is_settled
from datenorm.errors import InputError
from datenorm.hints import Hints, resolve_hints
from datenorm.outcome import conversion_of, refuse_canonical, refuse_source
from datenorm.request import Known, OneOrMany, Request, Wish, aligned, check_text
from datenorm.runtime import IntArray, Runtime, open_runtime
from datenorm.search import Hypothesis, greedy_search, top_k_many
from datenorm.text import CanonicalText, canonicalise
from datenorm.vocabulary import encode_source

WINDOW = 4096
"""Texts read before the first of them is answered: within a window equal ones are read once, by length."""

_BATCH = 256
_TOP_K_BATCH = 64  # each row of a best-first search stands for several in the matrix products


class Normalizer:
    """Reads dates with one model.

    Holds nothing that changes, so threads may share one.

    >>> normalizer = Normalizer.load()
    >>> normalizer.convert("23 April, 1564").value
    '1564-04-23'
    >>> normalizer.convert("03/04/2005").status
    'ambiguous'
    >>> normalizer.convert("03/04/2005", locale="en-GB").value
    '2005-04-03'
    >>> [c.value for c in normalizer.convert_many(["20 juillet 1969", "hello world"])]
    ['1969-07-20', None]
    """

    def __init__(self, bundle: Bundle, runtime: Runtime | None = None) -> None:
        """Wrap a bundle in memory; `load` reads one from disk.

        Args:
            bundle: the model.
            runtime: what runs its network; None for the usual one.
        """
        self.bundle = bundle
        self._runtime = open_runtime(bundle.weights) if runtime is None else runtime

    @classmethod
    def load(cls, path: str | Path | None = None) -> Normalizer:
        """Read a bundle and make it ready.

        Args:
            path: the bundle's directory; None for the bundled model.

        Raises:
            BundleError: if there is none, it is damaged or of another version.
        """
        return cls(load_bundle(path))

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
        policy: Policy | None = None,
    ) -> Conversion:
        """Read one text.

        Args:
            text: what a person wrote.
            locale: the locale it was written in (`en-GB`, `fr`), if known.
            order: the order of its fields, one of DMY, MDY, YMD, if known; overrides the locale's.
            reference_date: the day a missing year is counted from; overrides that of the policy.
            alternatives: how many other readings to report.
            attention: whether to report where each character was read.
            span: whether to report which characters the date was read from.
            policy: how to decide; None for the usual way.

        Raises:
            InputError: if `text` is not a string.
            ConfigError: if the locale or the order is no such thing.
        """
        check_text(text)
        wish = self._wish(policy, alternatives, attention, span)
        return self._answer([self._request(text, (locale, order, reference_date), {})], wish)[0]

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
        policy: Policy | None = None,
    ) -> Iterator[Conversion]:
        """Read many texts, answers in the same order.

        Texts are taken in windows of `WINDOW`, so any iterable works and memory stays bounded. The answer for
        a text does not depend on the others.

        Args:
            texts: what people wrote.
            locale: one for all, or one for each text.
            order: one for all, or one for each text.
            reference_date: one for all, or one for each text.
            alternatives: see `convert`.
            attention: see `convert`.
            span: see `convert`.
            policy: see `convert`.

        Raises:
            InputError: if `texts` is a single string, a text is not a string, or there are not as
                many locales, orders or reference dates as texts.
            ConfigError: if a locale or an order is no such thing.
        """
        if isinstance(texts, str):
            raise InputError(
                "convert_many takes many texts, not one string", hint="use convert, or put it in a list"
            )
        wish = self._wish(policy, alternatives, attention, span)
        return self._windows(aligned(texts, locale, order, reference_date), wish)

    def _windows(self, rows: Iterator[tuple[str, Known]], wish: Wish) -> Iterator[Conversion]:
        hints: dict[tuple[str | None, str | None], Hints] = {}
        while window := list(itertools.islice(rows, WINDOW)):
            distinct: dict[Request, int] = {}
            positions = []
            for text, known in window:
                request = self._request(text, known, hints)
                positions.append(distinct.setdefault(request, len(distinct)))
            answers = self._answer(list(distinct), wish)
            yield from (answers[position] for position in positions)

    def _wish(self, policy: Policy | None, alternatives: int, attention: bool, span: bool) -> Wish:
        """What is asked for, a risk brought to the confidence that keeps it."""
        wanted = policy or Policy()
        if wanted.max_risk is not None:
            threshold = self.bundle.manifest.calibration.threshold_for(wanted.max_risk)
            wanted = replace(wanted, max_risk=None, min_confidence=threshold)
        return Wish(wanted, alternatives, attention, span)

    def _request(self, text: str, known: Known, hints: dict[tuple[str | None, str | None], Hints]) -> Request:
        """A text with what is known about it; `hints` keeps those already looked up."""
        locale, order, reference_date = known
        key = locale, order
        if key not in hints:
            hints[key] = resolve_hints(locale, order, self.bundle.manifest.locales, self.bundle.vocabulary)
        return Request(text, hints[key], bool(order), reference_date)

    def _answer(self, requests: Sequence[Request], wish: Wish) -> list[Conversion]:
        """Answer distinct requests, those of one canonical length together."""
        answers: dict[int, Conversion] = {}
        by_length: dict[int, list[tuple[int, CanonicalText]]] = defaultdict(list)
        for index, request in enumerate(requests):
            refused = refuse_source(request.source)
            canonical = CanonicalText("", ()) if refused else canonicalise(request.source)
            refused = refused or refuse_canonical(request.source, canonical)
            if refused is None:
                by_length[len(canonical.text)].append((index, canonical))
            else:
                answers[index] = refused
        for same_length in by_length.values():
            for start in range(0, len(same_length), _BATCH):
                batch = same_length[start : start + _BATCH]
                for (index, canonical), decision in zip(
                    batch, self._read(requests, batch, wish), strict=True
                ):
                    source = requests[index].source
                    answers[index] = conversion_of(source, canonical, decision, wish)
        return [answers[index] for index in range(len(requests))]

    def _read(
        self, requests: Sequence[Request], batch: list[tuple[int, CanonicalText]], wish: Wish
    ) -> list[Decision]:
        """Run the network on texts of one length and decide."""
        calibration = self.bundle.manifest.calibration
        asked = [requests[index] for index, _ in batch]
        policies = [wish.policy_for(request) for request in asked]
        ids = np.array(
            [
                encode_source(
                    self.bundle.vocabulary, canonical.text, request.hints.language, request.hints.order
                )
                for (_, canonical), request in zip(batch, asked, strict=True)
            ]
        )
        temperature = calibration.temperature
        greedy = greedy_search(self._runtime, ids, temperature=temperature, attention=wish.reads_attention)
        settled = [is_settled(one, calibration, policy) for one, policy in zip(greedy, policies, strict=True)]
        searched = [row for row in range(len(ids)) if wish.alternatives or not settled[row]]
        found = dict(zip(searched, self._search(ids[searched], wish), strict=True))
        decisions = []
        for row, hypothesis in enumerate(greedy):
            shown = found.get(row, [])
            deciding = (
                [] if settled[row] else [h for h in shown[:DECIDING] if h.probability >= LEAST_DECIDING]
            )
            decisions.append(
                decide(
                    deciding or [hypothesis],
                    calibration,
                    policies[row],
                    shown=shown,
                    alternatives=wish.alternatives,
                    ordered=asked[row].ordered,
                )
            )
        return decisions

    def _search(self, ids: IntArray, wish: Wish) -> Iterator[list[Hypothesis]]:
        """The likeliest hypotheses of each row, as many as deciding and showing need."""
        for start in range(0, len(ids), _TOP_K_BATCH):
            yield from top_k_many(
                self._runtime,
                ids[start : start + _TOP_K_BATCH],
                k=max(DECIDING, wish.alternatives + 1),
                least=LEAST_SHOWN if wish.alternatives else LEAST_DECIDING,
                temperature=self.bundle.manifest.calibration.temperature,
                attention=wish.reads_attention,
            )
