"""The table of other libraries' names adds names and confuses none."""

from __future__ import annotations

import pytest

from data_gen.dates import other_names
from data_gen.dates.patterns import fields
from data_gen.locales import inventory, load
from data_gen.tables.library_patterns import from_date_fns, from_moment, from_strftime


def test_many_languages_have_names_that_cldr_lacks() -> None:
    assert sum(bool(other_names.months(language)) for language in inventory()) > 60
    assert other_names.months("de")[1][0] == "Feber"
    assert "Вск".lower() in {name.lower() for name in other_names.weekdays("ru")[6]}


@pytest.mark.parametrize("kind", ["months", "weekdays"])
def test_no_name_means_two_months_or_weekdays_of_its_language(kind: str) -> None:
    for language in inventory():
        table = getattr(other_names, kind)(language)
        known = [
            {form[place].casefold() for form in getattr(load(language), kind).values()}
            for place in range(len(table))
        ]
        for place, names in enumerate(table):
            for other in range(len(table)):
                if other != place:
                    others = known[other] | {name.casefold() for name in table[other]}
                    assert not {name.casefold() for name in names} & others, (language, names)


def test_tables_have_twelve_months_and_seven_weekdays() -> None:
    for language in inventory():
        assert len(other_names.months(language)) in (0, 12)
        assert len(other_names.weekdays(language)) in (0, 7)


def test_patterns_have_a_month_with_a_day_or_a_year() -> None:
    for language in inventory():
        for pattern in other_names.patterns(language):
            assert "M" in fields(pattern) and fields(pattern) & {"d", "y"}, (language, pattern)


def test_a_language_without_other_names_has_none() -> None:
    assert other_names.months("no such language") == ()
    assert other_names.patterns("no such language") == ()


def test_formats_of_moment_become_cldr_patterns() -> None:
    assert from_moment("D [de] MMMM [de] YYYY", ()) == "d 'de' MMMM 'de' y"
    assert from_moment("dddd, D MMMM YYYY HH:mm", ()) == "EEEE, d MMMM y"
    assert from_moment("HH:mm", ()) is None


def test_an_ordinal_with_one_mark_for_all_days_becomes_that_mark() -> None:
    assert from_moment("Do MMMM YYYY", [f"{day}." for day in range(1, 32)]) == "d. MMMM y"
    assert from_moment("Do MMMM YYYY", ["1er", *(str(day) for day in range(2, 32))]) == "o MMMM y"


def test_letters_glued_to_a_month_name_make_no_pattern() -> None:
    assert from_moment("D. MMMM[ta] YYYY", ()) is None


def test_formats_of_date_fns_and_the_c_library_become_cldr_patterns() -> None:
    assert from_date_fns("EEEE, do MMMM, y 'г.'", ()) == "EEEE, o MMMM, y 'г.'"
    assert from_strftime("%d.%m.%Y") == "dd.MM.y"
    assert from_strftime("%-d. %B %Y") == "d. MMMM y"
    assert from_strftime("%H:%M") is None


@pytest.mark.parametrize(
    ("language", "month", "name"),
    [
        ("uk", 8, "сер"),
        ("uk", 11, "лис"),
        ("ka", 3, "მარტს"),
        ("ka", 8, "აგვისტოს"),
        ("fi", 5, "toukokuun"),
        ("eu", 5, "maiatzaren"),
        ("pl", 1, "styczniu"),
        ("ko", 6, "유월"),
        ("vi", 1, "Tháng giêng"),
        ("hy", 3, "մարտին"),
    ],
)
def test_names_are_bent_and_cut_as_people_do(language: str, month: int, name: str) -> None:
    assert name in other_names.months(language)[month - 1]


def test_a_cut_that_begins_two_months_is_none() -> None:
    spoken = other_names.months("cs")  # červen and červenec
    assert not {"čer", "červ"} & {name for names in spoken for name in names}
    assert "lip" not in {name for names in other_names.months("pl") for name in names}  # CLDR has it
