"""The Buddhist era: our months and days, and years 543 ahead of ours."""

from __future__ import annotations

from random import Random

from data_gen.dates.days import Day, draw_day
from data_gen.dates.surface import WEEKDAYS, write
from data_gen.example import Example
from data_gen.locales import load

_THAI = (
    "d MMMM y",
    "d MMM y",
    "EEEE'ที่' d MMMM 'พ.ศ.' y",
    "d MMMM 'พ.ศ.' y",
    "d/M/y",
    "dd/MM/y",
    "d-M-y",
    "d.M.y",
    "'พ.ศ.' y",
    "'พ.ศ.'y",
    "'พุทธศักราช' y",
    "d MMMM 'พุทธศักราช' y",
    "'วันที่' d MMMM 'พ.ศ.' y",
    "'วันที่' d 'เดือน' MMMM 'พ.ศ.' y",
    "MMMM y",
    "MMM y",
    "MMMM 'พ.ศ.' y",
    "d MMM 'พ.ศ.' y",
    "EEEE'ที่' d MMMM y",
    "EEEE d MMM y",
)
_LAO = ("d MMMM y", "'ພ.ສ.' y", "d MMMM 'ພ.ສ.' y", "d MMM 'ພ.ສ.' y", "EEEE'ທີ' d MMMM 'ພ.ສ.' y")
_ENGLISH = (
    "d MMMM 'B.E.' y",
    "d MMMM y 'B.E.'",
    "MMMM d, 'B.E.' y",
    "MMMM d, y 'BE'",
    "'B.E.' y",
    "y 'B.E.'",
    "'BE' y",
    "MMMM 'B.E.' y",
    "d MMM y 'BE'",
    "d/M/y 'B.E.'",
    "d MMMM y '(B.E.)'",
    "y 'Buddhist Era'",
    "d MMMM, 'B.E.' y",
)
_CHINESE = ("'佛历'y'年'M'月'd'日'", "'佛曆'y'年'M'月'd'日'", "'佛历'y'年'", "'佛曆'y'年'")


def draw(rng: Random) -> Example:
    """Thai mostly; Lao, English and Chinese with the era."""
    language = rng.choices(("th", "en", "lo", "zh"), (80, 14, 4, 2))[0]
    pattern = rng.choice({"th": _THAI, "en": _ENGLISH, "lo": _LAO, "zh": _CHINESE}[language])
    marked = any(era in pattern for era in ("พ.ศ.", "พุทธ", "ພ.ສ.", "B", "佛"))
    # Without the era a Thai year from 2400 on is of it all the same: nobody dates in 2563 AD.
    day = draw_day(rng, year=rng.randint(1700 if marked else 1880, 2060))
    data = load(language)
    written = Day(day.year + 543, day.month, day.day)
    text = write(pattern.replace("EEEE", "'\x00'").replace("''", ""), written, data, rng).source
    text = text.replace("\x00", data.weekdays["EEEE"][day.weekday])
    return Example(text, _value(pattern, written, day), language, order=data.order, pattern=pattern)


def _value(pattern: str, written: Day, day: Day) -> str:
    bare = "".join(pattern.split("'")[::2])
    value = f"B{written.year:04d}"
    if "M" in bare:
        value += f"-{written.month:02d}" + (f"-{written.day:02d}" if "d" in bare else "")
    return value + (WEEKDAYS[day.weekday] if "EEEE" in bare else "")
