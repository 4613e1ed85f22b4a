"""Vocabulary: symbols to indices and back, for sources and targets.

Standard library only; any module may import it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

PAD, BOS, EOS, UNK = 0, 1, 2, 3
SPECIALS = ("<pad>", "<bos>", "<eos>", "<unk>")

ANY = "<any>"
"""The symbol for a missing hint."""

ORDERS = ("DMY", "MDY", "YMD")
"""Field orders of a numeric date."""

HINTS = 2
"""Number of hint symbols before each source: the language, then the field order."""


@dataclass(frozen=True)
class Vocabulary:
    """A fixed list of symbols; the first four are always `SPECIALS`.

    >>> vocabulary = Vocabulary((*SPECIALS, "a", "b"))
    >>> vocabulary.encode("abc")
    [4, 5, 3]
    >>> vocabulary.decode([4, 5])
    ['a', 'b']
    """

    symbols: tuple[str, ...]
    _indices: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.symbols[: len(SPECIALS)] != SPECIALS:
            raise ValueError(f"a vocabulary must start with {SPECIALS}")
        indices = {symbol: index for index, symbol in enumerate(self.symbols)}
        if len(indices) != len(self.symbols):
            raise ValueError("a vocabulary must not repeat a symbol")
        object.__setattr__(self, "_indices", indices)

    def __len__(self) -> int:
        return len(self.symbols)

    def __contains__(self, symbol: object) -> bool:
        return symbol in self._indices

    def index(self, symbol: str) -> int:
        """The index of a symbol, UNK when the vocabulary does not hold it."""
        return self._indices.get(symbol, UNK)

    def encode(self, symbols: Iterable[str]) -> list[int]:
        """Indices of symbols; a plain string is read character by character."""
        get = self._indices.get
        return [get(symbol, UNK) for symbol in symbols]

    def decode(self, indices: Iterable[int]) -> list[str]:
        """Symbols of indices, specials included."""
        return [self.symbols[index] for index in indices]

    def to_list(self) -> list[str]:
        """The symbols as JSON can hold them."""
        return list(self.symbols)

    @classmethod
    def from_list(cls, symbols: Sequence[str]) -> Vocabulary:
        """The inverse of `to_list`.

        Raises:
            ValueError: if the specials are not first or a symbol is repeated.
        """
        return cls(tuple(symbols))


FIRST_HINT = len(SPECIALS)
"""Index of the first hint symbol in every source vocabulary; the others follow."""


def hint_count(vocabulary: Vocabulary) -> int:
    """Number of hint symbols in a source vocabulary; they follow each other from `FIRST_HINT` on.

    >>> hint_count(source_vocabulary("abc<", ["fr", "en"]))
    6
    """
    rest = vocabulary.symbols[FIRST_HINT:]
    return next((index for index, symbol in enumerate(rest) if len(symbol) == 1), len(rest))


def known_languages(vocabulary: Vocabulary) -> list[str]:
    """The languages with a hint symbol in a source vocabulary, in its order.

    >>> known_languages(source_vocabulary("abc<", ["fr", "en"]))
    ['en', 'fr']
    """
    hints = vocabulary.symbols[FIRST_HINT : FIRST_HINT + hint_count(vocabulary)]
    return [hint[1:-1] for hint in hints if hint != ANY and hint[1:-1] not in ORDERS]


def source_vocabulary(characters: Iterable[str], languages: Iterable[str]) -> Vocabulary:
    """The vocabulary of sources: specials, hint symbols, characters; both sets in sorted order."""
    hints = [
        ANY,
        *(f"<{order}>" for order in ORDERS),
        *(f"<{language}>" for language in sorted(set(languages))),
    ]
    return Vocabulary((*SPECIALS, *hints, *sorted(set(characters))))


def extended_vocabulary(
    vocabulary: Vocabulary, characters: Iterable[str], languages: Iterable[str]
) -> Vocabulary:
    """A source vocabulary with more symbols. Present symbols keep their order.

    >>> small = source_vocabulary("ab", ["en"])
    >>> extended_vocabulary(small, "cab", ["en"]).symbols[-4:]
    ('<en>', 'a', 'b', 'c')
    >>> hint_count(extended_vocabulary(small, "", ["fr"])) - hint_count(small)
    1
    """
    hints = sorted({f"<{language}>" for language in languages} - set(vocabulary.symbols))
    new = sorted(set(characters) - set(vocabulary.symbols))
    end = FIRST_HINT + hint_count(vocabulary)
    return Vocabulary((*vocabulary.symbols[:end], *hints, *vocabulary.symbols[end:], *new))


def encode_hints(vocabulary: Vocabulary, language: str | None, order: str | None) -> tuple[int, int]:
    """The symbols of the two hints before a source; arguments as for `encode_source`."""
    unhinted = vocabulary.index(ANY)
    first, second = (vocabulary.index(f"<{hint}>") if hint else unhinted for hint in (language, order))
    return (unhinted if first == UNK else first), (unhinted if second == UNK else second)


def encode_source(vocabulary: Vocabulary, text: str, language: str | None, order: str | None) -> list[int]:
    """Indices of a source for the encoder: language hint, order hint, characters.

    Args:
        vocabulary: a source vocabulary.
        text: canonical text (see `datenorm.text.canonicalise`).
        language: language code, or None or "" for no hint; unknown ones count as no hint.
        order: one of `ORDERS`, or None or "" for no hint.

    Returns:
        `HINTS` + len(text) indices.
    """
    return [*encode_hints(vocabulary, language, order), *vocabulary.encode(text)]
