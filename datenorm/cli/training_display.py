"""Shows training on standard error: a bar on a terminal, lines elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from datenorm.cli import INTERRUPTED
from datenorm.display.progress import TrainingProgress, error_console
from datenorm.errors import DatenormError
from datenorm.training.events import Event, EventHandler, Stopped
from datenorm.training.export import ExportedModel


@contextmanager
def follow(output: Path | None = None) -> Iterator[EventHandler]:
    """Show the events of training; of the processes of a distributed run, only the first speaks.

    Args:
        output: bundle whose interrupted run can be resumed, or None.

    Yields:
        A function that shows an event.
    """
    if os.environ.get("RANK", "0") != "0":
        with _silent():
            yield lambda event: None
        return
    console = error_console()
    with TrainingProgress(console) as progress:

        def show(event: Event) -> None:
            progress.show(event)
            if isinstance(event, Stopped) and event.reason == "interrupted" and output is not None:
                progress.say(f"Saved. Go on with: datenorm train -o {output} --resume")

        yield show


@contextmanager
def _silent() -> Iterator[None]:
    """Leave with the exit code of an error, which the first process words."""
    try:
        yield
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except DatenormError as error:
        raise SystemExit(error.exit_code) from error


def told(exported: ExportedModel) -> str:
    """What the user is told of a bundle that was written."""
    report, calibration = exported.report, exported.calibration
    return (
        f"wrote {exported.path} ({exported.precision}): {exported.checked} texts answered as by the network\n"
        f"held out, with and without hints: {100 * report.coverage:.1f} % of the dates answered, "
        f"{100 * report.risk:.2f} % of the answers wrong (threshold {calibration.threshold:g}, temperature "
        f"{calibration.temperature:g}, calibration error {100 * report.expected_error:.2f} %)"
    )
