"""Patterns people of one language write that no library lists, because a case ending stands after each part.

In CLDR's syntax, with the letters of `data_gen.dates.patterns`.
"""

from __future__ import annotations

Names = tuple[str, ...]

_WHOLE: dict[str, Names] = {
    # The year takes its ending from the sound of its last word: 2015eko, 2013ko.
    "eu": (
        "y'eko' MMMM'ren' d'a'",
        "y'ko' MMMM'ren' d'a'",
        "y'(e)ko' MMMM'ren' d'a'",
        "y'eko' MMMM'ren' d'an'",
        "y'(e)ko' MMMM'ren' d'(e)an'",
        "y'ko' MMMM'aren' d'(a)'",
        "y'-ko' MMMM'ren' d",
        "y'eko' MMM d'a'",
        "y'(e)ko' MMMM'k' d",
        "y'ko' MMMM'k' d",
        "EEEE, y'eko' MMMM'ren' d'a'",
        "EEEE, y'(e)ko' MMMM'ren' d'a'",
        "y'eko' MMMM'ren' d'a', EEEE",
        "y'(e)ko' MMMM'ren' d'a', EEEE",
        "y. 'urteko' MMMM'ren' d'a'",
        "y 'urteko' MMMM'ren' d",
    ),
    "mn": (
        "y 'оны' MMMM d",
        "y 'оны' MMMM'ын' d",
        "y 'оны' MMMM'ын' d'-ны өдөр'",
        "y 'оны' MMMM d, EEEE 'гараг'",
        "EEEE 'гараг', y 'оны' MMMM d",
    ),
    "hu": (
        "y. MMMM d'-án'",
        "y. MMMM d'-én'",
        "y. MMMM d'-jén'",
        "y. MMMM d'. napján'",
        "y'-ben', MMMM d'-én'",
    ),
    "ka": ("y 'წლის' d MMMM", "y 'წ'. d MMMM", "d MMMM, y 'წელი'"),
    "lv": ("y. 'gada' d. MMMM", "y.g. d. MMMM", "EEEE, y. 'gada' d. MMMM"),
    "lt": ("y 'm'. MMMM d 'd'.", "y 'metų' MMMM d 'diena'", "y'm'. MMMM d'd'.", "y 'metų' MMMM d'-oji'"),
    "kk": ("y 'жылғы' d MMMM", "y 'ж'. d MMMM", "y 'жылдың' d MMMM'ы'"),
}

_YEARLESS: dict[str, Names] = {
    "eu": (
        "MMMM'ren' d'a'",
        "MMMM'ren' d'an'",
        "MMMM'ren' d'(e)an'",
        "MMMM'k' d",
        "EEEE, MMMM'ren' d'a'",
        "MMMM'ren' d'a', EEEE",
    ),
    "mn": ("MMMM d", "MMMM'ын' d", "MMMM'ын' d'-ны өдөр'", "MMMM d, EEEE"),
    "hu": ("MMMM d'-án'", "MMMM d'-én'", "MMMM d'. napján'"),
    "lt": ("MMMM d 'd'.", "MMMM d 'diena'", "MMMM d'-oji'", "EEEE, MMMM d 'd'."),
}


def named(language: str, *, year: bool) -> Names:
    """The language's own patterns with the month by name, with the year or without; () where it has none."""
    return (_WHOLE if year else _YEARLESS).get(language, ())
