"""Sets: members in the order of the calendar, and nothing in the value that the text lacks."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.example import Example
from data_gen.locales import load
from data_gen.several import joints, sets

LOCALES = ("en", "de", "fr", "ja", "ru", "ar", "hu", "sw", "en-US")


def _place(identifier: str) -> Place:
    return Place(load(identifier), find(identifier) or EMPTY)


def _draw(count: int, identifiers: tuple[str, ...] = LOCALES) -> list[Example]:
    rng = Random(3)
    places = [_place(identifier) for identifier in identifiers]
    return [sets.draw(rng, rng.choice(places)) for _ in range(count)]


@pytest.fixture(scope="module")
def drawn() -> list[Example]:
    return _draw(1500)


def _members(value: str) -> list[str]:
    return value[1:-1].split(",")


def test_members_ascend_and_are_equally_precise(drawn: list[Example]) -> None:
    for example in drawn:
        members = _members(example.value)
        firsts = [member.split("..")[0] for member in members]
        assert firsts == sorted(set(firsts)), example
        assert len({len(end) for member in members for end in member.split("..")}) == 1, example
        assert len(members) >= 2 and len(example.value) <= 64, example


def test_braces_mean_all_and_brackets_one(drawn: list[Example]) -> None:
    for example in drawn:
        assert example.value[0] + example.value[-1] == (
            "[]" if example.pattern.startswith("either") else "{}"
        )
    either = [example for example in drawn if example.value[0] == "[" and example.language == "en"]
    assert all(re.search(r"\bor\b", example.source) for example in either)
    everything = [example for example in drawn if example.value[0] == "{" and example.language == "en"]
    assert not any(re.search(r"\bor\b", example.source) for example in everything)


def test_the_years_of_a_text_are_the_members() -> None:
    years = [example for example in _draw(800, ("en", "de")) if example.pattern == "set:year"]
    plain = [example for example in years if not re.search(r"['–-]", example.source)]
    assert len(plain) > 100
    for example in plain:
        assert sorted(re.findall(r"\d{4}", example.source)) == _members(example.value)


def test_stretches_are_members_of_sets() -> None:
    assert any(".." in example.value and re.search(r"\d[–-]\d", example.source) for example in _draw(400))


def test_shared_parts_are_distributed() -> None:
    days = [example for example in _draw(600, ("en",)) if example.pattern == "set:day"]
    shared = [example for example in days if len(re.findall(r"\d{4}", example.source)) == 1]
    assert len(shared) > 30
    assert all(len({member[:4] for member in _members(example.value)}) == 1 for example in shared)


def test_lists_have_the_words_of_their_language() -> None:
    rng = Random(1)
    items = ["1829", "1929", "1988"]
    expected = {"en": "and", "de": "und", "fr": "et", "es": "y", "ru": "и"}
    for language, word in expected.items():
        texts = [joints.all_of(items, rng, _place(language)) for _ in range(40)]
        assert any(re.search(rf"\b{word}\b", text) for text in texts), language
        alternatives = [joints.one_of(items, rng, _place(language), "year") for _ in range(40)]
        assert not any(re.search(rf"\b{word}\b(?!/)", text) for text in alternatives if language != "en")


def test_two_years_are_never_joined_by_a_slash() -> None:
    rng = Random(1)
    texts = {joints.all_of(["1914", "1915"], rng, _place("en")) for _ in range(200)}
    assert not any("/" in text for text in texts)
    assert any("/" in joints.all_of(["1914", "1916", "1918"], rng, _place("en")) for _ in range(200))
