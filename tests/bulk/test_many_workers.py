"""The answers do not depend on how many workers give them."""

import io

import pytest

import datenorm
from datenorm.bulk.answers import worker_count
from datenorm.bulk.workers import spread
from datenorm.errors import ConfigError, InputError

LINES = [
    f"{day} {month} {year}"
    for year in range(1960, 1975)
    for month in ("July", "May", "x")
    for day in range(1, 29)
]


@pytest.mark.parametrize("workers", [2, 3])
def test_lines_get_the_same_answers_from_any_number_of_workers(tiny_normalizer, workers):
    alone = list(datenorm.convert_lines(LINES, normalizer=tiny_normalizer, workers=1))
    together = list(datenorm.convert_lines(LINES, normalizer=tiny_normalizer, workers=workers))
    assert together == alone == list(tiny_normalizer.convert_many(LINES))


@pytest.mark.parametrize("workers", [2, 3])
def test_a_table_gets_the_same_cells_from_any_number_of_workers(tiny_normalizer, workers, tmp_path):
    source = tmp_path / "table.csv"
    rows = [f"{number},{line},{'' if number % 3 else line}" for number, line in enumerate(LINES * 8)]
    source.write_text("\n".join(["id,born,died", *rows]))
    results = []
    for count in (1, workers):
        target = io.BytesIO()
        result = datenorm.convert_table(
            source, target, ["born", "died"], normalizer=tiny_normalizer, workers=count
        )
        results.append((result, target.getvalue()))
    assert results[0] == results[1]
    assert sum(results[0][0].tallies[1].counts.values()) == len(rows)


def test_a_stream_and_a_list_give_the_same_answers(tiny_normalizer):
    stream = io.BytesIO("\r\n".join(LINES).encode())
    answers = list(datenorm.convert_lines(stream, normalizer=tiny_normalizer))
    assert answers == list(
        datenorm.convert_lines([f"{line}\n" for line in LINES], normalizer=tiny_normalizer)
    )


def test_lines_in_an_order_that_is_found(bundled_normalizer):
    lines = ["03/04/2005", "23/04/1964"]
    answers = datenorm.convert_lines(lines, order="infer", normalizer=bundled_normalizer)
    assert [one.value for one in answers] == ["2005-04-03", "1964-04-23"]


@pytest.mark.parametrize("lines", ["20 July 1969", [1969]])
def test_what_is_not_lines_is_refused(tiny_normalizer, lines):
    with pytest.raises(InputError):
        list(datenorm.convert_lines(lines, normalizer=tiny_normalizer))


def test_there_is_one_worker_at_least(tiny_normalizer):
    with pytest.raises(ConfigError, match="workers must be 1 or more, got 0"):
        worker_count(tiny_normalizer, 0)


def test_a_wrong_hint_is_said_before_a_line_is_read(tiny_normalizer):
    def unread():
        raise AssertionError
        yield

    with pytest.raises(ConfigError):
        datenorm.convert_lines(unread(), locale="!!", normalizer=tiny_normalizer)


def test_small_windows_are_worked_on_in_turn_and_nothing_is_taken_ahead():
    taken = []
    windows = (taken.append(number) or [number] for number in range(5))
    answers = spread(sum, windows, workers=2, is_large=lambda window: len(window) > 1)
    assert next(answers) == 0
    assert taken == [0]
