"""What CLDR gives."""

import pytest

from data_gen.corpus import generate
from data_gen.dates.patterns import fields
from data_gen.locales import babel_languages, field_order, hint_table, inventory, load, writings
from datenorm.convert.hints import is_language


def test_every_language_with_real_month_names_is_found() -> None:
    languages = inventory()
    assert len(languages) > 280
    assert {"en", "fr", "zh", "ar", "sw", "mn"} <= set(languages)


def test_every_locale_that_is_drawn_has_month_names() -> None:
    for language, identifiers in inventory().items():
        assert identifiers[0] == language
        assert all(load(identifier).months for identifier in identifiers), language


@pytest.mark.parametrize("language", ["suz", "ht"])
def test_a_language_without_month_names_is_refused_by_name(language: str) -> None:
    with pytest.raises(ValueError, match=f"no month names for {language}"):
        generate(1, 1, languages=[language])


def test_each_language_comes_with_its_regional_locales() -> None:
    assert inventory()["fr"][0] == "fr"
    assert {"fr-CA", "fr-CH"} <= set(inventory()["fr"])


def test_slavic_months_come_in_both_cases() -> None:
    months = load("pl").months
    assert months["MMMM"][6] == "lipca"
    assert months["LLLL"][6] == "lipiec"


@pytest.mark.parametrize("language", ["bn", "fa", "mr", "my"])
def test_native_digits_are_known_where_they_are_the_default(language: str) -> None:
    assert load(language).native_digits


@pytest.mark.parametrize(
    ("pattern", "order"),
    [("dd/MM/y", "DMY"), ("M/d/yy", "MDY"), ("y-MM-dd", "YMD"), ("dd 'de' LL 'de' y", "DMY")],
)
def test_field_order_of_a_pattern(pattern: str, order: str) -> None:
    assert field_order(pattern) == order


def test_hints_know_locales_with_and_without_their_script() -> None:
    table = hint_table()
    assert table["en-gb"] == ("en", "DMY")
    assert table["en-us"] == ("en", "MDY")
    assert table["zh-tw"] == table["zh-hant-tw"] == ("zh", "YMD")


def test_languages_cldr_does_not_have_stand_beside_its_own() -> None:
    assert {"dv", "tlh", "tzl", "tet", "wa"} <= set(inventory()) - set(babel_languages())
    klingon = load("tlh")
    assert klingon.months["MMMM"][7] == "tera’ jar chorgh"  # chorgh is eight
    assert klingon.weekdays["EEEE"][0] == "DaSjaj"
    assert (klingon.order, hint_table()["tlh"]) == ("DMY", ("tlh", "DMY"))
    assert any("tzl" in group for group in writings())


def test_every_language_beyond_cldr_has_a_whole_date_in_each_width() -> None:
    for language in set(inventory()) - set(babel_languages()):
        data = load(language)
        assert all({"y", "M", "d"} <= fields(pattern) for pattern in data.standard), language
        assert all(len(set(names)) == 12 for names in data.months.values())
        assert all(len(set(names)) == 7 for names in data.weekdays.values())


def test_examples_are_drawn_in_languages_beyond_cldr() -> None:
    examples = list(generate(300, 5, languages=["dv", "tlh", "wa"]))
    assert {"dv", "tlh", "wa"} <= {example.language for example in examples}
    assert any("tera’ jar" in example.source for example in examples)


def test_every_language_that_is_drawn_is_one_to_a_converter() -> None:
    """A bundle that was not trained on it takes it as a hint that says nothing."""
    assert [language for language in inventory() if not is_language(language)] == []


def test_no_pattern_has_the_year_of_a_week() -> None:
    assert load("de").skeletons["GyMMMMEd"] == "d MMMM y G, E"
