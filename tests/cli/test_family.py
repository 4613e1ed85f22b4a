"""The attention family at the command line: grids of unusual models, and a model without attention."""

import pytest


@pytest.fixture(scope="module")
def without_attention(family_bundle):
    return family_bundle(scorer="none")


@pytest.mark.parametrize(
    "fields", [{"scorer": "general", "query": "current"}, {"encoder": "birnn", "layers": 2}]
)
def test_an_unusual_model_converts_and_shows_its_grid(invoke, family_bundle, fields):
    result = invoke("convert", "--model", family_bundle(**fields), "--grid", "20 July 1969")
    assert result.exit_code in (0, 1), result.stderr
    assert "2 0 ␣ J u l y" in result.stdout and "α" in result.stdout


def test_a_model_without_attention_converts(invoke, without_attention):
    result = invoke("convert", "--model", without_attention, "--jsonl", "20 July 1969")
    assert result.exit_code in (0, 1), result.stderr
    assert '"source": "20 July 1969"' in result.stdout


@pytest.mark.parametrize("option", [["--grid"], ["--show-span"], ["--attention", "--jsonl"]])
def test_a_model_without_attention_says_that_it_has_none(invoke, without_attention, option):
    result = invoke("convert", "--model", without_attention, *option, "20 July 1969")
    assert result.exit_code == 2
    assert "without attention" in result.stderr and f"leave out {option[0]}" in result.stderr
    assert result.stdout == ""


def test_a_model_without_attention_reads_a_column_row_by_row(invoke, without_attention):
    """Which number was the day is known from where it was read, and that is not known here."""
    table = b"born\n20/07/1969\n23/04/1970\n"
    options = ["--column", "born", "--order", "infer", "--model", without_attention, "-"]
    result = invoke("table", *options, input=table)
    assert result.exit_code in (0, 1), result.stderr
    assert result.stdout.startswith("born,born_iso\n20/07/1969,")
    assert "read as" not in result.stderr
