"""The canonical form of a source, the same for training and converting.

Any module may import this package. `vocabulary` maps characters to the symbols of the network.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from datenorm.errors import InputError

CANONICAL_VERSION = 1
"""Incremented when `canonicalise` changes the text of some source; stored in every bundle."""

MAX_LENGTH = 256
"""Maximum length of a canonical text that the network reads, in characters."""

# Longer sources are not canonicalised, so that a line of a hundred megabytes costs little.
MAX_SOURCE_LENGTH = 4 * MAX_LENGTH


class Unreadable(NamedTuple):
    """Why the network cannot read a text.

    Attributes:
        code: see `datenorm.convert.reasons`.
        sentence: the code in English.
        facts: the numbers in the sentence.
    """

    code: Literal["empty", "too-long", "not-text", "control-characters"]
    sentence: str
    facts: dict[str, int]


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """A text in canonical form, with the origin of each character.

    Attributes:
        text: the canonical characters.
        offsets: for each canonical character the index of its source character; never decreasing.
    """

    text: str
    offsets: tuple[int, ...]


def canonicalise(source: str) -> CanonicalText:
    """Convert a source to the form that the network reads.

    In this order: compatibility composition (NFKC, Unicode Standard Annex 15), decimal digits of every
    script to 0–9, lower case, dashes of every kind to the hyphen, invisible marks (categories Cc, Cf and
    lone surrogates) dropped, runs of white space to one space, none at the ends. Characters after the first
    `MAX_SOURCE_LENGTH` are dropped; callers refuse such sources.

    Args:
        source: any text from the user.

    Returns:
        The canonical text with the offset of each character in `source`.

    >>> canonicalise("２０. JULI\\u00a01969").text
    '20. juli 1969'
    >>> canonicalise("  e\\u0301té").offsets
    (2, 4, 5)
    """
    if len(source) <= MAX_SOURCE_LENGTH and _is_plain(source):
        return CanonicalText(source.lower(), tuple(range(len(source))))
    characters: list[str] = []
    offsets: list[int] = []
    for start, cluster in clusters(source[:MAX_SOURCE_LENGTH]):
        for character in fold(cluster):
            if character == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(character)
            offsets.append(start)
    if characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return CanonicalText("".join(characters), tuple(offsets))


def canonical_text(source: str) -> str:
    """The text of `canonicalise` without offsets; several times as fast.

    >>> canonical_text("２０. JULI\\u00a01969")
    '20. juli 1969'
    """
    if len(source) <= MAX_SOURCE_LENGTH and _is_plain(source):
        return source.lower()
    read = source[:MAX_SOURCE_LENGTH]
    if is_composed(read):
        folded = read.translate(_FOLDED)
    else:
        folded = "".join(fold(cluster) for _, cluster in clusters(read))
    return " ".join(folded.split())


def checked(text: str) -> str:
    """The text itself; raises InputError if it is not a string."""
    if not isinstance(text, str):
        raise InputError(f"a text is a string, not {type(text).__name__}: {text!r:.80}")
    return text


def readable(source: str) -> str | Unreadable:
    """The canonical text for the network, or why it cannot be read."""
    if len(source) > MAX_SOURCE_LENGTH:
        return _too_long(len(source))
    if not source.isascii():
        try:
            source.encode()
        except UnicodeEncodeError:  # lone surrogates stand for bytes that are not text
            return Unreadable("not-text", "unreadable: not valid text in its encoding", {})
    text = canonical_text(source)
    if len(text) > MAX_LENGTH:
        return _too_long(len(text))
    if text:
        return text
    if source and not source.isspace():
        return Unreadable("control-characters", "unreadable: nothing but control characters", {})
    return Unreadable("empty", "empty", {})


def _too_long(length: int) -> Unreadable:
    facts = {"length": length, "limit": MAX_LENGTH}
    return Unreadable("too-long", f"unreadable: {length} characters, at most {MAX_LENGTH} are read", facts)


def _is_plain(source: str) -> bool:
    """Whether the canonical form is the source in lower case, as for most lines."""
    return source.isascii() and source.isprintable() and "  " not in source and source.strip(" ") == source


def clusters(source: str) -> Iterator[tuple[int, str]]:
    """Split where characters do not compose, so that é typed as e + accent is one cluster.

    Each line is split on its own: the clusters of a line are the same alone and in a long text.

    Yields:
        (offset of the first character, the characters of the cluster).
    """
    start = 0
    for line in source.splitlines(keepends=True):
        if is_composed(line):
            yield from enumerate(line, start)
        else:
            yield from ((start + index, cluster) for index, cluster in _line_clusters(line))
        start += len(line)


def _line_clusters(line: str) -> Iterator[tuple[int, str]]:
    start = 0
    for index in range(1, len(line) + 1):
        if index < len(line) and _composes(line[start:index], line[index]):
            continue
        yield start, line[start:index]
        start = index


def is_composed(source: str) -> bool:
    """Whether each character is its own cluster."""
    return source.isascii() or unicodedata.is_normalized("NFC", source)


def _composes(cluster: str, following: str) -> bool:
    """Whether a character composes with the cluster before it."""
    if unicodedata.combining(following):
        return True
    normalize = unicodedata.normalize
    return normalize("NFC", cluster + following) != normalize("NFC", cluster) + normalize("NFC", following)


_FOLDS_KEPT = 1 << 13


@lru_cache(maxsize=_FOLDS_KEPT)
def fold(cluster: str) -> str:
    """The canonical characters of one cluster: none, one or several; white space is a space."""
    if cluster.isascii() and cluster.isprintable():
        return cluster.lower()
    return "".join(map(_fold_character, unicodedata.normalize("NFKC", cluster).lower()))


class _Folded(dict[int, str]):
    """Code point → `fold` of the character, for `str.translate`; bounded in size."""

    def __missing__(self, code: int) -> str:
        if len(self) >= _FOLDS_KEPT:
            self.clear()
        folded = self[code] = fold(chr(code))
        return folded


_FOLDED = _Folded()


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    if category in ("Cc", "Cf", "Cs"):
        return ""
    return character
