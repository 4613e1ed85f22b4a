"""The project that a service reviews, with what goes on in its background; another one may take its place."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Any

from datenorm.server.problems import Problem
from datenorm.workbench import BackgroundConversion, BackgroundLearning, Project

_PASTED = "pasted"


class ReviewSession:
    """A project under review. A context manager: its texts are converted as long as it is open.

    Args:
        project: the project; another one takes its place when a column is pasted.
        recipe: what `datenorm.train` takes where a model learns from decisions.

    Attributes:
        project: the one that is open now.
        learning: from its decisions.
    """

    def __init__(self, project: Project, recipe: Mapping[str, Any] = MappingProxyType({})) -> None:
        self.project = project
        self.learning = BackgroundLearning(project, recipe)
        self._recipe = recipe
        self._conversion = BackgroundConversion(project)
        self._pasting = threading.Lock()
        self._pasted = ExitStack()

    def __enter__(self) -> ReviewSession:
        self._conversion.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.learning.stop()
        self._conversion.close()
        self._pasted.close()

    def project_called(self, name: str | None) -> Project:
        """The project that is open, as long as a change is meant for it.

        Args:
            name: the path of the project that is meant, or None for the one that is open.

        Raises:
            Problem: 409 if another one is meant, whose texts have other numbers.
        """
        project = self.project
        if name is not None and name != str(project.path):
            raise Problem(409, "other-project", "another project is open", hint="load the page again")
        return project

    def paste(self, lines: Sequence[str], name: str | None) -> Project:
        """Start a project of pasted lines, beside the one that is open, and review that.

        Args:
            lines: its texts.
            name: the project that is open, as for `project_called`.

        Raises:
            Problem: see `project_called`.
            InputError: see `Project.create_pasted`.
        """
        with self._pasting:
            before = self.project_called(name)
            pasted = Project.create_pasted(_free_path(before.path), lines, normalizer=before.normalizer)
            self._pasted.callback(pasted.close)
            self.learning.stop()
            self._conversion.close()
            self.project, self.learning = pasted, BackgroundLearning(pasted, self._recipe)
            self._conversion = BackgroundConversion(pasted).start()
            return pasted


def _free_path(path: Path) -> Path:
    """A path beside that of a project at which there is nothing."""
    for number in itertools.count(1):
        free = path.with_name(f"{_PASTED}-{number}{path.suffix}")
        if not free.exists():
            return free
    raise AssertionError("numbers do not end")
