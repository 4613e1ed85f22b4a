"""Numbers in other digits and signs."""

from __future__ import annotations

import unicodedata

import pytest

from data_gen.language import NO_LANGUAGE, pairs
from data_gen.numerals import to_native


@pytest.mark.parametrize("system", pairs(NO_LANGUAGE, "numbers.scripts"))
def test_native_digits_have_the_values_of_the_figures(system: str) -> None:
    assert [unicodedata.digit(sign) for sign in to_native("0123456789", system)] == list(range(10))
