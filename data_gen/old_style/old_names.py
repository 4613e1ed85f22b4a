"""Months as old records name them: 7ber, Xbris, Hornung, Louwmaand, Febry, aoust; those of Quakers by number.

Septem, octo, novem and decem stand in figures for themselves: 7ber is September, not July.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from data_gen.dates import habits
from data_gen.dates.days import Day, draw_day
from data_gen.dates.ordinals import english_ordinal
from data_gen.dates.said_years import said
from data_gen.dates.surface import Surface, value_of, write
from data_gen.locales import MONTH_FORMS, LocaleData

Names = tuple[str, ...]

_LATIN = (
    "- - - - - - - - 7bris 8bris 9bris Xbris",
    "- - - - - - - - 7bris 8bris 9bris 10bris",
    "- - - - - - - - VIIbris VIIIbris IXbris Xbris",
    "Januarii Februarii Martii Aprilis Maii Junii Julii Augusti Septembris Octobris Novembris Decembris",
    "Januarij Februarij Martij Aprilis Maij Junij Julij Augusti Septembr: Octobr: Novembr: Decembr:",
)
_NORTH = ("- - - - - - - - 7br 8br 9br 10br", "- - - - - - - - 7ber 8ber 9ber Xber", *_LATIN[:2], _LATIN[3])

# Language → twelve names parted by spaces, any number of times; `-` where there is none, `_` for a space.
_TWELVE: dict[str, Names] = {
    "en": (
        "- - - - - - - - 7ber 8ber 9ber Xber",
        "- - - - - - - - 7br 8br 9br 10br",
        "Jany Feby Mch Apl - - - Augt Septr Octr Novr Decr",
        "Janry Febry Mch Aprl - - - Augst Septr Octbr Novbr Decbr",
        "Jany. Feby. Mch. Apl. - Jun. Jul. Augt. Septr. Octr. Novr. Decr.",
        "Januarie Februarie Marche Aprill Maye Iune Iuly Auguste Septembre Octobre Nouember Decembre",
        "Januarye Februarye Marche Aprille Maie June Julye August 7ber 8ber 9ber 10ber",
    ),
    "fr": (
        "- - - - - - - - 7bre 8bre 9bre Xbre",
        "- - - - - - - - 7bre 8bre 9bre 10bre",
        "- - - - - - - - 7bre 8bre 9bre xbre",
        "- febvrier - apvril may juing - aoust 7bre 8bre 9bre Xbre",
        "ianvier feurier mars auril may iuin iuillet aoust septembre octobre nouembre decembre",
    ),
    "de": (
        "- - - - - - - - 7br. 8br. 9br. Xbr.",
        "- - - - - - - - 7ber 8ber 9ber 10ber",
        "Jänner Hornung Lenzmond Ostermond Wonnemond Brachmond Heumond Erntemond Herbstmond Weinmond "
        "Wintermond Christmond",
        "Hartung Hornung Lenzing Ostermond Maien Brachet Heuet Ernting Scheiding Gilbhart Nebelung Julmond",
        "Jenner Hornung Mertz Aprill May Brachmonat Heumonat Augstmonat Herbstmonat Weinmonat Wintermonat "
        "Christmonat",
        "- - Merz - May Juny July - Septbr. Octbr. Novbr. Decbr.",
        *_LATIN,
    ),
    "nl": (
        "- - - - - - - - 7ber 8ber 9ber 10ber",
        "- - - - - - - - 7bris 8bris 9bris Xbris",
        "Louwmaand Sprokkelmaand Lentemaand Grasmaand Bloeimaand Zomermaand Hooimaand Oogstmaand "
        "Herfstmaand Wijnmaand Slachtmaand Wintermaand",
        "Januarij Februarij Meert - Meij Junij Julij Augusti - October - -",
    ),
    "it": (
        "- - - - - - - - 7bre 8bre 9bre Xbre",
        "- - - - - - - - 7mbre 8bre 9mbre Xmbre",
        "Genn.o Febb.o Marzo Ap.le Magg.o Giug.o Lug.o Ag.to Sett.e Ott.e Nov.e Dic.e",
    ),
    "es": (
        "- - - - - - - - 7bre 8bre 9bre 10bre",
        "- - - - - - - - 7bre 8bre 9bre Xbre",
        "henero hebrero março abril mayo junio julio agosto setiembre otubre nobiembre diziembre",
        "Eno Febro Mzo Abl - - - Agto Sepbre Octbre Novbre Dizbre",
    ),
    "pt": (
        "- - - - - - - - 7bro 8bro 9bro Xbro",
        "- - - - - - - - 7bro 8bro 9bro 10bro",
        "Janro Fevro Mço Abl Mayo - - Agto Setbro Outbro Novbro Dezbro",
    ),
    "ca": ("- - - - - - - - 7bre 8bre 9bre 10bre", "- - - - - - - - 7bre 8bre 9bre Xbre"),
    "la": _LATIN,
    "pl": _LATIN,
    "cs": _LATIN,
    "hu": (
        *_LATIN,
        "Boldogasszony_hava Böjtelő_hava Böjtmás_hava Szent_György_hava Pünkösd_hava Szent_Iván_hava "
        "Szent_Jakab_hava Kisasszony_hava Szent_Mihály_hava Mindszent_hava Szent_András_hava Karácsony_hava",
    ),
    "sv": _NORTH,
    "nb": _NORTH,
    "da": (
        *_NORTH,
        "Glugmåned Blidemåned Tormåned Fåremåned Majmåned Skærsommer Ormemåned Høstmåned Fiskemåned "
        "Sædemåned Slagtemåned Julemåned",
    ),
    "fi": _NORTH,
    "ro": (
        "Gerar Făurar Mărțișor Prier Florar Cireșar Cuptor Gustar Răpciune Brumărel Brumar Undrea",
        "Ghenarie Fevruarie Martie Aprilie Mai Iunie Iulie Avgust Septemvrie Octomvrie Noemvrie Dechemvrie",
    ),
    "sl": (
        "prosinec svečan sušec mali_traven veliki_traven rožnik mali_srpan veliki_srpan kimavec vinotok "
        "listopad gruden",
    ),
    "ru": (
        "Января Февраля Марта Апрѣля Мая Іюня Іюля Августа Сентября Октября Ноября Декабря",
        "генваря февраля марта апреля маия июния июлия августа сентября октября ноября декабря",
    ),
    "el": (
        "Ἰανουαρίου Φεβρουαρίου Μαρτίου Ἀπριλίου Μαΐου Ἰουνίου Ἰουλίου Αὐγούστου Σεπτεμβρίου Ὀκτωβρίου "
        "Νοεμβρίου Δεκεμβρίου",
    ),
}

_GROWN = re.compile("[doy][ML]|[ML][doy]")


def known(language: str) -> bool:
    """Whether a language has such names here."""
    return language in _TWELVE


def draw(rng: Random, data: LocaleData) -> tuple[Surface, str]:
    """A day from 1530 to 1930, its month by an old name; the language is a `known` one."""
    if data.language == "en" and rng.random() < 0.3:
        return _of_quakers(rng)
    twelve = rng.choice(_TWELVE[data.language]).split()
    month = rng.choice([number for number, name in enumerate(twelve, 1) if name != "-"])
    usual = next(iter(data.months.values()))
    names = tuple(
        old.replace("_", " ") if old != "-" else new for old, new in zip(twelve, usual, strict=True)
    )
    pattern = "R"
    while "R" in pattern or "yy" in pattern.replace("yyyy", "") or "P" in pattern or _GROWN.search(pattern):
        pattern = habits.named_pattern(rng, data.identifier, weekday=0.15)
    day = draw_day(rng, year=rng.randint(1530, 1920))
    day = replace(day, month=month, day=min(day.day, 28))
    surface = write(pattern, day, replace(data, months=dict.fromkeys(MONTH_FORMS, names)), rng)
    return surface, value_of(pattern, day, surface.weekday)


_QUAKERS = (
    *("{dth} of {mth} mo. {y}", "{mth} mo. {dth}, {y}", "{mth} mo. {d}, {y}", "{m}mo {d} {y}"),
    *("{y} {m}mo {d}", "{m} mo. {d}, {y}", "{m}mo. {d}d. {y}", "{dth} {m}mo {y}", "{dth} {mth} mo. {y}"),
    *("{dth} day of the {mth} month, {y}", "{dth} day of {mth} month {y}", "{dth} of the {mth} month {y}"),
    *("{mth} month {dth} {y}", "{mth} month, {dth} day, {y}", "the {dth} day of the {month} month {y}"),
    *("{month} month {dth}, {y}", "{month} month {d}, {y}", "{y}, {month} month {dth}", "{y} {mth} mo {dth}"),
)


def _of_quakers(rng: Random) -> tuple[Surface, str]:
    """10th mo. 8th, 1814: months by number, which since 1752 begin with January."""
    day: Day = draw_day(rng, year=rng.randint(1753, 1930))
    form = rng.choice(_QUAKERS)
    text = form.format(
        d=day.day,
        dth=english_ordinal(day.day),
        m=day.month,
        mth=english_ordinal(day.month),
        month=said(day.month, "en", "ordinal"),
        y=day.year,
    )
    return Surface(text, "d MMMM y"), value_of("d MMMM y", day)
