"""Outcomes and counts worked out by hand."""

import datetime

import pytest

from datenorm.convert.conversion import Conversion, DateInText
from datenorm.evaluation import (
    Judged,
    Row,
    Tally,
    exact_match,
    field_accuracy,
    macro_average,
    tally,
    tally_by,
    verdict,
    worst,
)

DAY = datetime.date(1969, 7, 20)


@pytest.mark.parametrize(
    ("kind", "reference", "value", "outcome"),
    [
        ("full", ("1969-07-20",), "1969-07-20", "right"),
        ("full", ("1969-07-20",), "1969-07-02", "wrong"),
        ("full", ("1969-07-20",), None, "refused"),
        ("full", ("2005-03-04", "2005-04-03"), "2005-04-03", "right"),
        pytest.param("full", ("1969-07-20",), "1969-07", "refused", id="true and incomplete"),
        pytest.param("full", ("1969-07-20",), "1969-0", "wrong", id="cut inside a field"),
        pytest.param("full", ("1969-07-20",), "XXXX-07-20", "wrong", id="a year lost"),
        pytest.param("", ("1969-07-20",), "1969", "refused", id="incomplete, no kind"),
        pytest.param("archival", ("1850~",), "1850", "wrong", id="a qualifier lost"),
        pytest.param("partial", ("1969-07",), "1969-07-01", "wrong", id="precision invented"),
        pytest.param("partial", ("1969-07",), "1969", "wrong", id="half of a partial date"),
        ("nodate", (), None, "right"),
        ("nodate", (), "1969", "wrong"),
    ],
)
def test_outcomes(kind, reference, value, outcome):
    assert verdict(Row(1, "text", reference, kind), value) == outcome


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("XXXX-07-20", "right"),
        ("1968-07-20", "right"),
        ("1970-07-20", "right"),
        ("1971-07-20", "wrong"),
        ("XXXX-07-02", "wrong"),
        ("1969-07", "wrong"),
    ],
)
def test_a_date_without_a_year_is_right_by_month_and_day_next_to_the_reference_date(value, outcome):
    row = Row(1, "20 July", ("1969-07-20",), "noyear", reference_date=DAY)
    assert verdict(row, value) == outcome


def test_without_a_reference_date_only_the_expected_year_is_right():
    row = Row(1, "20 July", ("1969-07-20",), "noyear")
    assert [verdict(row, f"{year}-07-20") for year in ("1969", "1970", "XXXX")] == ["right", "wrong", "right"]


def test_the_best_reading_counts_as_exact_though_it_was_kept_back(judged):
    doubtful = judged(None, "1969", status="doubtful", best="1969")
    assert (doubtful.outcome, doubtful.is_exact) == ("refused", True)
    assert not judged(None, "1969", status="no-date").is_exact
    assert judged(None, status="no-date", kind="nodate").is_exact
    assert not judged(None, status="doubtful", best="1969", kind="nodate").is_exact


def test_rows_no_one_can_settle_stand_apart(judged):
    flags = frozenset({"ambig"})
    assert judged("1969", "1969", kind="full", flags=flags, order="DMY").group == "full"
    assert judged("1969", "1969", kind="full", flags=flags, locale="en-GB").group == "full"
    bare = judged("1969", "1969", kind="full", flags=flags, order="DMY", hinted=False)
    assert (bare.group, bare.is_apart) == ("full, ambiguous", True)
    assert not judged("1969", "1969", kind="noyear", flags=flags, hinted=False).is_apart
    assert judged("1969", "1969", kind="full2y", flags=frozenset({"pivot"})).is_apart
    assert judged(None, "1969", kind="relative").is_apart
    assert not judged("1969", "1969", kind="relative", reference_date=DAY).is_apart
    assert judged("1969", "1969").group == "any" and not judged("1969", "1969").is_apart


def test_an_ambiguous_text_is_named_rightly_when_one_of_its_two_readings_is_right(judged):
    two = {"status": "ambiguous", "best": "2005-04-03", "others": ("2005-03-04",)}
    assert judged(None, "2005-03-04", **two).is_named
    assert not judged(None, "2005-03-05", **two).is_named
    assert not judged(None, "2005-04-03", status="doubtful", best="2005-04-03").is_named


