"""Look-alikes: what OCR engines, fonts and other keyboards make of letters and digits.

A digit never becomes another digit, and no letter may mean two digits after case folding: B is 8, so b is
not 6.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from random import Random

from data_gen.language import NO_LANGUAGE, pairs, rows
from data_gen.locales import inventory, load
from data_gen.noise.slips import SHORTEST, WORD, find_word, free_letters

LETTERS = pairs(NO_LANGUAGE, "noise.letters")
"""Letter → what OCR reads in its place."""

GROUPS = rows(NO_LANGUAGE, "noise.letter_groups")
"""Letters that merge or split in print."""

DIGITS = pairs(NO_LANGUAGE, "noise.digits")
"""Digit → the letters it is read as."""

LEET = pairs(NO_LANGUAGE, "noise.leet")

HOMOGLYPHS = dict(zip("aceopxyijsABCEHKMOPTXYaeopcyx", "асеорхуіјѕАВСЕНКМОРТХУαеορсуχ", strict=True))
"""Latin letter → the Cyrillic or Greek letter of the same shape."""
_HOMOGLYPHS_BACK = {other: latin for latin, other in HOMOGLYPHS.items()}


def ocr_letter(text: str, rng: Random, shortest: int = SHORTEST) -> str:
    """One or two letters become look-alikes; in short words too, as they stay readable."""
    word = find_word(text, rng, min(shortest, 3) if shortest == SHORTEST else shortest)
    if word is None:
        return text
    written = "".join(word.letters)
    options: list[tuple[int, str, str]] = []
    free = set(free_letters(word.letters))
    for index, letter in enumerate(word.letters):
        start = sum(map(len, word.letters[:index]))
        # The l of `July` distinguishes it from Catalan `juny`: it may become 1, but no other letter.
        seen = [other for other in LETTERS.get(letter, "") if index in free or other in "1I|0568923"]
        options += [(start, letter, other) for other in seen]
        if index in free and len(word.letters) >= SHORTEST:
            options += [(start, group, other) for group, other in GROUPS if written.startswith(group, start)]
    options = [option for option in options if not _touches_digit(text, word.start, word.end, option)]
    if not options:
        return text
    start, old, new = rng.choice(options)
    start += word.start
    return text[:start] + new + text[start + len(old) :]


def _touches_digit(text: str, first: int, last: int, option: tuple[int, str, str]) -> bool:
    """Whether a letter that becomes a digit would touch a number of the text."""
    start, old, new = option
    if not new[0].isdigit() and new not in ("|", "I", "l", "O", "Q"):
        return False
    before = start == 0 and first > 0 and text[first - 1].isdigit()
    after = first + start + len(old) == last and last < len(text) and text[last].isdigit()
    return before or after


def ocr_digit(text: str, rng: Random) -> str:
    """A digit becomes a letter; a number of several digits keeps at least one."""
    places = [
        index for index, digit in enumerate(text) if digit in DIGITS and not _beside_letter(text, index)
    ]
    if not places:
        return text
    characters = list(text)
    for index in rng.sample(places, min(len(places), 2 if rng.random() < 0.15 else 1)):
        if _stays_number(characters, index):
            characters[index] = rng.choice(DIGITS[characters[index]])
    return "".join(characters)


def scan(text: str, rng: Random, shortest: int = SHORTEST) -> str:
    """Several letters and digits become look-alikes: `2O Ju1y l969`."""
    text = ocr_letter(text, rng, shortest)
    for _ in range(rng.choice((1, 2, 2, 3))):
        text = ocr_digit(text, rng)
    return text


def _beside_letter(text: str, index: int) -> bool:
    """Whether a digit touches a letter of an alphabet, other than an ordinal ending."""
    before = text[index - 1] if index else " "
    after = text[index + 1 : index + 3] or " "
    if before.isalpha() and before < "\u2e80":
        return True
    return after[0].isalpha() and after[0] < "\u2e80" and after.lower() not in ("th", "st", "nd", "rd")


def _stays_number(characters: list[str], index: int) -> bool:
    first = last = index
    while first > 0 and characters[first - 1].isalnum() and characters[first - 1] < "\u2e80":
        first -= 1
    while last + 1 < len(characters) and characters[last + 1].isalnum() and characters[last + 1] < "\u2e80":
        last += 1
    others = [character for character in characters[first : last + 1] if character.isdigit()]
    if len(others) == 1:  # a lone 0 or 2 that became a letter could be any word
        return first == last and characters[index] in "158"
    return True


def leet(text: str, rng: Random, shortest: int = SHORTEST) -> str:
    """Letters are replaced by similar digits on purpose: `M4rch`."""
    word = find_word(text, rng, shortest)
    if word is None:
        return text
    places = [index for index in free_letters(word.letters) if word.letters[index].lower() in LEET]
    if text[word.start - 1 : word.start].isdigit() or text[word.end : word.end + 1].isdigit():
        places = [index for index in places if 0 < index < len(word.letters) - 1]
    if not places:
        return text
    letters = list(word.letters)
    for index in rng.sample(places, min(len(places), 2 if len(letters) > 6 and rng.random() < 0.5 else 1)):
        letters[index] = LEET[letters[index].lower()]
    return word.put(text, letters)


def homoglyph(text: str, rng: Random) -> str:
    """Letters are replaced by those of another alphabet: `Мarch` with a Cyrillic М."""
    places = [
        index for index, letter in enumerate(text) if letter in HOMOGLYPHS or letter in _HOMOGLYPHS_BACK
    ]
    if not places:
        return text
    characters = list(text)
    for index in rng.sample(places, min(len(places), rng.randint(1, 3))):
        characters[index] = HOMOGLYPHS.get(characters[index]) or _HOMOGLYPHS_BACK[characters[index]]
    return "".join(characters)


_PLAIN = pairs(NO_LANGUAGE, "noise.plain")
_PLAIN |= {
    letter.upper(): plain.upper() for letter, plain in _PLAIN.items() if letter.upper() != letter != "ß"
}
_SPELT_OUT = pairs(NO_LANGUAGE, "noise.spelt_out")
_MAY_BEAR_ACCENT = frozenset("aeiouAEIOUcnszаеиоу")
_ACCENTS = "\u0301\u0300\u0302\u0308\u0303\u030c\u0304"


def diacritic(text: str, rng: Random) -> str:
    """Accents and special letters are lost or transcribed; sometimes an accent is added."""
    if text.isascii() or rng.random() < 0.1:
        return _add_accent(text, rng) if rng.random() < 0.5 or text.isascii() else text
    table = _SPELT_OUT if rng.random() < 0.3 else {}
    every = rng.random() < 0.8
    pieces: list[str] = []
    last = 0
    for match in WORD.finditer(text):
        pieces.append(text[last : match.start()])
        word, last = match.group(), match.end()
        plain = word if word.isascii() or word.lower() in _told_by_accent() else _plain(word, table)
        pieces.append(plain if every or rng.random() < 0.5 else word)
    return "".join(pieces) + text[last:]


def _plain(word: str, table: dict[str, str]) -> str:
    """A word without accents (Latin, Greek, Cyrillic; marks of other scripts are letters)."""
    pieces = []
    for letter in unicodedata.normalize("NFC", word):
        if letter.isascii():
            pieces.append(letter)
        elif letter in table or letter in _PLAIN:
            pieces.append(table.get(letter) or _PLAIN[letter])
        elif letter < "\u0530" or "\u1e00" <= letter < "\u2000":
            kept = [sign for sign in unicodedata.normalize("NFD", letter) if not unicodedata.combining(sign)]
            pieces.append("".join(kept))
        else:
            pieces.append(letter)
    return "".join(pieces)


def _add_accent(text: str, rng: Random) -> str:
    word = find_word(text, rng, 3)
    places = word and [place for place in range(word.start, word.end) if text[place] in _MAY_BEAR_ACCENT]
    if not places:
        return text
    index = rng.choice(places)
    return text[:index] + unicodedata.normalize("NFC", text[index] + rng.choice(_ACCENTS)) + text[index + 1 :]


@lru_cache(maxsize=1)
def _told_by_accent() -> frozenset[str]:
    """Names of months that would be another month without their accents."""
    found: set[str] = set()
    for language in inventory():
        plain: dict[str, dict[int, set[str]]] = {}
        for names in load(language).months.values():
            for month, name in enumerate(names):
                plain.setdefault(_plain(name.lower(), {}), {}).setdefault(month, set()).add(name.lower())
        for months in plain.values():
            if len(months) > 1:
                found.update(*months.values())
    return frozenset(found)


_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_WIDE_DIGITS = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
_SMALL = str.maketrans("-.,;:()", "﹣﹒﹐﹔﹕﹙﹚")
_SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUB = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _styled(digit: int, upper: int, lower: int) -> dict[int, int]:
    table = {48 + index: digit + index for index in range(10)}
    return table | {65 + i: upper + i for i in range(26)} | {97 + i: lower + i for i in range(26)}


_STYLES = (
    _styled(0x1D7CE, 0x1D400, 0x1D41A),
    _styled(0x1D7EC, 0x1D5D4, 0x1D5EE),
    _styled(0x1D7F6, 0x1D670, 0x1D68A),
)
_WIDTHS = (_WIDE, _WIDE_DIGITS, _WIDE_DIGITS, _WIDE_DIGITS, _SMALL, _SUPER, _SUB, *_STYLES)


def wide(text: str, rng: Random) -> str:
    """Digits and letters in other widths and styles of Unicode."""
    return text.translate(rng.choices(_WIDTHS, (3, 4, 4, 4, 1, 0.5, 0.5, 0.4, 0.4, 0.4))[0])
