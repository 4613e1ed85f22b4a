"""Ordinal marks people write after the day of the month.

CLDR has no such marks as data; these are the common written forms of each language, most usual first.
"""

from __future__ import annotations

from random import Random

Names = tuple[str, ...]

# language → marks that any day may take. `{day}` stands where the number goes.
_MARKS: dict[str, tuple[str, ...]] = {
    "af": ("{day}ste", "{day}de", "{day}e"),
    "ar": ("الـ{day}", "ال{day}"),
    "az": ("{day}-i", "{day}-si", "{day}-cı", "{day}-ci", "{day}-cu", "{day}-də", "{day}-da"),
    "be": ("{day}-га", "{day}-е"),
    "bg": ("{day}-и", "{day}-ти", "{day}-ри", "{day}-ви", "{day}ти"),
    "bn": ("{day}ই", "{day}শে", "{day}লা", "{day}রা"),
    "bs": ("{day}.", "{day}-og"),
    "ca": ("{day}r", "{day}è", "{day}n", "{day}t"),
    "cs": ("{day}.", "{day}.-ho", "{day}-ho", "{day}. den"),
    "cv": ("{day}-мӗшӗ",),
    "cy": ("{day}af", "{day}ail", "{day}fed", "{day}ed", "{day}eg", "{day}ain"),
    "da": ("{day}.", "{day}.-e"),
    "de": ("{day}.", "{day}te", "{day}ten", "{day}ter", "{day}-ten"),
    "el": ("{day}η", "{day}ης", "{day}ή"),
    "eo": ("{day}-a", "{day}-an", "{day}a"),
    "es": ("{day}º", "{day}ro", "{day}°", "{day}o"),
    "et": ("{day}.", "{day}-ndal", "{day}ndal", "{day}. päev", "{day}. päeval"),
    "eu": ("{day}a", "{day}an", "{day}ko", "{day}(a)", "{day}(e)an", "{day}ean", "{day}(e)ko"),
    "fa": ("{day}م", "{day}ام", "{day}-ام"),
    "fi": ("{day}.", "{day}:s", "{day}. päivä", "{day}. päivänä", "{day}:nä", "{day}. pnä"),
    "fil": ("ika-{day}", "ika {day}", "ika-{day} ng", "ika-{day} araw ng"),
    "fo": ("{day}.",),
    "fr": ("{day}e", "{day}ème", "{day}eme", "{day}er", "{day}è", "{day}ième", "{day}ieme", "{day}éme"),
    "fy": ("{day}e", "{day}ste", "{day}de"),
    "ga": ("{day}ú", "{day}ú lá"),
    "gd": ("{day}mh", "{day}d", "{day}na", "{day}s"),
    "gl": ("{day}º", "{day}o"),
    "hi": ("{day}वीं", "{day}वां", "{day}वें", "{day} को"),
    "he": ("ה-{day}", "ה{day}"),
    "hr": ("{day}.", "{day}-og"),
    "hu": (
        "{day}.",
        "{day}-án",
        "{day}-én",
        "{day}-i",
        "{day}-ai",
        "{day}-e",
        "{day}-a",
        "{day}-jén",
        "{day}-től",
    ),
    "hy": ("{day}-ին", "{day}-ի", "{day}-ը", "{day}ին", "{day}-րդ"),
    "id": ("ke-{day}", "tgl {day}"),
    "is": ("{day}.",),
    "it": ("{day}º", "{day}°", "{day}esimo"),
    "ja": ("{day}日", "{day}日目"),
    "ka": ("მე-{day}", "{day}-ს", "{day}-ე", "{day}-ი", "{day}-ლი", "{day} რიცხვი"),
    "kk": ("{day}-і", "{day}-ші", "{day}-інші", "{day}-сі", "{day}-шы", "{day}-күні"),
    "ko": ("{day}일", "{day}일에", "{day} 일", "{day}일의"),
    "ku": ("{day}ê", "{day}an"),
    "ky": ("{day}-и", "{day}-чи", "{day}-нчү", "{day}-чы", "{day}-чу", "{day}-чү", "{day}-күнү"),
    "lb": ("{day}.", "{day}ten"),
    "lt": ("{day} d.", "{day}d.", "{day}-oji", "{day} dieną", "{day}-ąją", "{day} diena"),
    "lv": ("{day}.", "{day}-ais", "{day}. datums", "{day}. dienā"),
    "mk": ("{day}-ти", "{day}-ви", "{day}-ри"),
    "mr": ("{day}वा", "{day} रोजी"),
    "ms": ("ke-{day}", "{day} haribulan"),
    "mn": ("{day}-ны", "{day}-ний", "{day}-ний өдөр"),
    "nb": ("{day}.", "{day}de", "{day}te"),
    "nl": ("{day}e", "{day}ste", "{day}de"),
    "nn": ("{day}.",),
    "no": ("{day}.", "{day}de", "{day}te"),
    "oc": ("{day}n", "{day}en"),
    "pl": ("{day}.", "{day}-go", "{day}-ego", "{day}-tego", "{day}-ty", "{day}szy", "{day}ego"),
    "pt": ("{day}º", "{day}o", "{day}°"),
    "ro": ("{day}-a", "{day}-lea", "al {day}-lea", "{day}lea"),
    "ru": ("{day}-го", "{day}-е", "{day}го", "{day}-ое", "{day}ое", "{day}е", "{day}-ого", "{day} числа"),
    "sk": ("{day}.", "{day}-ho"),
    "sl": ("{day}.", "{day}-ega", "{day}.ega"),
    "sq": ("{day}-të", "{day}-ti"),
    "sr": ("{day}.", "{day}-og", "{day}-ог"),
    "sv": ("{day}:e", "{day}e", "{day}:a", "{day}.", "{day}:de", "{day}nde"),
    "th": ("วันที่ {day}", "วันที่{day}", "ที่ {day}"),
    "tk": ("{day}-i", "{day}-nji"),
    "tr": ("{day}'i", "{day}'si", "{day}'ı", "{day}.", "{day}'inci", "{day}'inde", "{day}'ü", "{day}nci"),
    "tt": ("{day}-е", "{day}-енче", "{day}-нче", "{day}-нчы"),
    "uk": ("{day}-го", "{day}-е", "{day}го", "{day}-ого", "{day}-те", "{day} числа"),
    "uz": ("{day}-", "{day}-chi", "{day}-kuni", "{day}-нчи", "{day}-si"),
    "vi": ("ngày {day}", "mùng {day}", "mồng {day}"),
    "yue": ("{day}日", "{day}號"),
    "zh": ("{day}日", "{day}号", "{day}號"),
}

