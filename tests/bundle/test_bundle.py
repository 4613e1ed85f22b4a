"""The model on disk: what is read is what was written, and nothing that was damaged is read."""

import json
import shutil

import numpy as np
import pytest

from datenorm.bundle import (
    CARD_NAME,
    MANIFEST_NAME,
    WEIGHTS_NAME,
    Calibration,
    Manifest,
    load_bundle,
    rewrite_manifest,
    write_bundle,
)
from datenorm.errors import BundleCorrupt, BundleError, BundleNotFound, BundleVersionMismatch, ConfigError


@pytest.fixture
def own_bundle(tiny_bundle, tmp_path):
    """A copy of the small bundle that a test may spoil."""
    return shutil.copytree(tiny_bundle, tmp_path / "bundle")


def copy_of(bundle):
    return bundle.manifest, dict(bundle.weights)


def test_what_is_read_is_what_was_written(tiny_bundle, tmp_path):
    manifest, weights = copy_of(load_bundle(tiny_bundle))
    write_bundle(tmp_path / "a" / "b", manifest, weights)
    read = load_bundle(tmp_path / "a" / "b")
    assert read.manifest == manifest
    assert read.vocabulary.symbols == manifest.source_symbols
    assert all(np.array_equal(read.weights[name], weights[name]) for name in weights)
    assert not (tmp_path / "a" / "b" / CARD_NAME).exists()


def test_there_is_no_bundle(tmp_path):
    with pytest.raises(BundleNotFound) as caught:
        load_bundle(tmp_path)
    assert caught.value.exit_code == 3
    assert caught.value.hint


