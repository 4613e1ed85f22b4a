"""Dates with different roles in one text: born and died, departure and arrival, created and modified.

The words that say what each date is are those of the language (section `several` of its file), signs and
names of fields that belong to none, or any words: whatever stands between dates makes them separate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from data_gen.archival.bodies import Place, in_digits
from data_gen.carriers import pools
from data_gen.carriers.carry import carry
from data_gen.example import Example
from data_gen.language import NO_LANGUAGE, languages, pick, rows
from data_gen.several import joints
from data_gen.several.sets import LONGEST
from data_gen.several.styles import Dates, draw_dates, space

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")

# Three letters, between which scripts of India have signs for vowels, or two ideographs.
_WORD = re.compile(r"[^\W\d_](?:[^\w\s]*[^\W\d_]){2}|[\u2e80-\u9fff]{2}")

_LABELLED = (
    *("{l}: {d}", "{l}: {d}", "{l}: {d}", "{l} {d}", "{l} {d}", "{l}={d}", "{l} = {d}", "{d} ({l})"),
    *("{d} {l}", "[{l}] {d}", "{l} - {d}", '"{l}": "{d}"', "<{l}>{d}</{l}>", "{l}|{d}", "{l};{d}", "{l},{d}"),
    *("{l}\t{d}", "{l}:{d}", "({l}) {d}", "{d}, {l}", "{l}. {d}", "{l}: [{d}]", "{l} {{{d}}}"),
)
_APART = ("; ", "; ", ", ", ", ", " | ", " ", "  ", " / ", " - ", "\t", ",", ";", " · ", ". ", " – ", " // ")
_SENTENCE = (", ", ", ", ", ", "; ", " ", ". ", " / ", " – ", " - ", "; ", " | ")


def draw(rng: Random, place: Place) -> Example:
    """Two to five dates, each with its role."""
    if rng.random() < _UNLIKE:
        return unlike(rng, place)
    while True:
        maker = rng.choices(_MAKERS, _SHARES)[0]
        number, form = maker(rng, place)
        years = ["y"] * number if maker is _phrases and rng.random() < _YEARS_ALONE else []
        dates = draw_dates(rng, place, number, years, timed=0 if years else _TIMED[maker])
        value = ";".join(date.value for date in dates.all)
        if len(value) > LONGEST:
            continue
        text = form([date.text for date in dates.all])
        return _example(rng, place, text, value, dates, maker.__name__.strip("_"))


def _example(rng: Random, place: Place, text: str, value: str, dates: Dates, name: str) -> Example:
    return Example(
        in_digits(text, place.data, rng), value, dates.language, order=dates.order, pattern=f"roles:{name}"
    )


_UNLIKE = 0.05
_YEARS_ALONE = 0.2
"""Share of dates with roles that are years alone, as in catalogues: `1780, reprinted 1974`."""


def draw_form(rng: Random, place: Place) -> tuple[int, Form, float]:
    """The words around dates with roles: how many there are, how they are joined, the share with times."""
    maker = rng.choices(_MAKERS, _SHARES)[0]
    number, form = maker(rng, place)
    return number, form, _TIMED[maker]


def draw_roles(rng: Random, place: Place) -> list[str]:
    """The words of the roles of dates that belong together, each with `{}` for its date."""
    return _row(rng, _source(rng, place, "several.roles"), "several.roles")


Form = Callable[[list[str]], str]


def _phrases(rng: Random, place: Place) -> tuple[int, Form]:
    """Words of roles before or after each date: `born 3 May 1900, died 4 June 1950`."""
    roles = draw_roles(rng, place)
    last = rng.random() < 0.12

    def form(dates: list[str]) -> str:
        said = [role.format(date) for role, date in zip(roles, dates, strict=True)]
        if last:
            return joints.all_of(said, rng, place)
        text = rng.choice(_SENTENCE).join(said)
        if rng.random() < 0.25:
            text = _named(text, rng, place)
        return text[:1].upper() + text[1:] if rng.random() < 0.25 else text

    return len(roles), form


def _labels(rng: Random, place: Place) -> tuple[int, Form]:
    """Names of fields: `Departure: 5 May Arrival: 6 May`, `"created": "2021-05-03", "modified": …`."""
    labels = _row(rng, _source(rng, place, "several.labels"), "several.labels")
    cased = rng.choice((str, str, str, str.lower, str.upper))

    def form(dates: list[str]) -> str:
        names = [cased(label) for label in labels]
        if rng.random() < 0.05:  # a row under its header
            joint = rng.choice((" / ", "/", " | ", "; ", "\t"))
            return f"{joint.join(names)}{rng.choice((': ', ' ', ' = '))}{joint.join(dates)}"
        pattern = rng.choice(_LABELLED)
        said = [pattern.format(l=name, d=date) for name, date in zip(names, dates, strict=True)]
        joint = (
            ", " if '"' in pattern else rng.choice(("", " ", "\t")) if "<" in pattern else rng.choice(_APART)
        )
        text = joint.join(said)
        return f"{{{text}}}" if '"' in pattern and rng.random() < 0.5 else text

    return len(labels), form


def _beside_words(rng: Random, place: Place) -> tuple[int, Form]:
    """Any words, names or places beside each date: `Paris 3 May, London 5 May`."""
    number = rng.choices((2, 3, 4), (65, 25, 10))[0]
    pool = rng.choice((pools.words, pools.words, pools.words, pools.people, pools.places))(place.language)
    gap = space(place.language) or rng.choice(("", " "))
    forms = (
        "{l}: {d}",
        "{l}{g}{d}",
        "{d}{g}{l}",
        "{d} ({l})",
        "{d}, {l}",
        "{l} ({d})",
        "{d}: {l}",
        "{l}, {d}",
    )
    pattern, joint = rng.choice(forms), rng.choice(_APART)
    first = rng.random() < 0.2  # `1834, exhibited 1835`

    def form(dates: list[str]) -> str:
        said = []
        for index, date in enumerate(dates):
            words = gap.join(rng.sample(pool, min(len(pool), rng.choice((1, 1, 1, 2)))))
            bare = first and index == 0 and pattern.startswith("{l}")
            said.append(date if bare else pattern.format(l=words, d=date, g=gap))
        return joint.join(said)

    return number, form


def _log(rng: Random, place: Place) -> tuple[int, Form]:
    """Two or three lines of a log."""
    number = rng.choice((2, 2, 2, 3))
    line = pick(rng, NO_LANGUAGE, "carriers.log_lines")
    joint = rng.choice((" ", "; ", " | ", " / ", " \\n ", "  "))

    def form(dates: list[str]) -> str:
        said = []
        for date in dates:
            message = pick(rng, NO_LANGUAGE, "codes.log_messages")
            said.append(line.format(d=date, l=pick(rng, NO_LANGUAGE, "carriers.log_levels"), m=message))
        return joint.join(said)

    return number, form


def _sentences(rng: Random, place: Place) -> tuple[int, Form]:
    """Two sentences or clauses, each with its own date."""

    def form(dates: list[str]) -> str:
        while True:
            said = [carry(date, rng, place.language, heavy=rng.random() < 0.7)[0] for date in dates]
            text = rng.choice((" ", " ", "; ", ", ", " | ")).join(said)
            end = text.find(dates[0]) + len(dates[0])
            # Dates with a sign only between them would be a set.
            if _WORD.search(text[end : text.rfind(dates[1])]):
                return text

    return 2, form


_RoleMaker = Callable[[Random, Place], tuple[int, Form]]
_MAKERS: tuple[_RoleMaker, ...] = (_phrases, _labels, _beside_words, _log, _sentences)
_SHARES = (43, 30, 16, 5, 8)
_TIMED: Mapping[_RoleMaker, float] = {
    _phrases: 0.14,
    _labels: 0.3,
    _beside_words: 0.2,
    _log: 0.8,
    _sentences: 0.2,
}
"""Share of texts with times beside their dates."""


def unlike(rng: Random, place: Place) -> Example:
    """A list of dates that are not equally precise, and so not a set: `1834, May 1835`."""
    patterns = [
        rng.choice(own) for own in (("y",), ("MMMM y", "MMM y", "LLLL y"), ("d MMMM y", "yyyy-MM-dd"))
    ]
    rng.shuffle(patterns)
    dates = draw_dates(rng, place, rng.choice((2, 2, 3)), patterns)
    value = ";".join(date.value for date in dates.all)
    text = joints.all_of([date.text for date in dates.all], rng, place)
    return _example(rng, place, text, value, dates, "unlike")


def _source(rng: Random, place: Place, key: str) -> str:
    """The language itself, no language, English or any other with the key."""
    own = bool(rows(place.language, key))
    roll = rng.random()
    if own and roll < 0.78:
        return place.language
    if roll < 0.5 if not own else roll < 0.92:
        return NO_LANGUAGE
    return "en" if rng.random() < 0.6 else rng.choice(languages(key))


def _row(rng: Random, language: str, key: str) -> list[str]:
    """The words of a drawn row, with one of the choices in parentheses."""
    chosen = rng.choice(rows(language, key))
    return [_CHOICE.sub(lambda found: rng.choice(found[1].split("|")), text) for text in chosen]


def _named(text: str, rng: Random, place: Place) -> str:
    """After the name of a person or work: `Anna Meyer, geb. 3. Mai 1900, gest. 4. Juni 1950`."""
    name = rng.choice(pools.people(place.language))
    return rng.choice(("{}, {}", "{} ({})", "{}: {}", "{} {}", "{} [{}]", "{} – {}", "{}; {}")).format(
        name, text
    )
