"""A column under review, read by a scripted network."""

from __future__ import annotations

import sqlite3

import pytest

from datenorm.values import REFUSAL
from datenorm.workbench import Project, ReviewSettings

READINGS = {
    "03/04/2005": {"2005-04-03": 0.6, "2005-03-04": 0.4},
    "05/06/2005": {"2005-06-05": 0.6, "2005-05-06": 0.4},
    "20 july 1969": {"1969-07-20": 1.0},
    "monday 20 july 1969": {"1969-07-20①": 1.0},
    "7/5/21": {"XX21-05-07": 1.0},
    "hello": {REFUSAL: 1.0},
}
HINTED = {
    ("03/04/2005", "MDY"): {"2005-03-04": 1.0},
    ("03/04/2005", "DMY"): {"2005-04-03": 1.0},
    ("05/06/2005", "MDY"): {"2005-05-06": 1.0},
    ("05/06/2005", "DMY"): {"2005-06-05": 1.0},
}
ROWS = [
    "03/04/2005",
    "20 July 1969",
    "",
    "03/04/2005",
    "1914-24",
    "hello",
    "Monday 20 July 1969",
    "7/5/21",
    "05/06/2005",
    "03/04/2005",
]
BY_ROW = ReviewSettings(order="none")


@pytest.fixture(autouse=True)
def unflushed(monkeypatch):
    """Let SQLite not wait for the disk, on which these tests would spend most of their time."""
    connect = sqlite3.connect

    def connect_unflushed(*arguments, **options):
        connection = connect(*arguments, **options)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect_unflushed)


@pytest.fixture
def normalizer(scripted_normalizer):
    """A model that reads the texts of `ROWS`."""
    return scripted_normalizer(READINGS, hinted=HINTED)


@pytest.fixture
def table(tmp_path):
    """A table with the column `born`."""
    path = tmp_path / "births.csv"
    path.write_text("id,born\n" + "".join(f"{n},{text}\n" for n, text in enumerate(ROWS, start=1)))
    return path


@pytest.fixture
def project(tmp_path, table, normalizer):
    """The project of that column, converted."""
    with Project.create(
        tmp_path / "births.review", table, "born", normalizer=normalizer, settings=BY_ROW
    ) as project:
        project.convert_waiting()
        yield project


@pytest.fixture
def group_of(project):
    """A function that finds the group of a text."""
    return lambda text, one=project: next(group for group in one.groups().groups if group.text == text)
