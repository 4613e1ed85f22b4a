"""Days without a year and months beside the words people put there, and what people say of their plans."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.carriers.carry import carry
from data_gen.dates import gregorian, worded
from data_gen.dates.gregorian import beside_time, in_sentence, month_or_year, yearless
from data_gen.dates.patterns import is_numeric
from data_gen.language import languages, texts
from data_gen.locales import inventory, load
from datenorm.values import accepts


@pytest.mark.parametrize("language", ["en", "es", "ja", "pl"])
def test_the_day_stands_unchanged_beside_the_words(language: str) -> None:
    texts = {gregorian.which_year("6/4", language, Random(seed))[0] for seed in range(60)}
    assert len(texts) > 3
    assert all("6/4" in text and text != "6/4" for text in texts)


def test_a_language_without_such_words_leaves_the_day_as_it_is() -> None:
    assert gregorian.which_year("6/4", "kde", Random(1)) == ("6/4", "")


@pytest.mark.parametrize(("language", "word", "operator"), [("en", "next", "@>"), ("fr", "dernier", "@<")])
def test_a_day_with_the_words_for_its_year_is_the_first_or_last_one(
    language: str, word: str, operator: str
) -> None:
    """A day in figures may have its fields the other way: its year stays open."""
    examples = [yearless(Random(seed), load(language)) for seed in range(3000)]
    beside = [example for example in examples if word in example.source.lower()]
    assert beside and all(accepts(example.value) for example in beside)
    assert {example.value[:2] for example in beside if re.fullmatch("@.*", example.value)} == {operator}
    in_figures = [example.value for example in beside if is_numeric(example.pattern)]
    assert in_figures and all(value.startswith("XXXX-") for value in in_figures)


def test_days_without_a_year_stand_beside_times_and_in_sentences() -> None:
    for maker, kind in ((beside_time, "datetime"), (in_sentence, "embedded")):
        examples = [maker(Random(seed), load("en")) for seed in range(1500)]
        open_ones = [example for example in examples if example.value.startswith("XXXX-")]
        assert {example.kind for example in open_ones} == {kind}
        assert len(open_ones) > 0.05 * len(examples)


def test_plans_hold_the_date_once_and_are_in_known_languages() -> None:
    assert set(languages("carriers.plans")) <= set(inventory())
    assert all(
        form.count("{d}") == 1
        for language in languages("carriers.plans")
        for form in texts(language, "carriers.plans")
    )


def test_sentences_tell_of_plans_too() -> None:
    texts = {carry("9-18-15", Random(seed), "pt", heavy=True)[0] for seed in range(300)}
    assert any("chego" in text for text in texts)
    assert all("9-18-15" in text for text in texts)


def test_a_small_word_before_a_month_names_no_day() -> None:
    examples = [month_or_year(Random(seed), load("fr")) for seed in range(2000)]
    led = [example for example in examples if example.source.startswith("en ")]
    assert led
    assert all(re.fullmatch(r"\d{4}(-\d\d)?|XX\d\d-\d\d", example.value) for example in led), led


@pytest.mark.parametrize(("language", "year"), [("ja", "年"), ("zh", "年"), ("ko", "년")])
def test_months_and_years_in_words_of_the_east_end_with_their_sign(language: str, year: str) -> None:
    for seed in range(300):
        example = worded.eastern_month(Random(seed), load(language))
        assert year in example.source
        assert example.source.endswith(year) == (example.pattern == "y")
        assert accepts(example.value)


def test_years_below_1000_have_a_word_that_says_so() -> None:
    for language in ("en", "fr", "ar", "ru", "zh"):
        drawn = [month_or_year(Random(seed), load(language)) for seed in range(2500)]
        early = [one.source for one in drawn if one.pattern == "y" and one.value.startswith("0")]
        assert early, language
        assert all(re.search(r"[^\W\d_]", text) for text in early), early
        assert not any("©" in text for text in early)
