"""How delimited text is written: the delimiter, the quote, the escape; found in a sample or given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from datenorm.errors import ConfigError
from datenorm.tabular.records import Dialect, field_text, split_records

DELIMITERS = (b",", b";", b"\t", b"|")
"""Delimiters that are looked for, likelier ones first."""

_SAMPLE_ROWS = 200


@dataclass(frozen=True, slots=True)
class DialectChoice:
    """What the user says about the dialect; None is looked for, an empty quote or escape is none."""

    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None

    def __post_init__(self) -> None:
        for name, mark in (("delimiter", self.delimiter), ("quote", self.quote), ("escape", self.escape)):
            if mark is not None and (len(mark) > 1 or not mark.isascii() or mark in ("\n", "\r", "\0")):
                raise ConfigError(f"the {name} is one ASCII character, not {mark!r}")
        if self.delimiter == "":
            raise ConfigError("the delimiter is one ASCII character, not nothing")
        given = [mark for mark in (self.delimiter, self.quote, self.escape) if mark]
        if len(set(given)) < len(given):
            raise ConfigError("delimiter, quote and escape are three different characters")


def find_dialect(sample: bytes, choice: DialectChoice, wanted: Sequence[str] = (), *, whole: bool) -> Dialect:
    """The dialect of a file as far as its beginning tells.

    The delimiter is the one under which the wanted names stand in the first row, most rows are as long as the
    first, and that is longest. A quote is `"`, or `'` where the whole first row stands in such; an escape has
    to be given, for a backslash before a quote can mean either.

    Args:
        sample: how the file begins, in an encoding in which ASCII bytes are themselves.
        choice: what is known.
        wanted: names of columns that will be asked for, if by name.
        whole: whether the sample is the whole file.
    """
    newline = b"\n" if b"\n" in sample or b"\r" not in sample else b"\r"
    escape = None if choice.escape is None else choice.escape.encode()
    delimiters = DELIMITERS if choice.delimiter is None else (choice.delimiter.encode(),)
    quotes = (b'"', b"'") if choice.quote is None else (choice.quote.encode(),)
    candidates = [
        Dialect(delimiter, quote, escape or b"", newline)
        for quote in quotes
        for delimiter in delimiters
        if len({delimiter, quote, escape}) == 3
    ]
    if len(candidates) == 1:
        best = candidates[0]
    else:
        best = max(candidates, key=lambda candidate: _fitness(sample, candidate, wanted, whole=whole))
    # A quote after a space opens a field only where files are written so; elsewhere it is part of the text.
    spaced = bool(best.quote) and best.delimiter != b" " and best.delimiter + b" " + best.quote in sample
    return replace(best, skips_spaces=spaced)


def _fitness(
    sample: bytes, dialect: Dialect, wanted: Sequence[str], *, whole: bool
) -> tuple[bool, int, float, int]:
    """How well a dialect explains a sample: larger is better, the first of equals is taken."""
    records, _ = split_records(sample, dialect, is_last=whole, limit=_SAMPLE_ROWS)
    rows = [record.fields for record in records if record.fields]
    if not rows:
        return False, 0, 0.0, 0
    first = rows[0]
    if dialect.quote == b"'" and not all(len(one) > 1 and one[:1] == one[-1:] == b"'" for one in first):
        return False, -1, 0.0, 0
    names = {field_text(one, dialect, "utf-8") for one in first}
    alike = sum(len(row) == len(first) for row in rows) / len(rows)
    # One column is what every wrong delimiter gives, and gives without exception.
    return len(first) > 1, sum(name in names for name in wanted), alike, len(first)
