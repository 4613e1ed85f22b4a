"""The facade: texts in, conversions out.

The one class the library's users need; CLI, server and evaluation use it as they do.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from datenorm.bundle import Bundle, load_bundle
from datenorm.conversion import Conversion, Policy
from datenorm.decision import DECIDING, LEAST_DECIDING, LEAST_SHOWN, Decision, decide, is_settled
from datenorm.errors import ConfigError, InputError
from datenorm.hints import Hints, resolve_hints
from datenorm.outcome import conversion_of, refuse_canonical, refuse_source
from datenorm.runtime import IntArray, Runtime, open_runtime
from datenorm.search import Hypothesis, greedy_search, top_k_many
from datenorm.text import CanonicalText, canonicalise
from datenorm.vocabulary import encode_source

WINDOW = 4096
"""Texts read before the first of them is answered: within a window equal ones are read once, by length."""

MAX_ALTERNATIVES = 20

_BATCH = 256
_END = object()
_TOP_K_BATCH = 64  # each row of a best-first search stands for several in the matrix products


@dataclass(frozen=True, slots=True)
class _Request:
    """One distinct text of a window with its hints."""

    source: str
    hints: Hints


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a call asks for beside values."""

    policy: Policy
    alternatives: int
    attention: bool


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
        alternatives: int = 0,
        attention: bool = False,
        policy: Policy | None = None,
    ) -> Conversion:
        """Read one text.

        Args:
            text: what a person wrote.
            locale: the locale it was written in (`en-GB`, `fr`), if known.
            order: the order of its fields, one of DMY, MDY, YMD, if known; overrides the locale's.
            alternatives: how many other readings to report.
            attention: whether to report where each character was read.
            policy: how to decide; None for the usual way.

        Raises:
            InputError: if `text` is not a string.
            ConfigError: if the locale or the order is no such thing.
        """
        _check_text(text)
        request = _Request(text, self._hints(locale, order))
        wish = _Wish(policy or Policy(), _checked_count(alternatives), attention)
        return self._answer([request], wish)[0]

    def convert_many(
        self,
        texts: Iterable[str],
        locale: str | Iterable[str | None] | None = None,
        order: str | Iterable[str | None] | None = None,
        *,
        alternatives: int = 0,
        attention: bool = False,
        policy: Policy | None = None,
    ) -> Iterator[Conversion]:
        """Read many texts, answers in the same order.

        Texts are taken in windows of `WINDOW`, so any iterable works and memory stays bounded. The answer for
        a text does not depend on the others.

        Args:
            texts: what people wrote.
            locale: one for all, or one for each text.
            order: one for all, or one for each text.
            alternatives: see `convert`.
            attention: see `convert`.
            policy: see `convert`.

        Raises:
            InputError: if `texts` is a single string, a text is not a string, or there are not as
                many locales or orders as texts.
            ConfigError: if a locale or an order is no such thing.
        """
        if isinstance(texts, str):
            raise InputError(
                "convert_many takes many texts, not one string", hint="use convert, or put it in a list"
            )
        wish = _Wish(policy or Policy(), _checked_count(alternatives), attention)
        return self._windows(texts, locale, order, wish)

    def _windows(
        self,
        texts: Iterable[str],
        locale: str | Iterable[str | None] | None,
        order: str | Iterable[str | None] | None,
        wish: _Wish,
    ) -> Iterator[Conversion]:
        hints: dict[tuple[str | None, str | None], Hints] = {}
        rows = _aligned(texts, locale, order)
        while window := list(itertools.islice(rows, WINDOW)):
            distinct: dict[_Request, int] = {}
            positions = []
            for text, one_locale, one_order in window:
                key = (one_locale, one_order)
                if key not in hints:
                    hints[key] = self._hints(*key)
                positions.append(distinct.setdefault(_Request(text, hints[key]), len(distinct)))
            answers = self._answer(list(distinct), wish)
            yield from (answers[position] for position in positions)

    def _hints(self, locale: str | None, order: str | None) -> Hints:
        return resolve_hints(locale, order, self.bundle.manifest.locales, self.bundle.vocabulary)

    def _answer(self, requests: Sequence[_Request], wish: _Wish) -> list[Conversion]:
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
                    answers[index] = conversion_of(source, canonical, decision, wish.policy)
        return [answers[index] for index in range(len(requests))]

    def _read(
        self, requests: Sequence[_Request], batch: list[tuple[int, CanonicalText]], wish: _Wish
    ) -> list[Decision]:
        """Run the network on texts of one length and decide."""
        calibration, reckoning = self.bundle.manifest.calibration, wish.policy.reckoning
        hints = [requests[index].hints for index, _ in batch]
        ids = np.array(
            [
                encode_source(self.bundle.vocabulary, canonical.text, hint.language, hint.order)
                for (_, canonical), hint in zip(batch, hints, strict=True)
            ]
        )
        temperature = calibration.temperature
        greedy = greedy_search(self._runtime, ids, temperature=temperature, attention=wish.attention)
        settled = [is_settled(hypothesis, calibration, reckoning) for hypothesis in greedy]
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
                    wish.policy,
                    shown=shown,
                    alternatives=wish.alternatives,
                    ordered=hints[row].order is not None,
                )
            )
        return decisions

    def _search(self, ids: IntArray, wish: _Wish) -> Iterator[list[Hypothesis]]:
        """The likeliest hypotheses of each row, as many as deciding and showing need."""
        for start in range(0, len(ids), _TOP_K_BATCH):
            yield from top_k_many(
                self._runtime,
                ids[start : start + _TOP_K_BATCH],
                k=max(DECIDING, wish.alternatives + 1),
                least=LEAST_SHOWN if wish.alternatives else LEAST_DECIDING,
                temperature=self.bundle.manifest.calibration.temperature,
                attention=wish.attention,
            )


def _aligned(
    texts: Iterable[str], locale: str | Iterable[str | None] | None, order: str | Iterable[str | None] | None
) -> Iterator[tuple[str, str | None, str | None]]:
    """Texts with the locale and order of each; as lazy as what it is given."""
    locales, orders = _one_each(locale), _one_each(order)
    for number, text in enumerate(texts, start=1):
        _check_text(text)
        try:
            row = text, next(locales), next(orders)
        except StopIteration:
            raise InputError(f"there is no locale or no order for text {number}") from None
        yield row
    for column in (locales, orders):
        if not isinstance(column, itertools.repeat) and next(column, _END) is not _END:
            raise InputError("there are more locales or orders than texts")


def _one_each(hint: str | Iterable[str | None] | None) -> Iterator[str | None]:
    return itertools.repeat(hint) if hint is None or isinstance(hint, str) else iter(hint)


def _check_text(text: object) -> None:
    if not isinstance(text, str):
        raise InputError(f"a text is a string, not {type(text).__name__}: {text!r:.80}")


def _checked_count(alternatives: int) -> int:
    if not 0 <= alternatives <= MAX_ALTERNATIVES:
        raise ConfigError(f"alternatives lies between 0 and {MAX_ALTERNATIVES}, not at {alternatives!r}")
    return alternatives
