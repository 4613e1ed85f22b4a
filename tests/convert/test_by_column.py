"""Rows read as their column says, and refused where the column leaves them open."""

from dataclasses import replace

import pytest

from datenorm.convert.column_rules import ColumnRules
from datenorm.convert.options import Policy
from datenorm.values import Reckoning


def policy(**rules):
    return Policy(column=ColumnRules(**rules))


@pytest.mark.parametrize(
    ("rule", "value"), [("", "1909-10"), ("month", "1909-10"), ("range", "1909/1910"), ("open", None)]
)
def test_a_year_and_two_digits_are_what_the_column_says(scripted_normalizer, rule, value):
    conversion = scripted_normalizer({}).convert("1909-10", policy=policy(year_part=rule))
    assert conversion.value == value
    assert conversion.kept == (value == "1909-10")


def test_any_dash_is_the_columns_dash(scripted_normalizer):
    normalizer = scripted_normalizer({"1909-10": {"1909-10": 0.99}})
    assert normalizer.convert("1909–10", policy=policy(year_part="range")).value == "1909/1910"
    opened = normalizer.convert("1909–10", policy=policy(year_part="open"))
    assert (opened.status, opened.code) == ("ambiguous", "ambiguous-column")
    assert {one.value for one in opened.alternatives} == {"1909-10", "1909/1910"}


@pytest.mark.parametrize(("rule", "value"), [("day", "XXXX-10-23"), ("year", "2023-10"), ("open", None)])
def test_a_month_and_two_digits_are_what_the_column_says(scripted_normalizer, rule, value):
    normalizer = scripted_normalizer({"oct-23": {"XX23-10": 0.55, "XXXX-10-23": 0.45}})
    assert normalizer.convert("Oct-23", policy=policy(month_part=rule)).value == value


def test_without_a_column_a_month_and_two_digits_are_ambiguous(scripted_normalizer):
    conversion = scripted_normalizer({"oct-23": {"XXXX-10-23": 0.99}}).convert("Oct-23")
    assert (conversion.status, conversion.code) == ("ambiguous", "ambiguous-column")
    assert [one.value for one in conversion.alternatives] == ["2023-10", "XXXX-10-23"]


def test_a_day_of_any_month_is_not_a_month_of_a_year(scripted_normalizer):
    conversion = scripted_normalizer({"mie-10": {"XXXX-XX-10": 0.99}}).convert("mie-10")
    assert conversion.value == "XXXX-XX-10"


def test_what_can_be_no_day_stays_a_year(scripted_normalizer):
    normalizer = scripted_normalizer({"feb-98": {"XX98-02": 0.99}})
    assert normalizer.convert("Feb-98", policy=policy(month_part="open")).value == "1998-02"


def test_a_row_that_hangs_on_an_open_order_is_refused(scripted_normalizer):
    text = "17/06/09 20:10:40"
    hinted = {(text, "YMD"): {"XX17-06-09T20:10:40": 0.99}}
    normalizer = scripted_normalizer({text: {"XX09-06-17T20:10:40": 0.99}}, hinted=hinted)
    refused = normalizer.convert(text, "fr", policy=policy(open_orders=("DMY", "YMD")))
    assert (refused.value, refused.code) == (None, "ambiguous-order")
    assert [one.value for one in refused.alternatives] == ["2009-06-17", "2017-06-09"]


def test_a_network_that_ignores_the_order_does_not_settle_it(scripted_normalizer):
    text = "03/04/2005"
    normalizer = scripted_normalizer({text: {"2005-04-03": 0.99}})
    assert normalizer.convert(text, policy=policy(open_orders=("DMY", "MDY"))).status == "ambiguous"
    assert (
        normalizer.convert(text, order="DMY", policy=policy(open_orders=("DMY", "MDY"))).value == "2005-04-03"
    )


@pytest.mark.parametrize(("text", "value"), [("23/04/1964", "1964-04-23"), ("3 april 1964", "1964-04-03")])
def test_rows_that_hang_on_no_order_are_answered(scripted_normalizer, text, value):
    normalizer = scripted_normalizer({text: {value: 0.99}})
    assert normalizer.convert(text, policy=policy(open_orders=("DMY", "MDY"))).value == value


def test_two_digit_years_are_in_the_hundred_years_of_the_column(scripted_normalizer):
    normalizer = scripted_normalizer({"17 june 09": {"XX09-06-17": 0.99}})
    early = Policy(reckoning=Reckoning(first_year=1848))
    assert normalizer.convert("17 June 09", policy=early).value == "1909-06-17"
    assert normalizer.convert("17 June 09").value == "2009-06-17"
    refused = normalizer.convert("17 June 09", policy=policy(open_century=True))
    assert (refused.value, refused.code) == (None, "ambiguous-column")
    assert [one.value for one in refused.alternatives] == ["2009-06-17", "1909-06-17"]


@pytest.mark.parametrize("text", ["17/06/09", "17-06-09"])
def test_a_two_digit_year_may_be_first_or_last_whatever_the_sign(scripted_normalizer, text):
    normalizer = scripted_normalizer({text: {"XX09-06-17": 0.99}})
    assert normalizer.convert(text).code == "ambiguous-order"
    assert normalizer.convert(text, "fr").value == "2009-06-17"
    assert normalizer.convert(text, order="DMY").value == "2009-06-17"


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("17.06.09", "XX09-06-17", "2009-06-17"),
        ("06/17/09", "XX09-06-17", "2009-06-17"),
        ("17/06/69", "XX69-06-17", "1969-06-17"),
        ("7/6/09", "XX09-06-07", "2009-06-07"),
    ],
)
def test_a_year_that_can_stand_in_one_place_only_is_read(scripted_normalizer, text, written, value):
    assert scripted_normalizer({text: {written: 0.99}}).convert(text).value == value


def test_attention_and_alternatives_change_no_decision_of_a_column(scripted_normalizer):
    normalizer = scripted_normalizer(
        {"oct-23": {"XX23-10": 0.6, "XXXX-10-23": 0.4}, "1909-10": {"1909-10": 0.9}}
    )
    ranges = replace(policy(month_part="day"), column=ColumnRules(year_part="range", month_part="day"))
    for text, value in (("Oct-23", "XXXX-10-23"), ("1909–10", "1909/1910")):
        plain = normalizer.convert(text, policy=ranges)
        shown = normalizer.convert(text, policy=ranges, attention=True, span=True, alternatives=3)
        assert plain.value == shown.value == value
