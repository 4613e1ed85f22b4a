"""The errors that datenorm raises on purpose; their messages are meant for the user.

    DatenormError                     1
    ├── InputError (ValueError)       2   a text, file or argument that cannot be used
    │   └── DiskFull                  1   there is no room for the rest of a file
    ├── ConfigError (ValueError)      2   options or settings that contradict each other
    ├── BundleError                   3   the model on disk
    │   ├── BundleNotFound
    │   ├── BundleCorrupt
    │   └── BundleVersionMismatch
    ├── MissingExtra                  4   an optional dependency is not installed
    ├── WorkerLost                    1   a worker process was killed
    └── TrainingError                 1
        ├── Diverged
        └── NoData

The number is the exit code of the command line. A text without a date is a result, not an error.
"""

from __future__ import annotations

from collections.abc import Iterable


class DatenormError(Exception):
    """Base class of all errors meant for the user.

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


class DiskFull(InputError):
    """There is no room for the rest of a file."""

    exit_code = 1


class ConfigError(DatenormError, ValueError):
    """Options or settings that are impossible or contradict each other."""

    exit_code = 2


class BundleError(DatenormError):
    """The model on disk cannot be used."""

    exit_code = 3


class BundleNotFound(BundleError):
    """No bundle at the path."""


class BundleCorrupt(BundleError):
    """A file of the bundle is missing, unreadable or does not have its checksum."""


class BundleVersionMismatch(BundleError):
    """The bundle was written for another format, value language or canonical form."""


class MissingExtra(DatenormError, ImportError):
    """An optional dependency is not installed."""

    exit_code = 4


def require_modules(purpose: str, modules: Iterable[str], extra: str) -> None:
    """Check that modules of an extra are installed, without importing them.

    Args:
        purpose: what needs them, with the verb: `serving needs`.
        modules: their names.
        extra: the extra that installs them.

    Raises:
        MissingExtra: if one is not installed; the message names all that are missing.
    """
    from importlib.util import find_spec

    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        raise MissingExtra(
            f"{purpose} {', '.join(missing)}, which the base installation leaves out",
            hint=f"pip install 'datenorm[{extra}]'",
        )


class WorkerLost(DatenormError):
    """A worker process was killed."""


class TrainingError(DatenormError):
    """Training cannot start or go on."""


class Diverged(TrainingError):
    """The loss is no longer a finite, sensible number."""


class NoData(TrainingError):
    """No training pairs were generated."""
