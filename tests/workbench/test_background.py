"""Conversion in the background, and what survives a crash."""

import os
import signal
import subprocess
import sys
import time

import pytest

from datenorm.workbench import BackgroundConversion, Project, ReviewSettings, Ruling, Scope
from tests.workbench.conftest import BY_ROW


def until(is_so):
    """Wait until something is so."""
    stop = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < stop
        time.sleep(0.01)


@pytest.fixture
def new(tmp_path, table, normalizer):
    with Project.create(
        tmp_path / "new.review", table, "born", normalizer=normalizer, settings=BY_ROW
    ) as project:
        yield project


def test_texts_are_converted_while_the_thread_runs(new):
    with BackgroundConversion(new):
        until(lambda: new.summary().progress.done == 7)
        new.change_settings(ReviewSettings(order="MDY"))
        until(lambda: new.summary().progress.done == 7)
        first = new.groups().groups[0]
        assert (first.text, first.value) == ("03/04/2005", "2005-03-04")


def test_places_and_further_readings_come_after_the_values(new):
    new.convert_waiting()
    before = {group.text: group for group in new.groups().groups}
    assert before["20 July 1969"].span is None
    while new.locate_some():
        pass
    after = {group.text: group for group in new.groups().groups}
    assert after["1914-24"].span == (0, 7)
    for text, group in before.items():
        kept = after[text].readings[: len(group.readings)]
        assert kept == group.readings, "readings keep their places"
        assert (after[text].status, after[text].value) == (group.status, group.value)


def test_a_thread_that_is_closed_leaves_the_rest_waiting(new):
    conversion = BackgroundConversion(new)
    conversion.close()
    assert new.summary().progress.done == 0


CRASH = """
import os, signal, sys
from datenorm import Normalizer
from datenorm.workbench import Project, Ruling, Scope

project = Project.open(sys.argv[1], normalizer=Normalizer.load(sys.argv[2]))
for number in range(1, 8):
    project.decide(Scope(ids=(number,)), Ruling("value", f"190{number}"))
    print(number, flush=True)
with project.file.writing() as connection:
    connection.execute("UPDATE texts SET status = 'no-date'")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process by SIGKILL")
def test_a_crash_loses_no_decision_and_keeps_no_half_of_a_change(new, normalizer):
    bundle = normalizer.bundle.path
    process = subprocess.run(
        [sys.executable, "-c", CRASH, str(new.path), str(bundle)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.returncode == -signal.SIGKILL
    assert process.stdout.split() == [b"1", b"2", b"3", b"4", b"5", b"6", b"7"]
    groups = new.groups().groups
    assert sorted(group.value for group in groups) == [f"190{number}" for number in range(1, 8)]
    assert new.summary().revision == 7
    new.decide(Scope(ids=(1,)), Ruling("no-date"))
    assert new.summary().revision == 8
