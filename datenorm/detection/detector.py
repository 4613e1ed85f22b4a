"""Detects languages, field orders and dates in texts.

Shape letters: S source characters.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np

from datenorm.bundle import Bundle, load_bundle
from datenorm.detection.head import DETECTED_ORDERS, Annotator, DetectionHead, Floats, load_head
from datenorm.errors import BundleNotFound, InputError
from datenorm.runtime import Encoded, FloatArray
from datenorm.search import allowed_log_probabilities, over_source
from datenorm.text import canonicalise, checked, readable
from datenorm.text.vocabulary import BOS
from datenorm.values import REFUSAL, START, TARGET_VOCABULARY

WINDOW = 4096
"""Texts taken before the first of them is answered."""

DateBy = Literal["decoder", "pooling"]


@dataclass(frozen=True, slots=True)
class Guess:
    """A possible answer and its probability."""

    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class Detection:
    """What was detected in a text.

    Attributes:
        source: the text as given.
        date: probability that it contains a date.
        languages: the likeliest languages, best first; empty if the text cannot be read.
        orders: the field orders and `NO_ORDER`, best first; empty if the text cannot be read.
        reason: why it cannot be read, or "".
        code: the same as a stable code, see `datenorm.convert.reasons`; or "".
        facts: what the reason is about, by name.
        attention_weights: beta, the attention of the head to the source, (S,), sums to 1: the mean over its
            questions. None unless requested, and if the text cannot be read.
    """

    source: str
    date: float
    languages: tuple[Guess, ...] = ()
    orders: tuple[Guess, ...] = ()
    reason: str = ""
    code: str = ""
    facts: Mapping[str, int] = field(default_factory=dict, hash=False)
    attention_weights: FloatArray | None = field(default=None, compare=False, repr=False)

    @property
    def has_date(self) -> bool:
        """Whether a date is more likely than none."""
        return self.date >= 0.5

    @property
    def language(self) -> str | None:
        """The likeliest language, even if its probability is low."""
        return self.languages[0].name if self.languages else None

    @property
    def order(self) -> str | None:
        """The likeliest field order or `NO_ORDER`, even if its probability is low."""
        return self.orders[0].name if self.orders else None


@dataclass(frozen=True, slots=True)
class DetectionOptions:
    """What to report; see `Detector.detect_many`."""

    top: int
    attention: bool
    date_by: DateBy


class Detector:
    """Detects language, field order and dates with one model. Threads may share it.

    >>> detector = Detector.load()
    >>> found = detector.detect("le 20 juillet 1969")
    >>> found.language, found.order, found.has_date
    ('fr', 'DMY', True)
    >>> [one.has_date for one in detector.detect_many(["20. Juli 1969", "hello world"])]
    [True, False]
    """

    def __init__(self, bundle: Bundle, head: DetectionHead) -> None:
        """Combine a bundle and its head; `load` reads both from disk."""
        self.head = head
        self._annotate = Annotator(bundle)
        self._temperature = bundle.manifest.calibration.temperature

    @classmethod
    def load(cls, path: str | Path | None = None) -> Detector:
        """Read a bundle that has a head.

        Args:
            path: the bundle's directory; None for the bundled model.

        Raises:
            BundleError: if there is no bundle, or it is damaged, of another version or without a head.
        """
        bundle = load_bundle(path)
        detector = cls.of(bundle)
        if detector is None:
            raise BundleNotFound(
                f"the bundle at {bundle.path} has no detection head",
                hint=f"fit one: python -m datenorm.pipeline.detection {bundle.path}",
            )
        return detector

    @classmethod
    def of(cls, bundle: Bundle) -> Detector | None:
        """The detector of a bundle in memory, or None if it has no head.

        Raises:
            BundleCorrupt: if the head is damaged.
        """
        head = load_head(bundle)
        return None if head is None else cls(bundle, head)

    def detect(
        self, text: str, *, top: int = 3, attention: bool = False, date_by: DateBy = "decoder"
    ) -> Detection:
        """Detect one text; see `detect_many`."""
        return self._detect([checked(text)], DetectionOptions(top, attention, date_by))[0]

    def detect_many(
        self,
        texts: Iterable[str],
        *,
        top: int = 3,
        attention: bool = False,
        date_by: DateBy = "decoder",
    ) -> Iterator[Detection]:
        """Detect many texts, answers in the same order; an answer does not depend on the other texts.

        Args:
            texts: what people wrote.
            top: maximum number of languages and orders.
            attention: whether to report the attention of the head.
            date_by: what decides whether there is a date: the decoder's first step, or the head.

        Raises:
            InputError: if `texts` is a single string or a text is not a string.
        """
        if isinstance(texts, str):
            raise InputError("detect_many takes many texts, not one string", hint="use detect")
        return self._windows(map(checked, texts), DetectionOptions(top, attention, date_by))

    def _windows(self, texts: Iterator[str], options: DetectionOptions) -> Iterator[Detection]:
        while window := list(itertools.islice(texts, WINDOW)):
            yield from self._detect(window, options)

    def _detect(self, texts: Sequence[str], options: DetectionOptions) -> list[Detection]:
        found: dict[int, Detection] = {}
        to_read: dict[int, str] = {}
        for index, text in enumerate(texts):
            canonical = readable(text)
            if isinstance(canonical, str):
                to_read[index] = canonical
            else:
                code, sentence, facts = canonical
                found[index] = Detection(text, 0.0, reason=sentence, code=code, facts=facts)
        indices = list(to_read)
        for places, encoded in self._annotate(list(to_read.values())):
            asked = [indices[place] for place in places]
            answers = self._answer([texts[index] for index in asked], encoded, options)
            found.update(zip(asked, answers, strict=True))
        return [found[index] for index in range(len(texts))]

    def _answer(
        self, texts: Sequence[str], encoded: Encoded, options: DetectionOptions
    ) -> Iterator[Detection]:
        """The answers to encoded texts."""
        answers = self.head(encoded.annotations)
        dates = answers.date if options.date_by == "pooling" else self.written(encoded)
        languages = self.head.weighed(answers.languages)
        attention = answers.attention_weights.mean(axis=1, keepdims=True).astype(np.float32)
        for row, text in enumerate(texts):
            weights = None
            if options.attention:
                weights = over_source(attention[row], canonicalise(text).offsets, len(text))[0]
            yield Detection(
                text,
                float(dates[row]),
                _ranked(self.head.languages, languages[row], options.top),
                _ranked(DETECTED_ORDERS, answers.orders[row], options.top),
                attention_weights=weights,
            )

    def written(self, encoded: Encoded) -> Floats:
        """The probability that the decoder does not start with the refusal, (B,).

        Args:
            encoded: texts encoded without hints.
        """
        rows = len(encoded.lengths)
        step = self._annotate.runtime.step(encoded, encoded.initial_state, np.full(rows, BOS))
        logarithms = allowed_log_probabilities(step.logits, np.full(rows, START), self._temperature)
        refused: Floats = np.exp(logarithms[:, TARGET_VOCABULARY.index(REFUSAL)].astype(np.float64))
        return 1 - refused


def detect(texts: Iterable[str], *, top: int = 3) -> Iterator[Detection]:
    """Detect language, field order and dates of texts with the bundled model.

    For more than one call load a `Detector`.

    Args:
        texts: what people wrote.
        top: maximum number of languages and orders.

    Raises:
        InputError: if `texts` is a single string or a text is not a string.
        BundleError: if the bundled model is missing or has no head.

    >>> [found.language for found in detect(["20. Juli 1969", "20 juillet 1969"])]
    ['de', 'fr']
    """
    return Detector.load().detect_many(texts, top=top)


def _ranked(names: Sequence[str], probabilities: Floats, top: int) -> tuple[Guess, ...]:
    likeliest = np.argsort(-probabilities, kind="stable")[:top].tolist()
    return tuple(Guess(names[index], float(probabilities[index])) for index in likeliest)
