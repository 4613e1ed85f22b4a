"""The dates of ordinary sentences, as pairs and in documents."""

import re
from collections import Counter
from random import Random

import pytest

from data_gen import ordinary
from data_gen.example import Example
from data_gen.kinds import KINDS
from data_gen.locales import inventory, load
from data_gen.relative.fillers import chosen


def drawn(language: str, number: int) -> list[Example]:
    rng, data = Random(f"ordinary/{language}"), load(inventory()[language][0])
    return [ordinary.draw(rng, data) for _ in range(number)]


@pytest.mark.parametrize("language", ordinary.talkative())
def test_ordinary_dates_are_of_a_known_kind_and_say_their_language(language: str) -> None:
    for example in drawn(language, 60):
        assert example.kind in KINDS, example
        assert example.source.strip()
        assert "{" not in example.source, example


def test_each_maker_knows_english() -> None:
    rng, data = Random("makers"), load("en")
    for maker in ordinary.MAKERS:
        assert any(maker(rng, data) for _ in range(60)), maker


@pytest.mark.parametrize(
    ("language", "form", "value"),
    [
        ("en", "(?i)new year's eve", "XXXX-12-31"),
        ("en", r"(?i)(the )?next \w+ days", r"@\+1d/@\+\d+d"),
        ("en", "(?i)the weekend", "@=k"),
        ("de", "(?i)silvester", "XXXX-12-31"),
        ("de", "(?i)heute abend", "@"),
        ("fr", "(?i)(avant|antérieur à|av.) .*(noël|noel|pâques)", r"\.\./XXXX(-12-2.|e.*)"),
        ("es", "(?i)nochebuena", "XXXX-12-24"),
    ],
)
def test_everyday_forms_are_drawn_with_their_meaning(language: str, form: str, value: str) -> None:
    found = [one.value for one in drawn(language, 12_000) if re.fullmatch(form, one.source)]
    assert found
    assert all(re.fullmatch(value, one) for one in found)


def test_no_kind_is_much_more_frequent_than_the_others() -> None:
    values = Counter(example.value for example in drawn("en", 4000))
    assert values.most_common(1)[0][1] < 4000 / 8


def test_the_pool_has_each_talkative_language() -> None:
    languages = Counter(identifiers[0].split("-")[0] for identifiers in ordinary.pool())
    assert set(languages) == set(ordinary.talkative())
    assert languages["en"] > languages["de"] > languages["fi"] == 1


def test_alternatives_within_alternatives_are_chosen_too() -> None:
    forms = {chosen("(this decade|the (current|present) decade)", Random(seed)) for seed in range(40)}
    assert forms == {"this decade", "the current decade", "the present decade"}


@pytest.mark.parametrize(("language", "words"), [("en", "tonight"), ("nl", "vanavond"), ("it", "stasera")])
def test_people_often_say_a_part_of_today(language: str, words: str) -> None:
    assert sum(one.source.lower() == words for one in drawn(language, 12_000)) > 5