def test_outcomes_are_counted_by_group_the_largest_first(judged):
    rows = [
        judged("1969", "1969", kind="year", noise=("case", "mark")),
        judged("1969", "1968", kind="full"),
        judged(None, "1969", kind="full"),
    ]
    assert tally(item.outcome for item in rows) == Tally(1, 1, 1)
    by_kind = tally_by(rows, lambda item: [item.group])
    assert list(by_kind.items()) == [("full", Tally(0, 1, 1)), ("year", Tally(1, 0, 0))]
    assert tally_by(rows, lambda item: item.row.noise) == {"case": Tally(1), "mark": Tally(1)}
    assert macro_average(by_kind.values()) == pytest.approx(0.5)
    assert exact_match(rows) == pytest.approx(1 / 3)


def test_the_worst_groups_come_first_and_faultless_or_small_ones_not_at_all():
    groups = {"a": Tally(3, 1, 0), "b": Tally(4), "c": Tally(0, 0, 1), "d": Tally(1, 3, 0)}
    assert list(worst(groups, 5)) == ["c", "d", "a"]
    assert list(worst(groups, 1, least=2)) == ["d"]


def test_nothing_to_count():
    assert Tally().rates == (0, 0, 0)
    assert macro_average([]) == exact_match([]) == 0
    assert field_accuracy([]) == {"year": 0, "month": 0, "day": 0}


def test_fields_are_right_each_for_itself(judged):
    accuracy = field_accuracy(
        [
            judged("1969-07-20", "1969-07-02"),
            judged("-0043-03-15", "-0043-03-15"),
            judged("2005-03-04", "2004-04-03", "2005-03-05"),  # the nearer of the two counts
            judged("1969", "1969-07-20"),
            judged(None, "1969-07-20", status="doubtful", best="1969-07-20"),
            judged("XXXX-07-20", "1969-07-20", kind="noyear"),
        ]
    )
    assert accuracy == {"year": 1.0, "month": 1.0, "day": pytest.approx(1 / 3)}


@pytest.mark.parametrize(
    ("reference", "value", "outcome"),
    [
        ("2014-04-26T17:24", "2014-04-26T17:24", "right"),
        ("2014-04-26T17:24", "2014-04-26T05:24", "wrong"),
        ("2014-04-26T17:24", "2014-04-26", "refused"),
        ("2014-04-26T17:24z", "2014-04-26T17:24-05:00", "right"),
        ("2014-04-26T17:24z", "2014-04-26T17:24", "right"),
        ("2014-04-26T17:24z", "2014-04-26T05:24-05:00", "wrong"),
        ("2021-05-10T10z/2021-05-10T12z", "2021-05-10T10-05:00/2021-05-10T12-05:00", "right"),
        ("2014-04-26T17:24-07:00", "2014-04-26T17:24", "wrong"),
    ],
)
def test_a_time_that_is_expected_must_be_right_too(reference, value, outcome):
    assert verdict(Row(1, "text", (reference,)), value) == outcome


def test_the_answer_is_what_the_row_asks_for():
    timed = Conversion("text", "2014-04-26", "converted", 0.9, datetime="2014-04-26T17:24")
    relative = Conversion("text", None, "relative", 0.9, relative="@-3d")
    several = Conversion("text", None, "several", 0.9, dates=(DateInText("1834"), DateInText("1835")))
    assert Judged(Row(1, "text", ("2014-04-26T17:24",)), timed).outcome == "right"
    assert Judged(Row(1, "text", ("2014-04-26",)), timed).outcome == "right"
    assert Judged(Row(1, "text", ("@-3d",)), relative).outcome == "right"
    assert Judged(Row(1, "text", ("2014-04-26",)), relative).outcome == "refused"
    assert Judged(Row(1, "text", ("1834;1835",)), several).outcome == "right"
    assert Judged(Row(1, "text", ("1834",)), several).outcome == "refused"
    assert Judged(Row(1, "text", ()), several).outcome == "right"
