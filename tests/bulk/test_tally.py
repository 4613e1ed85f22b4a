"""Remarks on answers, and counts: a summary counts each kind of refusal apart."""

from datenorm.bulk.convert import LONGEST_ANSWER
from datenorm.bulk.tally import LineAnswer, LineAnswers, Remark, StatusTally
from datenorm.convert.conversion import Conversion
from datenorm.convert.record import as_json, as_record

ANSWERED = Conversion("1969", "1969", "converted", 1.0)
REFUSED = Conversion("hello", None, "no-date", 1.0, "no date found")
CONFLICTING = Conversion("Mon 20.7.1969", "1969-07-20", "converted", 0.6, "a Sunday", weekday_conflict=True)


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


def test_a_remark_is_made_where_there_is_something_to_say():
    assert Remark.on(ANSWERED, "") is None
    assert Remark.on(ANSWERED, "order 'x' is not known") == Remark("", "", False, "order 'x' is not known")
    assert Remark.on(REFUSED, "") == Remark("no-date", "no date found", False, "")
    assert Remark.on(CONFLICTING, "") == Remark("", "a Sunday", True, "")


def test_answers_keep_remarks_and_what_is_drawn_at_their_places():
    remark = Remark.on(REFUSED, "")
    answers = LineAnswers.of(
        [LineAnswer(b"1969"), LineAnswer(b"", remark), LineAnswer(b"1970", None, ANSWERED)]
    )
    assert answers == ([b"1969", b"", b"1970"], {1: remark}, {2: ANSWERED})
    assert answers.until(1) == ([b"1969"], {}, {})
    assert answers.until(3) == answers


def test_the_usual_json_record_is_remembered():
    assert len(as_json(as_record(ANSWERED))) < len(as_json(as_record(CONFLICTING))) < LONGEST_ANSWER
