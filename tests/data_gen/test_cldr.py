"""Names of one locale never leak into another."""

from __future__ import annotations

from data_gen import cldr


def test_a_locale_without_stand_alone_months_has_its_own_names_whatever_was_read_before() -> None:
    for identifier in ("az", "uz", "he", "ja"):
        locale = cldr.locale(identifier)
        alone = str(locale.months["stand-alone"]["wide"][1])
        in_dates = str(locale.months["format"]["wide"][1])
        assert alone == in_dates or identifier in ("az", "uz")


def test_locales_without_month_names_are_told_by_their_number() -> None:
    assert cldr.january("en") == "January"
    assert cldr.january("agq") != "M01"
