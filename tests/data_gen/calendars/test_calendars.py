"""Dates of other calendars: every day exists, every value can be reckoned, numerals say what they should."""

from __future__ import annotations

import datetime
from collections import Counter
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from convertdate import coptic, french_republican, hebrew, indian_civil, islamic, persian
from hijridate import Hijri

from data_gen import calendars, numerals
from data_gen.calendars import named, names, reckoning
from data_gen.calendars.reckoning import CALENDARS
from data_gen.language import rows
from datenorm.text import canonicalise
from datenorm.values import Reckoning, accepts, resolve

_ELSEWHERE = {
    "persian": (persian, range(1210, 1450, 13)),
    "hebrew": (hebrew, range(5001, 5850, 17)),
    "coptic": (coptic, range(900, 1745, 11)),
    "indian": (indian_civil, range(1750, 1961, 3)),
    "republican": (french_republican, range(1, 15)),
    "islamic": (islamic, range(100, 1343, 19)),
}

ANY_DAY = Reckoning(reference_date=datetime.date(2024, 5, 14))


@cache
def _drawn(calendar: str, n: int = 700) -> list[tuple[str, str, str]]:
    maker = calendars.MAKERS[calendar][1]
    found = [maker(Random(f"{calendar}/{seed}")) for seed in range(n)]
    return [(one.source, one.value, one.language) for one in found]


@pytest.mark.parametrize(
    ("calendar", "step"),
    [
        *((calendar, 1) for calendar in _ELSEWHERE if calendar != "persian"),
        ("persian", 12),
        # convertdate computes an equinox for each Persian date.
        pytest.param("persian", 1, marks=pytest.mark.slow),
    ],
)
def test_first_days_of_months_fall_where_another_package_has_them(calendar: str, step: int) -> None:
    package, years = _ELSEWHERE[calendar]
    ours = CALENDARS[calendar]
    for year in years[::step]:
        for month in range(1, ours.months + 1):
            if ours.length(year, month):
                expected = datetime.date(*package.to_gregorian(year, month, 1)[:3]).toordinal()
                assert ours.ordinal(year, month) == expected, (year, month)


@pytest.mark.parametrize("calendar", _ELSEWHERE)
def test_months_follow_each_other_without_a_gap(calendar: str) -> None:
    ours = CALENDARS[calendar]
    for year in _ELSEWHERE[calendar][1]:
        months = [(y, m) for y in (year, year + 1) for m in range(1, ours.months + 1) if ours.length(y, m)]
        firsts = {ours.ordinal(*month): ours.length(*month) for month in months}
        days = sorted(firsts)
        gaps = [later - first == firsts[first] for first, later in pairwise(days)]
        # The Hebrew year begins with its seventh month, so the two years drawn leave a gap between them.
        assert gaps.count(False) <= (1 if calendar == "hebrew" else 0), year


@pytest.mark.parametrize("calendar", CALENDARS)
def test_the_value_language_has_the_last_day_of_every_month(calendar: str) -> None:
    ours = CALENDARS[calendar]
    for year in (*range(1, 15), *range(1200, 1520), *range(5600, 5800)):
        for month in range(1, ours.months + 1):
            if last := ours.length(year, month):
                assert accepts(f"{ours.token}{year:04d}-{month:02d}-{last:02d}"), (year, month, last)


def test_ethiopic_years_are_coptic_ones_276_later() -> None:
    for year in range(1600, 1750, 7):
        assert CALENDARS["ethiopic"].ordinal(year + 276, 5) == CALENDARS["coptic"].ordinal(year, 5)


def test_recent_hijri_months_are_those_of_umm_al_qura() -> None:
    assert CALENDARS["islamic"].length(1441, 9) == Hijri(1441, 9, 1).month_length()
    assert CALENDARS["islamic"].ordinal(1441, 9) == datetime.date(2020, 4, 24).toordinal()


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "ours"),
    [
        ("persian", 1399, 1, 12, "2020-03-31"),
        ("hebrew", 5780, 1, 23, "2020-04-17"),
        ("ethiopic", 2012, 8, 15, "2020-04-23"),
        ("coptic", 1736, 8, 15, "2020-04-23"),
        ("indian", 1942, 2, 3, "2020-04-23"),
        ("republican", 8, 2, 18, "1799-11-09"),
    ],
)
def test_days_everybody_can_look_up(calendar: str, year: int, month: int, day: int, ours: str) -> None:
    reckoned = reckoning.gregorian(CALENDARS[calendar], reckoning.Day(year, month, day))
    assert str(reckoned) == ours


