"""Reads what people write in a language and CLDR lacks: `data_gen/languages/<tag>.toml`.

`data_gen.language_keys` lists the keys. A file is read when its language is first needed. Texts that people
write more often are repeated in their list.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from data_gen.language_keys import COUNTS, KEYS, SERIES_LENGTH, Key, Shape

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DIRECTORY = Path(__file__).parent / "languages"

Texts = tuple[str, ...]

NO_LANGUAGE = "und"
"""The file of texts that belong to no language: signs, codes, what programs write."""


class LanguageFileError(ValueError):
    """A language file is not valid; the message names file and key."""


@dataclass(frozen=True)
class Endings:
    """Ordinal endings that agree with the number.

    Attributes:
        endings: endings of numbers that end in 0 to 9.
        teens: ending of 11 to 19.
        joints: what may separate number and ending.
    """

    endings: Texts
    teens: str
    joints: Texts


Value = str | Texts | tuple[Texts, ...] | tuple[Endings, ...]


Entries = Mapping[str, Value]
"""`section.key` → value; see `data_gen.language_keys`."""


@cache
def of(tag: str) -> Entries:
    """The entries of a language; empty for a language without a file.

    Raises:
        LanguageFileError: if the file is not valid; names file and key.
    """
    path = DIRECTORY / f"{tag}.toml"
    return parse(path.read_text(encoding="utf-8"), f"languages/{path.name}") if path.is_file() else {}


def single_text(tag: str, key: str) -> str:
    """The text of a key in a language; "" where it has none."""
    return str(of(tag).get(_known(key, Shape.TEXT), ""))


def texts(tag: str, key: str) -> Texts:
    """The texts of a key in a language; () where it has none.

    >>> texts("fr", "ordinals.first")
    ('1er', '1ᵉʳ', 'Ier', 'premier')
    """
    found: Any = of(tag).get(_known(key, Shape.WORDS), ())
    return tuple(found)


def rows(tag: str, key: str) -> tuple[Texts, ...]:
    """The rows of a key in a language: spellings of each month, pairs, series; () where it has none."""
    shapes = (Shape.ROWS, Shape.PAIRS, Shape.MONTHS, Shape.SERIES)
    found: Any = of(tag).get(_known(key, *shapes), ())
    return tuple(found)


def pick(rng: Random, tag: str, key: str) -> str:
    """Draw one of the texts of a key; the language must have the key."""
    return rng.choice(texts(tag, key))


def pairs(tag: str, key: str) -> dict[str, str]:
    """The pairs of a key in a language, by their first text; {} where it has none."""
    return {first: second for first, second in rows(tag, key)}


def endings(tag: str, key: str) -> tuple[Endings, ...]:
    """The endings of a key in a language; () where it has none."""
    found: Any = of(tag).get(_known(key, Shape.ENDINGS), ())
    return tuple(found)


def _known(key: str, *shapes: Shape) -> str:
    if KEYS[key].shape not in shapes:
        raise TypeError(f"{key} holds {KEYS[key].shape.value}")
    return key


@cache
def languages(key: str) -> Texts:
    """The languages that have a key, in alphabetical order."""
    tags = sorted(path.stem for path in DIRECTORY.glob("*.toml"))
    return tuple(tag for tag in tags if key in of(tag))


def any_texts(rng: Random, tag: str, key: str, *, share: float = 1.0) -> tuple[str, Texts]:
    """The texts of a key in a language, or in a drawn one.

    Args:
        rng: random generator.
        tag: the language.
        key: see `data_gen.language_keys`.
        share: probability of using the language itself if it has the key.

    Returns:
        (the language, its texts).
    """
    if key not in of(tag) or (share < 1 and rng.random() >= share):
        tag = rng.choice(languages(key))
    return tag, texts(tag, key)


def parse(text: str, where: str) -> Entries:
    """Parse a language file.

    Args:
        text: TOML.
        where: name of the file in error messages.

    Raises:
        LanguageFileError: if it is not TOML, or has an unknown key or a wrong value.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LanguageFileError(f"{where}: not TOML: {error}") from error
    entries: dict[str, Value] = {}
    for section, keys in document.items():
        if not isinstance(keys, dict):
            raise LanguageFileError(f"{where}, {section}: not a section")
        for name, value in keys.items():
            key = f"{section}.{name}"
            if key not in KEYS:
                raise LanguageFileError(f"{where}, {key}: unknown key; {_choice(section)}")
            entries[key] = _checked(value, key, f"{where}, {key}")
    return entries


