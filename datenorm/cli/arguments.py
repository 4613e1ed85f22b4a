"""Arguments of the library, which its errors put between backticks, as the options that a user knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from datenorm.errors import DatenormError

# Arguments whose option has another name.
_OPTIONS = {"start": "from"}


@contextmanager
def named_as_options() -> Iterator[None]:
    """Make errors speak of options: `data_share` becomes --data-share."""
    try:
        yield
    except DatenormError as error:
        error.args = (_worded(str(error)),)
        error.hint = error.hint and _worded(error.hint)
        raise


def _worded(text: str) -> str:
    """A text of the library as a user of the command line reads it.

    >>> _worded("leave out `start`, `batch_size`")
    'leave out --from, --batch-size'
    """
    return re.sub(r"`([a-z_]+)`", lambda match: "--" + _option(match[1]), text)


def _option(argument: str) -> str:
    return _OPTIONS.get(argument, argument).replace("_", "-")
