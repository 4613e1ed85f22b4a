"""Make calendar_names.json: the months of other calendars than the Gregorian, and their eras.

npm pack cldr-cal-{persian,islamic,hebrew,ethiopic,coptic,indian}-full, each unpacked in a folder of its name
python -m data_gen.tables.build_calendar_names FOLDER data_gen/tables/calendar_names.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

CALENDARS = ("persian", "islamic", "hebrew", "ethiopic", "coptic", "indian")

# The languages most people write, and those where one of these calendars is at home.
LANGUAGES = (
    "en de fr es it pt nl ru pl sv tr cs da fi hu ro uk id hi fa he el nb hr sr bg bn ca sk sl lt lv et ka "
    "ar ur ms az uz kk ps so am ti sw mr ta te ml gu yi bs sq fa-AF"
).split()

# CLDR counts from Tishri and keeps the sixth month for Adar I; ours go from Nisan to Shevat, Adar, Adar II,
# and end with Adar I, which is the twelfth month of leap years.
_HEBREW = ("8", "9", "10", "11", "12", "13", "1", "2", "3", "4", "5", "7", "7-yeartype-leap", "6")


def read(folder: Path, calendar: str, language: str) -> dict[str, Any] | None:
    """What CLDR has for a calendar in a language, None where it only repeats its root."""
    file = folder / calendar / "package" / "main" / language / f"ca-{calendar}.json"
    if not file.exists() or (calendar, language) == ("persian", "so"):  # which has our months there
        return None
    data = json.loads(file.read_text(encoding="utf-8"))["main"][language]["dates"]["calendars"][calendar]
    wide = _names(calendar, data["months"]["format"]["wide"])
    short = [name.rstrip(".") for name in _names(calendar, data["months"]["format"]["abbreviated"])]
    entry: dict[str, Any] = {"wide": wide}
    if short != wide and len(set(short)) == len(short) and _script(short[0]) == _script(wide[0]):
        entry["short"] = short
    era = data["eras"]["eraAbbr"]["0"]
    if not _is_unusable(calendar, language, era):
        entry["era"] = era
    return entry


def _names(calendar: str, months: dict[str, str]) -> list[str]:
    keys = _HEBREW if calendar == "hebrew" else map(str, range(1, 13 + (calendar in ("ethiopic", "coptic"))))
    return [months[key] for key in keys]


def _is_unusable(calendar: str, language: str, era: str) -> bool:
    """Whether an era is none people write: CLDR's number of it, the older Ethiopic one, `year` in Bengali."""
    return era.startswith("ERA") or calendar in ("ethiopic", "coptic") or (calendar, language) in _NO_ERA


_NO_ERA = (("indian", "bn"), ("islamic", "bn"), ("hebrew", "he"))


def _script(name: str) -> bool:
    """Whether a name is in Latin letters: CLDR falls back to them where a language lacks short names."""
    return name[0] < "\u0250"


def main(folder: Path, target: Path) -> None:
    """Write the table."""
    lines = []
    for calendar in CALENDARS:
        english = read(folder, calendar, "en")
        rows = []
        for language in LANGUAGES:
            entry = read(folder, calendar, language)
            if entry is None or (language != "en" and english and entry["wide"] == english["wide"]):
                continue
            rows.append(f"  {json.dumps(language)}: {json.dumps(entry, ensure_ascii=False)}")
        lines.append(f"{json.dumps(calendar)}: {{\n" + ",\n".join(rows) + "\n}")
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
