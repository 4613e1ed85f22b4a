"""Columns as users name them: by name, by number, by a pattern of names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from datenorm.errors import ConfigError

_SHOWN = 12


def is_number(wanted: str) -> bool:
    """Whether a column is asked for by a number, or would be if none had it as its name."""
    return wanted.isascii() and wanted.isdecimal()


def choose_columns(wanted: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    """The indices of the columns that are meant, each once, in the order asked for.

    What is the name of a column is that column; then a number counts columns from 1, and `/pattern/` is a
    regular expression that every name is searched for.

    Raises:
        ConfigError: if there is no such column, or more than one of that name.

    >>> choose_columns(["3", "/^b/"], ["name", "born", "died", "buried"])
    (2, 1, 3)
    """
    chosen: dict[int, None] = {}
    for one in wanted:
        chosen.update(dict.fromkeys(_meant(one, names)))
    return tuple(chosen)


def _meant(wanted: str, names: Sequence[str]) -> list[int]:
    found = [index for index, name in enumerate(names) if name == wanted]
    if len(found) > 1:
        numbers = ", ".join(str(index + 1) for index in found)
        raise ConfigError(
            f"{len(found)} columns are named {wanted!r}", hint=f"ask for one by its number: {numbers}"
        )
    if found:
        return found
    if is_number(wanted):
        if not 1 <= int(wanted) <= len(names):
            raise ConfigError(f"there is no column {wanted}: columns are numbered 1 to {len(names)}")
        return [int(wanted) - 1]
    if len(wanted) > 2 and wanted[0] == wanted[-1] == "/":
        try:
            pattern = re.compile(wanted[1:-1])
        except re.error as error:
            raise ConfigError(f"{wanted!r} is no regular expression: {error}") from None
        matching = [index for index, name in enumerate(names) if pattern.search(name)]
        if matching:
            return matching
        raise ConfigError(f"no column's name matches {wanted}", hint=_listed(names))
    close = difflib.get_close_matches(wanted, names, n=1)
    raise ConfigError(
        f"no column is named {wanted!r}", hint=f"did you mean {close[0]!r}?" if close else _listed(names)
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:_SHOWN])
    return f"there are {shown}{', …' if len(names) > _SHOWN else ''}"
