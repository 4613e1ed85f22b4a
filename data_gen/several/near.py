"""Sets of days and months near the reference date: Monday and Thursday, today or tomorrow, May or June."""

from __future__ import annotations

from random import Random

from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.dates.surface import WEEKDAYS
from data_gen.example import Example
from data_gen.language import rows
from data_gen.locales import LocaleData
from data_gen.relative.fillers import is_in_usual_script
from data_gen.relative.joined import near_words
from data_gen.several import joints

_SIZES, _SIZE_SHARES = (2, 3), (85, 15)
_IN_ORDER = 0.85
"""The share of weekdays in the order of the week."""

Drawn = tuple[str, list[tuple[str, str]]] | None
"""A form with a place for the members, and the text and the program of each."""


def draw(rng: Random, data: LocaleData) -> Example:
    """Draw one, of those that the language has words for."""
    while (drawn := rng.choices(_MAKERS, _SHARES)[0](rng, data)) is None:
        pass
    form, members = drawn
    place, items = Place(data, find(data.identifier) or EMPTY), [text for text, _ in members]
    is_choice = rng.random() < 0.5
    text = joints.one_of(items, rng, place, "day") if is_choice else joints.all_of(items, rng, place)
    values = ",".join(value for _, value in members)
    value = f"[{values}]" if is_choice else f"{{{values}}}"
    source = form.replace("{}", text)
    return Example(source, value, data.language, data.identifier, data.order, "near", "several")


def _weekdays(rng: Random, data: LocaleData) -> Drawn:
    """`Monday and Thursday`, in one form."""
    tables = [names for names in data.weekdays.values() if min(map(len, names)) > 1]
    if not tables:
        return None
    names = rng.choice((tables[0], rng.choice(tables)))
    numbers = rng.sample(range(7), rng.choices(_SIZES, _SIZE_SHARES)[0])
    if rng.random() < _IN_ORDER:
        numbers.sort()
    return "{}", [(names[number], f"@{WEEKDAYS[number]}") for number in numbers]


def _days(rng: Random, data: LocaleData) -> Drawn:
    """`Today or tomorrow`."""
    known = {one.program: one for one in reversed(near_words(data.identifier))}  # today, not now
    days = [known[program] for program in ("@-1d", "@", "@+1d", "@+2d") if program in known]
    if len(days) < 2:
        return None
    place = rng.randrange(len(days) - 1)
    return "{}", [(one.text, one.program) for one in days[place : place + 2]]


def _months(rng: Random, data: LocaleData) -> Drawn:
    """`May or June`, in the order of the year, since their year is not known."""
    names = data.months.get("LLLL") or data.months.get("MMMM") or next(iter(data.months.values()), ())
    if len(names) < 12:
        return None
    first = rng.randrange(11)
    numbers = {first, min(first + rng.choice((1, 1, 1, 2, 3)), 11)}
    if rng.choices(_SIZES, _SIZE_SHARES)[0] == 3:
        numbers.add(min(first + rng.choice((2, 3, 4)), 11))
    return "{}", [(names[number], f"XXXX-{number + 1:02d}") for number in sorted(numbers)]


def _other_weekdays(rng: Random, data: LocaleData) -> Drawn:
    """`Next Monday or Tuesday`."""
    forms = rows(data.language, "relative.other_weekdays")
    if not forms or not is_in_usual_script(data.identifier):
        return None
    form, program = rng.choice(forms)
    names = data.weekdays.get("EEEE") or next(iter(data.weekdays.values()))
    numbers = sorted(rng.sample(range(7), 2))
    members = [(names[number], program.replace("{W}", WEEKDAYS[number])) for number in numbers]
    return form.replace("{W}", "{}"), members


_MAKERS, _SHARES = (_weekdays, _days, _months, _other_weekdays), (38, 22, 30, 10)
