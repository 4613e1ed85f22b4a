"""The posterior over orders; evidence made by hand, answers from reasoning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm.column.evidence import DOUBTS, Evidence
from datenorm.column.inference import DECISIVE, locale_prior
from datenorm.column.orders import order_posterior
from datenorm.text.vocabulary import ORDERS

DOUBT = DOUBTS[0]


def saying(*orders, kind="numeric", doubt=DOUBT):
    return Evidence(kind, tuple(1.0 if order in orders else doubt for order in ORDERS), 1.0)


DAY_FIRST, MONTH_FIRST, YEAR_FIRST = saying("DMY"), saying("MDY"), saying("YMD")
OPEN = saying("DMY", "MDY")
INTERNATIONAL = saying("YMD", kind="international")
WORDS = Evidence("words", confidence=1.0)

EVIDENCE = st.sampled_from([DAY_FIRST, MONTH_FIRST, YEAR_FIRST, OPEN, INTERNATIONAL, WORDS])


@given(st.lists(EVIDENCE, max_size=40))
def test_probabilities_sum_to_one(values):
    posterior = order_posterior(values)
    assert sum(posterior.orders.values()) + posterior.mixed == pytest.approx(1)


@given(st.lists(EVIDENCE, max_size=20))
def test_day_first_and_month_first_are_treated_alike(values):
    def mirror(value):
        day, month, year = value.likelihood
        return Evidence(value.kind, (month, day, year), value.confidence)

    one, other = order_posterior(values), order_posterior([mirror(value) for value in values])
    assert one.orders["DMY"] == pytest.approx(other.orders["MDY"])
    assert one.orders["YMD"] == pytest.approx(other.orders["YMD"])


@given(st.lists(EVIDENCE, max_size=30), st.randoms())
def test_the_order_of_the_values_does_not_matter(values, random):
    shuffled = values[:]
    random.shuffle(shuffled)
    assert order_posterior(values).orders == pytest.approx(order_posterior(shuffled).orders)


def test_nothing_said_leaves_the_prior():
    posterior = order_posterior([WORDS] * 50)
    assert posterior.orders["DMY"] == pytest.approx(posterior.orders["MDY"])
    assert posterior.orders["DMY"] == pytest.approx(posterior.orders["YMD"])


@pytest.mark.parametrize("rows", [1, 50, 10_000])
def test_open_values_never_decide(rows):
    posterior = order_posterior([OPEN] * rows)
    assert posterior.orders["DMY"] == pytest.approx(posterior.orders["MDY"])
    assert posterior.mixed < 0.05


@pytest.mark.parametrize("value", [DAY_FIRST, MONTH_FIRST])
@pytest.mark.parametrize("open_rows", [0, 49, 999])
def test_one_deciding_value_decides(value, open_rows):
    posterior = order_posterior([OPEN] * open_rows + [value])
    assert max(posterior.orders.values()) >= DECISIVE


def test_a_value_that_was_hardly_readable_does_not():
    assert max(order_posterior([saying("DMY", doubt=0.5)]).orders.values()) < DECISIVE


def test_two_typos_in_a_thousand_rows_are_strangers():
    posterior = order_posterior([DAY_FIRST] * 600 + [OPEN] * 398 + [MONTH_FIRST] * 2)
    assert posterior.orders["DMY"] >= DECISIVE


def test_two_slips_in_an_international_column_do_not_turn_it():
    assert order_posterior([INTERNATIONAL] * 998 + [DAY_FIRST] * 2).orders["YMD"] >= DECISIVE


@pytest.mark.parametrize(
    "pair", [(DAY_FIRST, MONTH_FIRST), (DAY_FIRST, YEAR_FIRST), (MONTH_FIRST, YEAR_FIRST)]
)
@pytest.mark.parametrize("share", [0.5, 0.25])
def test_two_orders_make_a_mixed_column(pair, share):
    rows = 40
    first = int(rows * share)
    posterior = order_posterior([pair[0]] * first + [pair[1]] * (rows - first))
    assert posterior.mixed > 0.9


def test_the_nearer_to_even_the_likelier_mixed():
    mixed = [order_posterior([DAY_FIRST] * (60 - n) + [MONTH_FIRST] * n).mixed for n in range(0, 31, 3)]
    assert mixed[1:] == sorted(mixed[1:])
    assert mixed[0] < 0.05 < 0.95 < mixed[-1]


def test_international_dates_beside_others_speak_for_no_order():
    posterior = order_posterior([INTERNATIONAL] * 25 + [OPEN] * 25)
    assert posterior.orders["DMY"] == pytest.approx(posterior.orders["MDY"])
    assert posterior.orders["YMD"] < 0.01


def test_international_dates_leave_the_deciding_ones_their_say():
    assert order_posterior([INTERNATIONAL] * 25 + [DAY_FIRST] * 25).orders["DMY"] >= DECISIVE


def test_international_dates_alone_are_year_first():
    assert order_posterior([INTERNATIONAL] * 5).orders["YMD"] >= DECISIVE


def test_a_locale_stands_until_three_values_overrule_it():
    prior = locale_prior("MDY")
    assert order_posterior([OPEN] * 50, prior).orders["MDY"] >= DECISIVE
    assert max(order_posterior([OPEN] * 50 + [DAY_FIRST], prior).orders.values()) < DECISIVE
    assert order_posterior([OPEN] * 50 + [DAY_FIRST] * 3, prior).orders["DMY"] >= DECISIVE
