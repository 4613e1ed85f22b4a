"""Names that CLDR changed: what software with an earlier release writes."""

from __future__ import annotations

from random import Random

import pytest

from data_gen.dates import other_names
from data_gen.dates.gregorian import as_software
from data_gen.locales import load


@pytest.mark.parametrize(
    ("language", "name", "month"), [("si", "ජූනි", 6), ("si", "අගෝ", 8), ("ki", "Mwere wa kana", 4)]
)
def test_a_name_of_an_earlier_release_is_drawn_for_its_month(language: str, name: str, month: int) -> None:
    assert name in other_names.months(language)[month - 1]
    rng, data = Random(3), load(language)
    drawn = [one for one in (as_software(rng, data) for _ in range(1500)) if f" {name} " in f" {one.source} "]
    assert drawn
    assert {one.value[5:7] for one in drawn} == {f"{month:02d}"}


@pytest.mark.parametrize(("language", "name", "month"), [("ss", "Ink", 5), ("bm", "Utikalo", 8)])
def test_software_of_a_small_language_has_the_names_of_other_libraries(
    language: str, name: str, month: int
) -> None:
    rng, data = Random(4), load(language)
    drawn = [one for one in (as_software(rng, data) for _ in range(2000)) if f" {name} " in f" {one.source} "]
    assert len(drawn) > 4
    assert {one.value[5:7] for one in drawn} == {f"{month:02d}"}


def test_no_earlier_name_is_that_of_another_month_today() -> None:
    for language in ("si", "ki", "ku", "nso", "yo", "mi"):
        today = [{form[place].lower() for form in load(language).months.values()} for place in range(12)]
        for place, names in enumerate(other_names.earlier(language, "months")):
            others = set().union(*(found for other, found in enumerate(today) if other != place))
            assert others.isdisjoint(name.lower() for name in names), language
