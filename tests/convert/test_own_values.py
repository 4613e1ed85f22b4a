"""Texts that already are values come back as they are, or are refused with what else they may mean."""

from __future__ import annotations

import calendar
import datetime
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm import Normalizer, Policy
from datenorm.convert.explanation import explain
from datenorm.convert.own_values import whole_days
from datenorm.values import Reckoning, resolve
from tests.values.walks import drawn_value


def _drawn(count: int) -> list[str]:
    """Values that resolve: a range in order, a week that its year has."""
    rng = Random(1)
    found: list[str] = []
    while len(found) < count:
        text = drawn_value(rng)
        if resolve(text).value is not None:
            found.append(text)
    return found


def test_no_value_is_changed_silently(bundled_normalizer: Normalizer) -> None:
    values = _drawn(20_000)
    for text, conversion in zip(values, bundled_normalizer.convert_many(values), strict=True):
        if conversion.value is not None:
            assert conversion.value == text.split("T")[0]
        elif not text.isdecimal():  # a number of four digits may be any number
            assert conversion.code == "ambiguous-value"
            assert text in [reading.value for reading in conversion.alternatives]


def test_every_value_is_kept_where_all_texts_are_values(bundled_normalizer: Normalizer) -> None:
    values = _drawn(2_000)
    conversions = list(bundled_normalizer.convert_many(values, keep_values=True))
    assert [one.value for one in conversions] == [text.split("T")[0] for text in values]
    assert all(one.kept and one.confidence == 1 for one in conversions)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("1914-24", "1914/1924", "1914-24"),
        ("1939-40", "1939/1940", "1939-40"),
        ("1934-36", "1934/1936", "1934-36"),
    ],
)
def test_what_may_be_a_range_or_a_part_of_a_year_is_ambiguous(
    bundled_normalizer: Normalizer, text: str, first: str, second: str
) -> None:
    conversion = bundled_normalizer.convert(text)
    assert (conversion.value, conversion.status) == (None, "ambiguous")
    assert conversion.facts == {"first": first, "second": second}
    assert bundled_normalizer.convert(text, keep_values=True).value == second
    assert bundled_normalizer.convert(text, policy=Policy(keep_values=True)).value == second
    assert bundled_normalizer.convert(text, policy=Policy(on_ambiguous="best")).value == first


@pytest.mark.parametrize("text", ["1969-21", "1999-24", "2009-10", "2036-33"])
def test_a_part_of_a_year_that_cannot_end_a_range_is_one(bundled_normalizer: Normalizer, text: str) -> None:
    assert bundled_normalizer.convert(text).value == text


@pytest.mark.parametrize("text", ["2009–10", "1995/1990", "2021-W53", "20. 7. 1969", "0508"])
def test_other_texts_are_read_by_the_network(bundled_normalizer: Normalizer, text: str) -> None:
    """An en dash is that of a range, and nothing ends before it starts."""
    assert not bundled_normalizer.convert(text).kept


def test_space_around_a_value_does_not_matter(bundled_normalizer: Normalizer) -> None:
    conversion = bundled_normalizer.convert("  1850~ ", attention=True, span=True)
    assert (conversion.value, conversion.kept, conversion.span) == ("1850~", True, (2, 7))
    assert conversion.attention is not None
    assert conversion.attention.shape == (5, 8)
    assert conversion.attention.argmax(axis=1).tolist() == [2, 3, 4, 5, 6]


def test_attention_shows_each_character_at_its_own_place(bundled_normalizer: Normalizer) -> None:
    conversion = bundled_normalizer.convert("2021-W23", attention=True)
    assert conversion.written == "2021-W23"
    assert conversion.attention is not None
    np.testing.assert_array_equal(conversion.attention, np.eye(8))
    assert explain(bundled_normalizer, "2021-W23").steps == ()


def test_a_reference_date_and_a_precision_apply_to_values_too(bundled_normalizer: Normalizer) -> None:
    day = datetime.date(2026, 11, 29)
    assert bundled_normalizer.convert("XXXX-10", reference_date=day).value == "2026-10"
    assert bundled_normalizer.convert("XXXX-10", reference_date=day).year_inferred
    policy = Policy(precision="year", reckoning=Reckoning(reference_date=day))
    assert bundled_normalizer.convert("2021-W23", policy=policy).value == "2021"
    assert bundled_normalizer.convert("196X", policy=policy).code == "coarse-precision"


