"""What users get of texts with times, several dates and relative dates, read by a scripted network."""

from __future__ import annotations

import datetime

import pytest

from datenorm import Policy
from datenorm.values import Reckoning

READINGS = {
    "26 april 2014 5:24 pm": {"2014-04-26T05:24p": 1.0},
    "26 april 2014 17:24 est": {"2014-04-26T17:24z": 1.0},
    "26 april 2014 17:24 ist": {"2014-04-26T17:24z": 1.0},
    "26 april 2014 5": {"2014-04-26T05a": 0.6, "2014-04-26T05p": 0.4},
    "10 may 2021 10-12": {"2021-05-10T10/T12": 1.0},
    "1900, d. 1950": {"1900;1950": 1.0},
    "1900 and 3 may 1950": {"1900;1950-05-03": 1.0},
    "maybe 1900, d. 1950": {"1900;1950": 0.6, "1900/1950": 0.4},
    "3 days ago": {"@-3d": 1.0},
    "2 hours ago": {"@-2H": 1.0},
    "tomorrow at 3 pm": {"@+1dT03p": 1.0},
    "next friday": {"@»⑤": 1.0},
    "since last week": {"@«w/..": 1.0},
    "2 years ago": {"@-2y": 1.0},
}
NOW = datetime.datetime(2026, 11, 25, 14, 30)


@pytest.fixture
def normalizer(scripted_normalizer):
    return scripted_normalizer(READINGS)


def test_the_value_of_a_text_with_a_time_is_its_day(normalizer):
    conversion = normalizer.convert("26 April 2014 5:24 PM")
    assert (conversion.value, conversion.status) == ("2014-04-26", "converted")
    assert conversion.date == datetime.date(2014, 4, 26)
    assert conversion.datetime == "2014-04-26T17:24"
    assert normalizer.convert("26 April 2014 5:24 PM", policy=Policy(precision="month")).datetime is None


def test_a_named_zone_gives_its_offset(normalizer):
    assert normalizer.convert("26 April 2014 17:24 EST").datetime == "2014-04-26T17:24-05:00"
    conversion = normalizer.convert("26 April 2014 17:24 IST")
    assert (conversion.value, conversion.datetime) == ("2014-04-26", "2014-04-26T17:24")
    assert (conversion.status, conversion.code) == ("converted", "ambiguous-zone")


def test_an_offset_that_is_open_makes_a_text_ambiguous_where_one_is_needed(normalizer):
    policy = Policy(with_offset=True)
    conversion = normalizer.convert("26 April 2014 17:24 IST", policy=policy)
    assert (conversion.value, conversion.datetime) == (None, None)
    assert (conversion.status, conversion.code) == ("ambiguous", "ambiguous-zone")
    assert conversion.facts["first"] == "2014-04-26T17:24+05:30"
    assert [one.value for one in conversion.alternatives] == [
        f"2014-04-26T17:24{offset}" for offset in ("+05:30", "+02:00", "+01:00")
    ]
    assert normalizer.convert("26 April 2014 17:24 IST", "en-IN", policy=policy).value == "2014-04-26"
    best = normalizer.convert("26 April 2014 17:24 IST", policy=Policy(with_offset=True, on_ambiguous="best"))
    assert (best.value, best.datetime) == ("2014-04-26", "2014-04-26T17:24+05:30")


def test_a_time_without_a_zone_has_that_of_the_policy(normalizer):
    policy = Policy(zone="europe/paris", utc=True)
    conversion = normalizer.convert("26 April 2014 5:24 PM", policy=policy)
    assert (conversion.value, conversion.datetime) == ("2014-04-26", "2014-04-26T15:24Z")
    assert conversion.zone == "Europe/Paris"


def test_the_confidence_is_that_of_the_time_too_where_times_matter(normalizer):
    assert normalizer.convert("26 April 2014 5").confidence == 1
    conversion = normalizer.convert("26 April 2014 5", policy=Policy(with_time=True, min_confidence=0.9))
    assert (conversion.status, conversion.confidence) == ("doubtful", 0.6)


