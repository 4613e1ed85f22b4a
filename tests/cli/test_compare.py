"""`datenorm compare` with a budget of nearly nothing."""

import json

import pytest

pytest.importorskip("torch")
pytest.importorskip("babel")
pytest.importorskip("faker")

from datenorm.pipeline.study_texts import StudyPools, draw_study_texts
from datenorm.study.members import CLASSROOM_CORPUS, LANGUAGES

pytestmark = pytest.mark.slow


def test_a_study_is_made_and_goes_on_where_it_was(invoke, tmp_path):
    options = ["--quick", "--pairs", "300", "--threads", "1", "--workers", "0", "--out", tmp_path]
    first = invoke("compare", "--members", "none", *options)
    assert first.exit_code == 0, first.stderr
    assert "run 1 of 1: no attention, BiLSTM, seed 1" in first.stderr and first.stdout == ""
    stored = tmp_path / "attention-study" / "results" / "none-1.json"
    before = stored.read_bytes()
    second = invoke("compare", "--members", "none,dot-current", *options)
    assert second.exit_code == 0, second.stderr
    assert "run 1 of 1: dot product" in second.stderr
    assert stored.read_bytes() == before
    text = (tmp_path / "attention-study.md").read_text(encoding="utf-8")
    assert "| none |" in text and "| dot-current |" in text
    assert json.loads(before)["alignment"] is None


def test_a_classroom_has_its_own_dates_members_and_directory(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    invoke_with = ("--pairs", "300", "--threads", "1", "--workers", "0", "--members", "none")
    done = invoke("compare", "--classroom", *invoke_with)
    assert done.exit_code == 0, done.stderr
    assert "run 1 of 1: no attention, BiLSTM, seed 1" in done.stderr
    stored = json.loads((tmp_path / "classroom/attention-study/results/none-1.json").read_text())
    assert stored["made_by"]["languages"] == list(CLASSROOM_CORPUS.languages)
    assert stored["made_by"]["longest"] == max(map(int, stored["by_length"])) == 100
    text = (tmp_path / "classroom" / "attention-study.md").read_text(encoding="utf-8")
    assert "patterns of 4 languages, five in ten" in text


def test_two_budgets_at_once_are_refused(invoke, tmp_path):
    result = invoke("compare", "--quick", "--classroom", "--out", tmp_path / "new")
    assert result.exit_code == 2
    assert "--quick and --classroom" in result.stderr and not (tmp_path / "new").exists()


def test_an_unknown_member_is_named_before_anything_is_drawn(invoke, tmp_path):
    result = invoke("compare", "--members", "additive,transformer", "--out", tmp_path / "new")
    assert result.exit_code == 2
    assert "'transformer'" in result.stderr and "birnn" in result.stderr
    assert not (tmp_path / "new").exists()


def test_the_places_of_fields_are_those_of_the_network_s_input():
    material = draw_study_texts(20)
    digits = {str(figure) for figure in range(10)}
    for language, placed in material.marked.items():
        assert placed, language
        for one in placed:
            text = material.vocabulary.decode(one.pair.source[2:])
            assert len(text) == len(one.fields)
            years = [symbol for symbol, kind in zip(text, one.fields, strict=True) if kind == "y"]
            assert len(years) in (2, 4) and set(years) <= digits
            assert {"y", "M", "d"} <= set(one.fields[one.start : one.stop])
            assert not any(one.fields[: one.start]) and not any(one.fields[one.stop :])
    for (place, length), placed in material.places.items():
        for one in placed:
            assert len(one.fields) <= length + 8  # canonical form may spell a character out
            assert place != "start" or one.start <= 1


def test_pools_are_drawn_again_alike_and_hold_days_alone_and_in_long_texts():
    pools = StudyPools(500, 3)
    drawn = pools(1)
    assert pools(1) == drawn != pools(2) and StudyPools(500, 4)(1) != drawn
    lengths = [len(pair.source) for pair in drawn]
    assert min(lengths) <= 10 and 150 < max(lengths) <= 200
    assert {pair.language for pair in drawn} == set(LANGUAGES)


def test_the_dates_of_a_classroom_are_in_its_languages_and_short_texts():
    drawn = StudyPools(500, 3, CLASSROOM_CORPUS)(1)
    assert {pair.language for pair in drawn} == set(CLASSROOM_CORPUS.languages)
    lengths = [len(pair.source) for pair in drawn]
    assert 80 < max(lengths) <= 100
    material = draw_study_texts(40, corpus=CLASSROOM_CORPUS)
    assert list(material.lengths) == list(CLASSROOM_CORPUS.lengths)
    assert set(material.marked) == set(CLASSROOM_CORPUS.languages)
    assert {one.language for one in material.shown} == {"en", "ja"}
