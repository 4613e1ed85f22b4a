"""A bundle gets its head, and columns their language."""

import re
import shutil
from random import Random

import pytest

from datenorm.bundle import default_bundle_path
from datenorm.column import infer
from datenorm.normalizer import Normalizer

language_fit = pytest.importorskip("datenorm.cli.language_fit")
LANGUAGES = ("de", "fr", "pl")


@pytest.fixture(scope="module")
def polyglot(bundled_normalizer, tmp_path_factory):
    """The bundled model with a head for three languages."""
    path = tmp_path_factory.mktemp("bundles") / "polyglot"
    shutil.copytree(default_bundle_path(), path)
    assert language_fit.fit_languages(path, seed=1, languages=LANGUAGES) == len(LANGUAGES)
    return Normalizer.load(path)


def dates(*languages, count=20):
    return [text for text, _ in language_fit.worded_dates(languages, count, Random(7))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_of_months_by_name_has_a_language(polyglot, language):
    reading = infer(dates(language), polyglot)
    assert reading.language == language
    assert re.search(rf"language {language} \((0\.9\d|1\.00)\)$", reading.explanation)


def test_a_column_in_two_languages_has_none(polyglot):
    assert infer(dates("de", "pl"), polyglot).language is None


def test_numbers_have_no_language(polyglot):
    assert infer(["23/04/1964", "25/04/1964"], polyglot).language is None


def test_a_language_alone_brings_no_order(polyglot):
    """`de` as a locale would make 03/04/2005 the third of April."""
    assert infer(dates("de"), polyglot).locale is None
    reading = infer([*dates("de"), "23/04/1964", "25/04/1964"], polyglot)
    assert (reading.locale, reading.hint_order) == ("de", "DMY")


def test_the_language_that_was_given_is_taken(polyglot):
    reading = infer(dates("de"), polyglot, locale="fr")
    assert (reading.language, reading.locale) == ("fr", "fr")
