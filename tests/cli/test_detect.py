"""`datenorm detect`: what is written, for texts and for lines, and how it ends."""

import json
import shutil
import subprocess

import numpy as np
import pytest

from datenorm.bundle import load_bundle
from datenorm.cli.detect import as_line, as_record
from datenorm.detection import DETECTED_ORDERS, Detection, DetectionHead, Guess, save_head

LANGUAGES = ("de", "fr")


@pytest.fixture(scope="module")
def model(tiny_bundle, tmp_path_factory):
    """A bundle with a head that says the same of every text: fr 0.75, YMD, a date."""
    path = shutil.copytree(tiny_bundle, tmp_path_factory.mktemp("bundles") / "detecting")
    bundle = load_bundle(path)
    size, orders = 2 * bundle.manifest.architecture.hidden, len(DETECTED_ORDERS)

    def zeros(*shape):
        return np.zeros(shape, np.float32)

    head = DetectionHead(
        LANGUAGES,
        np.array([0.25, 0.75], np.float32),
        zeros(5, size),
        zeros(5),
        zeros(3, 5),
        zeros(2, size),
        zeros(2),
        zeros(orders, size),
        np.log(np.array([0.125, 0.125, 0.625, 0.125], np.float32)),
        zeros(1, size),
        np.array([3.0], np.float32),
    )
    save_head(bundle, head)
    return path


def test_a_line_has_date_language_and_order_between_tabs(invoke, model):
    result = invoke("detect", "--model", model, "--date-by", "pooling", "20 july 1969")
    assert result.stdout == "date 0.95\tfr 0.75\tYMD 0.62\n"
    assert result.exit_code == 0


def test_as_many_as_asked_for_are_named(invoke, model):
    result = invoke("detect", "--model", model, "--date-by", "pooling", "--top", "2", "20 july 1969")
    assert result.stdout.split("\t")[1:] == ["fr 0.75, de 0.25", "YMD 0.62, DMY 0.12\n"]


def test_what_is_hardly_possible_is_not_named_beside_others(invoke, model):
    result = invoke("detect", "--model", model, "--date-by", "pooling", "--top", "9", "20 july 1969")
    probabilities = [part.split()[-1] for part in result.stdout.split("\t")[2].split(", ")]
    assert probabilities == ["0.62", "0.12", "0.12", "0.12"]
    assert as_record(Detection("x", 0.99999))["date"] == 0.9999
    guesses = (Guess("DMY", 0.993), Guess("MDY", 0.005))
    assert as_line(Detection("x", 0.99, (Guess("fr", 0.002),), guesses)) == "date 0.99\tfr 0.00\tDMY 0.99"


def test_lines_are_answered_one_by_one_and_in_order(invoke, model):
    lines = b"20 july 1969\n\n3 mars 1970\n20 july 1969\n"
    result = invoke("detect", "--model", model, "--date-by", "pooling", "--jsonl", "-", input=lines)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["source"] for record in records] == ["20 july 1969", "", "3 mars 1970", "20 july 1969"]
    assert (
        records[0]
        == records[3]
        == {
            "schema": 1,
            "source": "20 july 1969",
            "date": 0.9526,
            "languages": [{"language": "fr", "probability": 0.75}],
            "orders": [{"order": "YMD", "probability": 0.625}],
            "reason": "",
            "code": "",
            "facts": {},
        }
    )
    assert records[1]["reason"] == records[1]["code"] == "empty" and records[1]["languages"] == []
    assert result.stderr == "line 2: empty\n"
    assert result.exit_code == 1


@pytest.mark.parametrize("texts", [[], ["20 july 1969"], ["20 july 1969", "x", "y"]])
def test_json_is_one_array(invoke, model, texts):
    piped = [] if texts else ["-"]
    result = invoke("detect", "--model", model, "--json", *texts, *piped)
    assert [record["source"] for record in json.loads(result.stdout)] == texts


def test_a_text_without_a_date_ends_in_1(invoke, model):
    bundle = load_bundle(model)
    texts = ["20 july 1969", "hello", "z", "3.2.1", "q" * 40]
    from datenorm.detection import Detector

    for found in Detector.load(bundle.path).detect_many(texts):
        result = invoke("detect", "--model", model, found.source)
        assert result.exit_code == (0 if found.has_date else 1)
        assert result.stdout.startswith("date " if found.has_date else "no date ")


@pytest.mark.parametrize(
    "arguments", [["x", "-"], ["--top", "0", "x"], ["--top", "21", "x"], ["--date-by", "x"]]
)
def test_wrong_usage_is_refused(invoke, model, arguments):
    assert invoke("detect", "--model", model, *arguments).exit_code == 2


def test_a_model_without_a_head_ends_in_3_and_says_how_to_get_one(invoke, tiny_bundle):
    result = invoke("detect", "--model", tiny_bundle, "x")
    assert result.exit_code == 3
    assert "datenorm.pipeline.detection" in result.stderr


def test_the_help_has_examples_and_exit_codes(invoke):
    text = invoke("detect", "--help").stdout
    assert "datenorm detect --jsonl" in text and "Exit codes:" in text


def test_a_text_is_written_and_never_obeyed(invoke, model):
    result = invoke("detect", "--model", model, "--jsonl", "\x1b[31mred\u202e")
    assert "\x1b" not in result.stdout and "\u202e" not in result.stdout
    assert json.loads(result.stdout)["source"] == "\x1b[31mred\u202e"


def test_a_closed_pipe_ends_silently(command, model):
    process = command("detect", "--model", model, "-", stdout=subprocess.PIPE)
    process.stdout.close()
    _, complaint = process.communicate(b"20 july 1969\n" * 20_000)
    assert complaint == b""


def test_converting_draws_where_the_head_looked_as_one_more_row(invoke, model, tiny_bundle):
    lines = invoke("convert", "--model", model, "--grid", "--color", "never", "20 july 1969").stdout
    without = invoke("convert", "--model", tiny_bundle, "--grid", "--color", "never", "20 july 1969").stdout
    rows = [line for line in lines.splitlines() if line.startswith("β ") and "attention" not in line]
    assert len(rows) == 1 and "β  attention to the text as a whole" in lines
    assert [line for line in lines.splitlines() if "β" not in line][:5] == without.splitlines()[:5]
    assert "β" not in without
