"""Names of one locale never leak into another."""

from __future__ import annotations

from data_gen.locales import _january, babel_locale


def test_a_locale_without_stand_alone_months_has_its_own_names_whatever_was_read_before() -> None:
    for identifier in ("az", "uz", "he", "ja"):
        locale = babel_locale(identifier)
        alone = str(locale.months["stand-alone"]["wide"][1])
        in_dates = str(locale.months["format"]["wide"][1])
        assert alone == in_dates or identifier in ("az", "uz")


def test_locales_without_month_names_are_told_by_their_number() -> None:
    assert _january("en") == "January"
    assert _january("agq") != "M01"
