"""Decisions, settings, undo and redo."""

import threading
from dataclasses import replace

import pytest

from datenorm.errors import ConfigError, InputError
from datenorm.workbench import (
    Change,
    GivenDecision,
    Project,
    ReviewFilter,
    ReviewSettings,
    Ruling,
    Scope,
    TextCount,
    UndoState,
    previews,
)

AMBIGUOUS_DAYS = Scope(filter=ReviewFilter(code=("ambiguous-order",)))


def values(project):
    return {group.text: group.value for group in project.groups().groups}


def test_a_decided_value_holds_and_can_be_taken_back(project, group_of):
    scope = Scope(ids=(group_of("hello").id,))
    effect = project.decide(scope, Ruling("value", " 1850~"))
    assert (effect.texts, effect.rows, effect.revision) == (1, 1, 1)
    assert effect.examples == (Change("hello", None, "1850~"),)
    decided = group_of("hello")
    assert (decided.status, decided.value, decided.meaning) == ("converted", "1850~", "about 1850")
    assert decided.decision == GivenDecision("value", "1850~")
    project.decide(scope, Ruling("undecided"))
    assert (group_of("hello").status, group_of("hello").decision) == ("no-date", None)


def test_a_decided_text_is_marked_and_leaves_the_open_ones(project, group_of):
    project.decide(Scope(ids=(group_of("03/04/2005").id,)), Ruling("no-date"))
    assert project.groups(ReviewFilter(mark=("by-hand",))).rows == 3
    assert group_of("03/04/2005").status == "no-date"
    assert project.groups(ReviewFilter(status=("ambiguous",))).total == 2


def test_a_reading_is_stored_as_its_value_for_each_text(project):
    scope = Scope(filter=ReviewFilter(status=("ambiguous",)))
    project.decide(scope, Ruling("reading", index=1))
    assert {text: value for text, value in values(project).items() if text in ("03/04/2005", "1914-24")} == {
        "03/04/2005": "2005-03-04",
        "1914-24": "1914-24",
    }
    assert project.groups(ReviewFilter(mark=("by-hand",))).groups[0].decision == GivenDecision(
        "value", "2005-03-04"
    )


def test_texts_without_the_reading_are_left_alone(project):
    effect = project.decide(Scope(filter=ReviewFilter()), Ruling("reading", index=1))
    assert effect.texts == 3


def test_all_texts_of_a_shape_are_decided_together(project, group_of):
    effect = project.decide(Scope(shape_of=group_of("05/06/2005").id), Ruling("order", "mdy"))
    assert (effect.texts, effect.rows) == (2, 4)
    assert effect.examples == (
        Change("03/04/2005", None, "2005-03-04"),
        Change("05/06/2005", None, "2005-05-06"),
    )
    assert group_of("03/04/2005").decision == GivenDecision("order", "MDY")


@pytest.mark.parametrize(
    "ruling",
    [Ruling("value", "1900"), Ruling("no-date"), Ruling("order", "MDY"), Ruling("reading", index=1)],
    ids=lambda ruling: ruling.kind,
)
def test_a_preview_says_what_a_decision_does_and_changes_nothing(project, ruling):
    before = project.groups()
    preview = project.decide(AMBIGUOUS_DAYS, ruling, preview=True)
    assert project.groups() == before
    assert not project.summary().can_undo
    effect = project.decide(AMBIGUOUS_DAYS, ruling)
    assert preview == replace(effect, revision=preview.revision)
    assert effect.revision == preview.revision + 1


def test_an_effect_counts_all_texts_and_shows_those_first_whose_value_changes(project):
    """Seven texts; 20 July 1969 has the value already, with its weekday and without."""
    effect = project.decide(Scope(filter=ReviewFilter()), Ruling("value", "1969-07-20"), preview=True)
    assert (effect.texts, effect.examined, effect.of) == (7, 7, 7)
    assert effect.values == TextCount(5, 7)
    assert [one.before == one.after for one in effect.examples] == [False] * 5 + [True] * 2
    assert effect.examples[0].text == "03/04/2005", "the most frequent first"


def test_the_effect_of_an_order_says_how_many_texts_were_read_for_it(project, monkeypatch):
    monkeypatch.setattr(previews, "PREVIEWED", 1)
    effect = project.decide(AMBIGUOUS_DAYS, Ruling("order", "MDY"), preview=True)
    assert (effect.texts, effect.rows) == (2, 4)
    assert (effect.examined, effect.of, effect.values) == (1, 2, TextCount(1, 3))
    assert effect.examples == (Change("03/04/2005", None, "2005-03-04"),)


def test_the_same_decision_again_is_no_change(project, group_of):
    scope = Scope(ids=(group_of("hello").id,))
    project.decide(scope, Ruling("value", "1900"))
    assert project.decide(scope, Ruling("value", "1900")).texts == 0
    assert project.summary().revision == 1


