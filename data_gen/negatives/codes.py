"""Texts without a date in any language: hosts, identifiers, quantities, prices, scores, junk."""

from __future__ import annotations

import string
from functools import cache
from random import Random

from data_gen.carriers import pools
from data_gen.language import NO_LANGUAGE, pick, texts
from data_gen.locales import inventory

_CONSONANTS = "BCDFGHJKLNPQRSTVWXZ"
_LONGEST_SHORT = 4


def _digits(rng: Random, number: int) -> str:
    return "".join(rng.choices(string.digits, k=number))


def small_number(rng: Random) -> int:
    """A number that could be a day, a month or a year of two digits."""
    return rng.choice((rng.randint(0, 9), rng.randint(1, 12), rng.randint(1, 31), rng.randint(0, 99)))


def year_like(rng: Random) -> int:
    """A number that could be a year."""
    return rng.randint(1000, 2050) if rng.random() < 0.4 else rng.randint(1850, 2030)


def dotted(rng: Random, parts: int) -> str:
    """Small numbers separated by dots."""
    return ".".join(str(small_number(rng)) for _ in range(parts))


def host(rng: Random, language: str) -> str:
    """An IP address, with or without a port, a hardware address or a URL."""
    roll = rng.random()
    if roll < 0.45:
        address = ".".join(str(rng.randint(0, 255)) for _ in range(4))
        return address + rng.choice(("", "", ":8080", "/24", ":443", "/16"))
    if roll < 0.6:
        return ":".join(f"{rng.randrange(256):02x}" for _ in range(6))
    if roll < 0.7:
        return ":".join(f"{rng.randrange(65536):x}" for _ in range(8))
    word = "".join(rng.choices(string.ascii_lowercase, k=rng.randint(3, 9)))
    page = rng.choice(("", "/", "/index.html", f"/{_digits(rng, 5)}", "?id=" + _digits(rng, 3), "/a%20b"))
    scheme = rng.choice(("https://", "http://www.", "www.", "ftp://", ""))
    return f"{scheme}{word}.{pick(rng, NO_LANGUAGE, 'codes.domains')}{page}"


def email(rng: Random, language: str) -> str:
    """An e-mail address."""
    user = "".join(rng.choices(string.ascii_lowercase, k=rng.randint(3, 9)))
    user += rng.choice(("", "", ".ng", "_x", str(rng.randint(2, 99))))
    name = rng.choice(("", "", "mailto:", "E-mail: "))
    return f"{name}{user}@{rng.choice(('example.com', 'mail.org', 'posteo.de'))}"


def identifier(rng: Random, language: str) -> str:
    """An ISBN, UUID, hash, serial or inventory number, or the number of an account or card."""
    roll = rng.random()
    if roll < 0.15:
        groups = "-".join(_digits(rng, size) for size in (1, 3, 5, 1))
        return f"{rng.choice(('ISBN ', 'ISBN: ', ''))}978-{groups}"
    if roll < 0.3:
        text = "".join(rng.choices("0123456789abcdef", k=32))
        if rng.random() < 0.5:
            return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
        return text[: rng.choice((7, 10, 12, 32))] + rng.choice("abcdef")
    if roll < 0.5:
        first = (
            f"{rng.choice(('DE', 'FR', 'GB', 'NL'))}{_digits(rng, 2)} {_digits(rng, 4)}"
            if roll < 0.4
            else rng.choice("45") + _digits(rng, 3)
        )
        return " ".join((first, *(_digits(rng, 4) for _ in range(3))))
    head = "".join(rng.choices(string.ascii_uppercase, k=rng.randint(1, 4)))
    number = _digits(rng, rng.choice((1, 3, 5, 6, 7)))
    label, tail = pick(rng, NO_LANGUAGE, "codes.identifiers"), rng.choice(("", "", "A", "-B", "/x"))
    return f"{label}{head}{rng.choice(('', '-', '/', ' ', '.'))}{number}{tail}"


