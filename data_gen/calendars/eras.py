"""How a year says which calendar it belongs to: `1441 AH`, `AH 1441`, `١٤٤١ هـ`, `سال ۱۳۹۹ خورشیدی`."""

from __future__ import annotations

from functools import cache
from random import Random

from data_gen.calendars import names
from data_gen.language import texts

_ANYWHERE = {
    "persian": ("{} AP", "{} SH", "AP {}"),
    "islamic": ("{} AH", "AH {}", "{} H", "{} A.H."),
    "hebrew": ("{} AM", "{} A.M.", "AM {}"),
    "ethiopic": ("{} E.C.", "{} EC"),
    "coptic": ("{} A.M.", "{} AM", "AM {}"),
    "indian": ("{} Saka", "Saka {}", "{} (Saka)"),
}
"""Calendar → a year with its era, in languages without words of their own for it."""

# (calendar, language) whose month names are another calendar's too where no era stands beside them: Bengali
# years, ours in Tigrinya.
_ALWAYS_WITH_ERA = {("indian", "bn"), ("indian", "ml"), ("ethiopic", "ti"), ("indian", "mr")}


@cache
def _forms(calendar: str, language: str) -> tuple[str, ...]:
    forms = texts(language.split("-")[0], f"eras.{calendar}") or _ANYWHERE[calendar]
    era = names.era(calendar, language)
    return (*forms, f"{{}} {era}", f"{{}} {era}") if era else forms


def beside(calendar: str, language: str, date: str, rng: Random) -> str:
    """A date in numbers with the era behind it."""
    forms = [form for form in _forms(calendar, language) if form.startswith("{}")]
    return rng.choice(forms).format(date)


def year(calendar: str, language: str, written: str, rng: Random, *, needed: bool) -> str:
    """A year, with its era where it is needed and in about half of the other cases.

    Args:
        calendar: a name of `data_gen.calendars.reckoning.CALENDARS`.
        language: whose words.
        written: the year's number, in whatever figures.
        rng: source of chance.
        needed: whether nothing else tells the calendar.
    """
    if not needed and (calendar, language) not in _ALWAYS_WITH_ERA and rng.random() < 0.5:
        return written
    return rng.choice(_forms(calendar, language)).format(written)
