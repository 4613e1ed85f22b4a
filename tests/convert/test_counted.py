"""Numbers that count days or seconds by a policy; the network is not asked for them."""

import datetime

import pytest

from datenorm import ConfigError, Policy
from datenorm.column import infer

SERIAL, EPOCH = Policy(excel_serial=True), Policy(epoch="s")


def test_a_number_is_a_day_only_if_the_policy_says_so(scripted_normalizer):
    normalizer = scripted_normalizer({})
    assert normalizer.convert("41755").code == "maybe-serial-day"
    conversion = normalizer.convert(" 41755 ", policy=SERIAL)
    assert (conversion.value, conversion.status, conversion.confidence) == ("2014-04-26", "converted", 1.0)
    assert conversion.date == datetime.date(2014, 4, 26) and conversion.kept
    assert normalizer.convert("1398529477", policy=EPOCH).value == "2014-04-26"


def test_other_texts_of_the_column_are_read_as_ever(scripted_normalizer):
    normalizer = scripted_normalizer({"20 july 1969": {"1969-07-20": 1.0}})
    texts = ["41755", "20 July 1969", "1914-02", "hello", ""]
    found = list(normalizer.convert_many(texts, policy=SERIAL))
    assert [one.value for one in found] == ["2014-04-26", "1969-07-20", "1914-02", None, None]
    assert [one.kept for one in found] == [True, False, True, False, False]


def test_a_time_of_day_comes_with_the_number(tiny_normalizer):
    assert tiny_normalizer.convert("41755.5", policy=SERIAL).datetime == "2014-04-26T12:00"
    here = Policy(excel_serial=True, zone="Europe/Paris").in_form("ixdtf")
    conversion = tiny_normalizer.convert("41755.5", policy=here)
    assert (conversion.datetime, conversion.zone) == ("2014-04-26T12:00+02:00", "Europe/Paris")
    assert tiny_normalizer.convert("1398529477", policy=EPOCH).datetime == "2014-04-26T16:24:37Z"


@pytest.mark.parametrize(
    ("policy", "value", "time"),
    [
        (Policy(epoch="s", zone="Asia/Tokyo"), "2014-04-27", "2014-04-27T01:24:37+09:00"),
        (Policy(epoch="s", zone="Asia/Tokyo", utc=True), "2014-04-27", "2014-04-26T16:24:37Z"),
        (Policy(epoch="s", precision="year"), "2014", None),
    ],
)
def test_zone_and_precision_are_those_of_the_policy(tiny_normalizer, policy, value, time):
    conversion = tiny_normalizer.convert("1398529477", policy=policy)
    assert (conversion.value, conversion.datetime) == (value, time)


def test_a_number_that_is_no_day_is_refused_with_its_reason(tiny_normalizer):
    false_leap_day = tiny_normalizer.convert("60", policy=SERIAL)
    assert (false_leap_day.value, false_leap_day.code) == (None, "no-such-day")
    assert tiny_normalizer.convert("0", policy=SERIAL).code == "no-date"


def test_it_was_read_in_the_whole_number(tiny_normalizer):
    conversion = tiny_normalizer.convert(" 41755", policy=SERIAL, span=True, attention=True)
    assert conversion.span == (1, 6)
    assert conversion.attention.shape == (len(conversion.symbols), 6)
    assert conversion.attention.sum(axis=1) == pytest.approx(1)
    assert (conversion.attention[:, 0] == 0).all()


def test_numbers_count_one_thing():
    with pytest.raises(ConfigError, match="cannot be combined"):
        Policy(excel_serial=True, epoch="s")
    with pytest.raises(ConfigError, match="must be one of s, ms, us, ns"):
        Policy(epoch="minutes")


def test_numbers_that_count_say_nothing_of_the_order_of_a_column(bundled_normalizer):
    column = [f"{day}.{day % 12 + 1}" for day in range(20_126, 20_156)]
    assert infer(column, bundled_normalizer, policy=SERIAL).hint_order is None
    mixed = infer([*column, "23/04/1964"], bundled_normalizer, policy=SERIAL)
    assert mixed.hint_order == "DMY" and "row 31" in mixed.explanation
