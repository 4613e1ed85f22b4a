"""Training in its own process: it does not slow the page down, and saves its state if the page is closed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from datenorm.errors import DatenormError, TrainingError
from datenorm.training.events import Event

_SPAWN = multiprocessing.get_context("spawn")
_POLLING = 0.2
"""Seconds between two checks whether training should stop."""

_GRACE = 20.0
"""Seconds that the process has to save its state."""

_INTERRUPTED = 130
"""Exit code of the process if training was interrupted."""


class TrainingStopped(Exception):
    """Training was told to stop; its state is kept if there was any."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """An error in the other process that is meant for the user."""

    message: str
    hint: str | None


def train_in_process(
    output: Path,
    arguments: dict[str, Any],
    *,
    report: Callable[[Event], None],
    stopped: threading.Event,
) -> None:
    """Train a model in another process, which saves its state and ends when this one does.

    Args:
        output: directory of the model.
        arguments: what else `datenorm.train` takes.
        report: receives the events.
        stopped: set by another thread to stop.

    Raises:
        TrainingStopped: if it was stopped, here or from outside.
        TrainingError: if training fails.
    """
    receiver, sender = _SPAWN.Pipe(duplex=False)
    # Not a daemon, which could not have processes of its own: one generates the pairs.
    process = _SPAWN.Process(target=_train, args=(sender, output, arguments), name="datenorm-training")
    process.start()
    sender.close()
    failure: _Failure | None = None
    try:
        while not stopped.is_set():
            if receiver.poll(_POLLING):
                message = receiver.recv()
                if isinstance(message, _Failure):
                    failure = message
                else:
                    report(message)
        process.terminate()
    except EOFError:  # the process has closed its end, so it ends by itself
        pass
    except BaseException:
        process.terminate()
        raise
    finally:
        process.join(_GRACE)
        if process.is_alive():
            process.kill()
            process.join()
        receiver.close()
    if failure is not None:
        raise TrainingError(failure.message, hint=failure.hint)
    if stopped.is_set() or process.exitcode == _INTERRUPTED:
        raise TrainingStopped
    if process.exitcode:
        raise TrainingError(f"the training process ended with code {process.exitcode}")


def _train(sender: Connection, output: Path, arguments: dict[str, Any]) -> None:
    """The main function of the other process."""
    # A terminal sends Ctrl-C to every process; the first one ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from datenorm.pipeline.api import train

    def report(event: Event) -> None:
        with suppress(OSError):  # the first process is gone, and the state will be saved
            sender.send(event)

    try:
        train(output, report=report, **arguments)
    except KeyboardInterrupt:
        raise SystemExit(_INTERRUPTED) from None
    except DatenormError as error:
        with suppress(OSError):
            sender.send(_Failure(str(error), error.hint))


def _end_with_parent() -> None:
    """Make training save its state and end when the first process dies, even if it is killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
