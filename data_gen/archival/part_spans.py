"""Ranges of quarters, half years and seasons: `Q1–Q3 2014`, `H1 2019 - H2 2020`, `spring to autumn 1920`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from data_gen.archival.bodies import Expression, Place, draw_late_year
from data_gen.archival.periods import quarter_names
from data_gen.dates.habits import connectors
from data_gen.language import rows

_QUARTERS, _HALVES, _SEASONS = 33, 40, 21
_LAST_YEAR = 2040

_AFTER_YEAR = {
    "ja": ("{y}年{p}", "{y}年の{p}"),
    "zh": ("{y}年{p}",),
    "yue": ("{y}年{p}",),
    "ko": ("{y}년 {p}",),
}
"""How a part follows its year in languages that write the year first."""
_CODED = ("{p} {y}", "{p} {y}", "{p} {y}", "{p}/{y}", "{y} {p}", "{y} {p}", "{y}-{p}", "{y}{p}", "{p}, {y}")
"""Around Q1 and H1."""
_SHORT = ("{p}{y}", "{p}{y}", "{p} '{y}", "{p}'{y}", "{p}/{y}", "{p} ’{y}")
"""The same with two digits of the year: 1Q19, Q1'19."""
_NAMED = ("{p} {y}", "{p} {y}", "{p} {y}", "{p}/{y}", "{p}, {y}", "{y} {p}")
_ENGLISH = ("{p} of {y}", "the {p} of {y}", "the {p} of {y}", "{p} {y}")
_ORDINALS = (("first", "second", "third", "fourth"), ("1st", "2nd", "3rd", "4th"))
_LED = re.compile(r"(?:in|im|au|en|no|al|w|v|в|у|во|à) ", re.IGNORECASE)
"""Begins what no word for *from* or *to* can precede."""
_YEAR_LAST = re.compile(r"([^{}]*\{p\})[ ,]{1,2}(?:[^\W\d_]+ )?\{y\}")
_YEAR_FIRST = re.compile(r"\{y\}(?:年の?| |년 )(\{p\})")
_DASHES = (" - ", " – ", "–", "-", " — ", "—")
_SPACED_DASHES = (" - ", " – ", " — ")
_WAVES = ("～", "〜", "~", " - ", "–", "-")
_EAST = ("ja", "zh", "yue", "ko")


@dataclass(frozen=True, slots=True)
class _Parts:
    """One way to write the parts of a year.

    Attributes:
        names: of the parts in their order.
        form: a part `p` with its year `y`.
        code: the first one's code in the value language.
        base: what they are.
        short: whether the year has two digits.
        inflected: whether words for *from* and *to* would change the names.
    """

    names: tuple[str, ...]
    form: str
    code: int
    base: str
    short: bool = False
    inflected: bool = False

    def text(self, form: str, number: int, year: int) -> str:
        """The part with this number, from 0 on, in a form."""
        return form.format(p=self.names[number], y=f"{year % 100:02d}" if self.short else year)

    def value(self, number: int, year: int) -> str:
        """The value of a part with its year."""
        said = f"XX{year % 100:02d}" if self.short else f"{year:04d}"
        return f"{said}-{self.code + number}"


def draw(rng: Random, place: Place) -> Expression | None:
    """A range of quarters, half years or seasons; None if the language has no words for them."""
    parts = rng.choices(_MAKERS, _SHARES)[0](rng, place)
    if parts is None:
        return None
    words = None if parts.inflected else _words(rng, place)
    (first, year), (last, end) = _ends(rng, parts)
    one, other = _forms(rng, parts, (year, end), worded=words is not None)
    template = words or _dashed(rng, place, one + other)
    text = template.format(parts.text(one, first, year), parts.text(other, last, end))
    return Expression(text, f"{parts.value(first, year)}/{parts.value(last, end)}", template, parts.base)


def _ends(rng: Random, parts: _Parts) -> tuple[tuple[int, int], tuple[int, int]]:
    """The number and year of the first and last part."""
    several = len(parts.names)
    if parts.base == "season" and rng.random() < 0.6:
        year = draw_late_year(rng)
    else:
        year = rng.randint(1985 if parts.short or rng.random() < 0.6 else 1900, 2035)
    if several > 2 and rng.random() < 0.5:
        first, last = sorted(rng.sample(range(several), 2))
        return (first, year), (last, year)
    years = rng.choice((1, 1, 1, 2, rng.randint(2, 5)))
    end = min(year + years, _LAST_YEAR)
    return (rng.randrange(several), year), (rng.randrange(several), end)


