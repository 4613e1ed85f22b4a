"""Typing errors inside words: letters swapped, dropped, doubled, of a neighbouring key; words split.

Every month stays recoverable: only words of at least four letters are changed, and never the one letter that
distinguishes two months of a language (the l of `juli`).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from data_gen.locales import inventory, load

SHORTEST = 4
"""Minimum length of words that get a slip."""


def _mark_class() -> str:
    """A character class of all combining marks, which stay with their letter."""
    ranges: list[list[int]] = []
    for code in range(0x300, min(sys.maxunicode, 0x1F000)):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]"


_LETTER = re.compile(rf"[^\W\d_]{_mark_class()}*")
WORD = re.compile(rf"(?:{_LETTER.pattern})+")
_ROMAN = re.compile(r"[IVXLCDMJivxlcdmj]+|[IVXLCDM]{2,}[^\W\d_A-Z]{1,3}")
# Each of these characters is a word or number: a slip would change the date.
_SYLLABIC = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        start: index of its first character.
        end: index after its last.
        letters: its letters, each with its combining marks.
    """

    start: int
    end: int
    letters: tuple[str, ...]

    def put(self, text: str, letters: list[str]) -> str:
        """The text with other letters instead of the word."""
        return text[: self.start] + "".join(letters) + text[self.end :]


def find_word(text: str, rng: Random, shortest: int = SHORTEST) -> Word | None:
    """Draw a word of at least `shortest` letters, or None."""
    matches = [match for match in WORD.finditer(text) if match.end() - match.start() >= shortest]
    while matches:
        match = matches.pop(rng.randrange(len(matches)))
        found = _letters(match.group())
        if len(found) >= shortest:
            return Word(match.start(), match.end(), found)
    return None


@lru_cache(maxsize=65536)
def _letters(word: str) -> tuple[str, ...]:
    """The letters of a word with their marks; () for numerals and syllabic scripts."""
    if _ROMAN.fullmatch(word) or _SYLLABIC.search(word) or any(character.isnumeric() for character in word):
        return ()
    return tuple(_LETTER.findall(word))


@lru_cache(maxsize=1)
def _telling() -> dict[str, frozenset[int]]:
    """Month name in lower case → indices of single letters that distinguish it from another month."""
    found: dict[str, set[int]] = {}
    for language in inventory():
        shapes: dict[str, dict[int, set[tuple[str, int]]]] = {}
        for names in load(language).months.values():
            for month, name in enumerate(names):
                word = name.lower()
                for index in range(len(word)):
                    for shape in (f"{word[:index]}*{word[index + 1 :]}", word[:index] + word[index + 1 :]):
                        shapes.setdefault(shape, {}).setdefault(month, set()).add((word, index))
                shapes.setdefault(word, {}).setdefault(month, set())
        for months in shapes.values():
            if len(months) > 1:
                for places in months.values():
                    for word, index in places:
                        found.setdefault(word, set()).add(index)
    return {word: frozenset(indices) for word, indices in found.items()}


def free_letters(letters: tuple[str, ...]) -> list[int]:
    """Indices of letters whose loss never turns a month into another."""
    telling = _telling().get("".join(letters).lower())
    if telling is None:
        return list(range(len(letters)))
    position = 0
    free = []
    for index, letter in enumerate(letters):
        if not telling.intersection(range(position, position + len(letter))):
            free.append(index)
        position += len(letter)
    return free


def swap(text: str, rng: Random, shortest: int = SHORTEST) -> str:
    """Two neighbouring letters change places."""
    word = find_word(text, rng, shortest)
    if word is None:
        return text
    letters = list(word.letters)
    # Typists rarely miss the first letter.
    first = rng.randrange(0 if rng.random() < 0.2 else 1, len(letters) - 1)
    letters[first], letters[first + 1] = letters[first + 1], letters[first]
    return word.put(text, letters)


def drop(text: str, rng: Random, shortest: int = SHORTEST) -> str:
    """A letter is lost."""
    word = find_word(text, rng, shortest)
    free = word and free_letters(word.letters)
    if not word or not free:
        return text
    letters = list(word.letters)
    del letters[rng.choice(free)]
    return word.put(text, letters)


def double(text: str, rng: Random, shortest: int = SHORTEST) -> str:
    """A letter comes twice."""
    word = find_word(text, rng, shortest)
    if word is None:
        return text
    letters = list(word.letters)
    index = rng.randrange(len(letters))
    letters.insert(index, letters[index])
    return word.put(text, letters)


def key(text: str, rng: Random, shortest: int = SHORTEST) -> str:
    """A letter is replaced by its neighbour on the keyboard, or the neighbour is added."""
    word = find_word(text, rng, shortest)
    free = word and free_letters(word.letters)
    if not word or not free:
        return text
    letters = list(word.letters)
    index = rng.choice(free)
    neighbour = _neighbour(letters[index], letters, rng)
    if rng.random() < 0.8:
        letters[index] = neighbour
    else:
        letters.insert(index + rng.randrange(2), neighbour)
    return word.put(text, letters)


def split(text: str, rng: Random, shortest: int = 6) -> str:
    """A word falls apart, as at the end of a line."""
    word = find_word(text, rng, max(shortest, 6))
    if word is None:
        return text
    letters = list(word.letters)
    letters.insert(
        rng.randint(2, len(letters) - 2), rng.choice((" ", "-", "- ", "\u00ad", "\u00ac", "\u2010 "))
    )
    return word.put(text, letters)


LAYOUTS = {
    "qwerty": ("qwertyuiop", "asdfghjkl;", "zxcvbnm,./"),
    "qwertz": ("qwertzuiopü", "asdfghjklöä", "yxcvbnm,.-"),
    "azerty": ("azertyuiop", "qsdfghjklm", "wxcvbn,;:!"),
    "dvorak": ("',.pyfgcrl", "aoeuidhtns", ";qjkxbmwvz"),
    "йцукен": ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю."),
    "ςερτυ": (";ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ"),
    "קראטו": ("/'קראטוןםפ", "שדגכעיחלךף", "זסבהנמצתץ."),
    "ضصثق": ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ"),
}


@lru_cache(maxsize=1)
def _neighbours() -> dict[str, tuple[str, ...]]:
    """Letter → its neighbours on the keyboard layouts, repeated by weight."""
    found: dict[str, list[str]] = {}
    for name, rows in LAYOUTS.items():
        for row, line in enumerate(rows):
            for column, letter in enumerate(line):
                near = [(row, column - 1), (row, column + 1), (row - 1, column), (row - 1, column + 1)]
                near += [(row + 1, column - 1), (row + 1, column)]
                places = [rows[r][c] for r, c in near if 0 <= r < 3 and 0 <= c < len(rows[r])]
                weight = 1 if name == "dvorak" else 3
                found.setdefault(letter, []).extend([place for place in places if place.isalpha()] * weight)
    return {letter: tuple(places) for letter, places in found.items() if letter.isalpha()}


def _neighbour(letter: str, letters: list[str], rng: Random) -> str:
    """A neighbouring letter in the same case; for other scripts, a letter of the same word."""
    base = unicodedata.normalize("NFD", letter)[0]
    near = _neighbours().get(letter.lower()) or _neighbours().get(base.lower())
    if near:
        choice = rng.choice(near)
        return choice.upper() if letter.isupper() else choice
    others = [other for other in letters if other != letter]
    return rng.choice(others) if others else letter
