"""Centuries beside each other: `15th–17th century`, `late 18th – early 19th century`, `IV–V вв.`,
`fin XVIIIe-début XIXe siècle`, `2nd or 3rd century CE`, `1st century BC – 1st century AD`.

In ranges the word for century is mostly written once. Which end lacks it follows from the templates of the
language: the first one where the word follows its number, the second one where it precedes it.
"""

from __future__ import annotations

from functools import cache
from random import Random

from data_gen.archival import decades, eras, periods
from data_gen.archival.bodies import Expression, Place
from data_gen.archival.century_parts import (
    CenturyNames,
    CenturyPart,
    names_of,
    number_text,
    part_alone,
    stretch,
)
from data_gen.archival.lexicon import filled, find
from data_gen.dates.surface import bound_of
from data_gen.language import texts
from data_gen.locales import babel_locale

_DASHES = ("–", "-", " – ", " - ", "–", "-", " — ", "—")
_APART = 0.3
"""Share of ranges with an era at both ends where both ends have the word for century."""
_BOTH_WHOLE = 0.12
"""Share of ranges with the word for century at both ends, beside those that a language makes anyway."""
_GAPS = (0, 1, 2, 3, 4, 5)
_GAP_SHARES = (11, 58, 18, 7, 3, 3)


def centuries(rng: Random, place: Place) -> Expression | None:
    """A range of centuries or of their parts, or one of two of them, with or without an era."""
    names = names_of(place.lexicon.language, "century")
    if not names:
        return None
    known = names[int(len(names) * rng.random() ** 1.3)]
    style = rng.choices(("", "bc", "ad", "crossing"), (60, 16, 17, 7))[0]
    if style and place.language == "fa":
        return None
    gap = rng.choices(_GAPS, _GAP_SHARES)[0]
    if style == "crossing" or rng.random() < _BOTH_WHOLE:
        full = known.last if known.kind == "first" else known.first
        known = CenturyNames(full, full, "whole", known.field)
    if style == "crossing":
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
    return _with_era(rng, place, drawn, joint, style, apart=known.kind == "whole" and rng.random() < _APART)


def _numbers(rng: Random, style: str, gap: int) -> tuple[int, int]:
    if style == "bc":
        last = rng.randint(1, 9) if rng.random() < 0.85 else rng.randint(10, 20)
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
        first = part_alone(rng, place, numbers[0], befores[0])
        last = stretch(
            rng,
            place,
            names.last if names.kind == "first" else names.first,
            numbers[1],
            befores[1],
            followed=False,
        )
        if first is None or last is None or first.years >= last.years or last.years == (0, 99):
            return None
        return first, last
    whole = rng.random() < 0.3
    parts = ("", "")
    if not whole and abs(numbers[1] - numbers[0]) == 1 and rng.random() < 0.4:
        parts = rng.choice((("late", "early"), ("late", "early"), ("late", "mid"), ("mid", "early")))
    first, last = (
        stretch(
            *(rng, place, template, number, before),
            bare=names.kind == kind,
            whole=whole,
            followed=followed,
            part=part,
        )
        for template, number, before, kind, part in zip(
            (names.first, names.last), numbers, befores, ("first", "last"), parts, strict=True
        )
    )
    return (first, last) if first and last else None


def _parts_after(
    rng: Random, place: Place, names: CenturyNames, number: int, style: str
) -> Expression | None:
    """`10th century, first quarter to middle`, `7th century BC, early to mid`."""
    before = style == "bc"
    century = number_text(names.last if names.kind == "first" else names.first, number, place)
    era = eras.template(rng, place, before=before) if style else "{}"
    parts = [part_alone(rng, place, number, before) for _ in range(2)]
    joint = _joint(rng, place, 0)
    if century is None or era is None or joint is None or parts[0] is None or parts[1] is None:
        return None
    first, last = sorted((parts[0], parts[1]), key=lambda part: part.years)
    if first.years[0] >= last.years[0] or first.years[1] >= last.years[1]:
        return None
    form = rng.choice(("{}, {}{}{}", "{}, {}{}{}", "{} ({}{}{})"))
    text = form.format(era.format(century), first.text, joint, last.text)
    return _maybe_unsure(
        rng, place, Expression(text, f"{first.value}/{last.value}", f"{form}{joint}", "centuries")
    )


def _with_era(
    rng: Random,
    place: Place,
    drawn: tuple[CenturyPart, CenturyPart],
    joint: str,
    style: str,
    *,
    apart: bool,
) -> Expression | None:
    """Two ends and their eras, each with its own if `apart`: `2nd century CE or early 3rd century CE`."""
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
        text = joint.join(map(template.format, ends)) if apart else template.format(text)
        form = f"{template}{joint}{template}" if apart else template.replace("{}", f"{{}}{joint}{{}}")
    text = text[0].upper() + text[1:] if rng.random() < 0.15 else text
    value = f"{first.value}/{last.value}"
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
    drawn = stretch(rng, place, inner, rng.randint(1, 9), before, era=template)
    if drawn is None:
        return None
    text = periods.respelt(drawn.text, place, rng)
    text = text[0].upper() + text[1:] if rng.random() < 0.2 else text
    return _maybe_unsure(rng, place, Expression(text, drawn.value, f"{template}>part", "century"))


def part_unsure(rng: Random, place: Place) -> Expression | None:
    """`15th century, second half (?)`, `late 14th century?`, `probably early 12th century`."""
    maker = periods.part_of_century if rng.random() < 0.7 else decades.part_of_decade
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
    before = False
    if number < 10 and place.language != "fa" and rng.random() < 0.6:
        before = rng.random() < 0.5
        template = eras.template(rng, place, before=before)
        if template is None:
            return None
        text = template.format(text)
    value = periods.century_value(number, text, before=before)
    if articles and rng.random() < 0.75:
        text = f"{rng.choice(articles)} {text}"
    whole = filled(outer, (text,), place.lexicon)
    if whole is None:
        return None
    return Expression(whole, bound_of(value, before=earlier), outer, "century")


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
    if dice < 0.57:
        return rng.choice((*_DASHES, "/") if gap == 1 else _DASHES)
    if dice < 0.7 and gap == 1 and (linked := _and(place.data.identifier)):
        return linked
    slot = "or" if dice > 0.82 and gap <= 1 else "from_to"
    known = _joints(place.lexicon.language, slot)
    return rng.choice(known) if known else rng.choice(_DASHES)


@cache
def _joints(language: str, slot: str) -> tuple[str, ...]:
    """What stands between two dates in templates that have nothing else."""
    lexicon = find(language)
    templates = lexicon.templates(slot, "day") if lexicon else ()
    return tuple(one[2:-2] for one in templates if one.startswith("{}") and one.endswith("{}"))


@cache
def _and(identifier: str) -> str:
    """The word between two things in a language, with its spaces; "" if the word is elsewhere."""
    pattern = str(babel_locale(identifier).list_patterns["standard"].get("2", ""))
    return pattern[3:-3] if pattern.startswith("{0}") and pattern.endswith("{1}") else ""
