"""Where fields stand is known to the character, and words around a date leave it as it is."""

from random import Random

import pytest

from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import fields
from data_gen.locales import load
from data_gen.numerals import has_digits
from data_gen.probes import lengthen, markable, write_marked

LANGUAGES = ("en", "de", "ar", "fa", "he", "fi", "hu", "tr", "ja", "zh", "ko", "ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_the_pattern_stands_where_it_says(language):
    data, rng = load(language), Random(1)
    for pattern in markable(data):
        day = draw_day(rng, year=rng.randint(1000, 2100))
        marked = write_marked(pattern, day, data, rng)
        assert {field.kind for field in marked.fields} == fields(pattern)
        pieces = {field.kind: marked.text[field.start : field.stop] for field in marked.fields}
        assert int(pieces["d"]) == day.day  # in any script's digits
        assert int(pieces["y"]) in (day.year, day.year % 100)
        names = {names[day.month - 1] for names in data.months.values()}
        assert pieces["M"] in names or int(pieces["M"]) == day.month
        ends = [0, *(field.stop for field in marked.fields)]
        assert all(end <= field.start for end, field in zip(ends, marked.fields, strict=False))


def test_the_value_is_that_of_the_day_with_its_weekday():
    data = load("en")
    (full,) = (pattern for pattern in markable(data) if "E" in fields(pattern))
    marked = write_marked(full, Day(1969, 7, 20), data, Random(1))
    assert (marked.text, marked.value, marked.order) == ("Sunday, July 20, 1969", "1969-07-20⑦", "")
    short = write_marked("M/d/yy", Day(1969, 7, 20), data, Random(1))
    assert (short.value, short.order) == ("XX69-07-20", "MDY")


def test_native_digits_are_used_where_they_are_usual():
    marked = write_marked("y/M/d", Day(1969, 7, 20), load("fa"), Random(1))
    assert marked.text == "۱۹۶۹/۷/۲۰" and has_digits(load("fa").digits[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("before", [0.0, 0.5, 1.0, None])
def test_words_around_a_date_leave_it_as_it_is(language, before):
    for length in (30, 100, 200):
        text, start = lengthen("20.7.1969", length, Random(length), language, before=before)
        assert text[start : start + 9] == "20.7.1969"
        assert length - 30 < len(text) <= length
        others = text[:start] + text[start + 9 :]
        assert not any(map(str.isnumeric, others))
        if before == 0.0:
            assert start == 0
        if before == 1.0:
            assert text.endswith("20.7.1969")


def test_a_text_that_is_long_enough_stays():
    assert lengthen("20 July 1969", 10, Random(1), "en") == ("20 July 1969", 0)
