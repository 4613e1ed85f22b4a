"""About, perhaps, before, after: dates with a word that loosens them."""

from __future__ import annotations

from random import Random

from data_gen.archival import periods, spans
from data_gen.archival.bodies import Expression, Place, body
from data_gen.archival.lexicon import filled

_ANYWHERE = ("c. {}", "ca. {}", "circa {}", "± {}", "~{}", "~ {}", "c.{}", "c{}", "cca. {}", "ca {}")
_ANYWHERE_UNSURE = ("{}?", "{} ?", "?{}", "[{}?]", "[{}]?", "{} (?)", "{}(?)", "({}?)", "? {}")
_GRAINS = ("year", "month", "day", "decade", "century", "years")


def about(rng: Random, place: Place) -> Expression | None:
    """`c. 1850`, `um 1850`, `1850年頃`, `c.1737–40`."""
    return _loosened(rng, place, "about", "~", _ANYWHERE, (46, 16, 15, 7, 4, 12))


def unsure(rng: Random, place: Place) -> Expression | None:
    """`1850?`, `probably 1850`, `[1850?]`, `перед 1850 (?)`."""
    return _loosened(rng, place, "uncertain", "?", _ANYWHERE_UNSURE, (56, 17, 16, 6, 5, 0))


def both(rng: Random, place: Place) -> Expression | None:
    """`c. 1850?`, `?c.1674`, `vermutlich um 1850`."""
    inner = _loosened(rng, place, "about", "~", _ANYWHERE, (92, 2, 0, 6, 0, 0))
    if inner is None:
        return None
    own = place.lexicon.pick(rng, "uncertain", "month") if rng.random() < 0.4 else None
    form = own or rng.choice(("{}?", "?{}", "[{}?]", "{} ?", "{} (?)", "?{}"))
    if "{}" not in form or form.count("{}") > 1:
        return None
    return inner.within(form.format(inner.text), inner.value.replace("~", "%"), form)


def _inner(rng: Random, place: Place, grain: str, *, led: bool) -> Expression | None:
    if grain == "decade":
        return periods.decade(rng, place, inside=True)
    if grain == "century":
        return (
            periods.century(rng, place, inside=True)
            if rng.random() < 0.9
            else periods.part_of_century(rng, place)
        )
    if grain == "years":
        return spans.years(rng, place)
    return body(rng, place, grain, led=led)


def _loosened(
    rng: Random, place: Place, slot: str, sign: str, anywhere: tuple[str, ...], weights: tuple[int, ...]
) -> Expression | None:
    grain = rng.choices(_GRAINS, weights)[0]
    inner = _inner(rng, place, grain, led=slot == "about")
    if inner is None or "~" in inner.value:
        return None
    if grain == "years" and not inner.text[0].isdigit():
        return None
    # A year of three figures needs a word to be one.
    own = rng.random() < (0.9 if slot == "about" else 0.7) or inner.value.startswith("0")
    plain = grain if grain in ("month", "day", "year") else "month"
    template = place.lexicon.pick(rng, slot, plain) if own else rng.choice(anywhere)
    if template is None or (template == "c{}" and not inner.text[0].isdigit()):  # nobody writes cMay 1850
        return None
    text = filled(template, (inner.text,), place.lexicon, inner.numbers)
    if text is None:
        return None
    value = "/".join(f"{end}{sign}" for end in inner.value.split("/"))
    return inner.within(text, value, template)


def open_range(rng: Random, place: Place) -> Expression | None:
    """`before 1900`, `not after 1645`, `after 1782`, `ab 1850`, `1850–`; now and then before about 1900."""
    before = rng.random() < 0.5
    slot = "before" if before else "after"
    grain = rng.choices(("year", "month", "day", "about"), (45, 24, 28, 3))[0]
    if not before and grain == "year" and rng.random() < 0.08:
        inner = body(rng, place, "year")
        form = rng.choice(("{}–", "{}-", "{} –", "{} -", "{}—", "[{}]-", "{}–[…]"))
        return inner.within(form.format(inner.text), f"{inner.value}/..", form)
    if grain == "about":
        loose = about(rng, place)
        if loose is None or "/" in loose.value or len(loose.value) != 5:
            return None
        inner, plain = loose, "month"
    else:
        inner = body(rng, place, grain, led=True)
        plain = grain
    template = place.lexicon.pick(rng, slot, plain)
    text = filled(template, (inner.text,), place.lexicon, inner.numbers) if template else None
    if text is None or template is None:
        return None
    return inner.within(text, f"../{inner.value}" if before else f"{inner.value}/..", template)
