"""What the readings of one value say; readings made by hand."""

import pytest

from datenorm.column.evidence import (
    DOUBTS,
    WRONG_WEEKDAYS,
    FieldReading,
    Fields,
    Network,
    gather,
    weigh,
    year_habit,
)
from datenorm.runtime import open_runtime
from datenorm.text import canonicalise


def reading(places, *sequence, sure=0.9999, numeric=True, whole=True, weekday=None):
    numbers = dict(zip(places, sequence, strict=True))
    return FieldReading(sure, Fields(numbers, places, numeric, whole, weekday))


NOTHING = FieldReading(0.9999, None)


def test_a_day_past_the_twelfth_excludes_the_other_order():
    found = weigh([reading("DMY", 23, 4, 1964), reading("DMY", 23, 4, 1964)])
    assert found.kind == "numeric"
    assert found.likelihood == (1.0, DOUBTS[0], DOUBTS[0])


def test_small_numbers_leave_day_and_month_open():
    found = weigh([reading("DMY", 3, 4, 2005)])
    assert found.likelihood == (1.0, 1.0, DOUBTS[0])
    assert found.loose is None


def test_what_excludes_an_order_takes_two_readings_that_agree():
    assert weigh([reading("DMY", 23, 4, 1964)]).kind == "none"
    assert weigh([reading("DMY", 23, 4, 1964), reading("DMY", 28, 4, 1964)]).kind == "none"
    agreed = [reading("DMY", 28, 4, 1964), reading("DMY", 23, 4, 1964), reading("DMY", 23, 4, 1964)]
    assert weigh(agreed).likelihood[0] == 1.0


def test_readings_that_agree_on_the_numbers_and_not_on_their_places_do_not_agree():
    """One hint read 4/23 as it stands, the other had its attention elsewhere."""
    assert weigh([reading("MDY", 4, 23, 1964), reading("DMY", 23, 4, 1964)]).kind == "none"


def test_the_less_sure_the_reading_the_less_it_excludes():
    doubts = []
    for sure in (0.9999, 0.995, 0.95, 0.6):
        both = [reading("MDY", 4, 23, 1964, sure=sure)] * 2
        doubts.append(weigh(both).likelihood[0])
    assert doubts == list(DOUBTS)


def test_a_reading_less_likely_than_not_says_nothing():
    assert weigh([reading("DMY", 3, 4, 2005, sure=0.4)]).kind == "none"


def test_a_whole_year_in_front_needs_no_order():
    assert weigh([reading("YMD", 2005, 4, 3)]).kind == "international"


def test_a_whole_year_before_the_day_is_no_order_of_ours():
    assert weigh([reading("YDM", 2005, 23, 4)] * 3).kind == "none"


def test_a_month_by_name_says_nothing_of_numbers():
    assert weigh([reading("MDY", 7, 4, 1776, numeric=False)]).kind == "words"


def test_what_holds_no_day_says_nothing():
    assert weigh([NOTHING, NOTHING, NOTHING]).kind == "none"


def test_a_two_digit_year_may_stand_first_or_last():
    found = weigh([reading("DMY", 25, 3, 4, whole=False)] * 2)
    assert found.likelihood == (1.0, DOUBTS[0], 1.0)
    assert found.loose.sequence == (25, 3, 4)


def test_a_named_weekday_tells_the_orders_apart():
    # 3 April 2005 was a Sunday.
    found = weigh([reading("DMY", 3, 4, 2005, weekday=7)])
    assert found.likelihood == (1.0, WRONG_WEEKDAYS, DOUBTS[0])


@pytest.fixture(scope="module")
def network(bundled_normalizer):
    bundle = bundled_normalizer.bundle
    return Network(open_runtime(bundle.weights), bundle.vocabulary, bundle.manifest.calibration.temperature)


@pytest.mark.parametrize(
    ("text", "kind", "orders"),
    [
        ("23/04/1964", "numeric", ["DMY"]),
        ("04/23/1964", "numeric", ["MDY"]),
        ("03/04/2005", "numeric", ["DMY", "MDY"]),
        ("3.4.05", "numeric", ["DMY", "MDY", "YMD"]),
        ("71-05-13", "numeric", ["YMD"]),
        ("2005-04-03", "international", ["YMD"]),
        ("1969年7月20日", "international", ["YMD"]),
        ("20 juillet 1969", "words", ["DMY", "MDY", "YMD"]),
        ("July 4, 1776", "words", ["DMY", "MDY", "YMD"]),
        ("hello world", "none", ["DMY", "MDY", "YMD"]),
    ],
)
def test_the_bundled_network_says_as_much(network, text, kind, orders):
    (found,) = gather(network, [canonicalise(text).text])
    assert found.kind == kind
    assert [o for o, p in zip(("DMY", "MDY", "YMD"), found.likelihood, strict=True) if p == 1] == orders


def test_a_value_says_the_same_whatever_stands_beside_it(network):
    texts = ["23/04/1964", "3.4.05", "2005-04-03", "20 july 1969"]
    alone = [gather(network, [text])[0] for text in texts]
    together = gather(network, texts)
    assert [one.likelihood for one in together] == [one.likelihood for one in alone]
    assert [one.kind for one in together] == [one.kind for one in alone]


def test_dots_are_expected_to_end_with_the_year(network):
    texts = ["25.03.04", "17.11.05", "30.06.09"]
    assert year_habit(network, texts, gather(network, texts)) > 0


def test_there_is_no_habit_without_two_digit_years(network):
    texts = ["23/04/1964"]
    assert year_habit(network, texts, gather(network, texts)) == 0
