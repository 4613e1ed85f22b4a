"""Made-up words: of parts or letters of other words, or of a script in which no language has prose here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from random import Random

_FIRST, _LAST = 0x0530, 0x1E95F
_UNNAMED = ((0x3040, 0xA000), (0xAC00, 0xD7FF), (0x17000, 0x18D08))
"""Kana, Han, Hangul and Tangut: some of their characters are words for days and years."""
_LEFT_OUT = frozenset(
    "LATIN FULLWIDTH HALFWIDTH CYRILLIC GREEK HEBREW ARABIC HANGUL COPTIC BOPOMOFO MATHEMATICAL".split()
)
"""Scripts with prose of their own, or whose letters are numbers too."""
_KINDS = (" LETTER ", " SYLLABLE ", " SYLLABICS ")
_CASES = (" SMALL", " CAPITAL", " SUPPLEMENT")
_FEWEST = 15
"""Letters that a script must have."""
_MARKED = 0.35


@cache
def scripts() -> Mapping[str, str]:
    """Script, as Unicode's names have it → its small letters.

    >>> "SHAVIAN" in scripts(), "OL CHIKI" in scripts(), "LATIN" in scripts()
    (True, True, False)
    """
    found: dict[str, list[str]] = {}
    for code in range(_FIRST, _LAST):
        sign = chr(code)
        if unicodedata.category(sign) not in ("Ll", "Lo") or any(a <= code < b for a, b in _UNNAMED):
            continue
        name = unicodedata.name(sign, "")
        kind = next((kind for kind in _KINDS if kind in name), "")
        script = name.partition(kind)[0] if kind else ""
        for case in _CASES:
            script = script.removesuffix(case)
        if script and script.split()[0] not in _LEFT_OUT:
            found.setdefault(script, []).append(sign)
    return {script: "".join(letters) for script, letters in found.items() if len(letters) >= _FEWEST}


@cache
def marks(script: str) -> str:
    """The vowel signs of a script, which follow its letters."""
    letters = scripts()[script]
    near = range(ord(letters[0]) & ~0xFF, (ord(letters[-1]) | 0xFF) + 1)
    signs = (chr(code) for code in near if unicodedata.category(chr(code)) in ("Mn", "Mc"))
    return "".join(sign for sign in signs if unicodedata.name(sign, "").startswith(f"{script} "))


def script_of(word: str) -> str:
    """The script of the first letter of a word that `scripts` has; "" if it has none."""
    return next((_script_of()[sign] for sign in word if sign in _script_of()), "")


@cache
def _script_of() -> Mapping[str, str]:
    return {sign: script for script, letters in scripts().items() for sign in letters}


def made_word(rng: Random, script: str) -> str:
    """A word of two to nine letters of a script."""
    letters, signs = scripts()[script], marks(script)
    word = ""
    for letter in rng.choices(letters, k=rng.randint(2, 9)):
        word += letter
        if signs and rng.random() < _MARKED:
            word += rng.choice(signs)
    return word


def joined(rng: Random, first: str, second: str, most: int) -> str:
    """One to `most` letters of a word, and the last part of another."""
    return first[: rng.randint(1, max(1, most))] + second[rng.randint(0, len(second) // 2) :]


def made_of(rng: Random, words: Iterable[str]) -> str:
    """A word of the letters that some words have, each as often as they have it."""
    letters = [sign for word in words for sign in word.lower() if unicodedata.category(sign)[0] in "LM"]
    firsts = [sign for sign in letters if unicodedata.category(sign)[0] == "L"]
    if not firsts:
        return ""
    return rng.choice(firsts) + "".join(rng.choices(letters, k=rng.randint(1, 8)))
