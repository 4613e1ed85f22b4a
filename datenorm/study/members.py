"""The networks that are compared, their recipe, and the texts they are measured on. Imports no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from datenorm.text import MAX_LENGTH
from datenorm.text.vocabulary import Vocabulary
from datenorm.training.recipes import HintDropping, Recipe

if TYPE_CHECKING:
    from datenorm.training.batching import EncodedPair

LANGUAGES = ("ar", "de", "en", "fa", "fi", "fr", "he", "hu", "ja", "ko", "ru", "tr", "zh")
"""Languages of the usual study: three alphabets, right-to-left scripts, agglutinative languages, CJK."""


@dataclass(frozen=True)
class Corpus:
    """The dates that a study trains and measures with.

    Attributes:
        languages: of the dates.
        longest: maximum number of characters of a text.
        long_share: share of the dates that are in longer texts of up to `longest` characters.
        lengths: lengths of the texts that accuracy is measured at, of which the first has room for dates
            alone.
        gradient_lengths: lengths of the texts that gradients are measured at.
    """

    languages: tuple[str, ...]
    longest: int
    long_share: float
    lengths: tuple[int, ...]
    gradient_lengths: tuple[int, ...]

    def to_dict(self) -> dict[str, int | float]:
        """What a result records of it beside its languages; nothing for the usual one."""
        if self == USUAL_CORPUS:
            return {}
        return {"longest": self.longest, "long_share": self.long_share}


USUAL_CORPUS = Corpus(LANGUAGES, 200, 0.3, (10, 25, 50, 75, 100, 150, 200), (25, 50, 100, 200))
CLASSROOM_CORPUS = Corpus(("de", "en", "fr", "ja"), 100, 0.5, (10, 25, 50, 75, 100), (25, 50, 100))
"""Few languages, so that attention learns them in a minute."""

_WIDTH = 96
"""Size of an annotation and of a decoder state, equal because of the dot product."""


@dataclass(frozen=True)
class Member:
    """A network of the family.

    Attributes:
        name: in results and on pages.
        title: a description.
        fields: its differences from the common recipe, see `ModelConfig`.
    """

    name: str
    title: str
    fields: Mapping[str, str | int]


def _member(name: str, title: str, **fields: str | int) -> Member:
    return Member(name, title, MappingProxyType(fields))


_ALL = (
    _member("additive", "additive, previous state (Bahdanau)"),
    _member("dot", "dot product, previous state", scorer="dot"),
    _member("general", "general, previous state", scorer="general"),
    _member("cosine", "cosine, previous state", scorer="cosine"),
    _member("location", "location, previous state", scorer="location", positions=MAX_LENGTH),
    _member("none", "no attention, BiLSTM", scorer="none"),
    _member("additive-current", "additive, current state", query="current"),
    _member("dot-current", "dot product, current state (Luong)", scorer="dot", query="current"),
    _member("general-current", "general, current state (Luong)", scorer="general", query="current"),
    _member("lstm", "additive, LSTM in one direction", encoder="lstm", hidden=_WIDTH),
    _member("lstm-none", "no attention, LSTM in one direction", encoder="lstm", hidden=_WIDTH, scorer="none"),
    _member("bigru", "additive, BiGRU", encoder="bigru"),
    _member("birnn", "additive, BiRNN", encoder="birnn"),
    _member("birnn-none", "no attention, BiRNN", encoder="birnn", scorer="none"),
    _member("two-layers", "additive, two layers of BiLSTM", layers=2),
)

MEMBERS: Mapping[str, Member] = MappingProxyType({member.name: member for member in _ALL})
"""Name → member, in order of training and display."""


def recipe_for(member: Member, *, pairs: int, seed: int, languages: tuple[str, ...] = LANGUAGES) -> Recipe:
    """The recipe of a member: the same sizes, pairs and schedule for all."""
    base = Recipe(
        f"study-{member.name}",
        pairs=pairs,
        languages=languages,
        embedding=32,
        hidden=_WIDTH // 2,
        decoder=_WIDTH,
        alignment=48,
        target_embedding=16,
        batch_size=32,  # small networks gain more from many updates than from many pairs per second
        optimiser="adamw",  # as in the papers on these networks
        learning_rate=3e-3,
        averaging=0.995,
        pool=min(pairs, 10_000),
        validate_every=max(1, pairs // 12),
        checkpoint_every=pairs,
        dropping=HintDropping(0, 0, 0),  # without its order, 04/05/1969 is ambiguous
        seed=seed,
    )
    return Recipe(**{**vars(base), **member.fields})


@dataclass(frozen=True, slots=True)
class Placed:
    """A date in a text.

    Attributes:
        pair: the encoded text and value.
        fields: the field of each canonical character (`y`, `M`, `d`, `E`), or "".
        start: first canonical character of the date.
        stop: the one after its last.
    """

    pair: EncodedPair
    fields: tuple[str, ...]
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A date whose attention is drawn.

    Attributes:
        language: of the date.
        text: the date.
        source: its indices.
        offsets: the original position of each canonical character.
    """

    language: str
    text: str
    source: Sequence[int]
    offsets: tuple[int, ...]


@dataclass(frozen=True)
class StudyTexts:
    """The texts that all members are measured on.

    Attributes:
        vocabulary: the source vocabulary.
        validation: pairs for learning curves, not used in training.
        lengths: length of the text → the same dates in texts of this length, at any place.
        marked: language → dates alone, for alignment.
        places: (place of the date, length of the text) → dates there, for gradients.
        shown: dates whose attention is drawn.
    """

    vocabulary: Vocabulary
    validation: Sequence[EncodedPair]
    lengths: Mapping[int, Sequence[Placed]]
    marked: Mapping[str, Sequence[Placed]]
    places: Mapping[tuple[str, int], Sequence[Placed]]
    shown: Sequence[Shown]


def fields_of_value(symbols: Sequence[str]) -> list[str]:
    """The field of each symbol of a day in the value language; "" for `X`.

    >>> "".join(field or "-" for field in fields_of_value(("X", "X", "6", "9", "-07", "-20", "⑦")))
    '--yyMdE'
    """
    return ["" if symbol == "X" else kind for symbol, kind in zip(symbols, "yyyyMdE", strict=False)]
