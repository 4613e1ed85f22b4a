"""Order, promptness and failure of work done by several threads."""

import itertools
import queue
import threading
import time

import pytest

from datenorm.parallel import in_order, usable_cores


def test_results_come_in_the_order_of_the_windows_whoever_is_done_first():
    def slow_at_first(number):
        time.sleep(0.02 if number % 4 == 0 else 0)
        return number * number

    assert list(in_order(slow_at_first, range(40), workers=3)) == [n * n for n in range(40)]


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_in_nothing_out(workers):
    assert list(in_order(abs, [], workers=workers)) == []


def test_a_result_does_not_wait_for_the_next_window():
    lines = queue.Queue()
    results = in_order(str.upper, iter(lines.get, None), workers=2)
    for line in ("one", "two"):
        lines.put(line)
        assert next(results) == line.upper()  # the next window has not been written yet
    lines.put(None)
    assert list(results) == []


def test_windows_are_worked_on_at_the_same_time():
    both = threading.Barrier(2, timeout=10)
    assert list(in_order(lambda number: both.wait() >= 0, range(4), workers=2)) == [True] * 4


def test_no_more_windows_are_taken_than_can_be_worked_on_soon():
    taken = []

    def endless():
        for number in itertools.count():
            taken.append(number)
            yield number

    results = in_order(str, endless(), workers=2)
    assert [next(results) for _ in range(3)] == ["0", "1", "2"]
    time.sleep(0.05)
    assert len(taken) <= 3 + 2 * 2 + 1
    results.close()
    count = len(taken)
    time.sleep(0.05)
    assert len(taken) <= count + 1


@pytest.mark.parametrize("workers", [1, 2])
def test_what_goes_wrong_comes_out_in_its_place(workers):
    def broken(number):
        if number == 2:
            raise ValueError("the third")
        return number

    results = in_order(broken, range(10), workers=workers)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="the third"):
        next(results)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_source_of_windows_that_breaks_off_says_so_after_what_it_gave(workers):
    def breaking():
        yield 1
        raise OSError("the pipe is gone")

    results = in_order(str, breaking(), workers=workers)
    assert next(results) == "1"
    with pytest.raises(OSError, match="the pipe is gone"):
        next(results)


def test_there_is_a_core_to_use():
    assert usable_cores() >= 1
