"""`datenorm train` and `datenorm generate` as a user calls them; most recipes here are over in a moment."""

import errno
import json
import signal
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("babel")
pytest.importorskip("faker")

from datenorm.bundle import load_bundle, writing
from datenorm.convert.normalizer import Normalizer
from datenorm.display.progress import TrainingProgress
from datenorm.pipeline import recipe
from datenorm.training.events import ValidationDone
from datenorm.training.locks import locked

pytestmark = pytest.mark.slow


def test_train_writes_a_bundle_and_a_log(train, tmp_path):
    result = train("-o", tmp_path / "model")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert "answered as by the network" in result.stderr
    bundle = load_bundle(tmp_path / "model")
    assert bundle.manifest.training["recipe"]["name"] == "tiny"
    assert bundle.manifest.training["pairs"] >= 2_000
    assert {language for language, _ in bundle.manifest.locales.values()} == {"en"}
    assert bundle.manifest.locales["en-gb"] == ("en", "DMY")
    assert next(iter(Normalizer(bundle).convert_many(["20 July 1969"]))).status
    lines = [json.loads(line) for line in (tmp_path / "model.run" / "log.jsonl").read_text().splitlines()]
    assert [line["pairs"] for line in lines] == [1_000, 2_000]
    assert lines[0]["exact_match"].keys() == {"seen", "unseen"}
    assert not (tmp_path / "model.run" / "checkpoint.pt").exists()


def test_a_bundle_is_not_replaced_by_accident(train, tmp_path, tiny_bundle):
    before = (tiny_bundle / "manifest.json").read_bytes()
    result = train("-o", tiny_bundle)
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert (tiny_bundle / "manifest.json").read_bytes() == before


def test_what_is_no_bundle_is_never_replaced(train, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    result = train("-o", tmp_path, "--force")
    assert result.exit_code == 2
    assert "is not a bundle" in result.stderr


def test_an_interrupted_run_is_not_lost_by_accident(train, tmp_path):
    (tmp_path / "model.run").mkdir()
    (tmp_path / "model.run" / "checkpoint.pt").write_bytes(b"")
    result = train("-o", tmp_path / "model")
    assert result.exit_code == 2
    assert "--resume" in result.stderr


@pytest.mark.parametrize("options", [[], ["--force"]])
def test_an_output_that_another_process_trains_into_is_refused(train, tmp_path, options):
    with locked(tmp_path / "model.run"):
        result = train("-o", tmp_path / "model", *options)
    assert result.exit_code == 2
    assert "is training in" in result.stderr


def test_a_bundle_that_does_not_fit_on_the_disk_is_an_error(train, tmp_path, monkeypatch):
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(writing, "_write_file", lambda path, content: (_ for _ in ()).throw(full))
    result = train("-o", tmp_path / "model", "--pairs", "200")
    assert result.exit_code == 1
    assert "No space left" in result.stderr and "--resume" in result.stderr
    assert (tmp_path / "model.run" / "checkpoint.pt").is_file()


def test_a_model_that_reads_the_pairs_first_is_recorded(train, tmp_path, tiny_bundle):
    result = train("-o", tmp_path / "model", "--screen", tiny_bundle)
    assert result.exit_code == 0, result.stderr
    assert load_bundle(tmp_path / "model").manifest.training["recipe"]["screen"] == tiny_bundle.name


def test_a_missing_model_to_read_the_pairs_is_an_error_before_training(train, tmp_path):
    result = train("-o", tmp_path / "model", "--screen", tmp_path / "nowhere")
    assert result.exit_code == 3
    assert "nowhere" in result.stderr
    assert not (tmp_path / "model.run").exists()


def test_one_pair_is_enough_to_train(train, tmp_path):
    (tmp_path / "one.tsv").write_text("20 July 1969\t1969-07-20\n", encoding="utf-8")
    result = train("-o", tmp_path / "model", "--pairs", "1", "--data", tmp_path / "one.tsv")
    assert result.exit_code == 0, result.stderr
    load_bundle(tmp_path / "model")


@pytest.mark.parametrize("name", ["none.tsv", "none.csv", "none.jsonl"])
def test_a_file_without_pairs_says_so(train, tmp_path, name):
    (tmp_path / name).touch()
    result = train("-o", tmp_path / "model", "--data", tmp_path / name)
    assert result.exit_code == 2
    assert f"{name} has no pairs" in result.stderr


def test_resuming_nothing_says_so(invoke, tmp_path):
    result = invoke("train", "-o", tmp_path / "model", "--resume")
    assert result.exit_code == 1
    assert "no checkpoint" in result.stderr


def test_a_resumed_run_keeps_its_recipe(invoke, tmp_path):
    result = invoke("train", "-o", tmp_path / "model", "--resume", "--seed", "3", "--batch-size", "7")
    assert result.exit_code == 2
    assert "--seed, --batch-size" in result.stderr


def test_a_log_that_cannot_be_written_is_found_out_at_once(train, tmp_path):
    result = train("-o", tmp_path / "model", "--log", tmp_path / "no" / "log.jsonl")
    assert result.exit_code == 2
    assert "cannot write" in result.stderr


def test_an_unknown_device_says_so(train, tmp_path):
    result = train("-o", tmp_path / "model", "--device", "abacus")
    assert result.exit_code == 2
    assert "abacus" in result.stderr


def test_without_the_extra_it_is_named(train, tmp_path, monkeypatch):
    monkeypatch.setitem(
        sys.modules, "torch", None
    )  # what the import system keeps for a module that is not there
    result = train("-o", tmp_path / "model")
    assert result.exit_code == 4
    assert "pip install 'datenorm[train]'" in result.stderr


@pytest.fixture
def interrupted(train, monkeypatch, tmp_path):
    """A run that Ctrl-C ends at its first validation, with pairs of another Babel; returns what it said."""
    show = TrainingProgress.show

    def interrupt(progress, event):
        show(progress, event)
        if isinstance(event, ValidationDone):
            signal.raise_signal(signal.SIGINT)

    installed = recipe.version
    with monkeypatch.context() as changed:
        changed.setattr(TrainingProgress, "show", interrupt)
        changed.setattr(recipe, "version", lambda name: "2.0" if name == "Babel" else installed(name))
        return train("-o", tmp_path / "model", "--pairs", "3000")


def test_interrupted_training_is_saved_and_goes_on(interrupted, invoke, tmp_path):
    output = tmp_path / "model"
    assert interrupted.exit_code == 130
    assert f"datenorm train -o {output} --resume" in interrupted.stderr
    assert not output.exists()
    result = invoke("train", "-o", output, "--resume", "--workers", "0", "--threads", "1")
    assert result.exit_code == 0, result.stderr
    log = (tmp_path / "model.run" / "log.jsonl").read_text()
    steps = [json.loads(line)["step"] for line in log.splitlines()]
    assert steps == sorted(set(steps)) and len(steps) == 3
    manifest = load_bundle(output).manifest
    assert manifest.training["pairs"] >= 3_000
    installed = recipe.installed_libraries()["Babel"]
    assert f"Babel 2.0 is recorded, {installed} is installed" in result.stderr
    assert manifest.training["libraries"]["Babel"] == f"2.0, {installed}"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_process_that_trains_ends_at_ctrl_c(command, tmp_path):
    program = [Path(__file__).with_name("short_training.py")]
    budget = ["--preset", "tiny", "--pairs", "400000", "--validate-every", "1000", "--threads", "1"]
    process = command("train", "-o", tmp_path / "model", *budget, program=program, text=True)
    for line in process.stderr:
        if "loss" in line:
            break
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=600)  # far more than one update takes
    assert process.returncode == 130
    assert "--resume" in rest
    assert (tmp_path / "model.run" / "checkpoint.pt").is_file()


