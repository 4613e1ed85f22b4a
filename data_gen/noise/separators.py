"""Noise between words and numbers: missing, extra or unusual spaces, other dashes and dots.

Two numbers never merge, and marks with a meaning (`?`, `~`) are never added or lost.
"""

from __future__ import annotations

import re
from random import Random

_PUNCTUATION = re.compile(r"[-.,/:;()'’。、]")
_GAP = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_FIRST_WORD = re.compile(r"\A[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_SPACES = re.compile(r"[ \u00a0\u202f]+")
# Letters that could be read as digits of a number beside them.
_DIGIT_LIKE = frozenset("ilovxszbgqtIOVXSZBDGCLM|")


def space(text: str, rng: Random) -> str:
    """Adds a space to another one, beside a mark, or between a number and a word."""
    roll = rng.random()
    if roll < 0.4:
        places = [match.start() for match in _SPACES.finditer(text)]
    elif roll < 0.9:
        places = [
            match.end() if rng.random() < 0.6 else match.start() for match in _PUNCTUATION.finditer(text)
        ]
    else:
        places = [match.start() for match in _GAP.finditer(text)]
    places = [place for place in places if 0 < place < len(text)] or [
        match.start() for match in _SPACES.finditer(text)
    ]
    if not places:
        return text
    if len(places) > 1 and rng.random() < 0.15:
        for place in sorted(set(places), reverse=True):
            text = text[:place] + " " + text[place:]
        return text
    place = rng.choice(places)
    return text[:place] + " " * rng.choice((1, 1, 1, 1, 2, 3)) + text[place:]


def unspace(text: str, rng: Random) -> str:
    """Removes spaces between a number and a word or beside a mark."""
    every = rng.random() < 0.4
    places = [match for match in _SPACES.finditer(text) if _may_join(text, match.start(), match.end(), rng)]
    if not places:
        return text
    for match in reversed(places) if every else [rng.choice(places)]:
        text = text[: match.start()] + text[match.end() :]
    return text


def _may_join(text: str, start: int, end: int, rng: Random) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not after or (before.isdigit() and after.isdigit()):
        return False
    if before.isdigit() and after.isalpha():
        return after >= "\u2e80" or not _looks_like_digits(_FIRST_WORD.search(text[end:]))
    if before.isalpha() and after.isdigit():
        return before >= "\u2e80" or not _looks_like_digits(_LAST_WORD.search(text[:start]))
    if before.isalpha() and after.isalpha():
        return rng.random() < 0.15
    return (
        after not in "-–—−'’/"
        and before not in "-–—−'’/+"
        and not (before == "." and after.isdigit() and _decimal(text, start))
    )


def _looks_like_digits(word: re.Match[str] | None) -> bool:
    return word is None or set(word.group()) <= _DIGIT_LIKE


def _decimal(text: str, start: int) -> bool:
    """Whether removing the space would make a decimal, as in `5. 2018`."""
    return start >= 2 and text[start - 2].isdigit() and text.count(".") < 2


ODD_SPACES = (
    "\u00a0\u00a0\u00a0\u00a0\u2009\u2009\u2007\u202f\u202f\u3000\u3000\t\u2003\u2002\u2006\u2004\u205f"
)
_INVISIBLE = "\u200b\u200e\u200f\u00ad\ufeff\u2060\u200c"


def odd_space(text: str, rng: Random) -> str:
    """Other kinds of spaces, and invisible characters."""
    if " " not in text or rng.random() < 0.15:
        place = rng.randint(0, len(text))
        return text[:place] + rng.choice(_INVISIBLE) + text[place:]
    odd = rng.choice(ODD_SPACES)
    if rng.random() < 0.6:
        return text.replace(" ", odd)
    place = rng.choice([index for index, character in enumerate(text) if character == " "])
    return text[:place] + odd + text[place + 1 :]


_KIN = {
    "-": ("–", "—", "‒", "−", "‐", "‑", "﹣", "－", "_", "~", "―", "–", "—"),
    ".": ("·", "．", "․", "。", "•", "∙", "·", "．", "｡", ","),
    "/": ("⁄", "∕", "／", "|", "\\", "⁄", "∕", "⧸"),
    ",": ("，", "、", "､", "،", ";", "‚", ".", "，", "﹐"),
    ":": ("：", "∶", "﹕", "꞉"),
    "年": ("年 ", "年、"),
    "月": ("月 ", "月、", "月."),
}
"""Mark → similar marks."""

_BETWEEN_WORD = re.compile(r"(?<=[\w.]) (?=\w)")
_JOINTS = (".", ".", ",", ", ", "-", "/", "; ", ". ", " - ", "_")


def mark(text: str, rng: Random) -> str:
    """A similar mark instead of another, or a mark instead of a space beside a word."""
    present = [character for character in _KIN if character in text]
    if present and rng.random() < 0.75:
        old = rng.choice(present)
        new = rng.choice(_KIN[old])
        if new in "~;,." and not _safe(text, old):
            new = _KIN[old][0]
        if text.count(old) == 1 or rng.random() < 0.75:
            return text.replace(old, new)
        place = rng.choice([index for index, character in enumerate(text) if character == old])
        return text[:place] + new + text[place + 1 :]
    places = [match.start() for match in _BETWEEN_WORD.finditer(text) if _one_is_letter(text, match.start())]
    if not places:
        return text
    place = rng.choice(places)
    joint = rng.choice(_JOINTS)
    if text[place - 1] == "." and joint[0] == ".":
        joint = ","
    return text[:place] + joint + text[place + 1 :]


def _safe(text: str, old: str) -> bool:
    """Whether a mark may become one with other meanings: only if two of it separate numbers."""
    return old in "-.," and text.count(old) == 2 and re.search(r"\d[-.,]\s?\w+[-.,]\s?\d", text) is not None


def _one_is_letter(text: str, place: int) -> bool:
    """Whether a space is beside words of at least three letters, not between two numbers."""
    after = re.match(r"[^\W\d_]+", text[place + 1 :])
    before = re.search(r"[^\W\d_]+[.]?$", text[:place])
    words = [match[0] for match in (before, after) if match]
    return bool(words) and all(len(word) > 2 for word in words)


_APOSTROPHES = re.compile("['’ʼʻ`´]")


def apostrophe(text: str, rng: Random) -> str:
    """An apostrophe of another kind."""
    if not _APOSTROPHES.search(text):
        return text
    return _APOSTROPHES.sub(rng.choice("'’‘`´ʼ′＇ʹ"), text)


_NUMBER = re.compile(r"(?<![\d\w:,.\[(])\d{2}(?:\d{2})?(?!\d|[:\])]|\.\d{3})")


def editor(text: str, rng: Random) -> str:
    """An editor's brackets around digits that were restored: `1[3]. 7. 1903`, `19[03]`, `1[4]80`."""
    numbers = list(_NUMBER.finditer(text)) if re.search(r"\d{4}", text) else []
    if not numbers or not text.isascii():
        return text
    match = rng.choice(numbers)
    first = rng.randrange(len(match[0]))
    last = rng.randint(first + 1, len(match[0]))
    if (first, last) == (0, len(match[0])):
        first = 1
    start, end = match.start() + first, match.start() + last
    return f"{text[:start]}[{text[start:end]}]{text[end:]}"