def quantity(rng: Random, language: str) -> str:
    """A number with a unit, a percentage, size, share or ratio."""
    roll = rng.random()
    if roll < 0.45:
        number = rng.choice(
            (str(rng.randint(0, 3000)), decimal(rng), f"{rng.randint(1, 99)},{rng.randint(0, 9)}")
        )
        return f"{number}{rng.choice(('', ' ', ' '))}{pick(rng, NO_LANGUAGE, 'codes.units')}"
    if roll < 0.6:
        return f"{rng.randint(0, 100)}{rng.choice(('%', ' %', ' percent', ' per cent', '٪', '％'))}"
    if roll < 0.75:
        sizes = [str(rng.randint(13, 990)) for _ in range(rng.choice((2, 3)))]
        return rng.choice((" x ", "x", " × ", "×", " X ")).join(sizes) + rng.choice(("", " cm", " mm", "px"))
    if roll < 0.85:
        whole = rng.randint(40, 900)
        return f"{rng.randint(32, whole)} {rng.choice(('of', 'out of', 'von', 'sur', 'de', 'из'))} {whole}"
    if roll < 0.92:  # of two measurements
        sign = rng.choice(("/", "/", "-", " / "))
        return f"{rng.randint(1, 99)}{sign}{rng.randint(0, 9)}.{rng.randint(10, 99)}"
    return f"{rng.choice(('score', 'ratio', 'scale', 'odds'))} {rng.randint(1, 20)}:{rng.randint(1, 20)}"


def decimal(rng: Random) -> str:
    """A number with a point or comma that cannot be a day and month, or a grouped number."""
    roll = rng.random()
    if roll < 0.6:
        return f"{rng.randint(0, 9999)}{rng.choice('..,')}{_digits(rng, 3)}"
    if roll < 0.8:
        return f"{rng.randint(32, 9999)}{rng.choice('..,')}{rng.randint(13, 99)}"
    groups = [str(rng.randint(1, 999)), *(_digits(rng, 3) for _ in range(rng.randint(1, 2)))]
    return rng.choice((",", ".", " ", "'", "\u202f")).join(groups)


def number(rng: Random, language: str) -> str:
    """A number that is not a year: small, large, signed or ordinal."""
    roll = rng.random()
    if roll < 0.35:
        return str(rng.randint(0, 999))
    if roll < 0.5:
        first, last = rng.choice(((2200, 9999), (10000, 99999), (10**8, 10**10)))
        return str(rng.randint(first, last))
    if roll < 0.6:
        return f"{rng.choice(('-', '+', '#', '№ ', 'no. ', 'Nr. ', 'n° ', '0', '00'))}{rng.randint(1, 99)}"
    if roll < 0.75:
        return f"{rng.randint(32, 120)}{rng.choice(('th', '.', 'º', 'ème', 'a', 'e', '.º', '-й'))}"
    return decimal(rng) if roll < 0.9 else pick(rng, NO_LANGUAGE, "codes.numbers")


def price(rng: Random, language: str) -> str:
    """An amount of money."""
    symbol = pick(rng, NO_LANGUAGE, "codes.currencies")
    first, last = rng.choice(((1, 99), (100, 2500), (1000, 99999)))
    whole = rng.randint(first, last)
    style = rng.choice((",.", ".,", " ,", "'.", "’."))
    amount = f"{whole:,}".replace(",", style[0]) if rng.random() < 0.7 else str(whole)
    if rng.random() < 0.7:
        amount += style[1] + _digits(rng, 2)
    gap = rng.choice(("", " "))
    amount = rng.choice((f"{symbol}{gap}{amount}", f"{amount}{gap}{symbol}"))
    return rng.choice(("", "", "", "~ ", "total ", "= ", "- ")) + amount


def coordinates(rng: Random, language: str) -> str:
    """Coordinates on earth."""
    if rng.random() < 0.6:
        return f"{rng.uniform(-90, 90):.4f}, {rng.uniform(-180, 180):.4f}"
    north, east = rng.choice("NS"), rng.choice("EWO")
    minutes = rng.randint(0, 59), rng.randint(0, 59)
    return f"{rng.randint(32, 89)}°{minutes[0]}′{north} {rng.randint(32, 179)}°{minutes[1]}′{east}"


