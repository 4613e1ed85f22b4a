"""Centuries beside each other: `15th–17th century`, `late 18th – early 19th century`, `IV–V вв.`,
`fin XVIIIe-début XIXe siècle`, `2nd or 3rd century CE`, `1st century BC – 1st century AD`.

In ranges the word for century is mostly written once. Which end lacks it follows from the templates of the
language: the first one where the word follows its number, the second one where it precedes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from data_gen.archival import eras, periods
from data_gen.archival.bodies import Expression, Place
from data_gen.archival.lexicon import fields, filled, find
from data_gen.language import texts

_DASHES = ("–", "-", " – ", " - ", "–", "-", " — ", "—")
_ONE = re.compile(r"([^{}]*)\{(\w)\}([^{}]*)")
_TWO = re.compile(r"([^{}]*)\{(\w)\}(\S*?)(?:\s*[-–—/]\s*|\s+\S+\s+)\{\w\}([^{}]*)")
_EAST = ("ja", "zh", "ko", "zh-Hant")

_PARTS = ("", "early", "mid", "late", "half", "quarter", "third")
_PART_SHARES = (42, 16, 8, 16, 12, 4, 2)
_GAPS = (0, 1, 2, 3, 4, 5)
_GAP_SHARES = (11, 58, 18, 7, 3, 3)


@dataclass(frozen=True, slots=True)
class CenturyNames:
    """How the two centuries of a range are written: templates with the number of a century."""

    first: str
    last: str
    kind: str
    field: str


@dataclass(frozen=True, slots=True)
class CenturyPart:
    """A century or part of one: its text, its place in the century, and the values of its start and end."""

    text: str
    part: tuple[int, int]
    start: str
    end: str


def centuries(rng: Random, place: Place) -> Expression | None:
    """A range of centuries or of their parts, or one of two of them, with or without an era."""
    names = _names(place.lexicon.language, "century")
    if not names:
        return None
    known = names[int(len(names) * rng.random() ** 1.3)]
    style = rng.choices(("", "bc", "ad", "crossing"), (60, 16, 17, 7))[0]
    if style and place.language == "fa":
        return None
    gap = rng.choices(_GAPS, _GAP_SHARES)[0]
    if style == "crossing":
        full = known.last if known.kind == "first" else known.first
        known = CenturyNames(full, full, "whole", known.field)
        first, last = rng.randint(1, 6), rng.randint(1, 6)
    else:
        first, last = _numbers(rng, style, gap)
    befores = (style in ("bc", "crossing"), style == "bc")
    if first == last and style != "crossing" and rng.random() < 0.5:
        return _parts_after(rng, place, known, first, style)
    same = first == last and style != "crossing"
    drawn = _two(rng, place, known, (first, last), befores, same=same, followed=not style)
    joint = _joint(rng, place, gap)
    if drawn is None or joint is None:
        return None
    return _with_era(rng, place, drawn, joint, style)


def _numbers(rng: Random, style: str, gap: int) -> tuple[int, int]:
    if style == "bc":
        last = rng.randint(1, 9)
        return last + gap, last
    if style == "ad":
        first = rng.randint(1, 9)
    else:
        first = rng.randint(13, 20) if rng.random() < 0.6 else rng.randint(1, 20)
    return first, min(first + gap, 21)


def _two(
    rng: Random,
    place: Place,
    names: CenturyNames,
    numbers: tuple[int, int],
    befores: tuple[bool, bool],
    *,
    same: bool,
    followed: bool,
) -> tuple[CenturyPart, CenturyPart] | None:
    """The two ends of a range; of the same century only its parts, in their order.

    `followed` if a part may follow its century: `15th century, early`.
    """
    if same:
        first = _part_alone(rng, place, numbers[0], befores[0])
        last = _stretch(
            rng,
            place,
            names.last if names.kind == "first" else names.first,
            numbers[1],
            befores[1],
            followed=False,
        )
        if first is None or last is None or first.part >= last.part or last.part == (0, 99):
            return None
        return first, last
    whole = rng.random() < 0.3
    first, last = (
        _stretch(
            rng, place, template, number, before, bare=names.kind == kind, whole=whole, followed=followed
        )
        for template, number, before, kind in zip(
            (names.first, names.last), numbers, befores, ("first", "last"), strict=True
        )
    )
    return (first, last) if first and last else None


def _parts_after(
    rng: Random, place: Place, names: CenturyNames, number: int, style: str
) -> Expression | None:
    """`10th century, first quarter to middle`, `7th century BC, early to mid`."""
    before = style == "bc"
    century = _number(names.last if names.kind == "first" else names.first, number, place)
    era = eras.template(rng, place, before=before) if style else "{}"
    parts = [_part_alone(rng, place, number, before) for _ in range(2)]
    joint = _joint(rng, place, 0)
    if century is None or era is None or joint is None or parts[0] is None or parts[1] is None:
        return None
    first, last = sorted((parts[0], parts[1]), key=lambda part: part.part)
    if first.part[0] >= last.part[0] or first.part[1] >= last.part[1]:
        return None
    form = rng.choice(("{}, {}{}{}", "{}, {}{}{}", "{} ({}{}{})"))
    text = form.format(era.format(century), first.text, joint, last.text)
    return _maybe_unsure(
        rng, place, Expression(text, f"{first.start}/{last.end}", f"{form}{joint}", "centuries")
    )


def _with_era(
    rng: Random, place: Place, drawn: tuple[CenturyPart, CenturyPart], joint: str, style: str
) -> Expression | None:
    first, last = drawn
    ends = [first.text, last.text]
    form = joint
    if style == "crossing":
        outer = eras.template(rng, place, before=True), eras.template(rng, place, before=False)
        if outer[0] is None or outer[1] is None:
            return None
        ends = [template.format(text) for template, text in zip(outer, ends, strict=True) if template]
        form = f"{outer[0]}{joint}{outer[1]}"
    text = joint.join(ends)
    if style in ("bc", "ad"):
        template = eras.template(rng, place, before=style == "bc")
        if template is None:
            return None
        text, form = template.format(text), template.replace("{}", f"{{}}{joint}{{}}")
    text = text[0].upper() + text[1:] if rng.random() < 0.15 else text
    value = f"{first.start}/{last.end}"
    return _maybe_unsure(rng, place, Expression(periods.respelt(text, place, rng), value, form, "centuries"))


def part_with_era(rng: Random, place: Place) -> Expression | None:
    """`first half of the 5th century BC`, `Mid-1st century BCE`, `начало II в. н. э.`"""
    if place.language == "fa":
        return None
    before = rng.random() < 0.55
    inner = place.lexicon.pick(rng, "century")
    template = eras.template(rng, place, before=before)
    if inner is None or template is None:
        return None
    drawn = _stretch(rng, place, inner, rng.randint(1, 9), before, era=template)
    if drawn is None:
        return None
    value = f"{drawn.start}/{drawn.end}" if drawn.start != drawn.end else drawn.start
    text = periods.respelt(drawn.text, place, rng)
    text = text[0].upper() + text[1:] if rng.random() < 0.2 else text
    return _maybe_unsure(rng, place, Expression(text, value, f"{template}>part", "century"))


def part_unsure(rng: Random, place: Place) -> Expression | None:
    """`15th century, second half (?)`, `late 14th century?`, `probably early 12th century`."""
    maker = periods.part_of_century if rng.random() < 0.7 else periods.part_of_decade
    inner = maker(rng, place)
    return _unsure(rng, place, inner) if inner else None


def not_before(rng: Random, place: Place) -> Expression | None:
    """`before the 12th century`, `not before the 1st century BC`: a century is the end of an open range."""
    number = rng.randint(1, 20)
    articles = texts(place.language, "archival.before_century")
    slot = "century_of" if place.lexicon.has("century_of") and not articles else "century"
    inner = place.lexicon.pick(rng, slot)
    text = periods.century_text(rng, place, inner, number) if inner else None
    earlier = rng.random() < 0.5
    outer = place.lexicon.pick(rng, "before" if earlier else "after", "month")
    if text is None or outer is None:
        return None
    value = f"{number - 1:02d}XX"
    if number < 10 and place.language != "fa" and rng.random() < 0.6:
        before = rng.random() < 0.5
        template = eras.template(rng, place, before=before)
        if template is None:
            return None
        text, value = template.format(text), f"-{value}" if before else value
    if articles and rng.random() < 0.75:
        text = f"{rng.choice(articles)} {text}"
    whole = filled(outer, (text,), place.lexicon)
    if whole is None:
        return None
    return Expression(whole, f"../{value}" if earlier else f"{value}/..", outer, "century")


def _maybe_unsure(rng: Random, place: Place, made: Expression) -> Expression | None:
    dice = rng.random()
    if dice < 0.12:
        return _unsure(rng, place, made)
    about = place.lexicon.pick(rng, "about", "month") if dice < 0.17 and "~" not in made.value else None
    if about is None:
        return made
    return made.within(about.format(made.text), made.value.replace("/", "~/") + "~", about)


def _unsure(rng: Random, place: Place, made: Expression) -> Expression | None:
    own = place.lexicon.pick(rng, "uncertain", "month") if rng.random() < 0.35 else None
    form = own or rng.choice(("{} (?)", "{} (?)", "{}?", "{}(?)", "[{}?]", "[{}]?", "?{}", "{} ?"))
    text = filled(form, (made.text,), place.lexicon)
    ends = [f"{end[:-1]}%" if end.endswith("~") else f"{end}?" for end in made.value.split("/")]
    return made.within(text, "/".join(ends), form) if text else None


def _joint(rng: Random, place: Place, gap: int) -> str | None:
    dice = rng.random()
    if dice < 0.68:
        return rng.choice((*_DASHES, "/") if gap == 1 else _DASHES)
    slot = "or" if dice > 0.85 and gap <= 1 else "from_to"
    known = _joints(place.lexicon.language, slot)
    return rng.choice(known) if known else rng.choice(_DASHES)


@cache
def _joints(language: str, slot: str) -> tuple[str, ...]:
    """What stands between two dates in templates that have nothing else."""
    lexicon = find(language)
    templates = lexicon.templates(slot, "day") if lexicon else ()
    return tuple(one[2:-2] for one in templates if one.startswith("{}") and one.endswith("{}"))


@cache
def _names(language: str, slot: str) -> tuple[CenturyNames, ...]:
    """The ways to write two centuries: both whole, or one without the word for century."""
    lexicon = find(language)
    if lexicon is None:
        return ()
    found = []
    for template in lexicon.slots.get(slot, ()):
        parsed = _ONE.fullmatch(template)
        if parsed is None:
            continue
        lead, field, tail = parsed.groups()
        found.append(CenturyNames(template, template, "whole", field))
        if not lead and " " in tail:
            short = f"{{{field}}}{tail.split(' ')[0]}"
            found += [CenturyNames(short, template, "first", field)] * 3
        elif not lead and tail and language in _EAST:
            found += [CenturyNames(f"{{{field}}}", template, "first", field)] * 2
        elif lead.endswith(" ") and " " not in tail:
            found += [CenturyNames(template, f"{{{field}}}{tail}", "last", field)] * 3
    for template in lexicon.slots.get("centuries", ()):
        parsed = _TWO.fullmatch(template)
        if parsed is None:
            continue
        lead, field, suffix, tail = parsed.groups()
        if not lead and " " in tail:
            found.append(CenturyNames(f"{{{field}}}{suffix}", f"{{{field}}}{tail}", "first", field))
        elif lead.endswith(" ") and " " not in tail:
            found.append(CenturyNames(f"{lead}{{{field}}}{suffix}", f"{{{field}}}{tail}", "last", field))
    return tuple(found)


def _stretch(
    rng: Random,
    place: Place,
    inner: str,
    number: int,
    before: bool,
    *,
    bare: bool = False,
    whole: bool = False,
    followed: bool = True,
    era: str = "{}",
) -> CenturyPart | None:
    """A century or its part, its century written with a template.

    Args:
        rng: random generator.
        place: the locale.
        inner: the template of the century.
        number: the century.
        before: whether before Christ.
        bare: whether the template lacks the word for century.
        whole: whether it has no part.
        followed: whether its part may follow it: `15th century, early`.
        era: the template of an era that is written too.
    """
    slot = "" if whole else rng.choices(_PARTS, _PART_SHARES)[0]
    if not slot:
        text = _number(inner, number, place)
        value = f"{'-' if before else ''}{number - 1:02d}XX"
        return CenturyPart(era.format(text), (0, 99), value, value) if text else None
    known = tuple(
        one
        for one in place.lexicon.templates(slot)
        if (not bare or fields(one) & {"c", "g"}) and ((followed and not bare) or not _FOLLOWS.match(one))
    )
    template = rng.choice(known) if known else None
    if template is None:
        return None
    if _FOLLOWS.match(template):
        return _part(rng, place, slot, template, era.format(inner), number, before)
    drawn = _part(rng, place, slot, template, inner, number, before)
    return replace(drawn, text=era.format(drawn.text)) if drawn else None


_FOLLOWS = re.compile(r"\{[cg]\}")
"""Matches templates where the part follows its century."""


def _part_alone(rng: Random, place: Place, number: int, before: bool) -> CenturyPart | None:
    """The part of a century whose name follows: `early` in `early to mid 19th century`."""
    slot = rng.choices(_PARTS[1:], _PART_SHARES[1:])[0]
    known = [one for one in place.lexicon.templates(slot) if _CUT.fullmatch(one)]
    if not known:
        return None
    return _part(rng, place, slot, re.sub(r"[ -]\{[cg]\}", "", rng.choice(known)), "", number, before)


_CUT = re.compile(r"(\{k\} )?[^\s{}]+[ -]\{[cg]\}")


def _part(
    rng: Random, place: Place, slot: str, template: str, inner: str, number: int, before: bool
) -> CenturyPart | None:
    """A part of a century in a template; `inner` is the template of its century."""
    first = 1 - 100 * number if before else 100 * (number - 1)
    word, mark = "", "~"
    if slot in periods.PARTS:
        start, end = periods.PARTS[slot]
    else:
        ranks = place.lexicon.ranked.get(f"{slot}_ord")
        if ranks is None:
            return None
        rank = rng.randrange(len(ranks))
        (start, end), word, mark = periods.RANKED[slot][rank], rng.choice(ranks[rank]), ""
    wanted = {"k": word}
    for name in fields(template) - {"k"}:
        one = f"{{{name}}}"
        if name in "cg":
            one = _genitive(rng, place, inner) if name == "g" else inner
        text = _number(one, number, place)
        if text is None:
            return None
        wanted[name] = text
    values = [f"{eras.astronomical(first + year)}{mark}" for year in (start, end)]
    return CenturyPart(template.format(**wanted), (start, end), values[0], values[1])


def _genitive(rng: Random, place: Place, inner: str) -> str:
    """The template of a century in the genitive that is as long as one in the nominative."""
    parsed = _ONE.fullmatch(inner)
    if parsed is None or " " not in inner:
        return inner
    known = [one for one in place.lexicon.slots.get("century_of", ()) if f"{{{parsed[2]}}}" in one]
    return rng.choice(known) if known else inner


def _number(template: str, number: int, place: Place) -> str | None:
    """A template with the number of a century; None if the language cannot say it."""
    try:
        wanted = {name: periods.century_field(name, number, place.lexicon) for name in fields(template)}
    except (LookupError, KeyError):
        return None
    text = template.format(**wanted)
    return re.sub(r"\bI(e|ᵉ|ème)\b", "Ier", text) if place.language == "fr" and number == 1 else text
