"""The files of languages: all are valid, and errors name file and key."""

from __future__ import annotations

import pytest

from data_gen import language
from data_gen.language import DIRECTORY, LanguageFileError, languages, parse, texts

MONTHS = [f'"m{number}"' for number in range(1, 13)]
TAGS = sorted(path.stem for path in DIRECTORY.glob("*.toml"))


@pytest.mark.parametrize("tag", TAGS)
def test_every_file_is_valid(tag: str) -> None:
    assert language.of(tag)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[habits", "fr.toml: not TOML"),
        ("habits = 1", "fr.toml, habits: not a section"),
        ("[habits]\nconnector = []", "fr.toml, habits.connector: unknown key; [habits] has connectors"),
        ("[habit]\nconnectors = []", "fr.toml, habit.connectors: unknown key; sections are habits"),
        ('[habits]\nconnectors = "de"', "fr.toml, habits.connectors: must be a list of texts"),
        ("[habits]\nconnectors = [1]", "fr.toml, habits.connectors: must be a list of texts"),
        ("[numbers]\nand = 1", "fr.toml, numbers.and: must be text"),
        ('[carriers]\nplans = ["soon"]', "fr.toml, carriers.plans: 'soon' lacks {d}"),
        ('[months]\nendings = [["a"]]', "fr.toml, months.endings, entry 1: 1 texts where 2 are needed"),
        (
            f"[months]\nearly_modern = [{', '.join([*MONTHS[:11], MONTHS[0]])}]",
            "fr.toml, months.early_modern: 'm1' is both month 1 and month 12",
        ),
        (
            f"[months]\nold = [[{', '.join(MONTHS[:11])}]]",
            "months.old, entry 1: 11 texts where 12 are needed",
        ),
    ],
)
def test_errors_name_file_and_key(text: str, message: str) -> None:
    with pytest.raises(LanguageFileError) as error:
        parse(text, "fr.toml")
    assert message in str(error.value)


def test_languages_of_a_key_are_sorted_and_have_it() -> None:
    found = language.languages("labels.streets")
    assert list(found) == sorted(found)
    assert {"fr", "it", "es"} <= set(found)
    assert all(language.texts(tag, "labels.streets") for tag in found)


@pytest.mark.parametrize("key", ["habits.before_month", "habits.before_year", "carriers.leads"])
def test_what_stands_before_a_date_has_no_place_for_it(key: str) -> None:
    # `{} or earlier` is a bound, and would be written as it is.
    assert not {(tag, text) for tag in languages(key) for text in texts(tag, key) if "{" in text}
