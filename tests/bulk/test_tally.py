"""A summary counts each kind of refusal apart."""

from datenorm.bulk.tally import StatusTally


def test_refusals_are_counted_apart_and_the_first_is_named():
    tally = StatusTally("line")
    tally.counts["converted"] = 2
    for number, status in ((2, "doubtful"), (3, "ambiguous"), (5, "no-date")):
        tally.refuse(number, status)
    assert tally.refused == 3
    assert tally.summary() == "2 converted, 3 refused: 1 ambiguous, 1 doubtful, 1 no date (first at line 2)"


def test_a_row_is_named_with_the_reason():
    tally = StatusTally("row", "born")
    tally.counts["empty"] = 1_000
    tally.refuse(1_234, "unreadable", "long")
    assert tally.summary() == "0 converted, 1,000 empty, 1 refused: 1 unreadable (first at row 1,234: long)"


def test_refusals_counted_elsewhere_have_no_first():
    tally = StatusTally("row")
    tally.counts.update({"converted": 1, "relative": 2})
    assert tally.summary() == "1 converted, 2 refused: 2 relative"
