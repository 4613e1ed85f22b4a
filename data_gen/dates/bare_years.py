"""Years that stand alone, as people write them.

CLDR has no such forms as data; these are the common ones of each language.
"""

from __future__ import annotations

from random import Random

_ANYWHERE = ("{}", "{}", "{}", "{}.", "{},", "({})", "[{}]", "anno {}", "A.D. {}", "AD {}")

_WORDS = {
    "en": (
        *("in {}", "year {}", "the year {}", "cy {}", "dated {}", "publ. {}", "printed in {}"),
        *("© {}", "©{}", "Copyright {}", "copyright © {}"),
    ),
    "de": ("im Jahr {}", "Jahr {}", "im Jahre {}", "gedr. {}"),
    "fr": ("en {}", "année {}", "l'an {}", "l'année {}"),
    "es": ("en {}", "año {}", "el año {}"),
    "it": ("nel {}", "anno {}"),
    "pt": ("em {}", "ano {}", "ano de {}"),
    "nl": ("in {}", "jaar {}", "in het jaar {}"),
    "ru": ("{} год", "{} г.", "{}г.", "в {} году", "{}год", "год {}", "год{}"),
    "uk": ("{} рік", "{} р.", "{} року", "у {} році"),
    "be": ("{} год", "{} г."),
    "bg": ("{} г.", "{} година"),
    "zh": ("{}年", "{} 年"),
    "ja": ("{}年", "{}年に"),
    "ko": ("{}년", "{} 년", "{}년에"),
    "tr": ("{} yılı", "{} yılında"),
    "pl": ("{} r.", "rok {}", "w {} roku"),
    "cs": ("rok {}", "r. {}", "v roce {}"),
    "sv": ("år {}",),
    "da": ("år {}", "i {}"),
    "nb": ("år {}", "i {}"),
    "fi": ("vuonna {}", "v. {}"),
    "hu": ("{}-ban", "{}-ben", "{}-ben", "{}. év", "{}. évben", "{}-es", "{}-as év"),
    "ro": ("anul {}", "în {}"),
    "el": ("το {}", "έτος {}"),
    "he": ("שנת {}", "ב-{}"),
    "ar": ("عام {}", "سنة {}"),
    "fa": ("سال {}",),
    "hi": ("{} में", "सन {}"),
    "vi": ("năm {}",),
    "id": ("tahun {}",),
    "th": ("ปี {}",),
    "ka": ("{} წელი",),
    "hy": ("{} թ.",),
    "kk": ("{} жыл", "{} ж."),
    "lv": ("{}. gads",),
    "lt": ("{} m.",),
    "eu": ("{}(e)an", "{}ko"),
}


def write(year: int, language: str, rng: Random) -> str:
    """A year with or without the words of a language around it.

    A bare Thai year would be taken for one of the Buddhist era, so it says that it is not.
    """
    forms = _WORDS.get(language, ())
    form = rng.choice(forms) if forms and rng.random() < 0.5 else rng.choice(_ANYWHERE)
    if language == "th" and form in _ANYWHERE:
        form = "ค.ศ. {}"
    return form.format(year)