def test_changes_are_undone_and_redone_step_by_step(project):
    untouched = values(project)
    project.decide(AMBIGUOUS_DAYS, Ruling("order", "DMY"))
    first = values(project)
    project.decide(Scope(filter=ReviewFilter()), Ruling("value", "1900"))
    assert set(values(project).values()) == {"1900"}
    assert project.undo() == UndoState(3, can_undo=True, can_redo=True)
    assert values(project) == first
    project.undo()
    assert values(project) == untouched
    assert not project.undo().can_undo
    project.redo()
    assert values(project) == first
    assert [entry.undone for entry in project.history()] == [True, False]


def test_a_new_change_ends_what_could_be_redone(project, group_of):
    scope = Scope(ids=(group_of("hello").id,))
    project.decide(scope, Ruling("value", "1900"))
    project.undo()
    project.decide(scope, Ruling("value", "1901"))
    assert not project.summary().can_redo
    project.redo()
    assert group_of("hello").value == "1901"


def test_settings_convert_undecided_texts_again(project, group_of):
    project.decide(Scope(ids=(group_of("05/06/2005").id,)), Ruling("value", "1900"))
    settings = ReviewSettings(order="MDY")
    preview = project.change_settings(settings, preview=True)
    assert preview.examples == (Change("03/04/2005", None, "2005-03-04"),)
    assert (preview.texts, preview.rows, preview.examined, preview.of) == (1, 3, 6, 6)
    assert group_of("03/04/2005").value is None
    project.change_settings(settings)
    assert project.summary().settings == settings
    project.convert_waiting()
    assert (group_of("03/04/2005").value, group_of("05/06/2005").value) == ("2005-03-04", "1900")
    project.undo()
    assert project.summary().progress.done == 7, "the former answers are kept"
    assert (group_of("03/04/2005").value, project.settings.order) == (None, "none")


def test_a_century_is_set_for_the_column(project, group_of):
    project.change_settings(ReviewSettings(order="none", pivot=20))
    project.convert_waiting()
    assert group_of("7/5/21").value == "1921-05-07"


def test_two_programs_keep_all_decisions(project, normalizer, group_of):
    with Project.open(project.path, normalizer=normalizer) as other:
        project.decide(Scope(ids=(group_of("hello").id,)), Ruling("value", "1900"))
        other.decide(Scope(ids=(group_of("1914-24").id,)), Ruling("value", "1914-24"))
        other.decide(Scope(ids=(group_of("hello").id,)), Ruling("value", "1901"))
        assert values(project) == values(other)
        assert values(project)["hello"] == "1901"
        assert [entry.what for entry in project.history()] == [
            "“hello” as 1901",
            "“1914-24” as 1914-24",
            "“hello” as 1900",
        ]
        project.undo()
        assert values(other)["hello"] == "1900"


def test_threads_lose_nothing_of_each_other(project):
    ids = [group.id for group in project.groups().groups]
    threads = [
        threading.Thread(target=project.decide, args=(Scope(ids=(one,)), Ruling("value", f"19{one:02}")))
        for one in ids
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert project.groups(ReviewFilter(mark=("by-hand",))).total == len(ids)
    assert project.summary().revision == len(ids)


@pytest.mark.parametrize(
    "ruling",
    [
        {"kind": "value", "value": "1914-99"},
        {"kind": "value"},
        {"kind": "order", "value": "DYM"},
        {"kind": "reading"},
        {"kind": "reading", "index": -1},
        {"kind": "guess"},
        {"kind": "no-date", "why": "x"},
        {},
    ],
)
def test_an_impossible_decision_is_refused(ruling):
    with pytest.raises(InputError):
        Ruling.of(ruling)


@pytest.mark.parametrize(
    "scope",
    [{}, {"ids": [1], "shape_of": 2}, {"ids": "1"}, {"ids": ["1"]}, {"filter": 3}, {"shape_of": True}],
)
def test_an_impossible_scope_is_refused(scope):
    with pytest.raises(InputError):
        Scope.of(scope)


def test_a_text_that_is_not_there_is_refused_or_left_out(project):
    with pytest.raises(InputError):
        project.decide(Scope(shape_of=99), Ruling("no-date"))
    assert project.decide(Scope(ids=(99,)), Ruling("no-date")).texts == 0


@pytest.mark.parametrize(
    "settings",
    [
        {"order": "DYM"},
        {"pivot": 101},
        {"pivot": "69"},
        {"pivot": 30, "century": "past"},
        {"prefer": "past"},
        {"reference_date": "yesterday"},
        {"reference_date": 2016},
        {"zone": "Mars/Olympus"},
        {"colour": "red"},
    ],
)
def test_impossible_settings_are_refused(settings):
    with pytest.raises(ConfigError):
        ReviewSettings.of(settings)


def test_nothing_given_is_the_default():
    assert ReviewSettings.of({"order": None, "locale": "", "pivot": None}) == ReviewSettings()
    assert ReviewSettings.of({"order": "dmy"}).order == "DMY"
