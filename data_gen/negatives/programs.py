"""Lines of programs, shells, mark-up, tables and formulas: text without a date that is full of numbers.

The letters in braces are those of `data_gen.neighbours.figures`, and

- `k` a name in a program, `K` the name of a class, `S` of a constant, `u` a small letter
- `i` a number as programs have it, `f` one with a point
- `w` a word of the language
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

from data_gen.carriers import pools
from data_gen.language import NO_LANGUAGE, texts
from data_gen.neighbours.figures import FILLERS, Maker, fill

_LETTERS = "abdefgijklnouvxz"
"""Small letters that with a number name no quarter, half year or week."""
_ENDS = (";", ",", " \\", ":", " {", " #", " //", ")", " =", " |")
_SYNTAX = re.compile(r"[a-zA-Z_]\w*(\(|\[| [=<>]|=)")
"""What tells that a number is none of a year: a call, an index, an assignment."""
_LIKE_YEAR = re.compile(r"(?<!\d)(1\d|2[01])\d\d(?!\d)")
_POWERS = (16, 32, 64, 128, 255, 256, 512, 1024, 2048, 4096, 8192, 65535)


def line(rng: Random, language: str) -> str:
    """A line, or the end of one and the begin of the next."""
    while True:
        text = _shaped(rng, language)
        if _SYNTAX.search(text) or not _LIKE_YEAR.search(text):
            return text


def _shaped(rng: Random, language: str) -> str:
    text = _line(rng, language)
    roll = rng.random()
    if roll < 0.12:
        return f"{text} {_line(rng, language)}"
    if roll < 0.22:
        return rng.choice(("  ", "    ", "\t", "        ")) + text
    if roll < 0.3:
        return f"{text}{rng.choice(_ENDS)}"
    if roll < 0.36:
        return text[rng.randint(0, len(text) // 2) :] or text
    return text


def _line(rng: Random, language: str) -> str:
    return fill(rng.choice(texts(NO_LANGUAGE, "codes.lines")), rng, _makers(language))


def comment(rng: Random, language: str) -> str:
    """A piece of documentation with numbers: `the status code is between 200 and 400`, sometimes cut off."""
    text = fill(rng.choice(texts(NO_LANGUAGE, "codes.comments")), rng, _makers(language))
    if _LIKE_YEAR.search(text):
        return comment(rng, language)
    roll = rng.random()
    if roll < 0.15:
        text = f"{rng.choice(('# ', '// ', '* ', '-- ', '; ', '/* '))}{text}"
    elif roll < 0.4:
        words = text.split(" ")
        first = rng.randrange(len(words) // 2 + 1) if rng.random() < 0.5 else 0
        kept = words[first : rng.randint(len(words) // 2 + 1, len(words))]
        text = " ".join(kept) if _is_about_numbers(kept) else text
    elif roll < 0.55:
        text = f"{text}{rng.choice(('.', '.', ',', ':', ';'))}"
    return text if rng.random() < 0.7 else text[:1].upper() + text[1:]


def _is_about_numbers(words: list[str]) -> bool:
    """Whether the numbers in a part of a text are clearly not years; `between 200 and 400` might be."""
    others = [word for word in words if word[:1].isalpha() and word not in _BESIDE_YEARS]
    return len(others) > 2


_BESIDE_YEARS = frozenset("from to between and in at until since before after the of a or by".split())


@cache
def _makers(language: str) -> dict[str, Maker]:
    words = pools.words(language)
    english = pools.words("en")
    return FILLERS | {
        "k": name,
        "K": _class_name,
        "S": lambda rng: "_".join(_words(rng)).upper(),
        "u": lambda rng: rng.choice(_LETTERS),
        "i": _number,
        "f": lambda rng: f"{rng.random() * rng.choice((1, 10, 1000)):.{rng.randint(1, 8)}f}",
        "w": lambda rng: rng.choice(words if rng.random() < 0.75 else english),
    }


def _words(rng: Random) -> list[str]:
    known = texts(NO_LANGUAGE, "codes.words")
    pool = known if rng.random() < 0.75 else pools.words("en")
    return [rng.choice(pool) for _ in range(rng.choice((1, 1, 2, 2, 3)))]


def name(rng: Random) -> str:
    """A name in a program: `buffer`, `set_size`, `nodeIndex2`."""
    parts = _words(rng)
    roll = rng.random()
    if roll < 0.3 and len(parts) > 1:
        return parts[0] + "".join(part[:1].upper() + part[1:] for part in parts[1:])
    made = "_".join(parts)
    return f"{made}{rng.randint(0, 99)}" if roll > 0.93 else made


def _class_name(rng: Random) -> str:
    return "".join(part[:1].upper() + part[1:] for part in _words(rng))


def _number(rng: Random) -> str:
    roll = rng.random()
    if roll < 0.45:
        return str(int(10 * rng.random()))
    if roll < 0.75:
        return str(int(100 * rng.random()))
    return str(rng.choice(_POWERS)) if roll < 0.85 else str(int(10 ** (2 + 3 * rng.random())))
