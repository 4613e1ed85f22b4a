"""Periods: what they hold, the next ones, Easter."""

from __future__ import annotations

import datetime

import pytest
from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN
from dateutil.easter import easter as easter_of_dateutil
from hypothesis import given
from hypothesis import strategies as st

from datenorm.values.interval import interval_of
from datenorm.values.periods import GRAINS, Grain, Period, easter, months_later

_DAYS = st.dates(datetime.date(201, 1, 1), datetime.date(9700, 12, 31))


@given(_DAYS, st.sampled_from(GRAINS))
def test_a_period_ends_where_the_next_begins(day: datetime.date, grain: Grain) -> None:
    period, following = Period(day, grain), Period(day, grain).moved(1)
    gap = (following.first - period.last).days
    assert gap == (6 if grain == "weekend" else 1)
    assert grain == "weekend" or period.first <= day <= period.last


@given(_DAYS, st.sampled_from([grain for grain in GRAINS if grain not in ("week", "weekend", "half")]))
def test_the_value_of_a_period_means_its_days(day: datetime.date, grain: Grain) -> None:
    period = Period(day, grain)
    interval = interval_of(str(period))
    assert interval == (period.first.isoformat(), period.last.isoformat())


def test_a_winter_begins_in_december_of_its_year() -> None:
    assert str(Period(datetime.date(2026, 1, 15), "season")) == "2025-24"
    assert Period(datetime.date(2026, 1, 15), "season").first == datetime.date(2025, 12, 1)


def test_a_month_later_is_the_last_day_where_there_is_no_such_day() -> None:
    assert months_later(datetime.date(2024, 1, 31), 1) == datetime.date(2024, 2, 29)
    assert months_later(datetime.date(2023, 12, 31), -10) == datetime.date(2023, 2, 28)


@pytest.mark.parametrize("count", [-24_000, 120_000])
def test_a_month_outside_the_calendar_is_an_overflow(count: int) -> None:
    with pytest.raises(OverflowError):
        months_later(datetime.date(1999, 1, 1), count)


def test_easter_is_the_one_of_dateutil() -> None:
    for year in range(1583, 2500):
        assert easter(year) == easter_of_dateutil(year, EASTER_WESTERN)
        assert easter(year, julian=True) == easter_of_dateutil(year, EASTER_ORTHODOX)
