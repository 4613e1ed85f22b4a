"""The shape of a text: what it looks like when digits and words are all alike."""

from __future__ import annotations

import re
import string
import unicodedata

_LETTER, _DIGIT = "a", "d"
_ASCII = str.maketrans(
    {**dict.fromkeys(string.ascii_letters, _LETTER), **dict.fromkeys(string.digits, _DIGIT)}
)
_LETTERS = re.compile(f"{_LETTER}+")


def shape_of(text: str) -> str:
    """The shape of a text: `d` for a digit, one `a` for a run of letters, other characters as they are.

    Marks that combine with a letter belong to its run.

    >>> shape_of("12/03/2005"), shape_of("May 1900"), shape_of("1969年7月20日")
    ('dd/dd/dddd', 'a dddd', 'ddddadadda')
    """
    kinds = text.translate(_ASCII) if text.isascii() else "".join(map(_kind, text))
    return _LETTERS.sub(_LETTER, kinds)


def _kind(character: str) -> str:
    if character.isdigit():
        return _DIGIT
    is_letter = character.isalpha() or unicodedata.category(character).startswith("M")
    return _LETTER if is_letter else character
