"""The files of languages: all are valid, and errors name file and key."""

from __future__ import annotations

import pytest

from data_gen import language
from data_gen.language import DIRECTORY, LanguageFileError, parse
from data_gen.language_keys import KEYS, Shape

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


def test_texts_of_a_list_all_have_a_place_for_the_date_or_none_has() -> None:
    """`{} or earlier` among words before a day would be written as it is."""
    mixed = [
        (path.stem, key, [text for text in value if "{}" in text])
        for path in sorted(DIRECTORY.glob("*.toml"))
        for key, value in language.of(path.stem).items()
        if KEYS[key].shape is Shape.WORDS and not key.startswith(("archival.", "codes."))
        if 0 < sum("{}" in text for text in value) < len(value)
    ]
    assert not mixed