@pytest.mark.parametrize("calendar", calendars.MAKERS)
def test_every_value_is_in_the_language_and_every_day_exists(calendar: str) -> None:
    for text, value, _ in _drawn(calendar):
        assert accepts(value), (text, value)
        # Republican years after XIV and Gregorian days beside another calendar's are as good as any.
        assert resolve(value, ANY_DAY).value is not None, (text, value)


def test_weekdays_are_those_the_text_names_and_mostly_right() -> None:
    agree = Counter()
    for calendar in ("persian", "islamic", "hebrew", "ethiopic", "coptic", "indian"):
        for text, value, _ in _drawn(calendar):
            if value[-1] in "①②③④⑤⑥⑦":
                agree[resolve(value).weekday_conflict] += 1
                assert any(map(str.isalpha, text))
    assert agree[False] > 4 * agree[True] > 0


def test_plain_adar_is_of_common_years() -> None:
    """In leap years a text that says Adar alone cannot be told from the first or the second."""
    spelt = {name: month for month in (12, 13, 14) for name in rows("en", "calendars.hebrew")[month - 1]}
    months = Counter()
    for text, value, language in _drawn("hebrew", 4000):
        found = max((name for name in spelt if name in text), key=len, default=None)
        if language == "en" and found and value.startswith("A"):
            leap = reckoning.is_hebrew_leap(int(value[1:5]))
            assert (int(value[6:8]), leap) == {12: (12, False), 13: (13, True), 14: (12, True)}[
                spelt[found]
            ], text
            months[spelt[found]] += 1
    assert min(months[month] for month in (12, 13, 14)) > 3


@pytest.mark.parametrize(
    ("number", "letters"),
    [
        (1, "א"),
        (15, "טו"),
        (16, "טז"),
        (23, "כג"),
        (30, "ל"),
        (780, "תשפ"),
        (900, "תתק"),
        (115, "קטו"),
        (400, "ת"),
    ],
)
def test_hebrew_numbers(number: int, letters: str) -> None:
    assert numerals.hebrew_letters(number) == letters


def test_hebrew_years_have_their_marks_before_the_last_letter() -> None:
    years = {numerals.hebrew_year(5780, Random(seed)) for seed in range(300)}
    assert {"תש״ף", "ה׳תש״פ", 'תש"ף', "התש״ף"} <= years


@pytest.mark.parametrize(
    ("number", "signs"), [(1, "፩"), (10, "፲"), (100, "፻"), (1900, "፲፱፻"), (2012, "፳፻፲፪")]
)
def test_ethiopic_numbers(number: int, signs: str) -> None:
    assert numerals.ethiopic(number) == signs


@pytest.mark.parametrize("calendar", ["persian", "islamic", "hebrew", "ethiopic", "coptic", "indian"])
def test_no_name_stands_for_two_months(calendar: str) -> None:
    for language in names.languages(calendar):
        months = range(1, 15 if calendar == "hebrew" else CALENDARS[calendar].months + 1)
        bearers: dict[str, set[int]] = {}
        for month in months:
            for seed in range(60):
                name = canonicalise(names.month(calendar, language, month, Random(seed))).text
                bearers.setdefault(name, set()).add(month)
        shared = {name: found for name, found in bearers.items() if len(found) > 1}
        assert not shared, (language, shared)


def test_bare_numbers_are_persian_dates_in_persian_alone() -> None:
    for text, value, language in _drawn("persian", 3000):
        if not any(map(str.isalpha, text)) and value.startswith("P"):
            assert language == "fa"
            assert calendars.PERSIAN_YEARS[0] <= int(value[1:5]) <= calendars.PERSIAN_YEARS[1]


def test_every_language_of_the_issue_is_drawn() -> None:
    languages = {language for calendar in calendars.MAKERS for _, _, language in _drawn(calendar)}
    assert {
        "fa",
        "ps",
        "ar",
        "ur",
        "he",
        "am",
        "ti",
        "hi",
        "fr",
        "en",
        "ja",
        "zh",
        "th",
        "lo",
        "id",
        "tr",
    } <= languages


def test_the_first_of_a_hijri_month_has_a_name_in_arabic() -> None:
    rng = Random(12)
    named_first = [one for one in (named.draw("islamic", rng) for _ in range(800)) if "غرة" in one.source]
    assert named_first
    assert all(one.value.endswith("-01") for one in named_first)
