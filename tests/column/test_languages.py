"""The language of a column from those of its rows."""

import shutil

import numpy as np
import pytest

from datenorm.bundle import load_bundle
from datenorm.column.languages import RowLanguages, language_of_column
from datenorm.detection import save_head

LANGUAGES = ("de", "fr", "pl")
DE, FR = [0.9999, 0.00005, 0.00005], [0.00005, 0.9999, 0.00005]
DE_OR_FR = [0.49, 0.49, 0.02]


def column(*rows, weights=None):
    return language_of_column(LANGUAGES, np.array(rows), weights)


def test_the_language_of_a_column_stands_first():
    found = column(FR, FR, FR)
    assert next(iter(found)) == "fr"
    assert 0.95 < found["fr"] <= sum(found.values()) <= 1 + 1e-9


def test_a_stranger_among_many_rows_does_not_matter():
    assert column(*[FR] * 20, DE)["fr"] > 0.95


@pytest.mark.parametrize("french", [6, 10, 14])
def test_a_column_in_two_languages_is_in_neither(french):
    assert max(column(*[FR] * french, *[DE] * (20 - french)).values()) < 0.9


def test_the_commoner_language_is_taken_for_likelier_where_nothing_else_tells():
    doubtful = column(DE_OR_FR)
    assert doubtful["fr"] == pytest.approx(doubtful["de"])
    assert column(DE_OR_FR, weights={"fr": 30.0})["fr"] > 0.9


def test_rows_that_repeat_each_other_make_no_certainty():
    assert column(*[DE_OR_FR] * 1000) == pytest.approx(column(*[DE_OR_FR] * 4))


def test_a_bundle_without_a_head_names_no_language(tiny_bundle):
    assert RowLanguages(load_bundle(tiny_bundle))(["20 july 1969"]) is None


def test_the_rows_of_a_column_are_read_one_by_one(tiny_bundle, tmp_path, random_head):
    bundle = load_bundle(shutil.copytree(tiny_bundle, tmp_path / "bundle"))
    save_head(bundle, random_head(2 * bundle.manifest.architecture.hidden))
    texts = ["20 july 1969", "3 mars 1970", "14 aout 1988"]
    languages, rows = RowLanguages(bundle)(texts)
    assert languages == LANGUAGES and rows.shape == (3, 3)
    assert rows.sum(axis=1) == pytest.approx(1)
    for row, text in enumerate(texts):
        np.testing.assert_allclose(RowLanguages(bundle)([text])[1][0], rows[row], atol=1e-5)
