"""Words made of letters."""

import unicodedata
from random import Random

import pytest

from data_gen.carriers import pools, scripts


@pytest.mark.parametrize("script", ["SHAVIAN", "THAANA", "OL CHIKI", "NKO", "VAI", "ADLAM"])
def test_a_made_word_has_letters_and_vowel_signs_of_its_script(script: str) -> None:
    word = scripts.made_word(Random(1), script)
    assert word
    assert all(unicodedata.name(sign).startswith(script) for sign in word)


def test_no_script_has_signs_that_are_words_for_days_or_numbers() -> None:
    letters = "".join(scripts.scripts().values())
    assert not set("日月年일월년אαд") & set(letters)
    assert not any(map(str.isnumeric, letters))


def test_letters_of_words_make_another_word() -> None:
    assert set(scripts.made_of(Random(3), ["lorem", "ipsum"])) <= set("loremipsum")
    assert scripts.made_of(Random(3), ["12", "!"]) == ""


def test_a_language_of_few_names_has_words_in_its_script() -> None:
    words = pools.words("dv")
    assert len(words) > 100
    assert {scripts.script_of(word) for word in words} == {"THAANA"}


def test_words_of_a_locale_in_another_script_are_in_it() -> None:
    assert pools.writing("en-Shaw") == "en-Shaw"
    assert pools.writing("en-GB") == pools.writing("en") == "en"
    assert pools.writing("zh-Hant-TW") == "zh"
    shavian = [word for word in pools.words("en-Shaw") if scripts.script_of(word) == "SHAVIAN"]
    assert len(shavian) == len(pools.words("en-Shaw")) > 100
