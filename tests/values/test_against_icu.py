"""The days of forty years, and in the slow tests of two centuries, in every calendar that ICU has too."""

import datetime
import itertools
import shutil
import subprocess
from pathlib import Path

import pytest

from datenorm.values import resolve
from datenorm.values.calendars import stretch_of

PROGRAM = Path(__file__).with_name("icu.cjs")
YEARS = ((1990, 2030), pytest.param((1900, 2100), marks=pytest.mark.slow))

COUNTS = {"buddhist": "B", "roc": "C"}
OWN_MONTHS = ("persian", "islamic-civil", "hebrew", "ethiopic", "coptic", "indian")
ERAS = {"Meiji": "M", "Taishō": "T", "Shōwa": "S", "Heisei": "H", "Reiwa": "R"}

HEBREW = ("Nisan", "Iyar", "Sivan", "Tamuz", "Av", "Elul", "Tishri", "Heshvan", "Kislev", "Tevet", "Shevat")
HEBREW_MONTHS = {name: number for number, name in enumerate((*HEBREW, "Adar", "Adar II"), start=1)}
HEBREW_MONTHS["Adar I"] = HEBREW_MONTHS["Adar"]


def ask(first, last, *calendars):
    """Calendar → what ICU calls each day of some years."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node, which has ICU, is not installed")
    command = [node, str(PROGRAM), str(first), str(last), *calendars]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {name: days for name, *days in (line.split("\t") for line in printed.splitlines())}


@pytest.fixture(scope="module", params=YEARS, ids="{0[0]}-{0[1]}".format)
def icu(request):
    """Calendar → each day of the years with what ICU calls it."""
    first, last = request.param
    found = ask(first, last, *COUNTS, *OWN_MONTHS, "islamic-umalqura")
    return {name: list(days_from(datetime.date(first, 1, 1), days)) for name, days in found.items()}


def fields(day):
    """Year, month and day of a day of ICU's."""
    _, year, month, number = day.split("|")
    return int(year), HEBREW_MONTHS.get(month) or int(month), int(number)


def written(token, day):
    """A day of ICU's in the value language."""
    year, month, number = fields(day)
    return f"{token}{year:04d}-{month:02d}-{number:02d}"


def days_from(first, days):
    """The days of the calendar from one on, each with what ICU calls it."""
    return zip(map(first.__add__, map(datetime.timedelta, itertools.count())), days, strict=False)


@pytest.mark.parametrize("calendar", OWN_MONTHS)
def test_every_day_is_the_day_that_icu_has(icu, calendar):
    found = [(date, day, stretch_of(calendar, *fields(day))) for date, day in icu[calendar]]
    assert [one for one in found if one[2] != (one[0].toordinal(),) * 2] == []
    assert len(found) > 365 * 40 and (found[-1][0].month, found[-1][0].day) == (12, 31)


@pytest.mark.parametrize("calendar", OWN_MONTHS)
def test_every_month_lasts_as_long_as_icu_has_it(icu, calendar):
    months = itertools.groupby(icu[calendar], key=lambda one: fields(one[1])[:2])
    spans = [(month, [date.toordinal() for date, _ in days]) for month, days in months]
    whole = spans[1:-1]  # the first and the last are cut off by the years
    assert [one for one in whole if stretch_of(calendar, *one[0]) != (one[1][0], one[1][-1])] == []


@pytest.mark.parametrize("calendar", COUNTS)
def test_other_counts_of_gregorian_years_are_those_of_icu(icu, calendar):
    days = [one for one in icu[calendar] if not one[1].startswith("B.R.O.C.")]
    token = COUNTS[calendar]
    assert [one for one in days if resolve(written(token, one[1])).date != one[0]] == []
    left_out = len(icu[calendar]) - len(days)
    assert left_out < 366 * 12  # the count of the Republic of China begins with 1912


def test_japanese_eras_are_those_of_icu_from_their_first_day():
    (days,) = ask(1868, 2100, "japanese").values()
    known = [
        (date, written(ERAS[era], day))
        for date, day in days_from(datetime.date(1868, 1, 1), days)
        if (era := day.partition("|")[0]) in ERAS
    ]
    assert [day for date, day in known if resolve(day).date != date] == []
    assert known[0][1].startswith("M0001") and known[-1][1] == "R0082-12-31"


PRINTED_AND_COMPUTED_ALIKE = (1420, 1450)
"""ICU has the printed Umm al-Qura calendar for these years, and months it computed for the others; hijridate
has the printed one, which followed other rules before 1420 (R. H. van Gent, The Umm al-Qura Calendar of Saudi
Arabia, webspace.science.uu.nl/~gent0113/islam/ummalqura.htm)."""


def test_umm_al_qura_is_that_of_icu_where_icu_has_the_printed_one(icu):
    first, last = PRINTED_AND_COMPUTED_ALIKE
    compared = 0
    for date, day in icu["islamic-umalqura"]:
        if first <= int(day.split("|")[1]) <= last:
            found = resolve(written("I", day))
            assert (found.date, found.calendar) == (date, "islamic-umalqura")
            compared += 1
    assert compared > 365 * 30


def test_umm_al_qura_elsewhere_is_never_more_than_two_days_from_what_icu_computes(icu):
    for date, day in icu["islamic-umalqura"]:
        found = resolve(written("I", day)).date
        assert found is None or abs((found - date).days) <= 2
