"""Numerals, initials and fractions that look like historical dates: Louis XIV, OS 10.4, vol. CIX."""

from __future__ import annotations

from random import Random

from data_gen import numerals
from data_gen.example import REFUSAL, Example
from data_gen.language import languages, pick


def draw(rng: Random) -> Example:
    """A text that is not a date."""
    if rng.random() < 0.35:
        form = pick(rng, "en", "labels.initials")
        text = form.format(
            n=rng.randint(2, 64), m=rng.randint(2, 16), k=rng.randint(100, 999), y=rng.randint(2, 9)
        )
        return Example(text, REFUSAL, "en", order="DMY", pattern=f"no date:{form}")
    language = rng.choice(languages("old_style.rulers"))
    numeral = numerals.roman(rng.randint(2, 24))
    if rng.random() < 0.6:
        number = rng.randint(2, 190)
        numeral = numerals.roman(number) if rng.random() < 0.7 else numerals.roman(number).lower()
        text = f"{pick(rng, language, 'old_style.numbered')} {numeral}"
        text += rng.choice(("", "", "", f", {rng.randint(1, 40)}", f", p. {rng.randint(1, 400)}"))
    else:
        text = f"{pick(rng, language, 'old_style.rulers')} {numeral}"
    return Example(text, REFUSAL, language, order="DMY", pattern="no date:numeral")
