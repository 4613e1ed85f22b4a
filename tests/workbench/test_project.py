"""A project: its texts, how they stand, and how often."""

import sqlite3

import pytest

from datenorm.errors import ConfigError, InputError
from datenorm.workbench import (
    ConversionProgress,
    Project,
    ReviewFilter,
    ReviewSettings,
    Ruling,
    Scope,
    TextCount,
)
from tests.workbench.conftest import BY_ROW


def test_rows_are_grouped_by_their_text(project):
    page = project.groups()
    assert (page.total, page.rows) == (7, 9)
    first = page.groups[0]
    assert (first.text, first.count, first.first_row, first.shape) == ("03/04/2005", 3, 1, "dd/dd/dddd")
    assert [group.first_row for group in page.groups[1:]] == [2, 5, 6, 7, 8, 9]


def test_each_text_stands_as_the_model_says(project, group_of):
    assert project.summary().counts == {
        "converted": TextCount(3, 3),
        "ambiguous": TextCount(3, 5),
        "no-date": TextCount(1, 1),
    }
    open_one = group_of("03/04/2005")
    assert (open_one.status, open_one.code, open_one.value) == ("ambiguous", "ambiguous-order", None)
    assert [(one.value, one.meaning) for one in open_one.readings] == [
        ("2005-04-03", "3 April 2005"),
        ("2005-03-04", "4 March 2005"),
    ]
    assert group_of("20 July 1969").meaning == "20 July 1969"
    assert group_of("Monday 20 July 1969").weekday_conflict
    assert group_of("7/5/21").century_inferred


def test_a_new_project_waits_for_its_conversion(tmp_path, table, normalizer):
    with Project.create(tmp_path / "p", table, "born", normalizer=normalizer, settings=BY_ROW) as project:
        assert project.summary().progress == ConversionProgress(0, 7)
        assert project.groups(ReviewFilter(status=("waiting",))).total == 7
        project.convert_waiting()
        assert project.summary().progress.done == 7


def test_a_facet_is_counted_under_the_filters_of_the_others(project):
    facets = project.facets(ReviewFilter(status=("ambiguous",))).facets
    assert {one.name: (one.texts, one.rows) for one in facets["status"]} == {
        "converted": (3, 3),
        "ambiguous": (3, 5),
        "no-date": (1, 1),
    }
    assert {one.name: one.rows for one in facets["shape"]} == {"dd/dd/dddd": 4, "dddd-dd": 1}
    assert [one.name for one in facets["code"]] == ["ambiguous-order", "ambiguous-value"]


@pytest.mark.parametrize(
    ("filter", "texts"),
    [
        ({"status": ["converted", "no-date"]}, ["20 July 1969", "hello", "Monday 20 July 1969", "7/5/21"]),
        ({"shape": "dd/dd/dddd"}, ["03/04/2005", "05/06/2005"]),
        ({"mark": ["weekday-conflict", "century-inferred"]}, ["Monday 20 July 1969", "7/5/21"]),
        ({"code": ["ambiguous-value"]}, ["1914-24"]),
        ({"search": "july"}, ["20 July 1969", "Monday 20 July 1969"]),
        ({"search": "JULY", "mark": "weekday-conflict"}, ["Monday 20 July 1969"]),
        ({"search": "%"}, []),
    ],
)
def test_a_filter_leaves_some_texts_and_counts_them(project, filter, texts):
    page = project.groups(ReviewFilter.of(filter))
    assert [group.text for group in page.groups] == texts
    assert (page.total, page.rows) == (len(texts), sum(group.count for group in page.groups))


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("count", "03/04/2005", "05/06/2005"),
        ("text", "03/04/2005", "hello"),
        ("first", "03/04/2005", "05/06/2005"),
        ("confidence", "1914-24", "7/5/21"),
    ],
)
def test_groups_come_in_the_order_asked_for(project, sort, first, last):
    texts = [group.text for group in project.groups(sort=sort).groups]
    assert (texts[0], texts[-1]) == (first, last)


def test_pages_follow_each_other(project):
    whole = project.groups().groups
    assert project.groups(offset=2, limit=3).groups == whole[2:5]
    assert project.groups(offset=7).groups == ()
    with pytest.raises(InputError):
        project.groups(limit=100_000)


def test_a_reopened_project_is_as_it_was_left(project, normalizer, group_of):
    project.decide(Scope(ids=(group_of("hello").id,)), Ruling("value", "1850~"))
    before = project.groups()
    with Project.open(project.path, normalizer=normalizer) as again:
        assert again.groups() == before
        assert again.summary() == project.summary()


def test_a_project_does_not_replace_a_file(project, table, normalizer):
    with pytest.raises(InputError, match="exists already"):
        Project.create(project.path, table, "born", normalizer=normalizer)


