"""The parsers datenorm is measured against, on dates whose reading nobody disputes."""

import datetime

import pytest

from datenorm.errors import ConfigError
from datenorm.evaluation import Row, Tally
from datenorm.evaluation.peers import PEERS, check_peers, run_peer


@pytest.fixture(params=sorted(PEERS))
def peer(request):
    pytest.importorskip(request.param)
    return request.param


def outcomes(peer, rows, hinted=True):
    return run_peer(peer, rows, hinted=hinted, order=lambda row: row.order or None)


def test_a_peer_is_judged_as_datenorm_is(peer):
    rows = [
        Row(2, "20 July 1969", ("1969-07-20",), "full", "en"),
        Row(3, "July 1969", ("1969-07",), "partial", "en"),
        Row(4, "zxcv qwer", (), "nodate", "en"),
        Row(5, "zxcv qwer", ("1969-07-20",), "full"),
        Row(6, "next thing", ("1969-07-20",), "relative"),
    ]
    run = outcomes(peer, rows)
    assert run.total == Tally(3, 0, 1)
    assert run.by_kind["partial"] == Tally(1)
    assert run.rows == 5 and run.seconds > 0


def test_the_field_order_is_given_to_a_peer_unless_hints_are_off(peer):
    rows = [Row(2, "3.4.2005", ("2005-04-03",), "full", order="DMY")]
    assert outcomes(peer, rows).total == Tally(1)
    assert outcomes(peer, rows, hinted=False).total != Tally(1)


def test_a_peer_knows_what_day_it_was(peer):
    today = datetime.date(1970, 1, 31)
    rows = [Row(2, "20 July", ("1970-07-20",), "noyear", "en", reference_date=today)]
    assert outcomes(peer, rows).total == Tally(1)


def test_a_locale_that_dateparser_does_not_know_costs_only_the_hint():
    pytest.importorskip("dateparser")
    for locale in ("en-XX", "xx"):
        assert outcomes(
            "dateparser", [Row(2, "20 July 1969", ("1969-07-20",), "full", locale)]
        ).total == Tally(1)


def test_an_unknown_peer_is_refused():
    with pytest.raises(ConfigError, match="nobody"):
        check_peers(["nobody"])
