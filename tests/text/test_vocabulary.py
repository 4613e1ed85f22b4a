"""Symbols to indices and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm.text.vocabulary import ANY, HINTS, SPECIALS, UNK, Vocabulary, encode_source, source_vocabulary


@given(st.text(max_size=12))
def test_known_symbols_survive_encoding_and_decoding(text: str) -> None:
    vocabulary = source_vocabulary(text, ["fr"])
    assert vocabulary.decode(vocabulary.encode(text)) == list(text)


def test_unknown_symbols_become_unk() -> None:
    assert source_vocabulary("ab", []).encode("abz")[2] == UNK


def test_hints_stand_before_the_text() -> None:
    vocabulary = source_vocabulary("ab", ["fr", "de"])
    ids = encode_source(vocabulary, "ba", "fr", "DMY")
    assert vocabulary.decode(ids) == ["<fr>", "<DMY>", "b", "a"]
    assert len(ids) == HINTS + 2


@pytest.mark.parametrize(("language", "order"), [(None, None), ("", ""), ("xx", None)])
def test_missing_and_unknown_hints_become_any(language: str | None, order: str | None) -> None:
    vocabulary = source_vocabulary("ab", ["fr"])
    assert vocabulary.decode(encode_source(vocabulary, "a", language, order))[:HINTS] == [ANY, ANY]


def test_a_vocabulary_survives_json() -> None:
    vocabulary = source_vocabulary("xyz", ["fr"])
    assert Vocabulary.from_list(vocabulary.to_list()) == vocabulary


@pytest.mark.parametrize("symbols", [("a", "b"), (*SPECIALS, "a", "a")])
def test_broken_vocabularies_are_refused(symbols: tuple[str, ...]) -> None:
    with pytest.raises(ValueError):
        Vocabulary(symbols)
