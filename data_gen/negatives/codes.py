"""Numbers and signs that are no dates in any language: versions, hosts, codes, prices, sizes, junk."""

from __future__ import annotations

import string
from collections.abc import Callable
from random import Random

from data_gen.language import NO_LANGUAGE, pick


def _digits(rng: Random, number: int) -> str:
    return "".join(rng.choices(string.digits, k=number))


def version(rng: Random) -> str:
    """A version of a program, never three small numbers that could be a date by themselves."""
    parts = [str(rng.randint(0, 30)) for _ in range(rng.choice((2, 3, 3, 3, 4)))]
    tail = rng.choice(("", "", "", "-beta", "rc1", "-alpha.2", "b3", "+build.77", "-SNAPSHOT"))
    name = rng.choice(
        ("v", "v", "V", "Version ", "version ", "Version: ", "ver. ", "release ", "python ", "build ")
    )
    name = rng.choice(("Firefox/", "node v", "nginx/", "libfoo-", "OpenSSL ")) if rng.random() < 0.2 else name
    if len(parts) == 3 and rng.random() < 0.25:
        parts[1] = str(rng.randint(32, 400))
    return f"{name}{'.'.join(parts)}{tail}"


def host(rng: Random) -> str:
    """An IP address, with or without its port, a hardware address or a URL."""
    roll = rng.random()
    if roll < 0.45:
        address = ".".join(str(rng.randint(0, 255)) for _ in range(4))
        return address + rng.choice(("", "", ":8080", "/24", ":443", "/16"))
    if roll < 0.6:
        return ":".join(f"{rng.randrange(256):02x}" for _ in range(6))
    if roll < 0.7:
        return ":".join(f"{rng.randrange(65536):x}" for _ in range(8))
    word = "".join(rng.choices(string.ascii_lowercase, k=rng.randint(3, 9)))
    name = (
        f"{word}.{rng.choice(('com', 'org', 'de', 'fr', 'co.uk', 'io', 'net', 'jp', 'ru', 'com.br', 'gov'))}"
    )
    page = rng.choice(
        ("", "/", "/index.html", "/news", f"/{_digits(rng, 5)}", "?id=" + _digits(rng, 3), "/a%20b")
    )
    return rng.choice(("https://", "http://www.", "www.", "ftp://", "")) + name + page


def email(rng: Random) -> str:
    """An e-mail address."""
    user = "".join(rng.choices(string.ascii_lowercase, k=rng.randint(3, 9)))
    user += rng.choice(("", "", ".ng", "_x", str(rng.randint(2, 99))))
    name = rng.choice(("", "", "mailto:", "E-mail: "))
    return f"{name}{user}@{rng.choice(('example.com', 'mail.org', 'posteo.de'))}"


def identifier(rng: Random) -> str:
    """An ISBN, UUID, hash, serial or inventory number, or the number of an account."""
    roll = rng.random()
    if roll < 0.15:
        group, publisher, title = _digits(rng, 1), _digits(rng, 3), _digits(rng, 5)
        return f"{rng.choice(('ISBN ', 'ISBN: ', ''))}978-{group}-{publisher}-{title}-{_digits(rng, 1)}"
    if roll < 0.3:
        text = "".join(rng.choices("0123456789abcdef", k=32))
        if rng.random() < 0.5:
            return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
        return text[: rng.choice((7, 10, 12, 32))] + rng.choice("abcdef")
    if roll < 0.4:
        return f"{rng.choice(('DE', 'FR', 'GB', 'NL'))}{_digits(rng, 2)} " + " ".join(
            _digits(rng, 4) for _ in range(4)
        )
    if roll < 0.5:
        return " ".join((rng.choice("45") + _digits(rng, 3), *(_digits(rng, 4) for _ in range(3))))
    letters = "".join(rng.choices(string.ascii_uppercase, k=rng.randint(1, 4)))
    name = rng.choice(
        ("", "", "", "Ref. ", "ID ", "No. ", "Nr. ", "SKU ", "Inv. ", "MS ", "Order #", "№ ", "Cod. ")
    )
    joint = rng.choice(("", "-", "/", " ", "."))
    tail = rng.choice(("", "", "A", "-B", "/x"))
    return f"{name}{letters}{joint}{_digits(rng, rng.choice((1, 3, 5, 6, 7)))}{tail}"


def quantity(rng: Random) -> str:
    """A number with a unit, a percentage, ratio, size, share or score."""
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
    return f"{rng.choice(('score', 'ratio', 'scale', 'odds'))} {rng.randint(1, 20)}:{rng.randint(1, 20)}"


