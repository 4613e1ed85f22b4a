"""Latin dates: die 3 Octobris 1645, mense Maio MDCXII, Kal. Ian. 1500, a.d. III Kal. Iun. MDCL."""

from __future__ import annotations

from random import Random

from data_gen import numerals
from data_gen.dates.days import Day, days_in_month, draw_day
from data_gen.example import Example
from data_gen.language import pick, rows, texts


def draw(rng: Random) -> Example:
    """A date in Latin, or a year in Roman numerals."""
    maker = rng.choices((_day, _month, _roman_year, _reckoned), (38, 8, 14, 40))[0]
    text, value, pattern = maker(rng)
    return Example(text, value, "la", order="DMY", pattern=f"latin:{pattern}")


def _year(year: int, rng: Random) -> str:
    written = numerals.roman_year(year, rng) if rng.random() < 0.35 else str(year)
    return pick(rng, "la", "old_style.years").format(y=written)


def _drawn_year(rng: Random) -> int:
    return rng.randint(1450, 1820) if rng.random() < 0.85 else rng.randint(1000, 1950)


def _spelt(month: int, rng: Random) -> str:
    return rng.choice(rows("la", "months.early_modern")[month - 1])


def _day(rng: Random) -> tuple[str, str, str]:
    day = draw_day(rng, year=_drawn_year(rng))
    form = pick(rng, "la", "old_style.early_modern")
    number = numerals.roman_day(day.day, rng) if rng.random() < 0.3 and "{d}a" not in form else str(day.day)
    text = form.format(d=number, w=_ordinal(day.day, rng), m=_spelt(day.month, rng), y=_year(day.year, rng))
    return text, str(day), form


def _ordinal(day: int, rng: Random) -> str:
    """A day of the month in words, in the ablative: vicesima tertia."""
    tens, units = divmod(day, 10)
    ones = texts("la", "numbers.ones")
    if not tens:
        return ones[units - 1]
    if day in (11, 12):
        return ("undecima", "duodecima")[day - 11]
    ten = ("decima", rng.choice(("vicesima", "vigesima")), rng.choice(("tricesima", "trigesima")))[tens - 1]
    return f"{ten} {ones[units - 1]}" if units else ten


def _month(rng: Random) -> tuple[str, str, str]:
    year, month = _drawn_year(rng), rng.randint(1, 12)
    ablatives = texts("la", "months.ablative")
    name = ablatives[month - 1] if rng.random() < 0.7 else f"{_spelt(month, rng)}"
    name = name.replace("I", "J", 1) if name.startswith("I") and rng.random() < 0.5 else name
    form = "mense {m} {y}" if name.replace("J", "I", 1) in ablatives else "mensis {m} {y}"
    return form.format(m=name, y=_year(year, rng)), f"{year:04d}-{month:02d}", form


def _roman_year(rng: Random) -> tuple[str, str, str]:
    """A year of at least five Roman digits: MM and MD are often something else."""
    year = _drawn_year(rng) if rng.random() < 0.7 else rng.randint(1821, 2030)
    while len(numerals.roman(year)) < 5:
        year = _drawn_year(rng)
    form = rng.choice(("{y}", "{y}", "{y}", *texts("la", "old_style.years")[3:]))
    return form.format(y=numerals.roman_year(year, rng)), f"{year:04d}", f"numerals {form}"


def _reckoned(rng: Random) -> tuple[str, str, str]:
    """Kalends, Nones and Ides, and days counted down to them.

    Ambiguous days are left out: those before the Kalends of January (of which year?), and those before the
    Kalends of March in leap years, when one day came twice.
    """
    year = _drawn_year(rng)
    month = rng.randint(1, 12)
    long = month in (3, 5, 7, 10)
    name, day = rng.choices(
        (("Kal", 1), ("Non", 7 if long else 5), ("Id", 15 if long else 13)), (50, 20, 30)
    )[0]
    if rng.random() < 0.34:
        text = f"{_feast(name, rng, ablative=True)} {_of(month, rng, 'months.at_kalends')} {_year(year, rng)}"
        return text, str(Day(year, month, day)), f"{name} of the month"
    if name == "Kal" and (month == 1 or (month == 3 and year % 4 == 0)):
        return _reckoned(rng)
    if name == "Kal":
        before = days_in_month(year, month - 1)
        ides = 15 if month - 1 in (3, 5, 7, 10) else 13
        count = rng.randint(2, before + 1 - ides)
        meant = Day(year, month - 1, before + 2 - count)
    else:
        count = rng.randint(2, 8 if name == "Id" else 6 if long else 4)
        meant = Day(year, month, day + 1 - count)
    mark = _counted(count, rng)
    feast = _feast(name, rng, ablative=False)
    text = f"{mark} {feast} {_of(month, rng, 'months.before_kalends')} {_year(year, rng)}"
    return text, str(meant), f"days before {name}"


_FEASTS = {
    "Kal": (("Kal.", "Kal.", "Kalendis", "Calendis", "Cal."), ("Kal.", "Kal.", "Kalendas", "Calendas")),
    "Non": (("Non.", "Non.", "Nonis"), ("Non.", "Non.", "Nonas")),
    "Id": (("Id.", "Id.", "Idibus", "Idus"), ("Id.", "Id.", "Idus")),
}  # fmt: skip


def _feast(name: str, rng: Random, *, ablative: bool) -> str:
    return rng.choice(_FEASTS[name][0 if ablative else 1])


def _of(month: int, rng: Random, key: str) -> str:
    """The month beside the Kalends: an adjective, a genitive, or an abbreviation."""
    text = texts("la", key)[month - 1] if rng.random() < 0.4 else _spelt(month, rng)
    return text.replace("I", "J", 1) if text.startswith("Iu") and rng.random() < 0.2 else text


def _counted(count: int, rng: Random) -> str:
    """The number of days before, counted inclusively: a.d. III, III, pridie."""
    if count == 2:
        return rng.choice(("prid.", "pridie", "Prid.", "pr."))
    number = numerals.roman(count, additive=rng.random() < 0.2) if rng.random() < 0.85 else str(count)
    return f"{rng.choice(('a.d.', 'a. d.', 'ante diem', 'ad', 'A.D.', 'die', ''))} {number}".strip()
