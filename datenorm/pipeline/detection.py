"""The last step of training: the detection head, which also detects the language of columns.

`python -m datenorm.pipeline.detection BUNDLE` adds one to a bundle. Needs the `train` extra.
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
"""Texts of all kinds and languages."""

WORDED = 160
"""Dates with a month name in each language."""

_AGAIN = 8  # divides the number of texts for a head that is fitted again
_PAIRS_A_LANGUAGE = 1600  # if only some languages are detected

_FIRST_BLOCK = 1_000_000  # of the corpus, far from the blocks of training


def fit_detection(
    path: Path, *, seed: int, languages: Sequence[str] | None = None, start: DetectionHead | None = None
) -> int:
    """Fit a detection head and store it in a bundle.

    Args:
        path: directory of the bundle.
        seed: of the texts.
        languages: languages to detect; None for all with a hint symbol in the bundle.
        start: head of a similar model to start from.

    Returns:
        The number of languages it detects.
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
    """The languages with a hint symbol, of those given or of all."""
    return [language for language in languages or inventory() if f"<{language}>" in vocabulary]


def labelled(examples: Iterator[Example], languages: Sequence[str]) -> Iterator[Labelled]:
    """Generated pairs as labelled texts, without those too long for the network."""
    for example in examples:
        text = canonicalise(example.source).text
        if 0 < len(text) <= MAX_LENGTH:
            language = example.language if example.language in languages else ""
            yield Labelled(text, language, order_in(example), example.value != REFUSAL)


def order_in(example: Example) -> str:
    """The field order of a text; "" if its pattern does not tell."""
    value = None if example.value == REFUSAL else parse(example.value)
    if not isinstance(value, DateValue) or value.day is None or value.is_yearless:
        return NO_ORDER
    order = order_of(example.pattern.removeprefix("words:"))
    return order if order in ORDERS else ""


def worded_dates(languages: Sequence[str], count: int, rng: Random) -> Iterator[tuple[str, str]]:
    """Canonical dates with a month name, `count` of each language, and their languages.

    Half are in a pattern of CLDR, half as people write them.
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
