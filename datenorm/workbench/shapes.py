"""The shape of a text: what it looks like when digits and words are all alike."""

from __future__ import annotations

from itertools import groupby

_LETTER, _DIGIT = "a", "d"


def shape_of(text: str) -> str:
    """The shape of a text: `d` for a digit, one `a` for a run of letters, other characters as they are.

    Marks that combine with a letter belong to its run.

    >>> shape_of("12/03/2005"), shape_of("May 1900"), shape_of("1969年7月20日")
    ('dd/dd/dddd', 'a dddd', 'ddddadadda')
    """
    return "".join(
        _LETTER if kind == _LETTER else kind * sum(1 for _ in run) for kind, run in groupby(text, _kind)
    )


def _kind(character: str) -> str:
    if character.isdigit():
        return _DIGIT
    return _LETTER if character.isalpha() or _is_mark(character) else character


def _is_mark(character: str) -> bool:
    if character.isascii():
        return False
    import unicodedata  # few texts need it

    return unicodedata.category(character).startswith("M")
