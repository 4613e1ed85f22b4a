"""A bundle gets its head, texts their language and order, columns their language."""

import re
import shutil
from random import Random

import pytest

from datenorm.bundle import default_bundle_path
from datenorm.column import infer
from datenorm.convert.normalizer import Normalizer
from datenorm.detection import NO_ORDER, Detector

detection_fit = pytest.importorskip("datenorm.pipeline.detection")
LANGUAGES = ("de", "fr", "pl")


@pytest.fixture(scope="module")
def polyglot_path(bundled_normalizer, tmp_path_factory):
    """The bundled model with a head for three languages."""
    path = tmp_path_factory.mktemp("bundles") / "polyglot"
    shutil.copytree(default_bundle_path(), path)
    assert detection_fit.fit_detection(path, seed=3, languages=LANGUAGES) == len(LANGUAGES)
    return path


@pytest.fixture(scope="module")
def polyglot(polyglot_path):
    return Normalizer.load(polyglot_path)


def dates(*languages, count=20):
    return [text for text, _ in detection_fit.worded_dates(languages, count, Random(7))]


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


@pytest.mark.parametrize(
    ("text", "language", "order"),
    [
        ("le 20 juillet 1969", "fr", "DMY"),
        ("20. Dezember 1969", "de", "DMY"),
        ("20 lipca 1969", "pl", "DMY"),
        ("1969-07-20", None, "YMD"),
        ("juillet 1969", "fr", NO_ORDER),
    ],
)
def test_a_text_tells_its_language_and_order(polyglot_path, text, language, order):
    found = Detector.load(polyglot_path).detect(text)
    assert found.has_date and found.order == order
    assert language in (None, found.language)


def test_what_is_no_date_has_none(polyglot_path):
    found = list(Detector.load(polyglot_path).detect_many(["Hello world", "Kapitel 3.2.1"]))
    assert not any(one.has_date for one in found)


@pytest.mark.parametrize(
    ("value", "pattern", "order"),
    [
        ("1969-07-20", "d MMMM y", "DMY"),
        ("1969-07-20", "words:MMMM d, y", "MDY"),
        ("XX69-07-20", "yy-MM-dd", "YMD"),
        ("1969-07", "MMMM y", NO_ORDER),
        ("XXXX-07-20", "d MMMM", NO_ORDER),
        ("1914-03-12/1914-03-15", "d–d MMMM y", NO_ORDER),
        ("∅", "d MMMM y", NO_ORDER),
        ("1969-07-20", "{d} {m} {y}", ""),
    ],
)
def test_the_order_that_is_learnt_is_the_one_written(value, pattern, order):
    from data_gen.example import Example

    assert detection_fit.order_in(Example("x", value, "fr", "fr", "DMY", pattern, "full", "")) == order
