"""Conversion in the background, so that a person can work while the column is read."""

from __future__ import annotations

import logging
import threading

from datenorm.workbench.project import Project

_LOGGER = logging.getLogger("datenorm")

_PAUSE = 1.0
"""Seconds after which texts are looked for that another process may have left waiting."""

_PAUSE_AFTER_FAILURE = 10.0


class BackgroundConversion:
    """A thread that converts the texts of a project that wait, the most frequent first.

    When none waits, it looks for places, further readings and languages. It goes on by itself after
    settings or decisions made texts wait again.
    """

    def __init__(self, project: Project) -> None:
        """Prepare the thread; `start` starts it."""
        self._project = project
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="datenorm-review", daemon=True)

    def start(self) -> BackgroundConversion:
        """Start converting."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop after the current batch; what is converted is kept."""
        self._stopped.set()
        self._project.woken.set()
        if self._thread.is_alive():
            self._thread.join()

    def __enter__(self) -> BackgroundConversion:
        """Convert until the end of the block."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._project.woken.clear()
            try:
                has_worked = self._project.convert_some() or self._project.locate_some()
            except Exception:
                _LOGGER.exception("the conversion of %s failed and will be tried again", self._project.path)
                self._stopped.wait(_PAUSE_AFTER_FAILURE)
                continue
            if not has_worked:
                self._project.woken.wait(_PAUSE)
