"""Every error datenorm raises on purpose; anything here may be shown to the user as it stands.

    DatenormError                     1
    ├── InputError (ValueError)       2   a text, file or argument that cannot be used
    ├── ConfigError (ValueError)      2   options or settings that contradict each other
    ├── BundleError                   3   the model on disk
    │   ├── BundleNotFound
    │   ├── BundleCorrupt
    │   └── BundleVersionMismatch
    ├── MissingExtra                  4   an optional part that is not installed
    ├── WorkerLost                    1   a process of ours that was ended from outside
    └── TrainingError                 1
        ├── Diverged
        └── NoData

The number is the exit code of the command line. A text that holds no date is a result, not an error.
"""

from __future__ import annotations


class DatenormError(Exception):
    """Base of all errors meant for the user.

    Args:
        message: what happened and where.
        hint: what to do next, one sentence, or None.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class InputError(DatenormError, ValueError):
    """A text, file or argument that cannot be used."""

    exit_code = 2


class ConfigError(DatenormError, ValueError):
    """Options or settings that are impossible or contradict each other."""

    exit_code = 2


class BundleError(DatenormError):
    """Something is wrong with the model on disk."""

    exit_code = 3


class BundleNotFound(BundleError):
    """There is no bundle at the path."""


class BundleCorrupt(BundleError):
    """A file of the bundle is missing, unreadable or does not have its checksum."""


class BundleVersionMismatch(BundleError):
    """The bundle was written for another format, value language or canonical form."""


class MissingExtra(DatenormError):
    """An optional dependency is needed and not installed."""

    exit_code = 4


class WorkerLost(DatenormError):
    """A process that worked for this one was ended from outside."""


class TrainingError(DatenormError):
    """Training cannot start or go on."""


class Diverged(TrainingError):
    """The loss is no longer a finite, sensible number."""


class NoData(TrainingError):
    """The source of training pairs gave none."""
