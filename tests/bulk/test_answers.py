"""Answers are remembered, within bounds, and never mixed up."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given, settings
from hypothesis import strategies as st

from datenorm.bulk.answers import LONGEST, AnswerCache

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
