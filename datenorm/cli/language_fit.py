"""The last step of training: the head that tells the language of a column. Needs the `train` extra.

A bundle that has none gets one by `python -m datenorm.cli.language_fit BUNDLE`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from data_gen.dates import draw_day
from data_gen.habits import named_pattern
from data_gen.locales import inventory, load
from data_gen.patterns import is_numeric
from data_gen.surface import write
from datenorm.bundle import load_bundle
from datenorm.language import save_head, summarise
from datenorm.text import canonicalise
from datenorm.training.language import fit_head

TEXTS = 160
"""Dates of each language to learn from."""


def fit_languages(path: Path, *, seed: int, languages: Sequence[str] | None = None) -> int:
    """Give a bundle its head.

    Args:
        path: directory of the bundle.
        seed: of the dates to learn from.
        languages: those to tell apart; None for all that the bundle has a hint for.

    Returns:
        How many languages it tells apart.
    """
    bundle = load_bundle(path)
    known = [language for language in languages or inventory() if f"<{language}>" in bundle.vocabulary]
    texts, labels = zip(*worded_dates(known, TEXTS, Random(f"{seed} languages")), strict=True)
    save_head(path, fit_head(summarise(bundle, texts), labels, seed=seed))
    return len(known)


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
            text = write(pattern, draw_day(rng), data, rng, people=not is_standard).text
            yield canonicalise(text).text, language


if __name__ == "__main__":
    print(f"{fit_languages(Path(sys.argv[1]), seed=1)} languages")