def test_a_project_that_cannot_be_made_leaves_no_file(tmp_path, table, normalizer):
    with pytest.raises(ConfigError, match="no column"):
        Project.create(tmp_path / "p", table, "died", normalizer=normalizer)
    with pytest.raises(ConfigError, match="locale"):
        Project.create(
            tmp_path / "p", table, "born", normalizer=normalizer, settings=ReviewSettings(locale="no such")
        )
    assert not list(tmp_path.glob("p*"))


def test_another_file_is_not_opened_as_a_project(tmp_path, table, normalizer):
    with pytest.raises(InputError, match="not a project"):
        Project.open(table, normalizer=normalizer)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(InputError, match="not a project"):
        Project.open(other, normalizer=normalizer)
    with pytest.raises(InputError, match="there is no"):
        Project.open(tmp_path / "gone", normalizer=normalizer)


def test_a_changed_table_is_noticed(project, table):
    assert not project.summary().source_changed
    table.write_text(table.read_text())
    assert not project.summary().source_changed, "the same content at another time"
    table.write_text(table.read_text() + "11,hello\n")
    assert project.summary().source_changed


def test_bytes_that_are_not_text_are_kept(tmp_path, normalizer):
    table = tmp_path / "bad.csv"
    table.write_bytes("id,born\n1,hello\n2,h\u00e9\n".encode() + b"3,h\xffllo\n")
    with Project.create(tmp_path / "p", table, "born", normalizer=normalizer, settings=BY_ROW) as project:
        project.convert_waiting()
        assert project.groups().total == 3


def test_pasted_lines_are_a_project(tmp_path, normalizer):
    lines = ["03/04/2005", 'he said "20 July 1969"', "", "03/04/2005"]
    with Project.create_pasted(tmp_path / "p", lines, normalizer=normalizer, settings=BY_ROW) as project:
        assert {group.text: group.count for group in project.groups().groups} == {
            "03/04/2005": 2,
            'he said "20 July 1969"': 1,
        }
    with pytest.raises(InputError, match="no lines"):
        Project.create_pasted(tmp_path / "q", ["", " "], normalizer=normalizer)


def test_a_full_disk_is_told_and_loses_no_earlier_decision(project, group_of):
    project.decide(Scope(ids=(group_of("hello").id,)), Ruling("no-date"))
    connection = project.file.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")  # as if no more pages fitted on the disk
    with pytest.raises(InputError, match=r"cannot write .* full"):
        for number in range(200):
            project.decide(Scope(filter=ReviewFilter()), Ruling("value", f"{1000 + number}"))
    connection.execute("PRAGMA max_page_count = 1000000")
    project.decide(Scope(ids=(group_of("7/5/21").id,)), Ruling("no-date"))
    assert group_of("7/5/21").decision.kind == "no-date"


@pytest.mark.parametrize(
    ("settings", "value"),
    [
        (ReviewSettings(excel_serial=True), "2014-04-26"),
        (ReviewSettings(epoch="s"), "1970-01-01"),
        (ReviewSettings(epoch="ms", zone="America/New_York"), "1969-12-31"),
    ],
)
def test_numbers_count_days_or_seconds_where_the_settings_say_so(tmp_path, normalizer, settings, value):
    table = tmp_path / "numbers.csv"
    table.write_text("1,41755\n2,20 July 1969\n")
    with Project.create(tmp_path / "p", table, "2", normalizer=normalizer, settings=settings) as project:
        project.convert_waiting()
        values = {group.text: group.value for group in project.groups().groups}
        assert values == {"41755": value, "20 July 1969": "1969-07-20"}, "a number is no header"
        explained = [project.explain(group.id) for group in project.groups(sort="text").groups]
        assert [bool(one.steps) for one in explained] == [True, False]
        project.change_settings(ReviewSettings(excel_serial=True))
        project.convert_waiting()
        assert {group.value for group in project.groups().groups} == {"2014-04-26", "1969-07-20"}


def test_what_a_column_decides_beside_its_order_holds_as_in_a_table(tmp_path, scripted_normalizer):
    """One row is a range of years, so the digits behind the years of the others are years too."""
    table = tmp_path / "years.csv"
    table.write_text("when\n1909–10\n1908–14\n1911-12\n")
    normalizer = scripted_normalizer({"1908-14": {"1908/1914": 0.99}})
    wanted = {"1909–10": "1909/1910", "1908–14": "1908/1914", "1911-12": "1911/1912"}
    with Project.create(tmp_path / "p", table, "when", normalizer=normalizer) as project:
        project.convert_waiting()
        assert {group.text: group.value for group in project.groups().groups} == wanted
        assert "range" in project.summary().column_reading
        project.change_settings(BY_ROW)
        project.convert_waiting()
        (alone,) = project.groups(ReviewFilter(search="1911-12")).groups
        assert alone.value == "1911-12", "alone it is December"
    with Project.open(tmp_path / "p", normalizer=normalizer) as project:
        project.undo()
        project.convert_waiting()
        assert {group.text: group.value for group in project.groups().groups} == wanted
