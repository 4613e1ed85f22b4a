"""The relative dates in the files of languages."""

import re

import pytest

from data_gen.language import languages, pairs
from data_gen.ordinary import talkative
from data_gen.relative.fillers import alternatives
from data_gen.relative.own import own_sayings


def folded(text: str) -> str:
    """A text in small letters, but for the names of its placeholders."""
    return "".join(
        part if part[0] == "{" else part.casefold() for part in re.split(r"(\{\w\})", text) if part
    )


@pytest.mark.parametrize("language", languages("relative.sayings"))
def test_no_text_of_a_language_has_two_meanings(language: str) -> None:
    """A row of the list of usual ones may stand again among the sayings, but not with another program."""
    usual = {
        folded(text): program
        for form, program in pairs(language, "relative.usual").items()
        for text in alternatives(form)
    }
    others = {
        folded(text): program
        for form, program in pairs(language, "relative.sayings").items()
        for text in alternatives(form)
        if folded(text) in usual
    }
    assert {text: (usual[text], others[text]) for text in others if usual[text] != others[text]} == {}


def test_every_language_with_sentences_lists_what_is_said_most_often() -> None:
    assert set(talkative()) <= set(languages("relative.usual"))


def test_usual_ones_are_sayings_too() -> None:
    said = own_sayings("en")
    assert said["last Christmas"] == "@<12#25d"
    assert said["tonight"] == "@"
