"""Columns of a table read as columns: what some rows show holds for the others."""

import io

from datenorm.bulk.convert import convert_lines
from datenorm.bulk.table import convert_table


def converted(normalizer, *texts):
    source = io.BytesIO("\n".join(["when", *texts, ""]).encode())
    target = io.BytesIO()
    result = convert_table(source, target, "when", normalizer=normalizer, workers=1)
    return [line.split(",")[1] for line in target.getvalue().decode().splitlines()[1:]], result


def test_a_range_in_one_row_makes_ranges_of_the_others(scripted_normalizer):
    normalizer = scripted_normalizer({"1908-14": {"1908/1914": 0.99}})
    values, result = converted(normalizer, "1909–10", "1908–14", "1911-12")
    assert values == ["1909/1910", "1908/1914", "1911/1912"]
    assert 'are the end of a range: 1 row decides it (first: row 2, "1908–14")' in result.remarks[0]


def test_rows_that_contradict_each_other_refuse_what_hangs_on_them(scripted_normalizer):
    normalizer = scripted_normalizer({"1908-14": {"1908/1914": 0.99}})
    values, result = converted(normalizer, "1909-10", "1908–14", "1930-02")
    assert values == ["", "1908/1914", "1930-02"]
    assert "may be a month or the end of a range" in result.remarks[0]
    assert "1 contradict" in result.remarks[0]


def test_columns_of_iso_8601_raise_no_question(scripted_normalizer):
    values, result = converted(scripted_normalizer({}), "2024-01-05", "2024-02-07")
    assert values == ["2024-01-05", "2024-02-07"]
    assert result.open_orders == ()
    assert result.remarks == ("when: 2 rows with the whole year in front, which needs no order",)
    months, result = converted(scripted_normalizer({}), "2009-10", "2011-12")
    assert months == ["2009-10", "2011-12"]
    assert "range" not in result.remarks[0]


def test_lines_are_a_column_too(scripted_normalizer):
    normalizer = scripted_normalizer({"1908-14": {"1908/1914": 0.99}})
    found = convert_lines(["1909–10", "1908–14"], order="infer", normalizer=normalizer, workers=1)
    assert [one.value for one in found] == ["1909/1910", "1908/1914"]


def test_an_undecided_column_of_two_digit_years_is_refused(bundled_normalizer):
    """Days from 1 to 12 in months and years from 1 to 12: nothing shows which is which."""
    texts = [
        f"{day:02d}/{month:02d}/{year:02d} 20:10:40" for day, month, year in ((3, 4, 5), (6, 7, 8), (9, 1, 2))
    ]
    values, result = converted(bundled_normalizer, *texts)
    assert values == ["", "", ""]
    assert result.open_orders
