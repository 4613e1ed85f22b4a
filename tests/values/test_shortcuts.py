"""What is read off a value is what its fields say."""

import datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm.values import Reckoning, accepts, is_value, resolution
from datenorm.values.eras import spelled_out
from datenorm.values.parsing import is_compound
from datenorm.values.shortcuts import shortcut, whole_day
from tests.values.walks import drawn_target, drawn_value

LEAP_DAY = datetime.date(2024, 2, 29)

RULES = [
    Reckoning(),
    Reckoning(pivot=30),
    Reckoning(first_year=1850),
    Reckoning(direction="past", reference_date=LEAP_DAY),
    Reckoning(reference_date=LEAP_DAY, prefer="past"),
]


def by_fields(text: str, rules: Reckoning) -> object:
    """What the fields of a value say, by the long way."""
    today = rules.reference_date if rules.direction else None
    return resolution._any_value(spelled_out(text), rules, today)


@given(st.dates(), st.sampled_from(["", *"①②③④⑤⑥⑦"]))
def test_whole_days_mean_what_their_fields_say(day: datetime.date, weekday: str) -> None:
    text = f"{day.isoformat()}{weekday}"
    assert whole_day(text) == by_fields(text, Reckoning())


@given(st.dates(), st.times(), st.sampled_from(["", "Z", "+05:30", "-07", "z"]), st.sampled_from(["", "③"]))
def test_moments_mean_what_their_fields_say(
    day: datetime.date, time: datetime.time, offset: str, weekday: str
) -> None:
    for precision in ("hours", "minutes", "seconds", "microseconds"):
        text = f"{day.isoformat()}{weekday}T{time.isoformat(precision)}{offset}"
        assert shortcut(text, Reckoning()) == by_fields(text, Reckoning())


@given(st.integers(), st.sampled_from(RULES), st.booleans())
def test_values_of_every_form_mean_what_their_fields_say(seed: int, rules: Reckoning, is_final: bool) -> None:
    rng = Random(seed)
    text = drawn_value(rng) if is_final else drawn_target(rng)
    found = shortcut(text, rules)
    assert found is None or (not is_compound(text) and found == by_fields(text, rules))


@given(st.integers(), st.sampled_from("0123456789-/X~.,T:Z[{①ab"))
def test_what_is_not_in_the_language_has_no_shortcut(seed: int, character: str) -> None:
    rng = Random(seed)
    text = drawn_target(rng)
    place = rng.randrange(len(text))
    spoilt = text[:place] + character + text[place + rng.randrange(2) :]
    if not accepts(spoilt) and not is_value(spoilt):
        assert shortcut(spoilt, Reckoning()) is None


@pytest.mark.parametrize(
    "text",
    [
        *("1969-07-20~", "1850~", "18XX", "196X?", "1969-21", "2021-W23", "-0043-03-15"),
        *("XX69-07-20", "XX69", "XX51-02-03/XX51-06-12", "[XX14,XX15]"),
        *("XXXX-12-31", "XXXX-10", "XXXX-XX-15⑤", "XXXX-12-30/XXXX-01-05", "XXXX-04-23T21:48:43z"),
        *("1914-03-12/1914-03-15", "1971/..", "../1945", "172X/1719", "1900/1905-03~"),
        *("[1914,1915]", "{1902..1906,1957}", "{1940-09,1940-08}", "2014-04-26①T05:09p-07"),
    ],
)
def test_common_forms_have_a_shortcut(text: str) -> None:
    found = shortcut(text, Reckoning())
    assert found is not None
    assert found == by_fields(text, Reckoning())


@pytest.mark.parametrize(
    "text",
    [
        *("2020-W01-1", "2021-200", "2020-W53", "1969-07-20①/1970", "19690720", "1969-07-2", "１969-07-20"),
        *("2021-02-29", "B2563-04-23", "T0005-01-01", "1711-03-12o", "@-3d", "1834;1835", "18c", "∅"),
    ],
)
def test_other_texts_have_none(text: str) -> None:
    assert shortcut(text, Reckoning()) is None
    assert whole_day(text) is None
