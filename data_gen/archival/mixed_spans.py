"""Ranges whose ends are written unlike each other or have a qualifier each: `1776–c.1790`, `1256?–1321?`,
`1967–February 1973`, `1960s–1975`, `1246 or 7–1300`.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_gen.archival import decades, eras, spans
from data_gen.archival.bodies import Expression, Place, draw_late_year, draw_pattern, draw_span_year, written
from data_gen.archival.century_parts import stretch
from data_gen.archival.lexicon import filled
from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import is_numeric
from data_gen.dates.sharing import is_marked, shared
from data_gen.dates.surface import value_of

_DASHES = ("–", "-", " – ", " - ", "–", "-", " — ", "—")
_WIDE_DASHES = (" – ", " - ", " — ")
_ANYWHERE = ("c. {}", "ca. {}", "c.{}", "circa {}", "ca {}", "c{}")


def mixed(rng: Random, place: Place) -> Expression | None:
    """A range with unlike ends."""
    return rng.choices(_MAKERS, _SHARES)[0](rng, place)


def _ends(rng: Random, place: Place) -> tuple[int, int]:
    start = draw_span_year(rng, place)
    return start, start + (rng.randint(1, 95) if start < 1930 else rng.randint(1, 5))


def _joined(first: str, last: str, value: str, joint: str, form: str) -> Expression:
    return Expression(f"{first}{joint}{last}", value, f"{{}}{joint}{{}} {form}", "years")


def about_end(rng: Random, place: Place) -> Expression | None:
    """`1776–c.1790`, `c. 1720–c. 1780`. A word before the first end only is about both, see `about`."""
    start, end = _ends(rng, place)
    own = place.lexicon.pick(rng, "about") if rng.random() < 0.5 else None
    template = own or rng.choice(_ANYWHERE)
    last = filled(template, (str(end),), place.lexicon, (end,))
    first = str(start)
    mark = ""
    if rng.random() < 0.4:
        said, mark = filled(template, (first,), place.lexicon, (start,)), "~"
        first = said or ""
    if not last or not first:
        return None
    joint = rng.choice(_WIDE_DASHES if own else _DASHES)
    return _joined(first, last, f"{start:04d}{mark}/{end:04d}~", joint, f"about{mark} {template}")


def unsure_ends(rng: Random, place: Place) -> Expression:
    """`1256?–1321?`, `838?–923`, `1341–1405?`: a mark right after a year is about that year."""
    start, end = _ends(rng, place)
    word = place.lexicon.pick(rng, "uncertain") if rng.random() < 0.25 else None
    texts = [filled(word, (str(year),), place.lexicon, (year,)) for year in (start, end)] if word else []
    if word and texts[0] and texts[1]:  # probably 1731 – probably 1802
        return _joined(texts[0], texts[1], f"{start:04d}?/{end:04d}?", rng.choice(_WIDE_DASHES), word)
    first, last = rng.choice((("?", "?"), ("?", "?"), ("?", ""), ("", "?"), (" (?)", ""), (" (?)", " (?)")))
    joint = rng.choice(_DASHES)
    value = f"{start:04d}{'?' * bool(first)}/{end:04d}{'?' * bool(last)}"
    return _joined(f"{start}{first}", f"{end}{last}", value, joint, f"unsure {first}{last}")


def unsure_whole(rng: Random, place: Place) -> Expression | None:
    """`[1743–1789?]`, `508–511 (?)`, `[zwischen 5. und 12. 6. 1911?]`: a mark apart from a range, or in its
    brackets, is about both ends."""
    joint = rng.choice(_DASHES)
    if rng.random() < 0.2:
        inner = spans.between(rng, place)
        if inner is None:
            return None
        form = rng.choice(("[{}?]", "[{}?]", "[{} ?]", "{} (?)", "[{}]?", "{}?"))
        return inner.within(form.format(inner.text), f"{inner.value.replace('/', '?/')}?", form)
    if rng.random() < 0.45:
        start, end = _ends(rng, place)
        texts, values = (str(start), str(end)), (f"{start:04d}", f"{end:04d}")
        base = "years"
    else:
        first, last = _near_days(rng, place)
        base = draw_pattern(rng, place.data, "day")
        texts = (written(base, first, place.data, rng), written(base, last, place.data, rng))
        values = (value_of(base, first), value_of(base, last))
        joint = rng.choice(_WIDE_DASHES)
    form = rng.choice(
        ("[{}?]", "[{}?]", "[{}?]", "[{} ?]", "{} (?)", "{}(?)", "{} [?]", "[{}]?", "({}?)", "?{}")
    )
    return Expression(form.format(joint.join(texts)), f"{values[0]}?/{values[1]}?", f"{form}{joint}", base)


def _near_days(rng: Random, place: Place) -> tuple[Day, Day]:
    """Two days of a month, or of neighbouring months."""
    start = draw_day(rng, year=draw_span_year(rng, place))
    if start.day < 24:
        return start, Day(start.year, start.month, min(28, start.day + rng.randint(1, 8)))
    if start.month < 12:
        return start, Day(start.year, start.month + 1, rng.randint(1, 12))
    return start, Day(start.year + 1, 1, rng.randint(1, 12))


def unlike(rng: Random, place: Place) -> Expression | None:
    """`1967–February 1973`, `July 1988–1999`, `1960s–1975`, `1891–Aug. 18, 1893`, `1911–1930s`."""
    start, end = _ends(rng, place)
    if end < start + 2:
        end = start + 2
    grains = rng.choice(_UNLIKE)
    texts, values = [], []
    for year, grain in zip((start, end), grains, strict=True):
        said = _end(rng, place, year, grain)
        if said is None:
            return None
        texts.append(said[0])
        values.append(said[1])
    if grains[0] == "decade" and values[0][:3] == values[1][:3]:
        return None
    template = place.lexicon.pick(rng, "from_to", "day") if rng.random() < 0.2 else None
    if template:
        text = filled(template, tuple(texts), place.lexicon)
        return Expression(text, "/".join(values), template, "…".join(grains)) if text else None
    joint = rng.choice(_DASHES[2:4] + _DASHES)
    return _joined(texts[0], texts[1], "/".join(values), joint, "…".join(grains))


_UNLIKE = (
    *(("year", "month"), ("year", "month"), ("month", "year"), ("month", "year"), ("year", "day")),
    *(("day", "year"), ("decade", "year"), ("year", "decade"), ("month", "day"), ("day", "month")),
)


def _end(rng: Random, place: Place, year: int, grain: str) -> tuple[str, str] | None:
    """An end of a range of a grain: its text and value."""
    if grain == "year":
        return str(year), f"{year:04d}"
    if grain == "decade":
        text = decades.decade_text(place, place.lexicon.templates("decade")[0], year // 10 * 10)
        return (text, f"{year // 10:03d}X") if text and year % 100 >= 10 else None
    pattern = draw_pattern(rng, place.data, grain)
    day = draw_day(rng, year=year)
    return written(pattern, day, place.data, rng), value_of(pattern, day)


def doubled_ends(rng: Random, place: Place) -> Expression | None:
    """`1246 or 7–1300`, `1275 or 76–1348 or 9`, `1500/1504–1556`: the widest range that the years allow."""
    start, end = _ends(rng, place)
    template = place.lexicon.pick(rng, "or")
    sign = (
        template.split("{}")[1] if template and template.startswith("{}") and template.endswith("{}") else ""
    )
    if not sign or rng.random() < 0.3:
        sign = "/"
    first, last = str(start), str(end)
    which = rng.choice(("first", "last", "both"))
    if which != "last":
        first, _ = _doubled(rng, start, "/" if rng.random() < 0.15 else sign)
    if which != "first":
        last, end = _doubled(rng, end, sign)
    if end - start < 10:
        return None
    joint = rng.choice(_WIDE_DASHES if "/" in first + sign else _DASHES)
    return _joined(first, last, f"{start:04d}/{end:04d}", joint, f"doubled {which}{sign}")


def _doubled(rng: Random, year: int, sign: str) -> tuple[str, int]:
    """A year or a later one, and the later one: `1246 or 7`, `1246 or 47`, `1565/1571`."""
    later = year + (1 if sign != "/" or rng.random() < 0.5 else rng.randint(2, 8))
    following = str(later)
    if year // 10 == later // 10 and sign != "/" and rng.random() < 0.8:
        following = following[-1] if rng.random() < 0.7 else following[-2:]
    return f"{year}{sign}{following}", later


def month_and_day(rng: Random, place: Place) -> Expression | None:
    """`février – 3 mars 1891`, `3 March – April 1891`: a month and a day of one year, written once."""
    day = draw_day(rng, year=draw_late_year(rng))
    if day.month < 2:
        return None
    month = Day(day.year, rng.randint(1, day.month - 1), 1)
    patterns = [draw_pattern(rng, place.data, grain) for grain in ("month", "day")]
    days = [month, day]
    if rng.random() < 0.4:
        patterns.reverse()
        days = [Day(day.year, month.month, min(day.day, 28)), Day(day.year, day.month, 1)]
    if any(is_marked(pattern) or is_numeric(pattern) or "R" in pattern for pattern in patterns):
        return None
    first = written(shared(patterns[0], "M")[0], days[0], place.data, rng)
    last = written(shared(patterns[1], "M")[1], days[1], place.data, rng)
    if [str(day.year) in text for text in (first, last)] not in ([True, False], [False, True]):
        return None
    value = "/".join(value_of(pattern, one) for pattern, one in zip(patterns, days, strict=True))
    return _joined(first, last, value, rng.choice(_WIDE_DASHES), "|".join(patterns))


def year_and_century(rng: Random, place: Place) -> Expression | None:
    """`1264–13th century, second half`, `161 AD – early 3rd century AD`: a year and a century or its part."""
    inner = place.lexicon.pick(rng, "century")
    year = draw_span_year(rng, place)
    era = eras.template(rng, place, before=False) if year < 1000 else "{}"
    number = year // 100 + 1 + rng.choice((0, 0, 1, 1, 2))
    if inner is None or era is None or place.language == "fa" or number > 20:
        return None
    part = stretch(rng, place, inner, number, before=False, followed=year > 999, era=era)
    if part is None:
        return None
    joint = rng.choice(_DASHES if year > 999 else _WIDE_DASHES)
    if year < 100 * (number - 1) + part.years[1] - 5 and rng.random() < 0.7:
        return _joined(era.format(year), part.text, f"{year:04d}/{part.value}", joint, "year…century")
    later = 100 * (number - 1) + part.years[1] + rng.randint(1, 120)
    return _joined(part.text, era.format(later), f"{part.value}/{later:04d}", joint, "century…year")


_MAKERS: tuple[Callable[[Random, Place], Expression | None], ...] = (
    *(about_end, unsure_ends, unsure_whole, unlike, doubled_ends, month_and_day, year_and_century),
)
_SHARES = (22, 14, 34, 26, 10, 8, 10)
