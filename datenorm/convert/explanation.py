"""How a value was written, symbol by symbol: attention, and the other symbols that were possible.

The decoder runs once more along what a conversion wrote, with the same arithmetic: the weights are those of
its attention, and the probabilities of the symbols multiply to that of what it wrote.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from datenorm.convert.conversion import Conversion
from datenorm.convert.counted import counted_value
from datenorm.convert.hints import resolve_hints
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.detection import Detector
from datenorm.runtime import FloatArray, Int8Runtime, IntArray, ScoringRuntime
from datenorm.runtime.base import Array, DecoderState, DecoderStep, Encoded
from datenorm.search import allowed_log_probabilities, over_source
from datenorm.search.hypotheses import AUTOMATON
from datenorm.text import canonicalise
from datenorm.text.vocabulary import BOS, EOS, encode_source
from datenorm.values import START, TARGET_SYMBOLS, TARGET_VOCABULARY

END = ""
"""The symbol that ends a value."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A symbol that was possible.

    Attributes:
        symbol: of the value language, or `END`.
        probability: of this symbol after those before it; sums to 1 over the allowed ones.
    """

    symbol: str
    probability: float


@dataclass(frozen=True, slots=True)
class Step:
    """One symbol.

    Attributes:
        symbol: what was written, or `END`.
        energies: how well each character of the source matches the query of the decoder, (S,): natural
            logarithms, whose softmax is the weights; minus infinity for characters that the network does not
            see. Empty if the network has no attention.
        attention_weights: alpha, (S,), summing to 1; a row of `Conversion.attention`. Empty likewise.
        state: s, the state of the decoder that is the query, (D,).
        context: c, the mean of the annotations h weighted by alpha, (2H,); without attention always the same.
        choices: the symbols that the value language allows, likeliest first.
    """

    symbol: str
    energies: FloatArray
    attention_weights: FloatArray
    state: FloatArray
    context: FloatArray
    choices: tuple[Choice, ...]

    @property
    def probability(self) -> float:
        """The probability of what was written."""
        return next(choice.probability for choice in self.choices if choice.symbol == self.symbol)


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a text was read.

    Attributes:
        conversion: the result.
        steps: one for each of `conversion.symbols`, and one for the end if more could have followed; empty if
            nothing was written.
        pooling_weights: beta, the attention of the head that detects language and order, (S,), summing to 1
            (see `datenorm.detection`); None if the bundle has no such head or nothing was written.
    """

    conversion: Conversion
    steps: tuple[Step, ...]
    pooling_weights: FloatArray | None = None


