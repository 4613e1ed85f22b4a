"""The command as a whole, with a model that knows nothing."""

import json
import shutil
import sys

import pytest

from datenorm.bundle import load_bundle

TABLE = """\
input\texpected\tkind\tlocale
20 July 1969\t1969-07-20\tfull\ten
hello\t\tnodate\ten
03/04\tXXXX-04-03\tnoyear\tfr
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def bundle(tiny_bundle, tmp_path):
    """A bundle that may be written into."""
    return shutil.copytree(tiny_bundle, tmp_path / "bundle")


@pytest.fixture
def evaluate(invoke, tiny_bundle):
    def call(*arguments, model=tiny_bundle, input=b""):
        return invoke("evaluate", "--model", model, *arguments, input=input)

    return call


def test_a_table_gives_tables(evaluate, table):
    result = evaluate("--failures", "2", table)
    assert result.exit_code == 0, result.stderr
    assert "table.tsv: 3 rows, with hints" in result.stdout
    assert "calibration error" in result.stdout
    assert result.stderr == ""


def test_json_says_which_command_gives_it(evaluate, table):
    result = evaluate("--json", "--no-hints", "--min-confidence", "0.25", table)
    figures = json.loads(result.stdout)
    assert figures["schema"] == 1
    (section,) = figures["sections"]
    assert section["command"] == "datenorm evaluate --model tiny --no-hints --min-confidence 0.25 table.tsv"
    assert (section["rows"], section["threshold"], section["hints"]) == (3, 0.25, False)
    assert sum(section["total"].values()) == 3


def test_several_tables_and_standard_input_are_sections(evaluate, table):
    result = evaluate("--json", table, "-", input=TABLE.encode())
    titles = [section["title"] for section in json.loads(result.stdout)["sections"]]
    assert titles == ["table.tsv", "standard input"]


def test_a_bad_row_refuses_the_table_and_is_named(evaluate, table):
    table.write_text(TABLE + "lonely\n", encoding="utf-8")
    result = evaluate(table)
    assert result.exit_code == 2
    assert "line 5: 1 columns where the header has 4" in result.stderr
    assert result.stdout == ""


def test_notes_about_hints_go_to_stderr(evaluate, table):
    table.write_text("input\texpected\torder\n1969\t1969\tYDM\n", encoding="utf-8")
    result = evaluate(table)
    assert result.exit_code == 0
    assert result.stderr.startswith("table.tsv: line 2: order 'YDM' is not known")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["no-such-table"], 2, id="no table"),
        pytest.param(["--no-held-out"], 2, id="nothing to measure on"),
        pytest.param(["--card", "--card-file", "card.md"], 2, id="two cards"),
        pytest.param(["--compare", "nobody"], 2, id="unknown peer"),
        pytest.param(["--compare", ","], 2, id="no peer"),
    ],
)
def test_wrong_usage(evaluate, arguments, code):
    assert evaluate(*arguments).exit_code == code


def test_no_bundle(evaluate, table, tmp_path):
    assert evaluate(table, model=tmp_path / "none").exit_code == 3


def test_a_missing_extra_is_named(evaluate, table, monkeypatch):
    monkeypatch.setitem(sys.modules, "dateparser", None)
    result = evaluate("--compare", "dateparser", table)
    assert result.exit_code == 4
    assert "pip install 'datenorm[compare]'" in result.stderr


def test_peers_stand_beside_datenorm(evaluate, table):
    pytest.importorskip("dateutil")
    result = evaluate("--compare", "dateutil", "--json", table)
    (section,) = json.loads(result.stdout)["sections"]
    (peer,) = section["peers"]
    assert peer["name"] == "dateutil" and peer["by_kind"]["full"] == {"right": 1, "wrong": 0, "refused": 0}


def test_a_card_of_tables_goes_into_the_bundle_and_leaves_it_sound(evaluate, table, bundle, tmp_path):
    before = load_bundle(bundle)
    figures = tmp_path / "figures"
    result = evaluate("--card", "--no-held-out", "--figures", figures, table, model=bundle)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == f"wrote {bundle / 'MODEL_CARD.md'}\n"
    card = (bundle / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "datenorm evaluate --model bundle table.tsv\n" in card
    assert "datenorm evaluate --model bundle --no-hints table.tsv\n" in card
    assert "](../figures/reliability.svg)" in card
    assert sorted(path.name for path in figures.iterdir()) == ["reliability.svg", "risk-coverage.svg"]
    after = load_bundle(bundle)
    assert after.manifest.calibration == before.manifest.calibration
    assert after.manifest.metrics["evaluation"]["table.tsv, with hints"]["rows"] == 3


def test_a_card_elsewhere_leaves_the_bundle_alone(evaluate, table, bundle, tmp_path):
    before = {path.name: path.read_bytes() for path in bundle.iterdir()}
    result = evaluate("--card-file", tmp_path / "card.md", "--no-held-out", table, model=bundle)
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "card.md").read_text(encoding="utf-8").startswith("# datenorm: model card\n")
    assert {path.name: path.read_bytes() for path in bundle.iterdir()} == before


@pytest.mark.slow
def test_without_a_table_generated_pairs_are_measured_split_by_split(evaluate):
    pytest.importorskip("babel")
    pytest.importorskip("faker")
    result = evaluate("--json", "--n", "7")
    assert result.exit_code == 0, result.stderr
    sections = json.loads(result.stdout)["sections"]
    assert [(section["title"], section["rows"]) for section in sections] == [
        ("valid-seen", 7),
        ("valid-unseen", 7),
        ("valid-noise", 7),
        ("held-out pairs", 21),
    ]
    assert sections[0]["command"] == "datenorm evaluate --model tiny --n 7 --seed 1969"


def test_help_shows_how_it_is_called(invoke):
    result = invoke("evaluate", "--help")
    assert result.exit_code == 0 and "Examples:" in result.stdout and "Exit codes:" in result.stdout
