"""Numerals, initials and fractions that look like old dates and are none: Louis XIV, OS 10.4, vol. CIX."""

from __future__ import annotations

from random import Random

from data_gen import numerals
from data_gen.example import REFUSAL, Example
from data_gen.language import languages, texts

_INITIALS = (
    *("OS {n}.{m}", "Mac OS {n}", "O.S. {n}", "N.S. {k}", "NS {k}", "n.s., vol. {n}", "old style {n} pt"),
    *("AM {n}", "{k} AM radio", "AH-{n}", "AH {n} battery", "{k} Ah", "{n}/{m} lb", "{n}/{m} inch"),
    *("{n}/{m} in.", "Saka {n}", "EC {k}/{y}", "E.C. No. {k}", "SH {n}", "{n} SE", "S.E. {n}", "AP {n}"),
)


def draw(rng: Random) -> Example:
    """Something to refuse."""
    if rng.random() < 0.35:
        form = rng.choice(_INITIALS)
        text = form.format(
            n=rng.randint(2, 64), m=rng.randint(2, 16), k=rng.randint(100, 999), y=rng.randint(2, 9)
        )
        return Example(text, REFUSAL, "en", order="DMY", pattern=f"no date:{form}")
    language = rng.choice(languages("old_style.rulers"))
    numeral = numerals.roman(rng.randint(2, 24))
    if rng.random() < 0.6:
        number = rng.randint(2, 190)
        numeral = numerals.roman(number) if rng.random() < 0.7 else numerals.roman(number).lower()
        text = f"{rng.choice(texts(language, 'old_style.numbered'))} {numeral}"
        text += rng.choice(("", "", "", f", {rng.randint(1, 40)}", f", p. {rng.randint(1, 400)}"))
    else:
        text = f"{rng.choice(texts(language, 'old_style.rulers'))} {numeral}"
    return Example(text, REFUSAL, language, order="DMY", pattern="no date:numeral")