def junk(rng: Random, language: str) -> str:
    """The content of empty date fields: format masks, blanks, random letters and signs."""
    roll = rng.random()
    if roll < 0.55:
        return pick(rng, NO_LANGUAGE, "codes.masks")
    if roll < 0.8:
        return "".join(rng.choices(string.ascii_lowercase, k=rng.randint(2, 10)))
    if roll < 0.9:
        return "".join(rng.choices(string.punctuation + " ", k=rng.randint(1, 6)))
    return f"{rng.randint(1, 99)}{''.join(rng.choices(string.ascii_letters, k=rng.randint(1, 2)))}"


def log_line(rng: Random, language: str) -> str:
    """A line of a log without its date."""
    process = f"[pid {rng.randint(10000, 99999)}]"
    where = rng.choice((process, "main.c:214", "kernel:", "sshd[20411]:", "db-3"))
    level, message = (pick(rng, NO_LANGUAGE, f"codes.log_{part}") for part in ("levels", "messages"))
    return f"{level} {where} {message}"


def catalogue(rng: Random, language: str) -> str:
    """A standard, shelf mark, flight or work: `EN 1090-2`, `LH 1914`, `CVE-2014-0160`, `op. 27 no. 2`."""
    prefix = pick(rng, NO_LANGUAGE, "codes.prefixes")
    serial = rng.choice((year_like(rng), rng.randint(1, 999), rng.randint(1000, 9999)))
    joint = "-" if len(prefix) > 1 and rng.random() < 0.4 else " "
    roll = rng.random()
    if roll < 0.5:
        return f"{prefix}{joint}{serial}" + rng.choice(("", "", f"-{rng.randint(1, 12)}", "A", "/2"))
    if roll < 0.8:
        return f"{prefix}{joint}{year_like(rng)}-{rng.randint(1, 9999):04d}"
    work, opus = rng.choice(("op.", "Op.", "opus", "vol.", "Vol.", "book")), rng.randint(1, 130)
    joint = rng.choice((" no. ", ", no. ", " No. ", ", Nr. ", " nr "))
    return f"{work} {opus}{joint}{rng.randint(1, 24)}"


def glued(rng: Random, language: str) -> str:
    """Capital letters and a number, as of flights, plates, parts and models: `MH370`, `A1984`, `KL1023`."""
    head = letters(rng, language, rng.choice((1, 2, 2)))
    if rng.random() < 0.2:
        head = "".join(rng.choices(_CONSONANTS, k=3))  # nearly no short name of a month is without a vowel
    if head in _never_codes(language):
        return glued(rng, language)
    number = rng.choice((str(year_like(rng)), str(rng.randint(100, 999)), str(rng.randint(1000, 9999))))
    roll = rng.random()
    if roll < 0.75:
        return head + number
    if roll < 0.85:
        return f"{head}{number}{rng.choice('ABEFGKLNUVX')}"
    return f"{head}{number[:2]} {''.join(rng.choices('ABEFGKLNUVX', k=3))}"


def letters(rng: Random, language: str, length: int) -> str:
    """Capital letters that make no date of a number beside them."""
    while True:
        drawn = "".join(rng.choices(string.ascii_uppercase, k=length))
        if drawn not in _never_codes(language) and drawn not in _short_names():
            return drawn


@cache
def _short_names() -> frozenset[str]:
    """Short names of months and weekdays in any language."""
    names = (name.upper() for language in inventory() for name in pools.date_words(language))
    return frozenset(name for name in names if len(name) <= _LONGEST_SHORT)


@cache
def _never_codes(language: str) -> frozenset[str]:
    """Capital letters that make a date of a number: AD, FY, Q, and short names of months and days."""
    names = pools.date_words(language) | pools.date_words("en")
    return frozenset({name.upper() for name in names}.union(texts(NO_LANGUAGE, "codes.never_codes")))


