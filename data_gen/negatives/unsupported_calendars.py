"""Dates to refuse: calendars that the value language lacks, and days of other calendars without a year."""

from __future__ import annotations

from random import Random

from data_gen import numerals
from data_gen.calendars import names, other_eras, republican
from data_gen.example import REFUSAL, Example
from data_gen.language import pick
from data_gen.locales import LocaleData, load
from data_gen.numerals import to_native

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def draw(rng: Random, _data: LocaleData) -> Example:
    """A date that has no value."""
    maker = rng.choices(_MAKERS, _SHARES)[0]
    text, language, order = maker(rng)
    return Example(text, REFUSAL, language, order=order, pattern=f"no value:{maker.__name__.strip('_')}")


def _of_era(rng: Random) -> tuple[str, str, str]:
    """A.G. 1565, Vikram Samvat 1890, Rumi 1326: years of eras without one of ours."""
    language, template, offset = other_eras.era(rng)
    text = template.format(other_eras.draw_year(rng, offset) + offset)
    return text, "" if language == "und" else language, "DMY"


def _bikram(rng: Random) -> tuple[str, str, str]:
    """Kartik 12, 2075 BS, 2075-07-12 B.S.: Bikram Sambat in English."""
    year, month, day = rng.randint(1960, 2090), rng.randint(1, 12), rng.randint(1, 31)
    if rng.random() < 0.4:
        sign = rng.choice("-/.-/")
        numbers = f"{year}{sign}{month:02d}{sign}{day:02d}"
        return (
            rng.choice(("{} BS", "{} B.S.", "BS {}", "B.S. {}", "{} (BS)", "{} V.S.")).format(numbers),
            "en",
            "YMD",
        )
    form = pick(rng, "en", "calendars.own_dates")
    return form.format(d=day, m=pick(rng, "en", "calendars.own_months"), y=year), "en", "MDY"


def _yearless(rng: Random) -> tuple[str, str, str]:
    """18 brumaire, 12 መስከረም: days of calendars that have no program."""
    if rng.random() < 0.5:
        return f"{rng.randint(1, 30)} {republican.name(rng.randint(1, 12), 'fr', rng)}", "fr", "DMY"
    data = load("am")
    name = names.month("ethiopic", "am", rng.randint(1, 12), rng)
    text = rng.choice(("{d} {m}", "{d} {m}", "{m} {d}")).format(d=rng.randint(1, 29), m=name)
    if data.native_digits or (data.digits and rng.random() < 0.4):
        text = to_native(text, data.digits[0])
    return text, "am", data.order


def _bengali(rng: Random) -> tuple[str, str, str]:
    form = pick(rng, "bn", "calendars.own_dates")
    text = form.format(
        d=rng.randint(1, 30), m=pick(rng, "bn", "calendars.own_months"), y=rng.randint(1290, 1435)
    )
    return to_native(text, "beng") if rng.random() < 0.8 else text, "bn", "DMY"


def _nepali(rng: Random) -> tuple[str, str, str]:
    form = pick(rng, "ne", "calendars.own_dates")
    text = form.format(
        d=rng.randint(1, 30), m=pick(rng, "ne", "calendars.own_months"), y=rng.randint(1990, 2085)
    )
    if rng.random() < 0.2:
        return (
            f"{rng.choice(('विक्रम संवत', 'वि.सं.', 'संवत्', 'विक्रम संवत्'))} {text}".replace(
                "वि.सं. वि.सं.", "वि.सं."
            ),
            "hi",
            "DMY",
        )
    return to_native(text, "deva") if rng.random() < 0.8 else text, "ne", "YMD"


def _old_japanese(rng: Random) -> tuple[str, str, str]:
    """Eras before Meiji, which had lunar months."""
    year, month, day = rng.randint(1, 16), rng.randint(1, 12), rng.randint(1, 30)
    written = [numerals.han(number) if rng.random() < 0.5 else str(number) for number in (year, month, day)]
    first = "元" if year == 1 else written[0]
    form = rng.choice(("{e}{y}年{m}月{d}日", "{e}{y}年{m}月{d}日", "{e}{y}年", "{e}{y}年{m}月"))
    return (
        form.format(e=pick(rng, "ja", "calendars.old_eras"), y=first, m=written[1], d=written[2]),
        "ja",
        "YMD",
    )


def _chinese(rng: Random) -> tuple[str, str, str]:
    """Days in years of reigns and of the cycle of sixty, and in a leap month."""
    cycle = rng.randrange(60)
    sexagenary = _STEMS[cycle % 10] + _BRANCHES[cycle % 12]
    month = rng.choice(("正", *map(numerals.han, range(2, 13)), "冬", "腊"))
    number = rng.randint(1, 30)
    day = f"初{numerals.han(number)}" if number <= 10 else numerals.han(number).replace("二十", "廿")
    form = pick(rng, "zh", "calendars.old_dates")
    year = numerals.han(rng.randint(2, 40))
    return (
        form.format(m=month, d=day, s=sexagenary, r=pick(rng, "zh", "calendars.old_eras"), y=year),
        "zh",
        "YMD",
    )


_MAKERS = (_yearless, _bengali, _nepali, _old_japanese, _chinese, _of_era, _bikram)
_SHARES = (12, 12, 12, 18, 18, 18, 18)
