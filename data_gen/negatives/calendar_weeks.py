"""Weeks of a year or month, which no value says: 2014-W10-3, KW 10/2014, first week of May.

Which days they are would have to be reckoned, and a week is no month: read by its figures it would be one.
"""

from __future__ import annotations

from random import Random

from data_gen.locales import inventory, load

_ISO = (
    *("{y}-W{w:02d}-{d}", "{y}-W{w:02d}-{d}", "{y}-W{w:02d}", "{y}W{w:02d}{d}", "{y}W{w:02d}", "W{w} {y}"),
    *("W{w:02d}/{y}", "W{w}-{y}", "{y}/W{w:02d}", "{y} W{w}", "{y}-w{w:02d}", "W{w:02d}"),
)

_WORDS = {
    "en": "week|week|Week|wk|wk.|CW|calendar week|week no.",
    "de": "KW|KW|Woche|Kalenderwoche|K.W.",
    "fr": "semaine|sem.|semaine n°|S",
    "es": "semana|sem.|semana n.º",
    "it": "settimana|sett.",
    "pt": "semana|sem.",
    "nl": "week|wk|weeknr.",
    "sv": "vecka|v.|v",
    "da": "uge",
    "nb": "uke",
    "fi": "viikko|vko|vk",
    "pl": "tydzień|tydz.",
    "cs": "týden|týd.",
    "sk": "týždeň",
    "hr": "tjedan",
    "ro": "săptămâna",
    "hu": "hét",
    "tr": "hafta",
    "ru": "неделя|нед.",
    "uk": "тиждень",
    "bg": "седмица",
    "el": "εβδομάδα",
    "id": "minggu ke-",
    "vi": "tuần",
    "ar": "الأسبوع",
    "he": "שבוע",
    "fa": "هفته",
}
_ARRANGED = ("{word} {w} {y}", "{word} {w}, {y}", "{word} {w}/{y}", "{y} {word} {w}", "{y}, {word} {w}")
_COUNTED = ("{w}. {word} {y}", "{w}. {word}, {y}", "{word} {w}", "{word} {w} ({y})", "{w} {word} {y}")
_EASTERN = {
    "ja": ("{y}年第{w}週", "{y}年{w}週目", "第{w}週"),
    "zh": ("{y}年第{w}周", "{y}年第{w}週", "第{w}周"),
    "ko": ("{y}년 {w}주차", "{y}년 제{w}주", "{w}주차"),
}
_OF_MONTH = {
    "en": "{first} week of {m}|{m}, {first} week|the {first} week in {m}| first second third last 1st 2nd",
    "de": "{first} Woche im {m}|{first} {m}woche|in der {first} Woche des {m}| erste zweite dritte letzte",
    "fr": "{first} semaine de {m}|la {first} semaine de {m}| première deuxième troisième dernière 1re 2e",
    "es": "{first} semana de {m}|la {first} semana de {m}| primera segunda tercera última 1.ª 2.ª",
    "it": "{first} settimana di {m}|la {first} settimana di {m}| prima seconda terza ultima",
    "pt": "{first} semana de {m}|na {first} semana de {m}| primeira segunda terceira última",
    "nl": "{first} week van {m}|de {first} week van {m}| eerste tweede derde laatste",
    "sv": "{first} veckan i {m}| första andra tredje sista",
    "pl": "{first} tydzień {m}| pierwszy drugi trzeci ostatni",
    "ru": "{first} неделя {m}| первая вторая третья последняя",
}


def draw(rng: Random, language: str) -> str:
    """Such a week in the words of a language, or as ISO 8601 writes it."""
    filled = {"y": rng.randint(1950, 2040), "w": rng.randint(1, 53), "d": rng.randint(1, 7)}
    dice = rng.random()
    if language in _OF_MONTH and dice < 0.25:
        return _of_month(rng, language, str(filled["y"]))
    if language in _EASTERN and dice < 0.7:
        return rng.choice(_EASTERN[language]).format(**filled)
    if language in _WORDS and dice < 0.7:
        word = rng.choice(_WORDS[language].split("|"))
        return rng.choice(_ARRANGED + _COUNTED).format(word=word, **filled)
    return rng.choice(_ISO).format(**filled)


def _of_month(rng: Random, language: str, year: str) -> str:
    *forms, ordinals = _OF_MONTH[language].split("|")
    months = load(inventory()[language][0]).months["MMMM"]
    text = rng.choice(forms).format(first=rng.choice(ordinals.split()), m=rng.choice(months))
    return f"{text} {year}" if rng.random() < 0.5 else text