def backwards(rng: Random, language: str) -> str:
    """Two numbers of four digits that are not a range of years: `2012-1400`."""
    first = rng.randint(1300, 2050)
    second = rng.randint(1000, first - 60) if rng.random() < 0.7 else rng.randint(2300, 9999)
    return f"{first}-{second}"


def dimensions(rng: Random, language: str) -> str:
    """`10x20x30`, `5×7`, `10 x 12 x 14 cm`; two numbers around a spaced x may be a day and a year."""
    sides = [str(small_number(rng) + 1) for _ in range(rng.choice((2, 3, 3)))]
    if rng.random() < 0.4:
        unit = rng.choice(("cm", "mm", "m", "in", "ft", '"', "px", "см", "мм"))
        return rng.choice((" x ", " × ", "x")).join(sides) + " " + unit
    return rng.choice(("x", "×", "*") if len(sides) == 2 else (" x ", "x", "×")).join(sides)


def score(rng: Random, language: str) -> str:
    """The sets of a match, or a result: `6-4 6-3 7-5`, `won 3-1`, `rated 4/5`, `RR 120/80`."""
    if rng.random() < 0.4:
        sets = [f"{rng.choice((6, 6, 7))}-{rng.randint(0, 7)}" for _ in range(rng.choice((3, 3, 4, 5)))]
        return rng.choice((" ", ", ")).join(sets)
    key, signs = rng.choice((("codes.results", "-–:"), ("codes.measures", "-–:/.")))
    result = f"{rng.randint(0, 31)}{rng.choice(signs)}{rng.randint(0, 31)}"
    return f"{pick(rng, NO_LANGUAGE, key)} {result}"


def number_row(rng: Random, language: str) -> str:
    """Numbers of a lottery, a telephone or a number of social security: `3 12 19 24 31 42`, `078-05-1120`."""
    roll = rng.random()
    if roll < 0.5:
        joint = rng.choice((" ", ", ", " - ", ",", "; "))
        drawn = joint.join(map(str, sorted(rng.sample(range(1, 50), rng.choice((5, 6, 6, 7))))))
        return rng.choice(("", "", "Lotto ", "loto ", "6/49: ", "numbers: ")) + drawn
    if roll < 0.62:
        serial = f"{rng.randint(1, 899):03d}-{rng.randint(1, 99):02d}-{rng.randint(1, 9999):04d}"
        book = f"978-{rng.randint(0, 9)}-{rng.randint(10, 99)}-{serial[:3]}410-{serial[-1]}"
        return rng.choice((serial, f"SSN {serial}", f"SSN: {serial}", book, book))
    if roll < 0.84:
        pairs = [f"{rng.randrange(100):02d}" for _ in range(4)]
        return rng.choice((" ", ".", " ", "-")).join([f"0{rng.randint(1, 9)}", *pairs])
    return f"{rng.choice((10, 192, 172, 127, rng.randint(1, 31)))}.{dotted(rng, 3)}"


def debris(rng: Random, language: str) -> str:
    """Scraps of a page: hashes, ratings, shares, mark-up and a word: `9c21f70> *4.5* / 5 good`."""
    hashed = "".join(rng.choices("0123456789abcdef", k=rng.randint(5, 12))) + rng.choice("abcdef")
    rating = f"{rng.randint(0, 9)}.{rng.randint(0, 9)}"
    scraps = [
        hashed + rng.choice(("", ">", ":", "…", ")", "]")),
        rng.choice((f"*{rating}*", f"({rating})", f"{rating}★", f"[{rng.randint(32, 9999)}]")),
        rng.choice((f"/ {rng.choice((5, 10))}", f"{rng.randint(32, 100)}%", f"+{rng.randint(32, 999)}")),
        rng.choice(("|", "::", "=>", "<br>", "</b>", "&nbsp;", "»", "#", "--")),
        rng.choice(pools.words(language)).title(),
    ]
    kept = [scrap for scrap in scraps if rng.random() < 0.65] or scraps
    if rng.random() < 0.4:
        rng.shuffle(kept)
    return " ".join(kept)
