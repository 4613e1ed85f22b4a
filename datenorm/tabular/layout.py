"""What the user says about a table: how it is written, and which columns are meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from datenorm.errors import ConfigError
from datenorm.tabular.compression import plain_name

FORMATS = ("csv", "tsv", "jsonl", "parquet", "xlsx")

_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".xlsx": "xlsx",
}
_SHOWN_NAMES = 12


@dataclass(frozen=True, slots=True)
class DialectChoice:
    """The dialect of delimited text; None to detect it, an empty quote or escape for none."""

    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None

    def __post_init__(self) -> None:
        for name, mark in (("delimiter", self.delimiter), ("quote", self.quote), ("escape", self.escape)):
            if mark is not None and (len(mark) > 1 or not mark.isascii() or mark in ("\n", "\r", "\0")):
                raise ConfigError(f"the {name} must be one ASCII character, got {mark!r}")
        if self.delimiter == "":
            raise ConfigError("the delimiter must be one ASCII character, got nothing")
        given = [mark for mark in (self.delimiter, self.quote, self.escape) if mark]
        if len(set(given)) < len(given):
            raise ConfigError("delimiter, quote and escape must be different characters")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written; None to detect it.

    Attributes:
        format: one of `FORMATS`.
        dialect: the dialect of delimited text.
        has_header: whether the first row of delimited text holds the names.
        encoding: the encoding of text.
    """

    format: str | None = None
    dialect: DialectChoice = field(default_factory=DialectChoice)
    has_header: bool | None = None
    encoding: str | None = None

    def __post_init__(self) -> None:
        if self.format is not None and self.format not in FORMATS:
            raise ConfigError(f"unknown format {self.format!r}", hint=f"use one of {', '.join(FORMATS)}")


def format_of(path: PurePath | None) -> str | None:
    """The format that the name of a file implies, or None; `.csv.gz` is CSV."""
    return None if path is None else _SUFFIXES.get(plain_name(path).suffix.lower())


def is_fitting(named: str, format: str) -> bool:
    """Whether a file of a format may have a name that implies `named`: `.csv` stands for any delimiter."""
    return named == format or (named == "csv" and format == "tsv")


def format_of_bytes(sample: bytes) -> str:
    """The format of a file by its first bytes: Parquet, JSON lines, else delimited text."""
    if sample.startswith(b"PAR1"):
        return "parquet"
    return "jsonl" if sample.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else "csv"


def is_number(wanted: str) -> bool:
    """Whether a column is given by a number, unless one has this name."""
    return wanted.isascii() and wanted.isdecimal()


def choose_columns(wanted: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    """The indices of the wanted columns, each once, in the order asked for.

    A column is given by its name, its number from 1, or a regular expression `/pattern/`, which is searched
    for in the names. A name takes precedence.

    Raises:
        ConfigError: if there is no such column, or several of that name.

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
        raise ConfigError(f"{len(found)} columns are named {wanted!r}", hint=f"use a number: {numbers}")
    if found:
        return found
    if is_number(wanted):
        if not 1 <= int(wanted) <= len(names):
            raise ConfigError(f"there is no column {wanted}: columns are numbered 1 to {len(names)}")
        return [int(wanted) - 1]
    if len(wanted) > 2 and wanted[0] == wanted[-1] == "/":
        return _matching(wanted, names)
    close = difflib.get_close_matches(wanted, names, n=1)
    hint = f"did you mean {close[0]!r}?" if close else _listed(names)
    raise ConfigError(f"no column is named {wanted!r}", hint=hint)


def _matching(wanted: str, names: Sequence[str]) -> list[int]:
    try:
        pattern = re.compile(wanted[1:-1])
    except re.error as error:
        raise ConfigError(f"{wanted!r} is not a valid regular expression: {error}") from None
    found = [index for index, name in enumerate(names) if pattern.search(name)]
    if not found:
        raise ConfigError(f"no column name matches {wanted}", hint=_listed(names))
    return found


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:_SHOWN_NAMES])
    return f"there are {shown}{', …' if len(names) > _SHOWN_NAMES else ''}"
