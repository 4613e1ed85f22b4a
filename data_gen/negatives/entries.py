"""What stands in fields where there is no date: headings, names with numbers, citations, amounts."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from data_gen.carriers import pools
from data_gen.language import NO_LANGUAGE, any_texts, texts
from data_gen.locales import load
from data_gen.negatives import codes
from data_gen.neighbours import company
from data_gen.neighbours.figures import FILLERS, fill
from data_gen.numerals import roman, to_native

_JOINTS = (", ", ", ", "; ", " | ", "\t", " - ", " / ", " ", ": ", ";", "|", ",", "   ", " · ", "</td><td>")
_HEADS = (
    *(
        "{n}.{n}. ",
        "{n}.{n}.{n} ",
        "{n}.{n}.{n}. ",
        "{n}. ",
        "{n}) ",
        "({n}) ",
        "[{n}] ",
        "{n}.{n} ",
        "§ {n} ",
    ),
    *(
        "{n}: ",
        "#{n} ",
        "{n} - ",
        "{n}{l}. ",
        "{l}) ",
        "({l}) ",
        "{n}.{l} ",
        "{r}. ",
        "{r}.{n} ",
        "{n}/ ",
        "{n}° ",
    ),
)


def heading(rng: Random, language: str) -> str:
    """A heading or item with its number: `3.3. Description`, `2) lorem`, `IV. Ipsum`."""
    marks = {
        "n": str(rng.randint(1, 31)),
        "l": rng.choice("abcdefg"),
        "r": roman(rng.randint(1, 24)),
    }
    head = rng.choice(_HEADS)
    while "{n}" in head:
        head = head.replace("{n}", str(rng.randint(1, rng.choice((9, 31)))), 1)
    text = " ".join(_words(rng, language, (1, 1, 2, 3, 4)))
    return f"{head.format(**marks)}{text[:1].upper() + text[1:] if rng.random() < 0.8 else text}"


def _words(rng: Random, language: str, sizes: Sequence[int]) -> list[str]:
    return rng.choices(pools.words(language), k=rng.choice(sizes))


def before_number(rng: Random, language: str) -> str:
    """A word and a number that counts or names it: `Wilaya 16`, `profil 4`, `शैलीगत सेट ६`."""
    roll = rng.random()
    if roll < 0.2:
        text = pools.cldr_names(language, rng)
    elif roll < 0.35:
        text = rng.choice(pools.places(language))
    else:
        text = " ".join(_words(rng, language, (1, 1, 1, 2, 3)))
    number = str(codes.small_number(rng)) if rng.random() < 0.8 else str(rng.randint(100, 999))
    data = load(language)
    if data.digits and rng.random() < (0.6 if data.native_digits else 0.1):
        number = to_native(number, data.digits[0])
    tail = rng.choice(("", "", "", "", ".", ",", ")", ":", "%", "!", f" {rng.choice(pools.words(language))}"))
    return f"{text}{rng.choice((' ', ' ', ' ', ': ', '-', ' = ', ' ('))}{number}{tail}"


def named(rng: Random, language: str) -> str:
    """The name of a thing that has a number: `Apollo 11`, `Windows 95`, `Catch-22`."""
    text = _filled(rng, "codes.names", language)
    roll = rng.random()
    if roll < 0.7:
        return text
    word = rng.choice(pools.words(language))
    return f"{text} {word}" if roll < 0.85 else f"{word} {text}"


def citation(rng: Random, language: str) -> str:
    """A reference without a date: `Meyer et al., p. 12`, `§ 312 Abs. 2 StGB`."""
    return _filled(rng, "codes.citations", language)


def _filled(rng: Random, key: str, language: str) -> str:
    makers = FILLERS | {
        "N": lambda rng: rng.choice(pools.people(language)).split()[-1],
        "R": lambda rng: roman(rng.randint(1, 24)),
        "u": lambda rng: rng.choice("abcdef"),
        "w": lambda rng: rng.choice(pools.words(language)).capitalize(),
    }
    return fill(rng.choice(texts(NO_LANGUAGE, key)), rng, makers)


def thing(rng: Random, language: str) -> str:
    """What catalogues and forms have elsewhere: `oil on canvas`, `A4`, `hello`."""
    _, known = any_texts(rng, language, "carriers.things", share=0.8)
    text = rng.choice(known)
    roll = rng.random()
    return text if roll < 0.75 else text.capitalize() if roll < 0.9 else text.upper()


def figure(rng: Random, language: str) -> str:
    """What is written beside dates, here without one: `£949.56`, `MS Add. 12345`, `aged 34`."""
    return company.draw(rng, language).text


def row(rng: Random, language: str) -> str:
    """A row of a table, or several figures and words in a line."""
    joint = rng.choice(_JOINTS)
    cells = []
    for _ in range(rng.choice((2, 2, 3, 3, 4, 5))):
        roll = rng.random()
        if roll < 0.55:
            cells.append(company.draw(rng, language).text)
        elif roll < 0.75:
            cells.append(rng.choice(pools.words(language)))
        else:
            cells.append(rng.choice(pools.people(language) if roll < 0.87 else pools.places(language)))
    text = joint.join(cells)
    return f"| {text} |" if joint == " | " and rng.random() < 0.5 else text[:160]


def street_line(rng: Random, language: str) -> str:
    """The first line of a postal address: `455 Julie Landing`, `Hauptstraße 12`."""
    return rng.choice(pools.street_lines(language))


def statement(rng: Random, language: str) -> str:
    """Words of the language around a figure: `lorem ipsum £949.56 dolor`."""
    before, after = _words(rng, language, (1, 2, 3, 4)), _words(rng, language, (0, 0, 1, 2, 3))
    space = "" if language in ("ja", "zh", "yue") else " "
    text = space.join((*before, company.draw(rng, language).text, *after))
    roll = rng.random()
    return text[:1].upper() + text[1:] + rng.choice((".", "", "!", ":")) if roll < 0.6 else text
