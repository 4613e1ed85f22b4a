"""Days and years in words: num2words where it knows the language, Han numerals for Chinese and Japanese."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from random import Random

from num2words import CONVERTER_CLASSES, num2words

from data_gen import numerals
from data_gen.language import rows, single_text, texts


def day_words(day: int, language: str, rng: Random) -> str | None:
    """A day of the month in words, or None if the language has none."""
    if language in numerals.HAN_LANGUAGES:
        return numerals.han_day(day, rng)
    forms = _days(language)[day - 1]
    return _hyphens(rng.choice(forms), rng) if forms else None


def year_words(year: int, language: str, rng: Random) -> str | None:
    """A year from 1 to 9999 in words, or None if num2words lacks the language."""
    if language in numerals.HAN_LANGUAGES:
        return numerals.han_year(year, language, rng)
    text = _draw_year(year, language, rng)
    return _hyphens(text, rng) if text else None


@cache
def _days(language: str) -> tuple[tuple[str, ...], ...]:
    """For each day its forms in words; more frequent ones are repeated."""
    own = days_beyond_num2words(language)
    table = []
    for day in range(1, 32):
        forms = [said(day, language)]
        ordinal = said(day, language, "ordinal")
        if ordinal and language not in ("ko", "vi", "th"):  # these never use ordinals for days
            forms += [ordinal, *of_month(ordinal, language)]
        if language == "ru":  # третьего
            forms = [said(day, language, "ordinal", case="g", gender="n"), *forms]
        if own:
            forms += [own[day - 1]] * 2
        if language == "nl" and day == 1:
            forms.append("een")
        table.append(tuple(form for form in forms if form))
    return tuple(table)


def _hyphens(text: str, rng: Random) -> str:
    """Sometimes replaces the hyphen by a space: twenty one."""
    return text.replace("-", " ") if "-" in text and rng.random() < 0.3 else text


_SHARED = {"bs": "hr", "sr": "hr"}


def days_beyond_num2words(language: str) -> tuple[str, ...]:
    """The thirty-one days in a language that num2words lacks; () for other languages.

    >>> days_beyond_num2words("cs")[20], days_beyond_num2words("af")[30]
    ('dvacátého prvního', 'een-en-dertigste')
    """
    source = _SHARED.get(language, language)
    if whole := texts(source, "numbers.all_days"):
        return whole
    days = texts(source, "numbers.days")
    if not days:
        return ()
    twenty, thirty = (
        single_text(source, "numbers.before_twenties"),
        single_text(source, "numbers.before_thirties"),
    )
    thirtieth = single_text(source, "numbers.thirtieth")
    if language == "af":  # the ones come before the tens
        compound = [f"{ones}-en-twintigste" for ones in texts(language, "numbers.ones")]
        return (*days, *compound, thirtieth, "een-en-dertigste")
    compound = [twenty + ones for ones in days[:9]]
    return (*days, *compound, thirtieth, thirty + days[0])


def of_month(ordinal: str, language: str) -> list[str]:
    """Forms of a num2words ordinal that days take: `dwudziestego pierwszego`, `harmadika`, `trian`."""
    if language in ("pl", "uk", "be"):
        return [genitive(ordinal, language)] * 3
    if language == "de":
        return [ordinal + "n", ordinal + "r"]
    if language == "hu":
        return [_hungarian(ordinal)] * 2
    if language == "eo":
        return [ordinal + "n"]
    if language == "ro":
        return ["întâi"] if ordinal == "primul" else []
    if language == "sl":
        return [" ".join(word.removesuffix("i") + "ega" for word in ordinal.split())]
    return []


def _hungarian(ordinal: str) -> str:
    """Elseje, másodika, harmadika, negyedike: with vowel harmony."""
    if ordinal.endswith("első"):
        return ordinal.removesuffix("első") + "elseje"
    return ordinal + ("e" if ordinal[-4:-2] in ("ed", "öd") or ordinal[-4] in "eöéő" else "a")


_CODES = {"nb": "no", "nn": "no", "kk": "kz", "yue": "zh"}
"""CLDR language → num2words' code if it differs."""