class Explainer:
    """Explains conversions of one normalizer. Threads may share it.

    >>> explanation = Explainer(Normalizer.load()).explain("23 April, 1564")
    >>> "".join(step.symbol for step in explanation.steps)
    '1564-04-23'
    >>> first = explanation.steps[0]
    >>> first.symbol, "23 April, 1564"[first.attention_weights.argmax()], first.choices[0].symbol
    ('1', '1', '1')
    """

    def __init__(self, normalizer: Normalizer) -> None:
        self._normalizer = normalizer
        runtime = normalizer.runtime
        # The compiled kernel does not return energies; NumPy computes the same numbers to the bit.
        self._runtime: ScoringRuntime = (
            runtime if isinstance(runtime, ScoringRuntime) else Int8Runtime(normalizer.bundle.weights)
        )
        self._detector = Detector.of(normalizer.bundle)

    def explain(
        self,
        text: str,
        locale: str | None = None,
        order: str | None = None,
        *,
        policy: Policy | None = None,
    ) -> Explanation:
        """Read one text and say how.

        Args:
            text: what a person wrote.
            locale: the locale it was written in, if known.
            order: the order of its fields, if known.
            policy: how to decide; None for the default.

        Raises:
            InputError: if `text` is not a string.
            ConfigError: if the locale or the order is unknown.
        """
        conversion = self._normalizer.convert(
            text, locale, order, alternatives=1, attention=True, policy=policy
        )
        is_counted = policy is not None and counted_value(text.strip(), policy) is not None
        if conversion.kept or is_counted or not conversion.written:
            return Explanation(conversion, ())
        bundle = self._normalizer.bundle
        hints = resolve_hints(locale, order, bundle.manifest.locales, bundle.vocabulary)
        canonical = canonicalise(text)
        ids = encode_source(bundle.vocabulary, canonical.text, hints.language, hints.order)
        written = TARGET_VOCABULARY.encode(conversion.symbols)
        steps = self._walk(np.array([ids]), written, canonical.offsets, len(text))
        detection = self._detector and self._detector.detect(text, attention=True)
        return Explanation(conversion, steps, detection.attention_weights if detection else None)

    def _walk(
        self, ids: IntArray, written: list[int], offsets: tuple[int, ...], length: int
    ) -> tuple[Step, ...]:
        """Run the decoder along what it wrote."""
        encoded = self._runtime.encode(ids)
        decoder, previous, grammar = encoded.initial_state, BOS, START
        temperature = self._normalizer.bundle.manifest.calibration.temperature
        steps = []
        for symbol in [*written, EOS]:
            if AUTOMATON.ended[grammar]:  # nothing but the end may follow, so it is not predicted
                break
            before = np.array([previous])
            energies = self._runtime.energies(encoded, decoder, before)[0]
            step = self._runtime.step(encoded, decoder, before)
            weights = over_source(step.attention_weights, offsets, length)
            seen = self._seen(encoded, decoder, step)
            looked = _energies_over_source(energies, offsets, length), weights[0]
            if not self._normalizer.attends:
                looked = looked[0][:0], looked[1][:0]
            logarithms = allowed_log_probabilities(step.logits, np.array([grammar]), temperature)[0]
            steps.append(Step(_spelt(symbol), *looked, *seen, _choices(logarithms)))
            decoder, previous, grammar = step.state, symbol, int(AUTOMATON.following[grammar, symbol])
        return tuple(steps)

    def _seen(
        self, encoded: Encoded, before: DecoderState, step: DecoderStep
    ) -> tuple[FloatArray, FloatArray]:
        """The state that scored in a step, (D,), and the context, (2H,)."""
        config = self._normalizer.bundle.manifest.architecture
        query = step.state if config.query == "current" else before
        state = self._runtime.numbers(query.hidden, config.decoder)[0]
        annotations = self._runtime.numbers(encoded.annotations, config.hidden, config.directions)[0]
        if not self._normalizer.attends:
            return state, annotations[0]
        return state, step.attention_weights[0] @ annotations


def explain(
    normalizer: Normalizer, text: str, locale: str | None = None, order: str | None = None
) -> Explanation:
    """How a normalizer reads one text; `Explainer.explain` is faster for many."""
    return Explainer(normalizer).explain(text, locale, order)


def _energies_over_source(energies: FloatArray, offsets: tuple[int, ...], length: int) -> FloatArray:
    """Energies of canonical characters as energies of those of the source, (length,).

    The weights of canonical characters from the same character of the source add up, so their energies become
    the logarithm of the sum of their exponentials: the softmax of the result is still the attention.
    """
    spread = np.full(length, -np.inf, np.float32)
    np.logaddexp.at(spread, np.array(offsets), energies)
    return spread


def _choices(logarithms: Array) -> tuple[Choice, ...]:
    """The symbols that are allowed, likeliest first."""
    likeliest = np.argsort(-logarithms, kind="stable")
    return tuple(
        Choice(_spelt(index), float(np.exp(logarithms[index])))
        for index in likeliest.tolist()
        if np.isfinite(logarithms[index])
    )


def _spelt(symbol: int) -> str:
    return END if symbol == EOS else TARGET_SYMBOLS[symbol]
