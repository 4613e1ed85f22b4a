"""Windows are answered in order, and each distinct line is converted once, whichever worker gets it."""

import itertools
from random import Random

import pytest

from datenorm.bulk.in_order import AnswersInOrder
from datenorm.bulk.recent import LONGEST
from datenorm.bulk.tally import LineAnswer, LineAnswers, Remark


def windows_of_few_lines(distinct, windows=8, size=1200):
    random = Random(3)
    return [[str(random.randrange(distinct)) for _ in range(size)] for _ in range(windows)]


def counting():
    """A function that answers the same line differently each time."""
    calls = itertools.count()
    return lambda lines: [f"{line} at {next(calls)}" for line in lines]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("distinct", [20, 3000])
def test_a_line_of_many_windows_is_converted_once(workers, distinct):
    windows = windows_of_few_lines(distinct)
    answers = list(AnswersInOrder(counting(), list, list).spread(windows, workers=workers))
    assert [[answer.split()[0] for answer in window] for window in answers] == windows
    assert len(set(itertools.chain(*answers))) == len(set(itertools.chain(*windows)))


@pytest.mark.parametrize("workers", [1, 2])
def test_lines_and_answers_that_are_not_cached_are_answered(workers):
    windows = [["x" * (LONGEST + 1), "large", "small"] * 400 for _ in range(6)]
    answers = AnswersInOrder(
        lambda lines: [line.upper() for line in lines], list, list, is_kept=lambda one: one != "LARGE"
    )
    assert list(answers.spread(windows, workers=workers)) == [
        [line.upper() for line in window] for window in windows
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_windows_that_are_taken_whole_go_to_their_own_function(workers):
    windows = [["a", "b"] * 600, ["day"] * 1200, ["b", "c"] * 600]
    answers = AnswersInOrder(
        lambda lines: [line.upper() for line in lines],
        list,
        list,
        takes_whole=lambda window: window[0] == "day",
        answer_whole=lambda window: [str(len(window))],
    )
    assert list(answers.spread(windows, workers=workers)) == [["A", "B"] * 600, ["1200"], ["B", "C"] * 600]


def test_an_error_takes_the_place_of_its_window():
    def read():
        yield ["a"]
        raise OSError("gone")

    answers = AnswersInOrder(lambda lines: [line.upper() for line in lines], list, list)
    found = answers.spread(read(), workers=1)
    assert next(found) == ["A"]
    with pytest.raises(OSError, match="gone"):
        next(found)


def test_answers_of_lines_are_split_and_joined_without_loss():
    remark = Remark("no-date", "no date found", conflicts=False, note="")
    answers = [b"1969\n", LineAnswer(b"\n", remark), b"1970\n"]
    window = LineAnswers.of(answers)
    assert window == LineAnswers([b"1969\n", b"\n", b"1970\n"], {1: remark}, {})
    assert window.each() == answers
