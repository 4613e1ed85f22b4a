"""The type of a document: a text and the places of its dates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The place of a date in a text.

    Attributes:
        start: offset of its first code point.
        end: offset after its last one.
        value: its meaning in the value language, before resolution.
        language: code of the language it is written in.
    """

    start: int
    end: int
    value: str
    language: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with all dates in it.

    Attributes:
        text: the text.
        spans: its dates in their order; they do not overlap, but may touch.
        language: code of the language around them.
        kind: name of the kind of document, see `data_gen.documents.genres`.
    """

    text: str
    spans: tuple[DateSpan, ...]
    language: str
    kind: str = ""
