"""Ordinal marks people write after the day of the month.

CLDR has no such marks as data; these are the common written forms of each language, most usual first.
"""

from __future__ import annotations

from random import Random

# language → marks that any day may take. `{day}` stands where the number goes.
_MARKS: dict[str, tuple[str, ...]] = {
    "ar": ("الـ{day}",),
    "az": ("{day}-i", "{day}-si", "{day}-cı"),
    "be": ("{day}-га", "{day}-е"),
    "bg": ("{day}-и", "{day}-ти", "{day}-ри"),
    "bs": ("{day}.",),
    "ca": ("{day}r", "{day}è", "{day}n", "{day}t"),
    "cs": ("{day}.", "{day}.-ho"),
    "cv": ("{day}-мӗшӗ",),
    "cy": ("{day}af", "{day}ail", "{day}fed", "{day}ed", "{day}eg", "{day}ain"),
    "da": ("{day}.", "{day}.-e"),
    "de": ("{day}.", "{day}te", "{day}ten", "{day}ter"),
    "el": ("{day}η", "{day}ης", "{day}ή"),
    "eo": ("{day}-a", "{day}-an", "{day}a"),
    "es": ("{day}º", "{day}ro", "{day}°", "{day}o"),
    "et": ("{day}.", "{day}-ndal"),
    "eu": ("{day}a", "{day}an", "{day}ko"),
    "fi": ("{day}.", "{day}:s", "{day}. päivä", "{day}. päivänä"),
    "fo": ("{day}.",),
    "fr": ("{day}e", "{day}ème", "{day}eme", "{day}er"),
    "fy": ("{day}e", "{day}ste", "{day}de"),
    "ga": ("{day}ú", "{day}ú lá"),
    "gd": ("{day}mh", "{day}d", "{day}na", "{day}s"),
    "gl": ("{day}º", "{day}o"),
    "he": ("ה-{day}", "ה{day}"),
    "hr": ("{day}.", "{day}-og"),
    "hu": ("{day}.", "{day}-án", "{day}-én", "{day}-i", "{day}-ai"),
    "hy": ("{day}-ին", "{day}-ի"),
    "is": ("{day}.",),
    "it": ("{day}º", "{day}°", "{day}esimo"),
    "ja": ("{day}日", "{day}日目"),
    "ka": ("{day}-ს", "{day}-ი", "{day}-ე", "{day}-ლი"),
    "kk": ("{day}-і", "{day}-ші", "{day}-інші"),
    "ko": ("{day}일", "{day}일에"),
    "ku": ("{day}ê", "{day}an"),
    "ky": ("{day}-и", "{day}-чи", "{day}-нчү"),
    "lb": ("{day}.", "{day}ten"),
    "lt": ("{day} d.", "{day}d.", "{day}-oji", "{day} dieną"),
    "lv": ("{day}.", "{day}-ais"),
    "mk": ("{day}-ти", "{day}-ви"),
    "mn": ("{day}-ны", "{day}-ний", "{day}-ний өдөр"),
    "nb": ("{day}.", "{day}de", "{day}te"),
    "nl": ("{day}e", "{day}ste", "{day}de"),
    "nn": ("{day}.",),
    "no": ("{day}.", "{day}de", "{day}te"),
    "oc": ("{day}n", "{day}en"),
    "pl": ("{day}.", "{day}-go", "{day}-ego", "{day}-tego", "{day}-ty", "{day}szy", "{day}ego"),
    "pt": ("{day}º", "{day}o", "{day}°"),
    "ro": ("{day}-a", "{day}-lea", "al {day}-lea"),
    "ru": ("{day}-го", "{day}-е", "{day}го", "{day}-ое"),
    "sk": ("{day}.", "{day}-ho"),
    "sl": ("{day}.", "{day}-ega"),
    "sq": ("{day}-të", "{day}-ti"),
    "sr": ("{day}.", "{day}-og", "{day}-ог"),
    "sv": ("{day}:e", "{day}e", "{day}:a", "{day}."),
    "tk": ("{day}-i", "{day}-nji"),
    "tr": ("{day}'i", "{day}'si", "{day}'ı", "{day}.", "{day}'inci"),
    "tt": ("{day}-е", "{day}-енче"),
    "uk": ("{day}-го", "{day}-е", "{day}го"),
    "uz": ("{day}-", "{day}-chi"),
    "vi": ("ngày {day}", "mùng {day}", "mồng {day}"),
    "yue": ("{day}日", "{day}號"),
    "zh": ("{day}日", "{day}号", "{day}號"),
}

_FIRST = {
    "fr": ("1er", "1ᵉʳ", "Ier", "premier"),
    "it": ("1º", "primo"),
    "es": ("1.º", "1ro", "primero"),
    "pt": ("1º", "1.º"),
    "ca": ("1r",),
    "oc": ("1èr",),
}

_GENERAL = ("{day}.", "{day}-")
"""What is tried in languages without an entry: a dot (as ordinal mark) or a hyphen."""


def english_ordinal(day: int) -> str:
    """The day with st, nd, rd or th.

    >>> [english_ordinal(day) for day in (1, 2, 3, 11, 21, 22)]
    ['1st', '2nd', '3rd', '11th', '21st', '22nd']
    """
    if 11 <= day % 100 <= 13:
        return f"{day}th"
    return f"{day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th') }"


def ordinal_day(day: int, language: str, rng: Random) -> str:
    """The day with an ordinal mark of the language."""
    if language == "en":
        marked = english_ordinal(day)
        return f"{day:02d}{marked[-2:]}" if rng.random() < 0.1 else marked
    if day == 1 and language in _FIRST and rng.random() < 0.8:
        return rng.choice(_FIRST[language])
    marks = _MARKS.get(language, _GENERAL)
    # The first mark is the usual one; the others share the rest.
    mark = marks[0] if rng.random() < 0.5 else rng.choice(marks)
    return mark.format(day=day)