def _choice(section: str) -> str:
    """The valid keys or sections, for an error message."""
    keys = [key for key in KEYS if key.startswith(f"{section}.")]
    if keys:
        return f"[{section}] has {', '.join(key.partition('.')[2] for key in keys)}"
    return f"sections are {', '.join(dict.fromkeys(key.partition('.')[0] for key in KEYS))}"


def _checked(value: Any, name: str, where: str) -> Value:  # noqa: ANN401 - anything TOML can hold
    key = KEYS[name]
    if key.shape is Shape.TEXT:
        if not isinstance(value, str):
            raise LanguageFileError(f"{where}: must be {key.shape.value}")
        return value
    if not isinstance(value, list) or (name in COUNTS and len(value) != COUNTS[name]):
        count = f" of {COUNTS[name]}" if name in COUNTS else ""
        raise LanguageFileError(f"{where}: must be {key.shape.value}{count}")
    if key.shape is Shape.WORDS:
        return _row(value, key, where)
    if key.shape is Shape.ENDINGS:
        return tuple(_endings(one, f"{where}, entry {number}") for number, one in enumerate(value, 1))
    spelt = [[one] if key.shape is Shape.MONTHS and isinstance(one, str) else one for one in value]
    rows = tuple(_row(one, key, f"{where}, entry {number}") for number, one in enumerate(spelt, 1))
    _check_rows(rows, key.shape, where)
    return rows


def _row(value: Any, key: Key, where: str) -> Texts:  # noqa: ANN401 - anything TOML can hold
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise LanguageFileError(f"{where}: must be {key.shape.value}")
    for text in value:
        for placeholder in key.needs:
            if placeholder not in text:
                raise LanguageFileError(f"{where}: {text!r} lacks {placeholder}")
    return tuple(value)


def _endings(value: Any, where: str) -> Endings:  # noqa: ANN401 - anything TOML can hold
    if not isinstance(value, dict) or set(value) != {"endings", "teens", "joints"}:
        raise LanguageFileError(f"{where}: must be a table with endings, teens and joints")
    plain = Key(Shape.WORDS, "")
    endings, joints = (_row(value[name], plain, f"{where}, {name}") for name in ("endings", "joints"))
    if len(endings) != 10 or not isinstance(value["teens"], str):
        raise LanguageFileError(f"{where}: must have ten endings and one text for teens")
    return Endings(endings, value["teens"], joints)


def _check_rows(rows: tuple[Texts, ...], shape: Shape, where: str) -> None:
    """Check that pairs have two texts and series twelve names, and that no two months share a name."""
    length = {Shape.PAIRS: 2, Shape.SERIES: SERIES_LENGTH}.get(shape)
    for number, row in enumerate(rows, 1):
        if length and len(row) != length:
            raise LanguageFileError(f"{where}, entry {number}: {len(row)} texts where {length} are needed")
    if shape is Shape.MONTHS:
        if not 12 <= len(rows) <= 14:
            raise LanguageFileError(f"{where}: {len(rows)} months where 12 are needed, at most 14")
        _check_unique(rows, where)
    if shape is Shape.SERIES:
        _check_unique(tuple(zip(*rows, strict=True)), where)


def _check_unique(months: tuple[Texts, ...], where: str) -> None:
    seen: dict[str, int] = {}
    for number, spellings in enumerate(months, 1):
        for spelling in filter(None, spellings):
            other = seen.setdefault(spelling.casefold(), number)
            if other != number:
                raise LanguageFileError(f"{where}: {spelling!r} is both month {other} and month {number}")