def decimal(rng: Random) -> str:
    """A number with a point or comma that no day and month could be, or a grouped number."""
    roll = rng.random()
    if roll < 0.6:
        return f"{rng.randint(0, 9999)}{rng.choice('..,')}{_digits(rng, 3)}"
    if roll < 0.8:
        return f"{rng.randint(32, 9999)}{rng.choice('..,')}{rng.randint(13, 99)}"
    groups = [str(rng.randint(1, 999)), *(_digits(rng, 3) for _ in range(rng.randint(1, 2)))]
    return rng.choice((",", ".", " ", "'", "\u202f")).join(groups)


def bare_number(rng: Random) -> str:
    """A number alone that is no year: small, large, signed or ordered."""
    roll = rng.random()
    if roll < 0.35:
        return str(rng.randint(0, 999))
    if roll < 0.5:
        return str(
            rng.choice((rng.randint(2200, 9999), rng.randint(10000, 99999), rng.randint(10**8, 10**10)))
        )
    if roll < 0.6:
        return f"{rng.choice(('-', '+', '#', '№ ', 'no. ', 'Nr. ', 'n° ', '0', '00'))}{rng.randint(1, 99)}"
    if roll < 0.75:
        number = rng.randint(32, 120)
        return f"{number}{rng.choice(('th', '.', 'º', 'ème', 'a', 'e', '.º', '-й'))}"
    if roll < 0.9:
        return decimal(rng)
    return rng.choice(
        ("I", "II", "IV", "VIII", "XIV", "XXI", "½", "¾", "1e6", "0x1F", "-0.5", "∞", "0", "100")
    )


def price(rng: Random) -> str:
    """An amount of money."""
    symbol = pick(rng, NO_LANGUAGE, "codes.currencies")
    whole = rng.choice((rng.randint(1, 99), rng.randint(100, 2500), rng.randint(1000, 99999)))
    grouped = f"{whole:,}"
    style = rng.choice((",.", ".,", " ,", "'.", "’."))
    amount = grouped.replace(",", style[0]) if rng.random() < 0.7 else str(whole)
    if rng.random() < 0.7:
        amount += style[1] + _digits(rng, 2)
    gap = rng.choice(("", " "))
    amount = rng.choice((f"{symbol}{gap}{amount}", f"{amount}{gap}{symbol}"))
    return rng.choice(("", "", "", "~ ", "total ", "= ", "- ")) + amount


def place_on_earth(rng: Random) -> str:
    """Coordinates, or a way of a page, volume or room."""
    roll = rng.random()
    if roll < 0.3:
        return f"{rng.uniform(-90, 90):.4f}, {rng.uniform(-180, 180):.4f}"
    if roll < 0.5:
        north, east = rng.choice("NS"), rng.choice("EWO")
        minutes = rng.randint(0, 59), rng.randint(0, 59)
        return f"{rng.randint(32, 89)}°{minutes[0]}′{north} {rng.randint(32, 179)}°{minutes[1]}′{east}"
    page = rng.randint(32, 900)
    name = rng.choice(
        ("p. ", "pp. ", "page ", "S. ", "fol. ", "vol. ", "Bd. ", "room ", "box ", "с. ", "ch. ", "f. ")
    )
    if rng.random() < 0.5:
        return f"{name}{page}"
    return f"{name}{page}{rng.choice(('-', '–'))}{page + rng.randint(1, 40)}"


def junk(rng: Random) -> str:
    """What stands in date fields that hold none: format masks, gaps, signs, letters typed at random."""
    roll = rng.random()
    if roll < 0.55:
        return pick(rng, NO_LANGUAGE, "codes.masks")
    if roll < 0.8:
        return "".join(rng.choices(string.ascii_lowercase, k=rng.randint(2, 10)))
    if roll < 0.9:
        return "".join(rng.choices(string.punctuation + " ", k=rng.randint(1, 6)))
    return f"{rng.randint(1, 99)}{''.join(rng.choices(string.ascii_letters, k=rng.randint(1, 2)))}"


def log_line(rng: Random) -> str:
    """A line of a log without its date."""
    level = rng.choice(("INFO", "WARN", "ERROR", "DEBUG", "[info]", "[E]", "notice:", "FATAL"))
    what = rng.choice(
        ("connection reset by peer", "started", "user logged in", "timeout", "disk full", "GET / 200")
    )
    where = rng.choice(
        (f"[pid {rng.randint(10000, 99999)}]", "main.c:214", "kernel:", "sshd[20411]:", "db-3")
    )
    return " ".join((level, where, what))


CODES: dict[str, Callable[[Random], str]] = {
    "version": version,
    "host": host,
    "email": email,
    "identifier": identifier,
    "quantity": quantity,
    "number": bare_number,
    "price": price,
    "place-on-earth": place_on_earth,
    "junk": junk,
    "log": log_line,
}
"""Pattern name → what draws it."""
