"""The canonical form of a source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm.text import MAX_SOURCE_LENGTH, canonical_text, canonicalise


@pytest.mark.parametrize(
    ("source", "canonical"),
    [
        ("20 JULI 1969", "20 juli 1969"),
        ("২০ জুলাই ১৯৬৯", "20 জুলাই 1969"),
        ("２０１４-０３-３１", "2014-03-31"),
        ("20\u00a0\u2009juillet\t1969 ", "20 juillet 1969"),
        ("12–15 March 1914", "12-15 march 1914"),
        ("\u200f٩\u200f/٣", "9/3"),
        ("20.Ⅶ.1969", "20.vii.1969"),
        ("fe\u0301vrier", "février"),
        ("a\x00b\ud800c", "abc"),
        ("   ", ""),
    ],
)
def test_canonical_form(source: str, canonical: str) -> None:
    assert canonicalise(source).text == canonical
    assert canonical_text(source) == canonical


@given(st.text() | st.text(st.sampled_from("aÉe\u0301\u0308ㄱ각\u1100\u1161 \u00a0\t\x1c\u200b–Ⅶ٣İ")))
def test_the_text_alone_is_the_same(source: str) -> None:
    assert canonical_text(source) == canonicalise(source).text


@given(st.text())
def test_each_character_keeps_the_offset_it_came_from(source: str) -> None:
    canonical = canonicalise(source)
    assert len(canonical.offsets) == len(canonical.text)
    assert list(canonical.offsets) == sorted(canonical.offsets)
    assert all(0 <= offset < len(source) for offset in canonical.offsets)


@given(st.text())
def test_composed_and_decomposed_texts_are_the_same(source: str) -> None:
    import unicodedata

    composed, decomposed = (unicodedata.normalize(form, source) for form in ("NFC", "NFD"))
    if len(decomposed) <= MAX_SOURCE_LENGTH:
        assert canonicalise(composed).text == canonicalise(decomposed).text


@given(st.text())
def test_white_space_is_single_and_inside(source: str) -> None:
    text = canonicalise(source).text
    assert "  " not in text
    assert text == text.strip(" ")


def test_a_hostile_length_is_cut_before_any_work() -> None:
    assert len(canonicalise("1" * 10_000_000).text) == MAX_SOURCE_LENGTH
    assert len(canonical_text("１" * 10_000_000)) == MAX_SOURCE_LENGTH


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1))
def test_plain_texts_come_out_as_they_would_among_others(source: str) -> None:
    # The letter behind it keeps a text from being plain; what stands before must not change for that.
    among, alone = canonicalise(source + "é"), canonicalise(source)
    assert among.text[:-1].rstrip(" ") == alone.text
    assert among.offsets[: len(alone.text)] == alone.offsets
