"""Old ways of dating: styles, dual years, old spellings, Roman days, each with an independent reckoning."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from functools import cache
from random import Random

import pytest
from convertdate import julian

from data_gen import numerals, old_style
from data_gen.dates.days import Day
from data_gen.language import languages, rows, texts
from data_gen.old_style import latin
from data_gen.old_style.styles import both_years, in_new_style
from datenorm.text import canonicalise
from datenorm.values import accepts, resolve


@cache
def _drawn(way: str, n: int = 1500) -> list[tuple[str, str, str]]:
    maker = old_style.MAKERS[way][1]
    found = [maker(Random(f"{way}/{seed}")) for seed in range(n)]
    return [(one.source, one.value, one.language) for one in found]


@pytest.mark.parametrize("way", old_style.MAKERS)
def test_every_value_is_in_the_language_and_has_a_resolution(way: str) -> None:
    for text, value, _ in _drawn(way):
        assert accepts(value), (text, value)
        assert resolve(value).value is not None, (text, value)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1582, 10, 5), (1700, 2, 18), (1700, 3, 1), (1800, 2, 20), (1917, 10, 25)]
)
def test_the_new_style_of_a_day_is_that_of_another_package(year: int, month: int, day: int) -> None:
    assert str(in_new_style(Day(year, month, day))) == "{:04d}-{:02d}-{:02d}".format(
        *julian.to_gregorian(year, month, day)
    )


def test_of_two_days_the_new_one_is_the_value_and_the_other_as_far_behind_as_the_julian_calendar() -> None:
    numeric = 0
    for text, value, language in _drawn("both days"):
        assert value.endswith("n")
        days = re.match(r"(\d+)\D{1,3}(\d+)\D", text)
        if not days or language not in ("en", "ru", "de"):
            continue
        if "/" in text and len(re.findall(r"\d+", text)) == 3:
            numeric += 1
            new = datetime.date.fromisoformat(value[:10])
            old = julian.from_gregorian(new.year, new.month, new.day)
            assert str(old[2]) in re.findall(r"\d+", text), text
    assert numeric > 100


def test_dual_years_are_old_style_and_end_before_lady_day() -> None:
    for text, value, _ in _drawn("dual year"):
        assert value.endswith("o")
        assert value[5:10] <= "03-24" or len(value) < 10
        assert str(int(value[:4]) - 1) in text


@pytest.mark.parametrize("year", [1600, 1601, 1610, 1700, 1732])
def test_both_years_say_the_later_one(year: int) -> None:
    for seed in range(60):
        written = re.findall(r"\d+", both_years(year, Random(seed)))
        assert int(written[0]) == year - 1
        kept = written[0][: 4 - len(written[1])]
        assert kept + written[1] == str(year) or (year % 100 == 0 and written[1] == "00")


def test_marked_dates_have_either_style() -> None:
    assert min(Counter(value[-1] for _, value, _ in _drawn("marked")).values()) > 300


def test_ways_of_dating_without_a_style_have_none() -> None:
    for way in ("elsewhere", "latin"):
        assert not any(value[-1] in "on" for _, value, _ in _drawn(way))


def _days_of_rome(year: int) -> dict[str, str]:
    """The days of a year that stand before the Kalends, Nones and Ides, counted one by one."""
    found = {}
    day = datetime.date(year, 1, 1)
    while day.year == year:
        for name in ("Kal", "Non", "Id"):
            target = _next(day, name)
            count = (target - day).days + 1
            later = [_next(day, other) for other in ("Kal", "Non", "Id")]
            if target == min(later):
                found[f"{count} {name} {target.month}"] = day.isoformat()
        day += datetime.timedelta(1)
    return found


def _next(day: datetime.date, name: str) -> datetime.date:
    while True:
        long = day.month in (3, 5, 7, 10)
        if day.day == {"Kal": 1, "Non": 7 if long else 5, "Id": 15 if long else 13}[name]:
            return day
        day += datetime.timedelta(1)


def test_days_counted_down_are_those_of_the_roman_calendar() -> None:
    days = _days_of_rome(1641)
    assert days["3 Kal 6"] == "1641-05-30"
    counted = 0
    for seed in range(3000):
        example = latin.draw(Random(seed))
        value = example.value
        count = re.match(
            r"(?:a\. ?d\. |ante diem |ad |A\.D\. |die )?(prid|pr\.|[IVX]+ |\d+ )", example.source
        )
        feast = re.search(r"\b([KC]al|Non|Id)", example.source)
        if not example.pattern.startswith("latin:days before") or not count or not feast:
            continue
        number = 2 if count[1].startswith(("pr", "Pr")) else _parsed(count[1].strip())
        name = feast[1].replace("Cal", "Kal")
        month = _month_of(example.source, feast.end())
        expected = days[f"{number} {name} {month}"]
        assert value[5:] == expected[5:], example.source
        counted += 1
    assert counted > 400


def _parsed(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    return next(n for n in range(1, 40) if numeral in (numerals.roman(n), numerals.roman(n, additive=True)))


def _month_of(text: str, start: int) -> int:
    word = canonicalise(text[start:].split(" ", 1)[1].split(" ")[0].replace("J", "I")).text
    for month in range(1, 13):
        names = (
            texts("la", "months.at_kalends")[month - 1],
            texts("la", "months.before_kalends")[month - 1],
            *rows("la", "months.early_modern")[month - 1],
        )
        if word in {canonicalise(name.replace("J", "I")).text for name in names}:
            return month
    raise AssertionError(text)


def test_no_day_has_two_readings() -> None:
    """Before the Kalends of January it is unsure whose year is named; one day of February came twice."""
    for seed in range(4000):
        example = latin.draw(Random(seed))
        value = example.value
        if example.pattern == "latin:days before Kal":
            assert value[5:7] != "12"
            assert int(value[:4]) % 4 or value[5:7] != "02"


@pytest.mark.parametrize(
    ("number", "text"), [(4, "IV"), (1500, "MD"), (1665, "MDCLXV"), (1789, "MDCCLXXXIX"), (1999, "MCMXCIX")]
)
def test_roman_numerals(number: int, text: str) -> None:
    assert numerals.roman(number) == text


@pytest.mark.parametrize("language", languages("months.early_modern"))
def test_no_spelling_stands_for_two_months(language: str) -> None:
    bearers: dict[str, set[int]] = {}
    for month, spellings in enumerate(rows(language, "months.early_modern"), 1):
        for spelling in spellings:
            bearers.setdefault(canonicalise(spelling).text, set()).add(month)
    assert {spelling: months for spelling, months in bearers.items() if len(months) > 1} == {}
    assert (
        len(set(texts("la", "months.ablative")))
        == len(set(texts("la", "months.at_kalends")))
        == len(set(texts("la", "months.before_kalends")))
        == 12
    )


def test_what_the_issue_names_is_drawn() -> None:
    texts = " | ".join(canonicalise(text).text for way in old_style.MAKERS for text, _, _ in _drawn(way))
    for wanted in (
        "ye 3d of",
        "daye of iuli",
        "7ber",
        "xbris",
        "o.s.",
        "a. st.",
        "ст. ст.",
        "kal. ",
        "anno domini",
        "hornung",
    ):
        assert wanted in texts, wanted
