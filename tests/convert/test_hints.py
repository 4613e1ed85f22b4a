"""Locales and orders as people write them."""

import datetime

import pytest

from datenorm.convert.hints import NetworkHints, day_of, resolve_hints
from datenorm.errors import ConfigError
from datenorm.text.vocabulary import source_vocabulary

TABLE = {
    "en": ("en", "MDY"),
    "en-gb": ("en", "DMY"),
    "sr-latn": ("sr", "DMY"),
    "zh-hant-tw": ("zh", "YMD"),
    "eo": ("eo", ""),
}
VOCABULARY = source_vocabulary("", ["en", "sr", "zh", "eo", "tlh"])


def hints(locale=None, order=None):
    return resolve_hints(locale, order, TABLE, VOCABULARY)


@pytest.mark.parametrize("locale", ["en-GB", "en_GB", "EN-gb", "en_GB.UTF-8", "en_GB@euro", " en-GB "])
def test_every_form_of_a_locale_is_the_same_locale(locale):
    assert hints(locale) == NetworkHints("en", "DMY")


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-XX", NetworkHints("en", "MDY")),
        ("sr-Latn-RS", NetworkHints("sr", "DMY")),
        ("zh-Hant-TW", NetworkHints("zh", "YMD")),
        ("tlh", NetworkHints("tlh", None)),
        ("eo", NetworkHints("eo", None)),
        ("enm", NetworkHints(None, None)),
        ("nv-US", NetworkHints(None, None)),
        ("", NetworkHints(None, None)),
        (None, NetworkHints(None, None)),
    ],
)
def test_a_locale_falls_back_to_what_is_known_of_it(locale, expected):
    assert hints(locale) == expected


def test_an_order_given_outright_overrides_the_locale():
    assert hints("en-GB", "mdy") == NetworkHints("en", "MDY")
    assert hints(None, "YMD") == NetworkHints(None, "YMD")


@pytest.mark.parametrize(
    "locale", ["english", "e", "12", "en--GB", "en GB", "C", "français", "-", "xx-YY", "qq"]
)
def test_what_is_no_locale_is_said_to_be_none(locale):
    with pytest.raises(ConfigError, match="is not a locale") as caught:
        hints(locale)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("locale", "meant"),
    [
        ("english", "en"),
        ("English", "en"),
        ("british english", "en-GB"),
        ("germn", "de"),
        ("Ancient Greek", "grc"),
        ("en GB", "en-gb"),
    ],
)
def test_the_locale_that_may_be_meant_is_named(locale, meant):
    with pytest.raises(ConfigError) as caught:
        hints(locale)
    assert caught.value.hint == f"use a language code and a region, such as {meant}"


def test_what_is_no_order_is_said_to_be_none():
    with pytest.raises(ConfigError, match="unknown order 'DYM'") as caught:
        hints(None, "DYM")
    assert "DMY" in caught.value.hint


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2016-02-29T23:59:59", datetime.datetime(2016, 2, 29, 23, 59, 59)),
        ("2016-02-29 10:00", datetime.datetime(2016, 2, 29, 10)),
        ("2016-02-29T10:00Z", datetime.datetime(2016, 2, 29, 10, tzinfo=datetime.timezone.utc)),
    ],
)
def test_a_day_may_have_its_time(written, moment):
    assert day_of(written) == moment


@pytest.mark.parametrize("written", ["2016-02-29", " 2016-02-29 ", "2016-02-29T", "2016-02-29 about noon"])
def test_a_day_is_written_as_iso_8601_has_it(written):
    assert day_of(written) == datetime.date(2016, 2, 29)


@pytest.mark.parametrize(
    "written", ["", "02-29", "2015-02-29", "29.2.2016", "20160229", "2016-W09-1", "2016-02-291"]
)
def test_what_is_no_day_is_said_to_be_none(written):
    with pytest.raises(ConfigError, match="is not a day"):
        day_of(written)
