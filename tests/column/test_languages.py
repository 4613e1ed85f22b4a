"""The language of a column from those of its rows."""

import json
import shutil

import numpy as np
import pytest

from datenorm.bundle import WEIGHTS_NAME, load_bundle
from datenorm.bundle.manifest import sha256
from datenorm.column.languages import language_of_column, languages_of_rows

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


@pytest.fixture
def bundle(tiny_bundle, tmp_path):
    return load_bundle(shutil.copytree(tiny_bundle, tmp_path / "bundle"))


def test_a_bundle_with_only_the_older_head_keeps_working(bundle):
    from safetensors.numpy import save

    texts = ["20 july 1969", "3 mars 1970", "14 aout 1988"]
    assert languages_of_rows(bundle, texts) is None
    size = 4 * bundle.manifest.architecture.hidden
    weight = np.random.default_rng(0).normal(size=(3, size)).astype(np.float16)
    about = {"weights": sha256((bundle.path / WEIGHTS_NAME).read_bytes()), "languages": json.dumps(LANGUAGES)}
    stored = save({"weight": weight, "bias": np.zeros(3, np.float32)}, metadata=about)
    (bundle.path / "language.safetensors").write_bytes(stored)
    languages, rows = languages_of_rows(bundle, texts)
    assert languages == LANGUAGES and rows.shape == (3, 3)
    assert rows.sum(axis=1) == pytest.approx(1)
    for row, text in enumerate(texts):
        np.testing.assert_allclose(languages_of_rows(bundle, [text])[1][0], rows[row], atol=1e-5)
