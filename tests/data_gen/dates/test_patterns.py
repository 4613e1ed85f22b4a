"""Writing days by patterns."""

from random import Random

import pytest

from data_gen.dates.days import Day
from data_gen.dates.patterns import fields, has_short_year, is_numeric, order_of
from data_gen.dates.surface import value_of, write
from data_gen.locales import load

MOON = Day(1969, 7, 20)


@pytest.mark.parametrize(
    ("pattern", "locale", "text"),
    [
        ("EEEE d MMMM y", "fr", "dimanche 20 juillet 1969"),
        ("d 'de' MMMM 'de' y", "es", "20 de julio de 1969"),
        ("MMMM o y", "en", "July 20th 1969"),
        ("d.R.y", "de", "20.VII.1969"),
        ("yyyyMMdd", "en", "19690720"),
        ("d MMM P", "en", "20 Jul '69"),
        ("dd/MM/yy", "fr", "20/07/69"),
        ("d MMMM y G", "fr", "20 juillet 1969 "),
        ("d. LLLL y", "cs", "20. červenec 1969"),
    ],
)
def test_patterns_write_what_cldr_says(pattern: str, locale: str, text: str) -> None:
    assert write(pattern, MOON, load(locale), Random(1)).source.startswith(text)


def test_the_first_of_the_month_is_an_ordinal_in_french() -> None:
    texts = {write("o MMMM y", Day(1900, 1, 1), load("fr"), Random(seed)).source for seed in range(20)}
    assert "1er janvier 1900" in texts


def test_years_below_100_are_padded_unless_an_era_stands_beside_them() -> None:
    assert write("y", Day(69, 1, 1), load("en"), Random(1)).source == "0069"
    assert write("y G", Day(69, 1, 1), load("en"), Random(1)).source.startswith("69 A")


def test_years_before_one_are_counted_backwards_from_one() -> None:
    assert write("y G", Day(-43, 1, 1), load("en"), Random(1)).source.startswith("44 B")


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("d MMMM y", "1969-07-20"),
        ("d MMM yy", "XX69-07-20"),
        ("LLLL y", "1969-07"),
        ("y", "1969"),
        ("d/M", "XXXX-07-20"),
    ],
)
def test_the_value_says_what_the_text_says_and_no_more(pattern: str, value: str) -> None:
    assert value_of(pattern, MOON) == value


def test_properties_of_patterns() -> None:
    assert fields("cccc, o LLLL") == {"E", "d", "M"}
    assert is_numeric("dd/MM/y") and not is_numeric("d.R.y") and not is_numeric("d MMM y")
    assert has_short_year("d MMM P") and has_short_year("M/d/yy") and not has_short_year("d MMM y")
    assert order_of("d 'de' MMMM 'de' y") == "DMY"


def test_rendering_is_decided_by_the_generator_it_is_given() -> None:
    words = load("ru")
    texts = [write("o MMMM y", MOON, words, Random(7), people=True).source for _ in range(2)]
    assert texts[0] == texts[1]
