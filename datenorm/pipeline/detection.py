"""The last step of training: the head behind `datenorm detect`, which also tells the language of columns.

A bundle that has none gets one by `python -m datenorm.pipeline.detection BUNDLE`. Needs the `train` extra.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from data_gen.corpus import generate
from data_gen.dates.days import draw_day
from data_gen.dates.habits import named_pattern
from data_gen.dates.patterns import is_numeric, order_of
from data_gen.dates.surface import write
from data_gen.example import REFUSAL, Example
from data_gen.locales import inventory, load
from datenorm.bundle import load_bundle
from datenorm.detection import NO_ORDER, DetectionHead, save_head
from datenorm.text import MAX_LENGTH, canonicalise
from datenorm.text.vocabulary import ORDERS, Vocabulary
from datenorm.training.detection import Labelled, fit_head
from datenorm.values import DateValue, parse

PAIRS = 60_000
"""Texts of every kind to learn from, in all languages."""

WORDED = 160
"""Dates with the month by name to learn from in each language: the rare ones too."""

_AGAIN = 8  # of a head that was fitted before, only every so many as much
_PAIRS_A_LANGUAGE = 800  # where only some languages are wanted

_FIRST_BLOCK = 1_000_000  # of the corpus: texts that the network was not trained on


def fit_detection(
    path: Path, *, seed: int, languages: Sequence[str] | None = None, start: DetectionHead | None = None
) -> int:
    """Give a bundle its head.

    Args:
        path: directory of the bundle.
        seed: of the texts to learn from.
        languages: those to tell apart; None for all that the bundle has a hint for.
        start: the head of a bundle from which this one was trained on a little.

    Returns:
        How many languages it tells apart.
    """
    bundle = load_bundle(path)
    known = hinted_languages(bundle.vocabulary, languages)
    share = _AGAIN if start else 1
    named = worded_dates(known, WORDED // share, Random(f"{seed} languages"))
    drawn = generate(
        min(PAIRS, _PAIRS_A_LANGUAGE * len(known)) // share,
        seed,
        languages=None if languages is None else tuple(known),
        start_block=_FIRST_BLOCK,
    )
    texts = [Labelled(text, language, is_common=False) for text, language in named]
    texts += labelled(drawn, known)
    head = fit_head(bundle, texts, seed=seed, start=start)
    save_head(bundle, head)
    return len(head.languages)


def hinted_languages(vocabulary: Vocabulary, languages: Sequence[str] | None = None) -> list[str]:
    """Of some languages, or of all of the generator, those that a bundle has a hint for."""
    return [language for language in languages or inventory() if f"<{language}>" in vocabulary]


def labelled(examples: Iterator[Example], languages: Sequence[str]) -> Iterator[Labelled]:
    """Pairs of the corpus as texts with what is known of them; without those too long for the network."""
    for example in examples:
        text = canonicalise(example.source).text
        if 0 < len(text) <= MAX_LENGTH:
            language = example.language if example.language in languages else ""
            yield Labelled(text, language, order_in(example), example.value != REFUSAL)


def order_in(example: Example) -> str:
    """The field order a text is written in; "" where its pattern does not tell."""
    value = None if example.value == REFUSAL else parse(example.value)
    if not isinstance(value, DateValue) or value.day is None or value.is_yearless:
        return NO_ORDER
    order = order_of(example.pattern.removeprefix("words:"))
    return order if order in ORDERS else ""


def worded_dates(languages: Sequence[str], count: int, rng: Random) -> Iterator[tuple[str, str]]:
    """Canonical dates whose month is a name, so many of each language, with their languages.

    Half are in a pattern of CLDR and half as people put them together.
    """
    for language in languages:
        for _ in range(count):
            identifier = rng.choice(inventory()[language])
            data = load(identifier)
            standard = [pattern for pattern in data.standard if not is_numeric(pattern)]
            is_standard = bool(standard) and rng.random() < 0.5
            pattern = rng.choice(standard) if is_standard else named_pattern(rng, identifier)
            text = write(pattern, draw_day(rng), data, rng, people=not is_standard).source
            yield canonicalise(text).text, language


if __name__ == "__main__":
    print(f"{fit_detection(Path(sys.argv[1]), seed=1)} languages")
