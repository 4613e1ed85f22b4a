"""Texts of a date and its neighbours: beside each other, in a row of a table, in fields, in a list, in words.

The text says which number is the date: a neighbour that could be read together with it is drawn again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from data_gen.carriers import pools
from data_gen.language import NO_LANGUAGE, texts
from data_gen.neighbours import company
from data_gen.neighbours.company import Neighbour
from data_gen.neighbours.figures import fill, small


@dataclass(frozen=True, slots=True)
class Host:
    """A date that gets neighbours.

    Attributes:
        text: the date.
        language: language of the words around it.
        is_whole: whether it has day, month and a year of four digits, so that no number can be added to it.
    """

    text: str
    language: str
    is_whole: bool


Laid = tuple[str, str]
"""A text and its forms, joined by tabs."""

_JOINTS = (
    *(", ",) * 7,
    *("; ",) * 3,
    *(": ",) * 3,
    *("\t",) * 3,
    *(" | ", " - ", " – ", " — ", " ") * 2,
    *(
        "  ",
        "    ",
        " / ",
        " // ",
        " · ",
        " • ",
        " → ",
        " = ",
        ",",
        ";",
        "|",
        " ; ",
        " , ",
        " : ",
        "\u00a0",
        "\u3000",
        " * ",
    ),
)
_LOOSE = frozenset((" ", "  ", "   ", "    ", "     ", "\u00a0", "\u3000", ","))
"""Joints that do not keep two numbers apart."""
_DASHES = frozenset((" - ", " – ", " — ", " / ", " // "))
"""Joints beside which a bare number may be the end of a range."""
_BRACKETS = ("()", "()", "()", "[]", "[]", "{}", "<>", "«»", '""', "（）", "【】", "''")

_ENDS_SMALL = re.compile(r"(?<!\d)\d{1,2}\Z")
_ENDS_LIKE_YEAR = re.compile(r"(?<!\d)[12]\d{3}\Z")
_ENDS_FULL = re.compile(r"(?<!\d)(\d\d|\d{4})\Z|\D\Z")
"""The end of a date to which no digit can be added."""
_STARTS_LIKE_YEAR = re.compile(r"[12]\d{3}(?!\d)")
_STARTS_PLAIN = re.compile(r"[(\[]?\d{1,4}(?![\d%°€$£¥₽]|[.,'’]\d)")
_ENDS_PLAIN = re.compile(r"(?<!\d)(?<!\d[.,'’])\d{1,4}[)\]]?\Z")


_FIRM = tuple(joint for joint in _JOINTS if joint not in _LOOSE)


def _joint(rng: Random, host: Host) -> str:
    return rng.choice(_JOINTS if host.is_whole else _FIRM)


def _fitting(rng: Random, host: Host, joint: str, *, before: bool) -> Neighbour:
    """A neighbour that stays apart from the date behind or in front of a joint."""
    while True:
        drawn = company.draw(rng, host.language)
        if _fits(drawn, host, joint, before=before):
            return drawn


def _fits(drawn: Neighbour, host: Host, joint: str, *, before: bool) -> bool:
    text = drawn.text
    if drawn.is_bare and joint in _DASHES:
        return False
    if not host.is_whole:
        if drawn.is_bare or joint in _LOOSE:
            return False
        return not (_ENDS_PLAIN.search(text) if before else _STARTS_PLAIN.match(text))
    if before and joint in _LOOSE:
        if _ENDS_SMALL.search(text):
            return False
        return host.text[:1].isdigit() or not _ENDS_LIKE_YEAR.search(text)
    if before:
        return drawn.form not in _NOTES or not _ENDS_SMALL.search(text)
    return joint not in _LOOSE or not (_STARTS_LIKE_YEAR.match(text) or (joint == "," and text[:1].isdigit()))


_NOTES = frozenset(texts(NO_LANGUAGE, "neighbours.notes"))


def _bracketed(rng: Random, text: str) -> str:
    signs = rng.choice(_BRACKETS)
    return f"{signs[0]}{text}{signs[1]}"


def _after(rng: Random, host: Host) -> Laid:
    joint = _joint(rng, host)
    one = _fitting(rng, host, joint, before=False)
    text = one.text
    if host.is_whole and rng.random() < 0.18:
        text, joint = _bracketed(rng, text), rng.choice((" ", " ", "", "\t", ", "))
    return f"{host.text}{joint}{text}", f"after {joint!r}\t{one.form}"


def _before(rng: Random, host: Host) -> Laid:
    joint = _joint(rng, host)
    one = _fitting(rng, host, joint, before=True)
    roll = rng.random()
    if roll < 0.14:
        return (
            f"{one.text}{rng.choice((' ', ' ', ', '))}{_bracketed(rng, host.text)}",
            f"before ()\t{one.form}",
        )
    text = one.text
    if host.is_whole and roll < 0.26:
        text, joint = _bracketed(rng, text), rng.choice((" ", " ", "\t", ": "))
    return f"{text}{joint}{host.text}", f"before {joint!r}\t{one.form}"


def _around(rng: Random, host: Host) -> Laid:
    joint, other = _joint(rng, host), _joint(rng, host)
    if rng.random() < 0.6:
        other = joint
    first, last = _fitting(rng, host, joint, before=True), _fitting(rng, host, other, before=False)
    return f"{first.text}{joint}{host.text}{other}{last.text}", f"around {joint!r}\t{first.form}\t{last.form}"


def _several(rng: Random, host: Host) -> Laid:
    """Two to four neighbours on one side, or one on the other."""
    joint = rng.choice((", ", ", ", "; ", " | ", "\t", " / ", " - ", " · ", ";"))
    drawn = [_fitting(rng, host, joint, before=index % 2 == 0) for index in range(rng.choice((2, 2, 3, 4)))]
    items = [
        one.text
        for one in drawn
        if _fits(one, host, joint, before=True) and _fits(one, host, joint, before=False)
    ]
    items.insert(rng.choice((0, 0, len(items), rng.randint(0, len(items)))), host.text)
    return joint.join(items), "\t".join((f"several {joint!r}", *(one.form for one in drawn)))


_ROWS = (
    "\t",
    "\t",
    "\t",
    " | ",
    " | ",
    "|",
    ";",
    ";",
    ",",
    '","',
    "   ",
    "     ",
    "</td><td>",
    " || ",
    "\t|\t",
    " ¦ ",
    "^",
    "~|~",
    " :: ",
)

_FIRM_ROWS = tuple(joint for joint in _ROWS if joint != "," and joint.strip(" "))


def _row(rng: Random, host: Host) -> Laid:
    """A row of a table: names, words and numbers in columns."""
    joint = rng.choice(_ROWS if host.is_whole else _FIRM_ROWS)
    forms, cells = [f"row {joint!r}"], []
    for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 5))):
        roll = rng.random()
        if roll < 0.3:
            cells.append(_words_of(rng, host.language))
        elif roll < 0.5 and host.is_whole and joint not in (",", "   ", "     "):
            cells.append(small(rng) if rng.random() < 0.6 else str(rng.randint(100, 999)))
        else:
            one = _fitting(rng, host, joint, before=rng.random() < 0.5)
            cells.append(one.text)
            forms.append(one.form)
    if joint == ",":
        cells = [cell if "," not in cell and not _ENDS_SMALL.search(cell) else f'"{cell}"' for cell in cells]
    cells.insert(
        rng.randint(0, len(cells)), f'"{host.text}"' if joint == "," and "," in host.text else host.text
    )
    text = joint.join(cells)
    if joint == '","':
        text = f'"{text}"'
    elif joint == "</td><td>":
        text = f"<tr><td>{text}</td></tr>"
    elif "|" in joint and rng.random() < 0.3:
        text = f"{joint.lstrip()}{text}{joint.rstrip()}"
    return text, "\t".join(forms)


def _words_of(rng: Random, language: str) -> str:
    roll = rng.random()
    if roll < 0.35:
        return rng.choice(pools.people(language))
    return rng.choice(pools.places(language) if roll < 0.5 else pools.words(language))


_FIELDS = (
    "{k}: {d}, {o}: {n}",
    "{o}: {n}, {k}: {d}",
    "{k}={d} {o}={n}",
    "{o}={n} {k}={d}",
    "{k}={d}&{o}={n}",
    '{{"{k}": "{d}", "{o}": {n}}}',
    '{{"{o}": {n}, "{k}": "{d}"}}',
    "{{{o}: {n}, {k}: '{d}'}}",
    "<{k}>{d}</{k}><{o}>{n}</{o}>",
    '<row {o}="{n}" {k}="{d}"/>',
    "{o}[{n}] {k}[{d}]",
    "{k}: {d}; {o}: {n}; {p}: {m}",
    "{o}={n};{k}={d};{p}={m}",
    "- {o}: {n} - {k}: {d}",
    "{o} {n} | {k} {d}",
    "({n}, '{d}', {m})",
    "[{n}, '{d}']",
    "('{d}', {n})",
    "VALUES ({n}, '{d}', {m});",
)


_OPENING = frozenset(texts(NO_LANGUAGE, "carriers.never_around"))
_DATED = tuple(
    name
    for name in texts(NO_LANGUAGE, "documents.date_fields")
    if not _OPENING.intersection(re.split("[_:]", name))
)
"""Names of fields of dates, without those that make one open: from, until."""


def _fields(rng: Random, host: Host) -> Laid:
    """Named fields: `id: 4711, date: 3 May 1744`, JSON, XML, SQL."""
    form = rng.choice(_FIELDS)
    others = texts(NO_LANGUAGE, "documents.other_fields")
    numbers = [fill(rng.choice(("{c}", "{c}", "{l}", "{f}", "{s}", "{q}")), rng) for _ in range(2)]
    text = form.format(
        d=host.text,
        k=rng.choice(_DATED),
        o=rng.choice(others),
        p=rng.choice(others),
        n=numbers[0],
        m=numbers[1],
    )
    return text, form


_ITEMS = (
    "{n}) {d}",
    "({n}) {d}",
    "[{n}] {d}",
    "#{n}: {d}",
    "No. {n}: {d}",
    "{n} | {d}",
    "{n}\t{d}",
    "§ {n}: {d}",
    "{n} → {d}",
    "*{n}* {d}",
    "{n}° – {d}",
    "Nr. {n} – {d}",
    "n° {n} — {d}",
    "item {n}: {d}",
)
_FOOTNOTES = (
    "{d}[{n}]",
    "{d} [{n}]",
    "{d} ({n})",
    "{d}{s}",
    "{d} {s}",
    "{d}, {s}",
    "{d}^{n}",
    "{d}<sup>{n}</sup>",
    "{d} *{n}",
    "{d}.{s}",
)
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _numbered(rng: Random, host: Host) -> Laid:
    """An item of a list, or a date with the number of a footnote."""
    if not host.is_whole:
        return _after(rng, host)
    form = rng.choice(_ITEMS if rng.random() < 0.5 else _FOOTNOTES)
    if form == "{d}{s}" and not _ENDS_FULL.search(host.text):
        form = "{d} {s}"  # a small figure is read as another digit
    number = small(rng)
    return form.format(d=host.text, n=number, s=number.translate(_SUPERSCRIPTS)), form


def _in_words(rng: Random, host: Host) -> Laid:
    """Words of the language around the date and its neighbour."""
    words = pools.words(host.language)
    space = "" if host.language in ("ja", "zh", "yue") else " "
    leads = texts(host.language, "carriers.leads")
    lead = rng.choice(leads) if leads and rng.random() < 0.6 else ""
    before, after, between = (
        space.join(rng.choices(words, k=rng.choice(sizes)))
        for sizes in ((0, 1, 2, 3), (0, 0, 1, 2), (1, 1, 2, 3))
    )
    first = rng.random() < 0.5
    one = _fitting(rng, host, ", ", before=first)
    parts = (
        (before, one.text, between, lead + host.text)
        if first
        else (before, lead + host.text, between, one.text)
    )
    text = " ".join(part for part in (*parts, after) if part)
    if rng.random() < 0.5:
        text = text[:1].upper() + text[1:] + rng.choice((".", ".", "", "!", ";"))
    return text, f"words\t{one.form}"


_LAYOUTS: tuple[tuple[float, Callable[[Random, Host], Laid]], ...] = (
    (27, _after),
    (22, _before),
    (10, _around),
    (9, _several),
    (14, _row),
    (6, _fields),
    (5, _numbered),
    (13, _in_words),
)
_MAKERS = tuple(maker for _, maker in _LAYOUTS)
_UP_TO = tuple(accumulate(share for share, _ in _LAYOUTS))


def lay(rng: Random, host: Host) -> Laid:
    """A text of a date with neighbours, and its forms."""
    return rng.choices(_MAKERS, cum_weights=_UP_TO)[0](rng, host)