# Language → the endings of ordinals whose figures end in 0 to 9, of 11 to 19, and what may stand before them:
# 1szy, 2-gi, 7my.
_AGREEING: dict[str, tuple[tuple[str, str, Names], ...]] = {
    "bg": (("ти ви ри ти ти ти ти ми ми ти", "ти", ("-", "-", "")),),
    "ca": (("è r n r t è è è è è", "è", ("", "", ".", "-")), ("e r n r t e e e e e", "e", ("", "."))),
    "fr": (("ème ère nde ème ème ème ème ème ème ème", "ème", ("", "", "-", " ")),),
    "mk": (("ти ви ри ти ти ти ти ми ми ти", "ти", ("-", "-", "")),),
    "nl": (("ste ste de de de de de de ste de", "de", ("", "", "-")),),
    "pl": (
        ("go go go go go go go go go go", "go", ("", "-")),
        ("ty szy gi ci ty ty ty my my ty", "ty", ("", "-")),
        ("tego szego giego ciego tego tego tego mego mego tego", "tego", ("", "-", "-")),
        ("ego ego ego ego ego ego ego ego ego ego", "ego", ("", "-")),
    ),
    "ru": (
        ("ый ый ой ий ый ый ой ой ой ый", "ый", ("-", "-", "")),
        ("ое ое ое ье ое ое ое ое ое ое", "ое", ("-", "-", "")),
        ("го го го го го го го го го го", "го", ("-", "")),
    ),
    "sv": (("e a a e e e e e e e", "e", (":", ":", "")),),
    "uk": (
        ("те ше ге тє те те те ме ме те", "те", ("-", "-", "")),
        ("ий ий ий ій ий ий ий ий ий ий", "ий", ("-", "-", "")),
    ),
}

# Spanish marks say the last sounds of the ordinal: 3er or 3ro, 22do, 15to.
_SPANISH = {1: "er", 2: "do", 3: "er", 4: "to", 5: "to", 6: "to", 7: "mo", 8: "vo", 9: "no", 0: "mo"}

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
        if marked[-2:] in ("nd", "rd") and rng.random() < 0.2:
            return f"{day}d"  # 2d, 3d and 22d, as Americans wrote them until about 1950
        return f"{day:02d}{marked[-2:]}" if rng.random() < 0.1 else marked
    if day == 1 and language in _FIRST and rng.random() < 0.8:
        return rng.choice(_FIRST[language])
    if language == "es" and rng.random() < 0.25:
        ending = _SPANISH[day % 10]
        ending = "ro" if ending == "er" and rng.random() < 0.4 else ending
        return f"{day}{'.' if rng.random() < 0.2 else ''}{ending}"
    if language in _AGREEING and rng.random() < 0.35:
        endings, teens, joints = rng.choice(_AGREEING[language])
        ending = teens if 10 < day < 20 else endings.split()[day % 10]
        return f"{day}{rng.choice(joints)}{ending}"
    marks = _MARKS.get(language, _GENERAL)
    # The first mark is the usual one; the others share the rest.
    mark = marks[0] if rng.random() < 0.5 else rng.choice(marks)
    return mark.format(day=day)