def test_a_value_is_the_same_alone_and_among_others(bundled_normalizer: Normalizer) -> None:
    texts = ["1850~", "20 July 1969", "1914-24", "hello", "{1902..1906,1957}"]
    assert list(bundled_normalizer.convert_many(texts)) == [
        bundled_normalizer.convert(text) for text in texts
    ]


@given(st.integers(0, 10_000), st.integers(0, 13), st.integers(0, 32))
def test_whole_days_are_those_of_the_calendar(year: int, month: int, day: int) -> None:
    line = f"{year:04d}-{month:02d}-{day:02d}"
    is_day = (
        year < 10_000 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year % 400 + 2000, month)[1]
    )
    assert whole_days([line, "", f"{line} ", line]).tolist() == [is_day, False, False, is_day]


@pytest.mark.parametrize(
    "line", ["１９６９-07-20", "1969-07-2٠", "1969–07–20", "1969\udc80-07-2", "1969/07/20", "-069-07-20"]
)
def test_other_lines_of_ten_characters_are_not_whole_days(line: str) -> None:
    assert whole_days([line]).tolist() == [False]


WEDNESDAY = datetime.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("program", "value"),
    [("@-3d", "2026-11-22"), (" @»w", "2026-W49"), ("@-2y", "2024"), ("XXXXe", "2027-03-28")],
)
def test_a_program_is_run_against_the_reference_date(
    bundled_normalizer: Normalizer, program: str, value: str
) -> None:
    conversion = bundled_normalizer.convert(program, reference_date=WEDNESDAY)
    assert (conversion.value, conversion.status) == (value, "converted")
    assert conversion.relative == program.strip()
    without = bundled_normalizer.convert(program)
    assert (without.value, without.status, without.code) == (None, "relative", "relative")
    assert without.relative == program.strip()


def test_a_program_on_a_date_needs_no_reference_date(bundled_normalizer: Normalizer) -> None:
    assert bundled_normalizer.convert("2024-05#1①").value == "2024-05-06"


def test_next_friday_names_both_readings_where_people_differ(bundled_normalizer: Normalizer) -> None:
    conversion = bundled_normalizer.convert("@»⑤", reference_date=WEDNESDAY)
    assert (conversion.status, conversion.code) == ("ambiguous", "ambiguous-relative")
    assert [reading.value for reading in conversion.alternatives] == ["2026-12-04", "2026-11-27"]
    assert bundled_normalizer.convert("@»⑤", reference_date=datetime.date(2026, 11, 29)).value == "2026-12-04"


def test_two_years_ago_is_a_day_only_where_days_are_asked_for(bundled_normalizer: Normalizer) -> None:
    policy = Policy(precision="day", reckoning=Reckoning(reference_date=WEDNESDAY))
    assert bundled_normalizer.convert("@-2y", policy=policy).value == "2024-11-25"
    assert bundled_normalizer.convert("@»w", policy=policy).value is None


@pytest.mark.parametrize("program", ["@+9000y", "2024-05#6①"])
def test_a_program_that_leads_nowhere_has_no_value(bundled_normalizer: Normalizer, program: str) -> None:
    conversion = bundled_normalizer.convert(program, reference_date=WEDNESDAY)
    assert (conversion.value, conversion.code) == (None, "no-valid-date")


def test_a_number_of_four_digits_is_never_read_as_another_value(scripted_normalizer) -> None:
    normalizer = scripted_normalizer({"0821": {"-0821": 0.99}, "0822": {"0822": 0.99}})
    changed, kept = normalizer.convert_many(["0821", "0822"])
    assert (changed.value, changed.code) == (None, "ambiguous-value")
    assert [reading.value for reading in changed.alternatives] == ["-0821", "0821"]
    assert kept.value == "0822"


def test_a_feast_that_a_year_has_twice_is_ambiguous(bundled_normalizer: Normalizer) -> None:
    conversion = bundled_normalizer.convert("2000I-10-01")
    assert (conversion.status, conversion.code) == ("ambiguous", "ambiguous-feast")
    assert [reading.value for reading in conversion.alternatives] == ["2000-01-08", "2000-12-27"]
