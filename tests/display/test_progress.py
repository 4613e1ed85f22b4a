import io
from pathlib import Path

import pytest
from rich.console import Console

from datenorm.display.progress import TrainingProgress, clock, counting
from datenorm.training.events import CheckpointSaved, StepDone, Stopped, ValidationDone

EVENTS = [
    StepDone(step=1, pairs=256, loss=2.5, learning_rate=0.001, share=0.25, seconds=2.0),
    ValidationDone(1, 256, 2.5, {"seen": 0.5, "unseen": 0.25}, is_best=True, seconds=2.0),
    CheckpointSaved(1, Path("run/state.pt")),
    Stopped("finished", 4, 1024, 8.0),
]


def console(*, terminal):
    return Console(file=io.StringIO(), force_terminal=terminal, color_system=None, width=100, highlight=False)


@pytest.mark.parametrize("terminal", [True, False])
def test_every_validation_leaves_a_line_with_seen_and_unseen_apart(terminal):
    drawn = console(terminal=terminal)
    with TrainingProgress(drawn) as progress:
        for event in EVENTS:
            progress.show(event)
    text = drawn.file.getvalue()
    assert "seen 50.00 %  unseen 25.00 %  best so far" in text
    assert "finished: 1,024 pairs in 0:08, 128 pairs/s" in text
    assert ("\x1b" in text) is terminal


def test_names_from_a_model_cannot_steer_the_terminal():
    drawn = console(terminal=False)
    with TrainingProgress(drawn) as progress:
        progress.show(Stopped("\x1b[31m\x9b2J", 4, 1024, 8.0))
    assert drawn.file.getvalue().startswith("␛[31m�2J: 1,024 pairs")


def test_the_bar_tells_loss_rate_and_time_left():
    drawn = console(terminal=True)
    with TrainingProgress(drawn) as progress:
        progress.show(EVENTS[0])
        progress._progress.refresh()
    assert "loss 2.500  128 pairs/s  0:06 left" in drawn.file.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
def test_counting_draws_on_a_terminal_alone(terminal):
    drawn = console(terminal=terminal)
    with counting(drawn, "writing", unit="pairs") as show:
        show(1000, 2000)
    assert ("1,000 of 2,000" in drawn.file.getvalue()) is terminal


def test_durations_read_like_a_clock():
    assert [clock(seconds) for seconds in (0, 59.6, 3599, 3600)] == ["0:00", "1:00", "59:59", "1:00:00"]
