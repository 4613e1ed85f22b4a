"""Words around a catalogue date: `American, 20th century`, `French, 1840–1926`, `Ming dynasty, 1368–1644`,
`3rd century BC (Smith)`, `Ulm, 13 November 1775`, `1984, c1978`.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_gen.archival import centuries, decades, eras, mixed_spans, periods, qualified, spans
from data_gen.archival.bodies import Expression, Place, body, draw_late_year, year_body
from data_gen.archival.lexicon import filled
from data_gen.carriers import pools
from data_gen.language import NO_LANGUAGE, pick, texts

Maker = Callable[[Random, Place], Expression | None]

_ORIGIN_FRAMES = (
    "{o}, {d}",
    "{o}, {d}",
    "{o}, {d}",
    "({o}, {d})",
    "{n} ({o}, {d})",
    "{n}, {o}, {d}",
    "{o} ({d})",
)
_AGE_FRAMES = ("{o}, {d}", "{o} ({d})", "{o}, {d}", "{d}, {o}", "{o}: {d}", "{d} ({o})", "{o} {d}")
_NOTE_FRAMES = (
    "{d} ({o})",
    "{d} ({o})",
    "{d} ({o})",
    "{d} [{o}]",
    "{d}, {o}",
    "{d} ({o}).",
    "{d}. {o}",
    "{d}[{o}]",
    "{d}; {o}",
    "{d} [{o}].",
)
_PLACE_FRAMES = (
    "{o}, {d}",
    "{o}, {d}",
    "{o}, {d}",
    "{o}. {d}",
    "{o} {d}",
    "{o}: {d}",
    "{o}, {d}.",
    "{d}, {o}",
)
_SPAN_DASHES = (" - ", " – ", "-", "–")


def noted(rng: Random, place: Place) -> Expression | None:
    """A date with what catalogues write beside it."""
    return rng.choices(_MAKERS, _SHARES)[0](rng, place)


def _framed(inner: Expression | None, frame: str, **words: str) -> Expression | None:
    if inner is None:
        return None
    return inner.within(frame.format(d=inner.text, **words), inner.value, frame)


def life(rng: Random, place: Place) -> Expression | None:
    """The origin and dates of an artist: `British, 1750 – 1832`, `American, born Germany, 1827 – 1885`."""
    known = texts(place.language, "archival.origins")
    if not known:
        return None
    origin = rng.choice(known)
    if rng.random() < 0.12:
        born = rng.choice(texts(place.language, "archival.origin_notes") or ("{p}",))
        origin = f"{origin}, {born.format(p=rng.choice(pools.places(place.language)))}"
    inner = _lived(rng, place)
    return _framed(inner, rng.choice(_ORIGIN_FRAMES), o=origin, n=rng.choice(pools.people(place.language)))


def _lived(rng: Random, place: Place) -> Expression | None:
    dice = rng.random()
    if dice < 0.42:
        start = rng.randint(1300, 1930)
        end = start + rng.randint(20, 95)
        joint = rng.choice(_SPAN_DASHES)
        return Expression(f"{start}{joint}{end}", f"{start:04d}/{end:04d}", f"{{}}{joint}{{}}", "years")
    if dice < 0.75:
        maker = rng.choices((year_body, qualified.about, qualified.open_range), (74, 12, 14))[0]
        born: Expression | None = maker(rng, place)
        template = place.lexicon.pick(rng, "life", "year" if born and born.numbers else "month")
        if born is None or template is None:
            return None
        text = filled(template, (born.text,), place.lexicon, born.numbers)
        return born.within(text, born.value, template) if text else None
    makers: tuple[Maker, ...] = (
        *(periods.century, periods.part_of_century, decades.decade),
        *(qualified.about, mixed_spans.about_end, mixed_spans.doubled_ends, mixed_spans.unsure_ends),
    )
    return rng.choices(makers, (40, 15, 5, 15, 15, 10, 6))[0](rng, place)


def age(rng: Random, place: Place) -> Expression | None:
    """A dynasty or period beside its years: `Ming dynasty, 1368–1644`, `Imperial period (1st century CE)`."""
    known = texts(place.language, "archival.ages")
    if not known:
        return None
    makers: tuple[Maker, ...] = (
        spans.years,
        periods.century,
        periods.part_of_century,
        eras.era,
        eras.crossing,
    )
    inner = rng.choices(makers, (38, 14, 12, 24, 12))[0](rng, place)
    return _framed(inner, rng.choice(_AGE_FRAMES), o=rng.choice(known))


def remark(rng: Random, place: Place) -> Expression | None:
    """Who says so, or from what: `2nd century BC (Smith)`, `c. 1200 (watermark)`."""
    known = texts(place.language, "archival.remarks") or ("{n}", "{n} {y}")
    names = [rng.choice(pools.people(place.language)).split()[-1] for _ in range(2)]
    if rng.random() < 0.06 and names[0].isascii():
        names[0] = names[0][0]
    first = rng.randint(1, 400)
    said = rng.choice(known) if rng.random() < 0.75 else "{n}"
    words = said.format(
        n=names[0], m=names[1], y=rng.randint(1880, 2025), i=first, j=first + rng.randint(1, 60)
    )
    makers: tuple[Maker, ...] = (
        *(periods.century, periods.part_of_century, eras.era, spans.years),
        *(qualified.about, year_body, qualified.unsure, centuries.centuries, centuries.part_with_era),
    )
    inner = rng.choices(makers, (18, 18, 22, 10, 12, 8, 4, 22, 30))[0](rng, place)
    return _framed(inner, rng.choice(_NOTE_FRAMES), o=words)


def thing(rng: Random, place: Place) -> Expression | None:
    """What of an item is dated: `additions, 13th century`, `Main text c. 1843`, `reliure XVIIIe siècle`."""
    known = texts(place.language, "archival.things")
    if not known:
        return None
    makers: tuple[Maker, ...] = (
        *(periods.century, periods.part_of_century, centuries.centuries, spans.years, qualified.about),
        *(year_body, decades.decade, qualified.unsure, qualified.open_range, spans.between),
    )
    inner = rng.choices(makers, (16, 26, 16, 10, 14, 6, 4, 4, 4, 4))[0](rng, place)
    form = rng.choice(known)
    return inner.within(form.format(inner.text), inner.value, form) if inner else None


def headed(rng: Random, place: Place) -> Expression | None:
    """The place of a letter: `Ulm, 13. November 1775`, `Paris. 14 mars 1788`."""
    dice = rng.random()
    if dice < 0.75:
        inner: Expression | None = body(rng, place, "day" if dice < 0.6 else "month")
    else:
        inner = rng.choice((spans.dates, periods.season, qualified.about, qualified.unsure))(rng, place)
    return _framed(inner, rng.choice(_PLACE_FRAMES), o=rng.choice(pools.places(place.language)))


def copyright_too(rng: Random, place: Place) -> Expression:
    """A year of publication with the older one of its copyright: `1984, c1978`, `[1971, ©1945]`."""
    year = draw_late_year(rng) if rng.random() < 0.2 else rng.randint(1900, 2030)
    older = year - rng.randint(1, 60)
    sign = rng.choice(("c{}", "c{}", "c{}", "p{}", "")) or pick(rng, NO_LANGUAGE, "archival.copyright")
    form = rng.choice(("{}, {c}", "{}, {c}", "[{}, {c}]", "{} ({c})", "{}, {c}.", "[{}], {c}", "{} [{c}]"))
    return Expression(form.format(year, c=sign.format(older)), f"{year:04d}", f"{form} {sign}", "y")


_MAKERS: tuple[Maker, ...] = (life, age, remark, thing, headed, copyright_too)
_SHARES = (32, 13, 32, 18, 18, 4)
