"""`datenorm models`: what is listed and told, and what is found out about a bundle that is not sound."""

import json
import shutil
from dataclasses import replace

import pytest

from datenorm.bundle import load_bundle, model_id, rewrite_manifest
from datenorm.convert.normalizer import Normalizer
from datenorm.evaluation.smoke import TEXTS, SmokeAnswer, changed_answers, store_smoke_table, stored_answers
from datenorm.runtime import kernel_of, open_runtime


@pytest.fixture
def bundle(tiny_bundle, tmp_path):
    """A copy that may be changed, with the answers it gives today."""
    path = tmp_path / "models" / "tiny"
    shutil.copytree(tiny_bundle, path)
    store_smoke_table(path)
    return path


def store_answers(path, answers):
    manifest = load_bundle(path).manifest
    rewrite_manifest(
        path, calibration=manifest.calibration, metrics={"smoke": [vars(one) for one in answers]}
    )


def test_a_sound_model_is_verified(invoke, bundle):
    result = invoke("models", "verify", bundle)
    assert result.exit_code == 0, result.stderr
    assert f"smoke table: {len(TEXTS)} of {len(TEXTS)}" in result.stdout
    assert "weights.safetensors" in result.stdout
    assert f"kernel: {kernel_of(open_runtime(load_bundle(bundle).weights))}" in result.stdout


def test_an_answer_that_does_not_come_any_more_is_named(invoke, bundle):
    first, *others = stored_answers(load_bundle(bundle).manifest.metrics)
    store_answers(bundle, [replace(first, value="1066-10-14", status="converted"), *others])
    result = invoke("models", "verify", bundle)
    assert result.exit_code == 1
    assert f"{first.text}: " in result.stderr and "was 1066-10-14" in result.stderr
    assert f"{len(others)} of {len(TEXTS)}" in result.stdout


def test_a_confidence_may_differ_as_processors_do_and_no_more(bundle):
    one = SmokeAnswer("a", "1969", "converted", 0.95)
    assert one.agrees(replace(one, confidence=0.9501))
    assert not one.agrees(replace(one, confidence=0.9))
    assert not one.agrees(replace(one, status="doubtful"))
    assert changed_answers(Normalizer.load(bundle)) == []


@pytest.mark.parametrize("name", ["weights.safetensors", "manifest.json"])
def test_a_damaged_file_is_found(invoke, bundle, name):
    content = (bundle / name).read_bytes()
    (bundle / name).write_bytes(content[:-20] + b"0" * 20)
    result = invoke("models", "verify", bundle)
    assert result.exit_code == 3
    assert name in result.stderr


def test_a_model_without_a_smoke_table_says_so(invoke, tiny_bundle):
    result = invoke("models", "verify", tiny_bundle)
    assert result.exit_code == 0
    assert "no smoke table" in result.stdout


def test_models_of_a_directory_are_listed_after_the_bundled_one(invoke, bundle):
    (bundle.parent / "notes").mkdir()
    result = invoke("models", "list", bundle.parent)
    assert result.exit_code == 0
    heading, default, listed = result.stdout.splitlines()
    assert heading.startswith("model") and default.startswith("default")
    assert str(bundle) in listed and model_id(load_bundle(bundle)) in listed
    as_json = json.loads(invoke("models", "list", "--json", bundle.parent).stdout)
    assert [one["model"] for one in as_json["models"]] == ["default", str(bundle)]


def test_a_damaged_model_is_listed_as_such(invoke, bundle):
    (bundle / "weights.safetensors").write_bytes(b"")
    result = invoke("models", "list", bundle.parent)
    assert result.exit_code == 3
    assert "damaged" in result.stdout.splitlines()[-1]
    assert "checksum" in result.stderr


def test_a_model_tells_what_it_is(invoke, bundle):
    result = invoke("models", "info", bundle)
    assert result.exit_code == 0
    told = dict(line.split("  ", 1) for line in result.stdout.splitlines())
    assert told["path"].strip() == str(bundle)
    assert model_id(load_bundle(bundle)) in told["model"]
    as_json = json.loads(invoke("models", "info", "--json", bundle).stdout)
    assert as_json["architecture"] == load_bundle(bundle).manifest.architecture.to_dict()


def test_the_directory_of_a_model_is_printed(invoke, bundle):
    assert invoke("models", "path", bundle).stdout.strip() == str(bundle)


@pytest.mark.parametrize("command", ["info", "verify", "path"])
def test_a_model_that_is_not_there_is_an_error(invoke, tmp_path, command):
    result = invoke("models", command, tmp_path / "none")
    assert result.exit_code == 3
    assert "no model bundle" in result.stderr