def test_two_times_of_a_day_are_both_told(normalizer):
    conversion = normalizer.convert("10 May 2021 10-12")
    assert (conversion.value, conversion.datetime) == ("2021-05-10", "2021-05-10T10/2021-05-10T12")


def test_several_dates_are_refused_and_each_listed_with_its_place(normalizer):
    conversion = normalizer.convert("1900, d. 1950")
    assert (conversion.value, conversion.status, conversion.code) == (None, "several", "several")
    assert [one.value for one in conversion.dates] == ["1900", "1950"]
    # The n-th symbol that was written is read from the n-th character.
    assert [one.span for one in conversion.dates] == [(0, 4), (6, 7)]
    assert conversion.reason == "several dates: 1900 at 0-4, 1950 at 6-7"
    assert conversion.attention is None
    assert conversion.facts == {"count": 2}


@pytest.mark.parametrize(("choice", "value"), [("first", "1900"), ("last", "1950"), ("set", "{1900,1950}")])
def test_the_user_may_take_one_of_several_dates_or_their_set(normalizer, choice, value):
    conversion = normalizer.convert("1900, d. 1950", policy=Policy(on_several=choice))
    assert (conversion.value, conversion.status, conversion.code) == (value, "converted", "")
    assert len(conversion.dates) == 2


def test_dates_that_are_not_equally_precise_are_no_set(normalizer):
    assert normalizer.convert("1900 and 3 May 1950", policy=Policy(on_several="set")).status == "several"


def test_a_doubt_comes_before_several_dates(normalizer):
    conversion = normalizer.convert("maybe 1900, d. 1950", policy=Policy(min_confidence=0.9))
    assert conversion.status == "doubtful"
    assert conversion.alternatives[0].value == "1900;1950"
    assert conversion.reason.startswith("doubtful: 1900;1950 has confidence")


@pytest.mark.parametrize(
    ("text", "value", "moment", "program"),
    [
        ("3 days ago", "2026-11-22", None, "@-3d"),
        ("2 hours ago", "2026-11-25", "2026-11-25T12:30", "@-2H"),
        ("tomorrow at 3 pm", "2026-11-26", "2026-11-26T15", "@+1dT15"),
        ("since last week", "2026-W47/..", None, "@«w/.."),
    ],
)
def test_relative_dates_are_counted_from_the_reference_date(normalizer, text, value, moment, program):
    conversion = normalizer.convert(text, reference_date=NOW)
    assert (conversion.value, conversion.datetime) == (value, moment)
    assert (conversion.status, conversion.relative) == ("converted", program)
    without = normalizer.convert(text)
    assert (without.value, without.status, without.relative) == (None, "relative", program)


def test_hours_need_a_time_of_day(normalizer):
    conversion = normalizer.convert("2 hours ago", reference_date=NOW.date())
    assert (conversion.status, conversion.code) == ("relative", "relative-time")
    assert "time of day" in conversion.reason


def test_next_friday_names_both_readings_unless_the_user_says_what_it_means(normalizer):
    conversion = normalizer.convert("next Friday", reference_date=NOW)
    assert (conversion.status, conversion.code) == ("ambiguous", "ambiguous-relative")
    assert [one.value for one in conversion.alternatives] == ["2026-12-04", "2026-11-27"]
    policy = Policy(reckoning=Reckoning(reference_date=NOW, next_means="nearest"))
    assert normalizer.convert("next Friday", policy=policy).value == "2026-11-27"
    year = normalizer.convert("next Friday", policy=Policy("blank", None, None, "year"), reference_date=NOW)
    assert year.value == "2026"


def test_two_years_ago_is_a_day_where_days_are_asked_for(normalizer):
    assert normalizer.convert("2 years ago", reference_date=NOW).value == "2024"
    days = normalizer.convert("2 years ago", policy=Policy(precision="day"), reference_date=NOW)
    assert days.value == "2024-11-25"
