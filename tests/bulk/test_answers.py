"""Answers are cached, within bounds, and the cache does not change them."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datenorm.bulk.answers import AnswerCache, BulkOptions, convert_requests, open_answerer
from datenorm.bulk.lines import Request, Requests
from datenorm.bulk.recent import LONGEST
from datenorm.bulk.tally import LineAnswer, Remark
from datenorm.convert.options import Policy
from datenorm.errors import ConfigError

TEXTS = st.lists(st.text("ab", max_size=3), max_size=12)


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=6), st.integers(1, 8))
def test_every_text_gets_its_answer_and_few_are_held(calls, capacity):
    cache = AnswerCache(lambda texts: (text.upper() for text in texts), capacity)
    for texts in calls:
        assert cache(texts) == [text.upper() for text in texts]
        assert len(cache) <= max(2, capacity)


def test_each_text_is_asked_for_once_while_it_is_remembered():
    asked = Counter()

    def answer(texts):
        asked.update(texts)
        return [len(text) for text in texts]

    cache = AnswerCache(answer, capacity=1000)
    for _ in range(3):
        cache(["a", "bb", "a"])
    assert asked == {"a": 1, "bb": 1}


def test_what_comes_again_and_again_outlives_what_came_once():
    asked = Counter()

    def answer(texts):
        asked.update(texts)
        return texts

    cache = AnswerCache(answer, capacity=10)
    for number in range(100):
        cache(["often", str(number)])
    assert asked["often"] == 1


def test_long_texts_are_answered_and_not_held():
    cache = AnswerCache(lambda texts: texts)
    assert cache(["x" * (LONGEST + 1)]) == ["x" * (LONGEST + 1)]
    assert len(cache) == 0


def test_answers_that_are_too_large_are_given_and_not_held():
    cache = AnswerCache(lambda texts: [text * 9 for text in texts], is_kept=lambda one: len(one) < 10)
    assert cache(["a", "bb"]) == ["a" * 9, "bb" * 9]
    assert len(cache) == 1


def test_threads_that_share_one_get_their_answers():
    cache = AnswerCache(lambda texts: [text.upper() for text in texts], capacity=4)
    calls = [[f"{(number * step) % 11}x" for number in range(6)] for step in range(400)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(cache, calls))
    assert answers == [[text.upper() for text in texts] for texts in calls]


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


@pytest.mark.parametrize("distinct", [False, True])
def test_distinct_lines_get_the_same_answers_without_a_search_for_repeats(tiny_normalizer, distinct):
    asked = Requests(LINES[:5])
    answers = convert_requests(tiny_normalizer, BulkOptions(), asked, distinct=distinct)
    assert list(answers) == [tiny_normalizer.convert(line) for line in LINES[:5]]


def test_different_lines_may_hold_the_same_text(answerer_of):
    texts = {"1\t20 July 1969": "20 July 1969", "2\t20 July 1969": "20 July 1969", "3\thello": "hello"}
    answerer = answerer_of(lambda lines: Requests.of([Request(texts[line]) for line in lines]))
    plain = answerer_of()(["20 July 1969", "hello"])
    assert answerer(list(texts)) == [plain[0], plain[0], plain[1]]
