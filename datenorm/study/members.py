"""Who is compared: members of the family of one size, trained by one recipe; no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from datenorm.text import MAX_LENGTH
from datenorm.training.recipes import HintDropping, Recipe

LANGUAGES = ("ar", "de", "en", "fa", "fi", "fr", "he", "hu", "ja", "ko", "ru", "tr", "zh")
"""Read by every member: three alphabets, two scripts from right to left, agglutinative languages, CJK."""

_WIDTH = 96
"""Numbers of an annotation and of a decoder state: equal, so that the dot product can compare them."""


@dataclass(frozen=True)
class Member:
    """A network of the family.

    Attributes:
        name: in results and on pages.
        title: what it is, for people.
        fields: what its recipe has otherwise, see `ModelConfig`.
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
"""Name → member, in the order in which they are trained and shown."""


def recipe_for(member: Member, *, pairs: int, seed: int) -> Recipe:
    """The one budget: the same sizes, pairs and schedule for every member.

    Args:
        member: whom to train.
        pairs: pairs to learn from.
        seed: of weights, pairs and hints.
    """
    base = Recipe(
        f"study-{member.name}",
        pairs=pairs,
        languages=LANGUAGES,
        embedding=32,
        hidden=_WIDTH // 2,
        decoder=_WIDTH,
        alignment=48,
        target_embedding=16,
        batch_size=32,  # small networks learn more from many updates than from many pairs a second
        optimiser="adamw",  # the rule of the papers that the family is from
        learning_rate=3e-3,
        averaging=0.995,
        pool=min(pairs, 10_000),
        validate_every=max(1, pairs // 12),
        checkpoint_every=pairs,
        dropping=HintDropping(0, 0, 0),  # without its order 04/05/1969 means nothing certain
        seed=seed,
    )
    return Recipe(**{**vars(base), **member.fields})
