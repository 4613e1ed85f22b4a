"""Days of the month in words that num2words does not have: ordinals in the case dates put them in."""

from __future__ import annotations

from data_gen.dates.said_years import genitive

# Language → (1–19 and 20, the stem before 21–29, 30, the stem before 31), the first joined by spaces.
_TABLES: dict[str, tuple[str, str, str, str]] = {
    "af": (
        "eerste tweede derde vierde vyfde sesde sewende agtste negende tiende elfde twaalfde dertiende "
        "veertiende vyftiende sestiende sewentiende agttiende negentiende twintigste",
        "",
        "dertigste",
        "",
    ),
    "bg": (
        "първи втори трети четвърти пети шести седми осми девети десети единадесети дванадесети тринадесети "
        "четиринадесети петнадесети шестнадесети седемнадесети осемнадесети деветнадесети двадесети",
        "двадесет и ",
        "тридесети",
        "тридесет и ",
    ),
    "cs": (
        "prvního druhého třetího čtvrtého pátého šestého sedmého osmého devátého desátého jedenáctého "
        "dvanáctého třináctého čtrnáctého patnáctého šestnáctého sedmnáctého osmnáctého devatenáctého "
        "dvacátého",
        "dvacátého ",
        "třicátého",
        "třicátého ",
    ),
    "el": (
        "πρώτη δευτέρα τρίτη τετάρτη πέμπτη έκτη εβδόμη ογδόη ενάτη δεκάτη ενδεκάτη δωδεκάτη δεκάτη/τρίτη "
        "δεκάτη/τετάρτη δεκάτη/πέμπτη δεκάτη/έκτη δεκάτη/εβδόμη δεκάτη/ογδόη δεκάτη/ενάτη εικοστή",
        "εικοστή ",
        "τριακοστή",
        "τριακοστή ",
    ),
    "et": (
        "esimene teine kolmas neljas viies kuues seitsmes kaheksas üheksas kümnes üheteistkümnes "
        "kaheteistkümnes kolmeteistkümnes neljateistkümnes viieteistkümnes kuueteistkümnes "
        "seitsmeteistkümnes kaheksateistkümnes üheksateistkümnes kahekümnes",
        "kahekümne ",
        "kolmekümnes",
        "kolmekümne ",
    ),
    "hr": (
        "prvog drugog trećeg četvrtog petog šestog sedmog osmog devetog desetog jedanaestog dvanaestog "
        "trinaestog četrnaestog petnaestog šesnaestog sedamnaestog osamnaestog devetnaestog dvadesetog",
        "dvadeset ",
        "tridesetog",
        "trideset ",
    ),
    "lt": (
        "pirmoji antroji trečioji ketvirtoji penktoji šeštoji septintoji aštuntoji devintoji dešimtoji "
        "vienuoliktoji dvyliktoji tryliktoji keturioliktoji penkioliktoji šešioliktoji septynioliktoji "
        "aštuonioliktoji devynioliktoji dvidešimtoji",
        "dvidešimt ",
        "trisdešimtoji",
        "trisdešimt ",
    ),
    "lv": (
        "pirmais otrais trešais ceturtais piektais sestais septītais astotais devītais desmitais "
        "vienpadsmitais divpadsmitais trīspadsmitais četrpadsmitais piecpadsmitais sešpadsmitais "
        "septiņpadsmitais astoņpadsmitais deviņpadsmitais divdesmitais",
        "divdesmit ",
        "trīsdesmitais",
        "trīsdesmit ",
    ),
    "sk": (
        "prvého druhého tretieho štvrtého piateho šiesteho siedmeho ôsmeho deviateho desiateho jedenásteho "
        "dvanásteho trinásteho štrnásteho pätnásteho šestnásteho sedemnásteho osemnásteho devätnásteho "
        "dvadsiateho",
        "dvadsiateho ",
        "tridsiateho",
        "tridsiateho ",
    ),
}
_SHARED = {"bs": "hr", "sr": "hr"}
_AFRIKAANS_ONES = "een twee drie vier vyf ses sewe agt nege".split()


def table(language: str) -> tuple[str, ...]:
    """The thirty-one days, or () for a language that is not listed here.

    >>> table("cs")[20], table("af")[30]
    ('dvacátého prvního', 'een-en-dertigste')
    """
    entry = _TABLES.get(_SHARED.get(language, language))
    if entry is None:
        return ()
    to_twenty, twenty, thirtieth, thirty = entry
    days = [word.replace("/", " ") for word in to_twenty.split()]
    if language == "af":  # the ones stand before the tens
        compound = [f"{ones}-en-twintigste" for ones in _AFRIKAANS_ONES]
        return (*days, *compound, thirtieth, "een-en-dertigste")
    compound = [twenty + ones for ones in days[:9]]
    return (*days, *compound, thirtieth, thirty + days[0])


def of_month(ordinal: str, language: str) -> list[str]:
    """Other forms of a num2words ordinal that days take: `dwudziestego pierwszego`, `harmadika`, `trian`."""
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
    """Elseje, másodika, harmadika, negyedike: `the first of it`, in harmony with the last vowel but one."""
    if ordinal.endswith("első"):
        return ordinal.removesuffix("első") + "elseje"
    return ordinal + ("e" if ordinal[-4:-2] in ("ed", "öd") or ordinal[-4] in "eöéő" else "a")
