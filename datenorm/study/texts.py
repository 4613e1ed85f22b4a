"""What members are measured on: texts of which it is known where the date and its fields stand; no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datenorm.text.vocabulary import Vocabulary
from datenorm.training.batching import EncodedPair


@dataclass(frozen=True, slots=True)
class Placed:
    """A date in a text.

    Attributes:
        pair: the text and the value, as indices.
        fields: for every canonical character the field it belongs to (`y`, `M`, `d`, `E`), or "".
        start: canonical character the date begins with.
        stop: the one after its last.
    """

    pair: EncodedPair
    fields: tuple[str, ...]
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A date to draw a grid of.

    Attributes:
        language: it is written in.
        text: as it stands.
        source: its indices.
        offsets: the original of each canonical character.
    """

    language: str
    text: str
    source: Sequence[int]
    offsets: tuple[int, ...]


@dataclass(frozen=True)
class StudyTexts:
    """Everything a member is measured on, the same for all.

    Attributes:
        vocabulary: the source vocabulary, of training too.
        validation: pairs of the generator that training does not draw, for learning curves.
        lengths: characters of the text → the same dates among so many of them, at any place.
        marked: dates alone, by language, for alignment.
        places: (where the date stands, characters of the text) → dates there, for gradients.
        shown: dates to draw grids of.
    """

    vocabulary: Vocabulary
    validation: Sequence[EncodedPair]
    lengths: Mapping[int, Sequence[Placed]]
    marked: Mapping[str, Sequence[Placed]]
    places: Mapping[tuple[str, int], Sequence[Placed]]
    shown: Sequence[Shown]


def fields_of_value(value: str) -> list[str]:
    """The field that each character of a day in the value language writes; "" for hyphens and `X`.

    >>> "".join(field or "-" for field in fields_of_value("XX69-07-20⑦"))
    '--yy-MM-ddE'
    """
    kinds = ["y"] * 4 + [""] + ["M"] * 2 + [""] + ["d"] * 2 + ["E"]
    return ["" if symbol == "X" else kind for symbol, kind in zip(value, kinds, strict=False)]
