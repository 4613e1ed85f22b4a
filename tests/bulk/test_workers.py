"""Order, promptness and failure of work done by several threads or processes."""

import itertools
import os
import queue
import signal
import threading
import time
from functools import partial
from multiprocessing import active_children

import pytest

from datenorm.bulk import workers
from datenorm.errors import ConfigError, WorkerLost

needs_fork = pytest.mark.skipif(not workers.CAN_FORK, reason="processes cannot be forked here")


WAYS = {
    "one thread": partial(workers.in_threads, workers=1),
    "threads": partial(workers.in_threads, workers=2),
    "processes": partial(workers.in_processes, workers=2),
}
SEVERAL = ["threads", pytest.param("processes", marks=needs_fork)]


@pytest.fixture(params=SEVERAL)
def in_order(request):
    """Each way to do it by two workers."""
    return WAYS[request.param]


@pytest.fixture(params=["one thread", *SEVERAL])
def in_order_anyhow(request):
    """Each way to do it, by the caller alone too."""
    return WAYS[request.param]


def test_results_come_in_the_order_of_the_windows_whoever_is_done_first(in_order):
    def slow_at_first(number):
        time.sleep(0.02 if number % 4 == 0 else 0)
        return number * number

    assert list(in_order(slow_at_first, range(40), workers=3)) == [n * n for n in range(40)]
    assert list(workers.in_threads(slow_at_first, range(5), workers=1)) == [0, 1, 4, 9, 16]


def test_nothing_in_nothing_out(in_order_anyhow):
    assert list(in_order_anyhow(abs, [])) == []


def test_a_result_does_not_wait_for_the_next_window(in_order):
    lines = queue.Queue()
    results = in_order(str.upper, iter(lines.get, None))
    for line in ("one", "two", "three"):
        lines.put(line)
        assert next(results) == line.upper()  # the next window has not been written yet
    lines.put(None)
    assert list(results) == []


def test_windows_are_worked_on_at_the_same_time():
    both = threading.Barrier(2, timeout=10)
    assert list(workers.in_threads(lambda number: both.wait() >= 0, range(4), workers=2)) == [True] * 4


@needs_fork
def test_each_window_has_a_process_other_than_this_one_in_turn():
    first, second, third, fourth = workers.in_processes(lambda _: os.getpid(), range(4), workers=2)
    assert (first, second) == (third, fourth)
    assert len({first, second, os.getpid()}) == 3


@needs_fork
def test_windows_larger_than_a_pipe_come_through_both_ways():
    windows = [[str(number) * 9] * 50_000 for number in range(6)]
    assert list(workers.in_processes(lambda window: window[::-1], windows, workers=2)) == windows


def test_no_more_windows_are_taken_than_can_be_worked_on_soon_and_none_when_nobody_waits(in_order):
    taken = []

    def endless():
        for number in itertools.count():
            taken.append(number)
            yield number

    results = in_order(str, endless())
    assert [next(results) for _ in range(3)] == ["0", "1", "2"]
    time.sleep(0.05)
    assert len(taken) <= 3 + 2 * 2 + 1
    results.close()
    count = len(taken)
    time.sleep(0.05)
    assert len(taken) <= count + 1
    assert not [process for process in active_children() if process.is_alive()]


def test_what_goes_wrong_comes_out_in_its_place_and_whole(in_order_anyhow):
    def broken(number):
        if number == 2:
            raise ConfigError("the third", hint="leave it out")
        return number

    results = in_order_anyhow(broken, range(10))
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ConfigError, match="the third") as caught:
        next(results)
    assert caught.value.hint == "leave it out"


def test_a_source_of_windows_that_breaks_off_says_so_after_what_it_gave(in_order_anyhow):
    def breaking():
        yield 1
        raise OSError("the pipe is gone")

    results = in_order_anyhow(str, breaking())
    assert next(results) == "1"
    with pytest.raises(OSError, match="the pipe is gone"):
        next(results)


@needs_fork
def test_a_process_that_is_killed_is_an_error_and_no_silence():
    def work(number):
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    results = workers.in_processes(work, range(100), workers=2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(WorkerLost):
        next(results)


@needs_fork
def test_ctrl_c_is_left_to_the_first_process():
    def slow(number):
        time.sleep(0.2)
        return number

    results = workers.in_processes(slow, range(3), workers=2)
    first = next(results)
    for process in active_children():
        os.kill(process.pid, signal.SIGINT)
    assert [first, *results] == [0, 1, 2]


def test_there_is_a_core_to_use():
    assert workers.available_cores() >= 1