_PAIRED = ("en", "nl", "de", "nb", "nn", "da", "sv", "es")
"""Languages that say a year as two pairs of digits: negentien negenenzestig."""
_SPACED = ("it", "fi", "hu", "sk", "tr", "nl", "de", "sv", "nb", "nn", "da")
"""Languages that write large numbers as one word, which people split."""


def said(number: int, language: str, to: str = "cardinal", **options: str) -> str | None:
    """A number in words, or None if num2words lacks the language or this kind of number."""
    if number < 100 or not number % 100:
        return _said_often(number, language, to, tuple(options.items()))
    return _said(number, language, to, tuple(options.items()))


def _said(number: int, language: str, to: str, options: tuple[tuple[str, str], ...]) -> str | None:
    code = _CODES.get(language, language)
    if code not in CONVERTER_CLASSES:
        return None
    try:
        text = str(num2words(number, lang=code, to=to, **dict(options)))
    except (NotImplementedError, AttributeError, TypeError, KeyError, IndexError, ValueError, OverflowError):
        return None  # num2words has the language, but not this kind of number
    return None if any(map(str.isdecimal, text)) else text.strip()


_said_often = lru_cache(maxsize=None)(_said)


def _draw_year(year: int, language: str, rng: Random) -> str | None:
    """A year from 1 to 9999 in words, in one of the ways of the language; None if there are none."""
    ways = _WAYS_OF.get(language, _WAYS)
    text = rng.choice(ways)(year, language, rng)
    return text or _usual(year, language, rng)


Way = Callable[[int, str, Random], str | None]


def _usual(year: int, language: str, rng: Random) -> str | None:
    """The year as num2words gives it."""
    if language == "ru" and rng.random() < 0.6:
        text = said(year, language, "ordinal", case="g", gender="m")
    elif rng.random() < 0.5:
        text = said(year, language, "year") or said(year, language)
    else:
        text = said(year, language) or said(year, language, "year")
    if text is None:
        return None
    text = text.removesuffix("년").removesuffix(" সাল").removeprefix("одна ").removeprefix("адна ")
    if language == "sr":
        return text.removeprefix("jedna ")
    return text.replace(",", "") if rng.random() < 0.5 else text


def _by_century(year: int, language: str, rng: Random) -> str | None:
    """Neunzehnhundertneunundsechzig, negentienhonderd een, nineteen hundred and one."""
    century, rest = divmod(year, 100)
    if not 11 <= century <= 19:
        return None
    count, tail = said(century, language), _tail(rest, language, rng)
    hundred = single_text(language, "numbers.hundred")
    if language == "fr":
        glue, link = rng.choice((" ", " ", "-")), rng.choice((" ", " ", " ", "s ", " et "))
        return f"{count}{glue}{hundred}{link}{tail}".strip() if tail else f"{count}{glue}{hundred}"
    joined = language != "en" and rng.random() < 0.6
    text = f"{count}{'' if joined else ' '}{hundred}"
    if not tail:
        return text
    return text + _link(language, rng, tight=joined) + tail


def _in_pairs(year: int, language: str, rng: Random) -> str | None:
    """Negentien negenenzestig; negentien en een; twintig tweeëndertig."""
    century, rest = divmod(year, 100)
    if not 11 <= century <= 20 or not rest or (century == 20 and rest < 10):
        return None
    link = (
        f" {single_text(language, 'numbers.and')} "
        if rest < 10 or rng.random() < 0.12
        else rng.choice((" ", " ", "-"))
    )
    return f"{said(century, language)}{link}{_tail(rest, language, rng)}"


def _in_parts(year: int, language: str, rng: Random) -> str | None:
    """Tweeduizend en tweeëndertig, duemila trentadue, bin dokuz yüz altmış dokuz."""
    thousands, hundreds, rest = year // 1000 * 1000, year % 1000 // 100 * 100, year % 100
    parts = [said(part, language) for part in (thousands, hundreds) if part]
    tail = _tail(rest, language, rng) if rest else None
    if rest and tail and rng.random() < 0.4 and rest % 10 and rest > 20 and language in ("tr", "it", "fi"):
        tail = f"{said(rest - rest % 10, language)} {said(rest % 10, language)}"
    if None in parts or (rest and not tail):
        return None
    text = " ".join(part for part in parts if part)
    if hundreds and language == "tr" and rng.random() < 0.6:
        text = text.replace("yüz", " yüz").replace("  ", " ")
    return text + _link(language, rng, tight=False) + tail if tail else text