@pytest.mark.parametrize("name", [MANIFEST_NAME, WEIGHTS_NAME])
def test_a_damaged_byte_is_noticed_wherever_it_is(own_bundle, name):
    path = own_bundle / name
    content = path.read_bytes()
    for place in range(0, len(content), max(1, len(content) // 60)):
        damaged = bytes([content[place] ^ 0b100])
        path.write_bytes(content[:place] + damaged + content[place + 1 :])
        if name == MANIFEST_NAME and content[place : place + 1].isspace() and damaged.isspace():
            continue  # white space between the fields says nothing
        with pytest.raises(BundleError):
            load_bundle(own_bundle)


@pytest.mark.parametrize("name", [MANIFEST_NAME, WEIGHTS_NAME])
def test_a_truncated_file_is_damage(own_bundle, name):
    content = (own_bundle / name).read_bytes()
    (own_bundle / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(BundleCorrupt):
        load_bundle(own_bundle)


def test_a_missing_file_is_damage(own_bundle):
    (own_bundle / WEIGHTS_NAME).unlink()
    with pytest.raises(BundleCorrupt, match=WEIGHTS_NAME):
        load_bundle(own_bundle)


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{}", b'{"format_version": 1}', b"\xff"])
def test_something_else_than_a_manifest_is_damage(own_bundle, content):
    (own_bundle / MANIFEST_NAME).write_bytes(content)
    with pytest.raises(BundleCorrupt):
        load_bundle(own_bundle)


@pytest.mark.parametrize("name", ["format_version", "value_language_version", "canonical_version"])
def test_another_version_is_said_to_be_another_version(own_bundle, name):
    values = json.loads((own_bundle / MANIFEST_NAME).read_text(encoding="utf-8"))
    values[name] += 1
    (own_bundle / MANIFEST_NAME).write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(BundleVersionMismatch, match=name) as caught:
        load_bundle(own_bundle)
    assert caught.value.hint


def test_a_manifest_set_out_otherwise_is_still_the_same(own_bundle):
    path = own_bundle / MANIFEST_NAME
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    load_bundle(own_bundle)


def test_the_card_may_be_edited(own_bundle):
    (own_bundle / CARD_NAME).write_text("# Mine\n", encoding="utf-8")
    load_bundle(own_bundle)


def test_weights_that_do_not_fit_are_not_written(tiny_bundle, tmp_path):
    manifest, weights = copy_of(load_bundle(tiny_bundle))
    weights["bridge.cell.bias"] = weights["bridge.cell.bias"][:-1]
    with pytest.raises(BundleCorrupt, match=r"bridge\.cell\.bias"):
        write_bundle(tmp_path / "new", manifest, weights)
    assert list(tmp_path.iterdir()) == []


def test_replacing_a_bundle_keeps_what_else_lies_there(own_bundle):
    manifest, weights = copy_of(load_bundle(own_bundle))
    (own_bundle / "train.jsonl").write_text("{}", encoding="utf-8")
    changed = Manifest(manifest.architecture, manifest.source_symbols, metrics={"exact": 0.5})
    write_bundle(own_bundle, changed, weights)
    assert load_bundle(own_bundle).manifest.metrics == {"exact": 0.5}
    assert {path.name for path in own_bundle.iterdir()} == {MANIFEST_NAME, WEIGHTS_NAME, "train.jsonl"}
    assert [path.name for path in own_bundle.parent.iterdir()] == [own_bundle.name]


def test_a_directory_that_is_no_bundle_is_left_alone(tiny_bundle, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(BundleError, match="not a bundle"):
        write_bundle(tmp_path, *copy_of(load_bundle(tiny_bundle)))
    assert (tmp_path / "thesis.txt").exists()


def test_a_write_that_fails_leaves_the_old_bundle(own_bundle, monkeypatch):
    from datenorm.bundle import writing

    manifest, weights = copy_of(load_bundle(own_bundle))
    monkeypatch.setattr(writing.os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_bundle(own_bundle, manifest, weights)
    load_bundle(own_bundle)
    assert [path.name for path in own_bundle.parent.iterdir()] == [own_bundle.name]


def test_calibration_and_figures_can_be_renewed(own_bundle):
    calibration = Calibration(temperature=1.3, threshold=0.9, risk_coverage=((0.5, 0.99, 0.01),))
    rewrite_manifest(own_bundle, calibration=calibration, metrics={"right": 0.98})
    manifest = load_bundle(own_bundle).manifest
    assert manifest.calibration == calibration
    assert manifest.metrics == {"right": 0.98}


@pytest.mark.parametrize("wrong", [{"temperature": 0}, {"threshold": 1.5}, {"ambiguity": 0}])
def test_an_impossible_calibration_is_refused(wrong):
    with pytest.raises(ConfigError):
        Calibration(**wrong)


CURVE = ((0.0, 0.99, 0.02), (0.5, 0.97, 0.004), (0.8, 0.95, 0.006), (0.9, 0.9, 0.001), (0.99, 0.7, 0.0005))


@pytest.mark.parametrize(
    ("risk", "threshold"), [(0.02, 0.0), (0.01, 0.5), (0.005, 0.9), (0.001, 0.9), (0.0005, 0.99)]
)
def test_a_risk_picks_the_lowest_threshold_from_which_on_it_is_kept(risk, threshold):
    assert Calibration(risk_coverage=CURVE, pairs=10_000).threshold_for(risk) == threshold


def test_a_risk_that_no_threshold_keeps_is_an_error_that_names_the_least():
    with pytest.raises(ConfigError, match="no confidence keeps") as caught:
        Calibration(risk_coverage=CURVE, pairs=10_000).threshold_for(0.0004)
    assert caught.value.hint == "from 0.99 on it is 0.05 %"


def test_a_risk_smaller_than_the_examples_can_show_is_not_promised():
    perfect = Calibration(risk_coverage=((0.5, 0.9, 0.0),), pairs=4000)
    assert perfect.threshold_for(1 / 4000) == 0.5
    with pytest.raises(ConfigError, match="4,000 texts, too few") as caught:
        perfect.threshold_for(0.0002)
    assert caught.value.hint == "ask for 0.025 % or more"


@pytest.mark.parametrize("unknown", [Calibration(pairs=4000), Calibration(risk_coverage=CURVE)])
def test_a_bundle_that_does_not_know_its_risk_promises_none(unknown):
    with pytest.raises(ConfigError, match="does not say"):
        unknown.threshold_for(0.01)
