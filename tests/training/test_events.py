"""What a run leaves to read."""

import csv
import json

import pytest

from datenorm.errors import InputError
from datenorm.training.events import RunLog, StepDone, Stopped, ValidationDone

EVENTS = [
    ValidationDone(0, 0, 0.0, {"seen": 0.9, "yours": 0.25}, True, 1.0),
    *(StepDone(step, 16 * step, 3.0 / step, 1e-3, step / 20, 1.0 + step) for step in range(1, 21)),
    ValidationDone(20, 320, 0.53, {"seen": 0.91, "yours": 0.5}, True, 22.04),
    Stopped("finished", 20, 320, 22.04),
]


def write(events, *arguments, **options):
    with RunLog(*arguments, **options) as log:
        for event in events:
            log.write(event)


def test_a_validation_is_a_line_of_json_and_a_row_of_csv(tmp_path):
    write(EVENTS, tmp_path / "log.jsonl")
    first, last = map(json.loads, (tmp_path / "log.jsonl").read_text().splitlines())
    assert first["loss"] is None  # nothing was learnt yet
    assert last == {
        "step": 20, "pairs": 320, "seconds": 22.0, "loss": 0.53,
        "exact_match": {"seen": 0.91, "yours": 0.5}, "best": True,
    }  # fmt: skip
    with (tmp_path / "log.csv").open(newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["exact match, yours"] for row in rows] == ["0.25", "0.5"]
    assert rows[0]["loss"] == "" and rows[1]["loss"] == "0.53"


def test_a_run_that_goes_on_writes_below_what_stands_there(tmp_path):
    path = tmp_path / "log.jsonl"
    write(EVENTS[:1], path)
    write(EVENTS[1:], path, append=True)
    assert len(path.read_text().splitlines()) == 2
    heading, *rows = path.with_suffix(".csv").read_text().splitlines()
    assert heading.startswith("step,pairs") and len(rows) == 2
    write(EVENTS, path)
    assert len(path.read_text().splitlines()) == 2


def test_what_cannot_be_written_is_an_error(tmp_path):
    with pytest.raises(InputError, match="cannot write"):
        RunLog(tmp_path / "nowhere" / "log.jsonl")


def test_without_a_path_nothing_is_written(tmp_path):
    write(EVENTS, None)
    assert list(tmp_path.iterdir()) == []


def test_curves_can_be_read_by_tensorboard(tmp_path):
    pytest.importorskip("torch")
    accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    write(EVENTS, None, tmp_path / "curves")
    curves = accumulator.EventAccumulator(str(tmp_path / "curves")).Reload()
    assert set(curves.Tags()["scalars"]) == {"loss", "learning rate", "exact match/seen", "exact match/yours"}
    assert [(point.step, round(point.value, 4)) for point in curves.Scalars("exact match/yours")] == [
        (0, 0.25),
        (20, 0.5),
    ]
    assert [point.step for point in curves.Scalars("loss")] == [10, 20]