def _tail(rest: int, language: str, rng: Random) -> str:
    """The year of the century; Dutch `één` mostly without its accents."""
    text = (said(rest, language) or "") if rest else ""
    if language == "nl" and rng.random() < 0.7:
        text = text.replace("één", "een")
    return text


def _link(language: str, rng: Random, *, tight: bool) -> str:
    """What joins hundreds and the rest: nothing, a space, or the word for `and`."""
    joint = single_text(language, "numbers.and")
    if joint and rng.random() < 0.35:
        return joint if tight and language in ("de", "nb", "nn", "da", "sv") else f" {joint} "
    return "" if tight and rng.random() < 0.6 else " "


def _ordinal_at_end(year: int, language: str, rng: Random) -> str | None:
    """Tysiąc dziewięćset sześćdziesiątego dziewiątego: the last two digits are an ordinal."""
    hundreds, rest = year // 100 * 100, year % 100
    if not rest:  # dwutysięcznego
        return genitive(said(year, language, "ordinal") or "", language)
    if not hundreds:
        return None
    ordinal = genitive(said(rest, language, "ordinal") or "", language)
    return f"{_usual(hundreds, language, rng)} {ordinal}"


def genitive(ordinal: str, language: str) -> str:
    """A Polish, Ukrainian or Belarusian ordinal in the genitive; Polish inflects each word.

    >>> genitive("dwudziesty pierwszy", "pl"), genitive("двадцять третій", "uk")
    ('dwudziestego pierwszego', 'двадцять третього')
    """
    *first, last = ordinal.split() or [""]
    inflected = [_genitive(word, language) for word in first] if language == "pl" else first
    return " ".join((*inflected, _genitive(last, language)))


def _genitive(word: str, language: str) -> str:
    for ending, case in rows(language, "numbers.genitive"):
        if word.endswith(ending):
            return word.removesuffix(ending) + case
    return word


def _english(year: int, language: str, rng: Random) -> str | None:
    """Eighteen hundred and twelve, nineteen oh five, two thousand five, one thousand and sixty-six."""
    century, rest = divmod(year, 100)
    tail = said(rest, "en") if rest else ""
    linked = rng.choice((" ", " and ")) if rest else ""
    if year < 1000:
        return said(year, "en")
    if century % 10 == 0:
        pair = f"{said(century, 'en')} {tail}" if rest >= 10 and rng.random() < 0.4 else ""
        return pair or f"{said(year // 1000, 'en')} thousand{linked}{tail}"
    if rng.random() < 0.35 or not rest:
        return f"{said(century, 'en')} hundred{linked}{tail}"
    zero = rng.choice(("oh ", "o ", "ought ", "oh-", "zero ", "and ")) if rest < 10 else ""
    return f"{said(century, 'en')} {zero}{tail}"


def _french(year: int, language: str, rng: Random) -> str | None:
    """Mil neuf cent soixante-neuf, mille-neuf-cent-un, deux mil un."""
    text = said(year, language) or ""
    if rng.random() < 0.6:
        text = text.replace("mille", "mil", 1)
    return text.replace(" ", "-") if rng.random() < 0.3 else text


_WAYS: tuple[Way, ...] = (_usual,)
_WAYS_OF: dict[str, tuple[Way, ...]] = {
    **{language: (_usual, _usual, _in_parts) for language in (*_SPACED, "pt", "ca", "ro", "is")},
    **{language: (_usual, _by_century) for language in ("cs", "sk", "sl")},
    **{language: (_usual, _by_century, _in_parts, _in_pairs) for language in _PAIRED},
    "es": (_usual, _usual, _usual, _usual, _in_parts, _in_pairs),
    "fr": (_usual, _french, _french, _by_century),
    **{language: (_usual, _ordinal_at_end, _ordinal_at_end) for language in ("pl", "uk", "be")},
    "en": (_english, _english, _english, _usual),
}
