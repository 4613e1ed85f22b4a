"""Lines converted window by window: their order, and lines that are whole days already."""

import itertools

import pytest

from datenorm.bulk.answers import BulkOptions
from datenorm.bulk.convert import READ_AHEAD, infer_line_order, render_lines
from datenorm.bulk.lines import Request, Requests
from datenorm.convert.options import Policy

OPEN, DAY_FIRST, MONTH_FIRST = "03/04/2005", "23/04/1964", "04/23/1964"


def test_a_later_line_settles_an_earlier_one(bundled_normalizer):
    reading, windows = infer_line_order(iter([[OPEN], [OPEN, DAY_FIRST]]), Requests, bundled_normalizer, None)
    assert reading.hint_order == "DMY"
    assert (reading.first_row, reading.first_text) == (3, DAY_FIRST)
    assert [line for window in windows for line in window] == [OPEN, OPEN, DAY_FIRST]


def test_a_line_with_hints_of_its_own_says_nothing_of_the_others(bundled_normalizer):
    requests = {
        "1": Request(OPEN),
        "2": Request(MONTH_FIRST, order="MDY"),
        "3": Request(MONTH_FIRST, locale="en-US"),
        "4": Request(DAY_FIRST),
    }

    def read(lines):
        return Requests.of([requests[line] for line in lines])

    reading, _ = infer_line_order(iter([["1", "2"], ["3", "4"]]), read, bundled_normalizer, None)
    assert (reading.order, reading.first_row, reading.contradicting) == ("DMY", 4, 0)


def test_no_more_than_a_bounded_part_of_a_stream_is_read_ahead(bundled_normalizer):
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield [DAY_FIRST] * 1000

    reading, windows = infer_line_order(endless(), Requests, bundled_normalizer, None)
    assert reading.order == "DMY"
    assert taken == READ_AHEAD // 1000
    assert sum(map(len, itertools.islice(windows, taken + 2))) == READ_AHEAD + 2000


def test_no_lines_are_no_column(bundled_normalizer):
    reading, windows = infer_line_order(iter([]), Requests, bundled_normalizer, None)
    assert reading.status == "undecided"
    assert list(windows) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["1969-07-20", "2021-02-28"],
        ["1969-07-20", "20 July 1969", "2021-02-29", "", "2021-02-28", "hello"],
        ["1969-07-20", "2021-02-28", "hello", "2021-03-01"],
        ["hello", "20 July 1969"],
        [],
    ],
)
@pytest.mark.parametrize("precision", ["any", "day", "month"])
def test_whole_days_are_answered_as_if_each_line_were_converted(bundled_normalizer, lines, precision):
    def render(conversion):
        return f"{conversion.value or ''}\n".encode()

    def render_day(line):
        return f"{line}\n".encode()

    options = BulkOptions(policy=Policy(precision=precision))
    rendered = [
        list(render_lines(iter([lines]), bundled_normalizer, options, render, render_day=days, workers=1))
        for days in (render_day, None)
    ]
    assert rendered[0] == rendered[1]