def test_generate_writes_json_lines(invoke, tmp_path):
    wanted = ("generate", "--n", "30", "--seed", "5", "--language", "en")
    result = invoke(*wanted, "-o", tmp_path / "pairs.jsonl")
    assert result.exit_code == 0
    assert "30 pairs" in result.stderr
    written = (tmp_path / "pairs.jsonl").read_text(encoding="utf-8")
    examples = [json.loads(line) for line in written.splitlines()]
    assert len(examples) == 30
    assert examples[0].keys() >= {"source", "value", "language", "order", "pattern", "kind"}
    assert invoke(*wanted).stdout == written


def test_generate_writes_only_the_kind_asked_for(invoke):
    result = invoke("generate", "--n", "8", "--kind", "archival", "--language", "fr")
    assert {json.loads(line)["kind"] for line in result.stdout.splitlines()} == {"archival"}


def test_generate_writes_documents_with_the_places_of_their_dates(invoke):
    result = invoke("generate", "--n", "12", "--kind", "documents", "--language", "en")
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(documents) == 12
    assert "12 documents" in result.stderr
    spans = [span for document in documents for span in document["spans"]]
    assert spans
    assert spans[0].keys() == {"start", "end", "value", "language"}


def test_documents_have_no_splits(invoke):
    result = invoke("generate", "--n", "2", "--kind", "documents", "--split", "valid-seen")
    assert result.exit_code == 2
    assert "no splits" in result.stderr


@pytest.mark.parametrize(
    "wrong",
    [["--split", "test"], ["--language", "qqq"], ["--kind", "old"], ["-o", "no/such/place.jsonl"]],
)
def test_generate_says_what_it_cannot_do(invoke, wrong):
    result = invoke("generate", "--n", "3", *wrong)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
