"""Answers are remembered, and nothing can be seen of it."""

from random import Random

import pytest

from datenorm.bulk.answers import BulkOptions, open_answerer
from datenorm.bulk.convert import LONGEST_ANSWER
from datenorm.bulk.lines import Requests
from datenorm.bulk.tally import LineAnswer, LineAnswers, Remark
from datenorm.convert.conversion import Conversion
from datenorm.convert.options import Policy
from datenorm.convert.record import as_json, as_record
from datenorm.errors import ConfigError

LINES = ["20 July 1969", "hello", "03/04/2005", "", "1969年7月20日", "July 1969", "x" * 400, "20.7.69"]


class Reader:
    """Understands each line as a text, and keeps what it was asked for."""

    def __init__(self):
        self.lines = []

    def __call__(self, lines):
        self.lines.extend(lines)
        return Requests(lines)


@pytest.fixture
def answerer_of(tiny_normalizer):
    def open_it(read=Requests, capacity=100, **wishes):
        def keep(conversion, note):
            return LineAnswer(str(conversion.value).encode(), Remark.on(conversion, note))

        options = BulkOptions(policy=Policy(**wishes))
        return open_answerer(
            tiny_normalizer,
            options,
            keep,
            read=read,
            capacity=capacity,
        )

    return open_it


def test_a_line_met_again_gets_its_answer_without_being_read_again(answerer_of):
    read = Reader()
    answerer = answerer_of(read)
    first = answerer(["20 July 1969", "hello", "20 July 1969"])
    again = answerer(["hello", "20 July 1969", "1969"])
    assert read.lines == ["20 July 1969", "hello", "1969"]
    assert first[0] is first[2] is again[1]
    assert again[0] is first[1]


ANSWERED = Conversion("1969", "1969", "converted", 1.0)
REFUSED = Conversion("hello", None, "no-date", 1.0, "no date found")
CONFLICTING = Conversion("Mon 20.7.1969", "1969-07-20", "converted", 0.6, "a Sunday", weekday_conflict=True)


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


def test_long_lines_are_not_kept(answerer_of):
    read = Reader()
    answerer = answerer_of(read)
    for _ in range(2):
        answerer(["x" * 400])
    assert read.lines == ["x" * 400] * 2


def test_lines_in_any_windows_and_with_a_memory_of_any_size_get_the_answers_they_get_alone(answerer_of):
    alone = {line: answerer_of()([line])[0] for line in LINES}
    rng = Random(5)
    for remembered in (1, 2, 5, 100):
        answerer = answerer_of(capacity=remembered)
        for _ in range(10):
            window = rng.choices(LINES, k=rng.randint(1, 12))
            assert answerer(window) == [alone[line] for line in window]


def test_what_is_remembered_is_bounded_and_what_is_asked_for_again_stays(answerer_of):
    read = Reader()
    answerer = answerer_of(read, capacity=3)
    for number in range(20):
        answerer(["hello", str(number)])
    assert read.lines.count("hello") == 1
    answerer(["0"])
    assert read.lines.count("0") == 2


def test_a_risk_that_no_threshold_keeps_is_said_before_anything_is_answered(answerer_of):
    with pytest.raises(ConfigError):
        answerer_of(max_risk=0.0)


def test_the_usual_json_record_is_remembered():
    assert len(as_json(as_record(ANSWERED))) < len(as_json(as_record(CONFLICTING))) < LONGEST_ANSWER