def _forms(rng: Random, parts: _Parts, years: tuple[int, int], *, worded: bool) -> tuple[str, str]:
    """The forms of both parts: the year is once or twice in a range within one year."""
    form = parts.form
    if first := _YEAR_FIRST.fullmatch(form):
        is_once = years[0] == years[1] and rng.random() < 0.6
        return (form, first[1]) if is_once else (form, form)
    last = None if parts.short else _YEAR_LAST.fullmatch(form)
    if last is None or years[0] != years[1]:
        return form, form
    dice = rng.random()
    if dice < 0.6:
        return last[1], form
    return (form, last[1]) if worded and dice < 0.7 else (form, form)


def _words(rng: Random, place: Place) -> str | None:
    """Words of the language for *from* and *to*; None for a dash."""
    if rng.random() < 0.45:
        return None
    return place.lexicon.pick(rng, "from_to", rng.choice(("day", "month", "month")))


def _dashed(rng: Random, place: Place, forms: str) -> str:
    """A dash between two parts; between those that have hyphens or spaces mostly one with spaces."""
    if re.search(r"-|’|'", forms):
        dash = rng.choice(_SPACED_DASHES)
    else:
        dash = rng.choice(_WAVES if place.language in _EAST else _DASHES)
    return f"{{}}{dash}{{}}"


def _coded(rng: Random, letter: str, code: int, base: str) -> _Parts:
    """Q1 or 1Q, with a year of four or two digits."""
    is_short = rng.random() < 0.2
    form = rng.choice(_SHORT if is_short else _CODED)
    several = range(1, 5 if code == _QUARTERS else 3)
    is_after = rng.random() < (0.5 if is_short else 0.15) and not form.startswith("{y}")
    names = tuple(f"{number}{letter}" if is_after else f"{letter}{number}" for number in several)
    if is_short and form == "{p}{y}" and not is_after:  # Q119 would be hard to read
        form = "{p}/{y}"
    return _Parts(names, form, code, base, short=is_short)


def _quarters(rng: Random, place: Place) -> _Parts:
    """`Q1 2017`, `1Q19`, `first quarter of 2017`, CLDR's words."""
    if rng.random() < 0.5:
        return _coded(rng, "Q", _QUARTERS, "quarter")
    if place.language == "en" and rng.random() < 0.7:
        names = tuple(f"{number} quarter" for number in rng.choice(_ORDINALS))
        return _Parts(names, rng.choice(_ENGLISH), _QUARTERS, "quarter")
    names = rng.choice(quarter_names(place.data.identifier))
    return _Parts(names, _form(rng, place), _QUARTERS, "quarter", inflected=place.has_cases)


def _half_years(rng: Random, place: Place) -> _Parts:
    """`H1 2019`, `erstes Halbjahr 2019`."""
    both = rows(place.language, "archival.half_year_alone")
    named = [pair for pair in zip(*both, strict=False) if not _LED.match(pair[0]) and pair[0] != "H1"]
    if not named or rng.random() < 0.5:
        return _coded(rng, "H", _HALVES, "half")
    form = rng.choice(_ENGLISH) if place.language == "en" else _form(rng, place)
    return _Parts(rng.choice(named), form, _HALVES, "half", inflected=place.has_cases)


def _seasons(rng: Random, place: Place) -> _Parts | None:
    """`spring 1920`, `im Sommer 1914`; None if the language has no words."""
    four = place.lexicon.ranked.get("seasons")
    forms = [form.replace("{s}", "{p}") for form in place.lexicon.templates("season") if "（" not in form]
    forms = [form for form in forms if not _LED.match(form)]
    if four is None or not forms:
        return None
    way = rng.randrange(max(map(len, four)))
    names = tuple(row[way % len(row)] for row in four)
    return _Parts(names, rng.choice(forms), _SEASONS, "season", inflected=place.has_cases)


def _form(rng: Random, place: Place) -> str:
    """A part by name with its year."""
    if own := _AFTER_YEAR.get(place.language):
        return rng.choice(own)
    linked = tuple(f"{{p}} {word} {{y}}" for word in connectors(place.data.identifier)[:2])
    return rng.choice((*_NAMED, *linked, *linked))


_MAKERS: tuple[Callable[[Random, Place], _Parts | None], ...] = (_quarters, _half_years, _seasons)
_SHARES = (50, 20, 30)
