"""Relative dates and the programs that they are paired with."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen import relative
from data_gen.language import languages, pairs
from data_gen.locales import inventory, load
from data_gen.relative.cldr import Saying, sayings
from datenorm.values.automaton import accepts


def test_every_program_is_one_in_every_language() -> None:
    rng = Random(1)
    for language in inventory():
        data = load(language)
        for _ in range(20):
            example = relative.make(rng, data)
            assert accepts(example.value), example
            assert "{" not in example.source, example


@pytest.mark.parametrize(
    ("locale", "text", "program"),
    [
        ("en", "yesterday", "@-1d"),
        ("de", "vorgestern", "@-2d"),
        ("fr", "la semaine prochaine", "@»w"),
        ("es", "hace {n} días", "@-{n}d"),
        ("ru", "через {n} недели", "@+{n}w"),
        ("en", "last Friday", "@«⑤"),
        ("en", "{n} Fridays ago", "@-{n}⑤"),
        ("ja", "来週の金曜日", "@»w⑤"),
        ("zh", "下周五", "@»w⑤"),
        ("nl", "volgende week vrijdag", "@»w⑤"),
    ],
)
def test_cldr_s_words_are_programs(locale: str, text: str, program: str) -> None:
    assert any((one.text, one.program) == (text, program) for one in sayings(locale))


def test_a_number_has_the_plural_that_its_words_need() -> None:
    """Russian has one word for 1, 21 and 31 days, another for 2 to 4, a third for 5 to 20."""
    rng, data = Random(1), load("ru")
    drawn = (relative.make(rng, data) for _ in range(5000))
    sources = (example.source for example in drawn if "T" not in example.value)  # `2:55 дня` is a time
    found = [match for source in sources if (match := re.search(r"(\d+) (день|дня|дней)", source))]
    assert {match[2] for match in found} == {"день", "дня", "дней"}
    for match in found:
        number = int(match[1])
        tens, ones = divmod(number % 100, 10)
        form = "дней" if tens == 1 or ones in (0, 5, 6, 7, 8, 9) else "день" if ones == 1 else "дня"
        assert match[2] == form, match[0]


def test_a_language_without_words_of_its_own_has_none_of_english() -> None:
    assert Saying("yesterday", "@-1d") in sayings("en")
    assert all(Saying("yesterday", "@-1d") not in sayings(tag) for tag in inventory() if tag != "en")


def test_the_sayings_of_the_language_files_are_programs() -> None:
    """With any filling: numbers, weekdays, months, years, ordinals, quarters, half years, days."""
    filling = {
        "n": "3",
        "W": "⑤",
        "M": "05",
        "Y": "1950",
        "o": "2",
        "q": "33",
        "h": "40",
        "d": "15",
        "D": "15",
        "V": "⑦",
        "N": "200",
    }
    for language in languages("relative.sayings"):
        for text, program in pairs(language, "relative.sayings").items():
            for name, value in filling.items():
                program = program.replace(f"{{{name}}}", value)
            assert accepts(program), (language, text, program)
