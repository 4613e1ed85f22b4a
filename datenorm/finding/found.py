"""A date found in a text, and its JSON object. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datenorm.convert.record import SCHEMA, as_record

if TYPE_CHECKING:
    from datenorm.convert.conversion import Conversion


@dataclass(frozen=True, slots=True)
class Found:
    """A date found in a text.

    Attributes:
        start: the offset of its first character (code point) in the text.
        end: the offset after its last one.
        text: the characters, `text[start:end]` of the text.
        value: ISO 8601 or EDTF; None for a date that is ambiguous or doubtful, or relative to a day that is
            not known, and for several dates that cannot be told apart. The conversion says which.
        conversion: the outcome of converting it, see `datenorm.Conversion`. Its `source` is the text of the
            date or, if that cannot be read well enough alone, the text with words around it.
    """

    start: int
    end: int
    text: str
    value: str | None
    conversion: Conversion


def as_find_record(found: Found) -> dict[str, Any]:
    """A date as the JSON object that docs/find.md documents, the same for command line and server."""
    place = {"start": found.start, "end": found.end, "text": found.text}
    return {"schema": SCHEMA, **place, **as_record(found.conversion)}
