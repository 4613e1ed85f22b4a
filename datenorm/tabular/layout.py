"""What the user says about how a table is written; what is left open is found."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath

from datenorm.errors import ConfigError
from datenorm.tabular.dialect import DialectChoice

FORMATS = ("csv", "tsv", "jsonl", "parquet")

_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written, as far as it is known.

    Attributes:
        format: one of `FORMATS`, or None.
        dialect: of delimited text.
        has_header: whether its first row has the names, or None.
        encoding: of text, or None.
    """

    format: str | None = None
    dialect: DialectChoice = field(default_factory=DialectChoice)
    has_header: bool | None = None
    encoding: str | None = None

    def __post_init__(self) -> None:
        if self.format is not None and self.format not in FORMATS:
            raise ConfigError(f"unknown format {self.format!r}", hint=f"use one of {', '.join(FORMATS)}")


def format_of(path: PurePath | None) -> str | None:
    """The format that a file's name says, if it says one."""
    return None if path is None else _SUFFIXES.get(path.suffix.lower())


def is_fitting(named: str, format: str) -> bool:
    """Whether a file of a format may have a name that says `named`: `.csv` stands for any delimiter."""
    return named == format or (named == "csv" and format == "tsv")


def format_of_bytes(sample: bytes) -> str:
    """The format that a file's first bytes say; what is neither Parquet nor a JSON object is delimited."""
    if sample.startswith(b"PAR1"):
        return "parquet"
    return "jsonl" if sample.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else "csv"
