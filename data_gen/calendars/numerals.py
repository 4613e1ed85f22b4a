"""Numbers in letters and signs of their own: Hebrew letters, Ethiopic signs."""

from __future__ import annotations

from random import Random

_UNITS = " אבגדהוזחט"
_TENS = " יכלמנסעפצ"
_FINALS = {"כ": "ך", "מ": "ם", "נ": "ן", "פ": "ף", "צ": "ץ"}
# Hundreds and tens that make a bad word change places, and so do some by custom.
_TURNED = {"רעה": "ערה", "רחצ": "רחצ", "רצח": "רחצ", "תשמד": "תשדמ", "שד": "דש", "שמד": "שדמ"}


def hebrew_letters(number: int, *, turned: bool = False) -> str:
    """A number from 1 to 999 in Hebrew letters, without marks; never the two that would spell a holy name.

    >>> hebrew_letters(15), hebrew_letters(23), hebrew_letters(780)
    ('טו', 'כג', 'תשפ')
    """
    hundreds, rest = divmod(number, 100)
    text = "ת" * (hundreds // 4) + " קרש"[hundreds % 4].strip()
    if rest in (15, 16):
        text += "ט" + _UNITS[rest - 9]
    else:
        tens, units = divmod(rest, 10)
        text += (_TENS[tens] + _UNITS[units]).replace(" ", "")
    return _TURNED.get(text, text) if turned else text


def hebrew_day(day: int, rng: Random) -> str:
    """A day of the month in letters: כ״ג, כ"ג, כ''ג, כג; ה׳, ה', ה."""
    letters = hebrew_letters(day)
    return _marked(letters, rng, final=False)


def hebrew_year(year: int, rng: Random) -> str:
    """A year of the fifth or sixth thousand in letters, with the thousands or, mostly, without them."""
    letters = hebrew_letters(year % 1000, turned=rng.random() < 0.3)
    text = _marked(letters, rng, final=rng.random() < 0.6)
    if rng.random() < 0.45:
        return text
    thousands = "אבגדה"[year // 1000 - 1]
    return thousands + rng.choices(("׳", "'", "", "’", "׳ ", "' ", '"'), (40, 25, 20, 5, 3, 3, 2))[0] + text


def _marked(letters: str, rng: Random, *, final: bool) -> str:
    """Letters with the mark that says they are a number: before the last one, or after a single one."""
    if final and len(letters) > 1:
        letters = letters[:-1] + _FINALS.get(letters[-1], letters[-1])
    dice = rng.random()
    if len(letters) == 1:
        return letters + ("׳" if dice < 0.45 else "'" if dice < 0.8 else "" if dice < 0.93 else "’")
    mark = "״" if dice < 0.4 else '"' if dice < 0.78 else "''" if dice < 0.84 else "" if dice < 0.93 else "”"
    return letters[:-1] + mark + letters[-1]


_ETHIOPIC_ONES = " ፩፪፫፬፭፮፯፰፱"
_ETHIOPIC_TENS = " ፲፳፴፵፶፷፸፹፺"


def ethiopic(number: int) -> str:
    """A number from 1 to 9999 in Ethiopic signs; a single hundred has no one before it.

    >>> ethiopic(23), ethiopic(2012), ethiopic(1900)
    ('፳፫', '፳፻፲፪', '፲፱፻')
    """
    hundreds, rest = divmod(number, 100)
    head = (_pair(hundreds) if hundreds > 1 else "") + "፻" if hundreds else ""
    return head + _pair(rest)


def _pair(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (_ETHIOPIC_TENS[tens] + _ETHIOPIC_ONES[ones]).replace(" ", "")
