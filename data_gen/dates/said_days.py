"""Days of the month in words that num2words does not have: ordinals in the case dates put them in."""

from __future__ import annotations

from data_gen.dates.said_years import genitive
from data_gen.language import single_text, texts

_SHARED = {"bs": "hr", "sr": "hr"}
_AFRIKAANS_ONES = "een twee drie vier vyf ses sewe agt nege".split()


def table(language: str) -> tuple[str, ...]:
    """The thirty-one days, or () for a language that is not listed here.

    >>> table("cs")[20], table("af")[30]
    ('dvacátého prvního', 'een-en-dertigste')
    """
    source = _SHARED.get(language, language)
    days = texts(source, "numbers.days")
    if not days:
        return ()
    twenty, thirty = (
        single_text(source, "numbers.before_twenties"),
        single_text(source, "numbers.before_thirties"),
    )
    thirtieth = single_text(source, "numbers.thirtieth")
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
