"""Makes the table of other calendars from CLDR's JSON, as Babel lacks it: calendar_names.json.

npm pack cldr-cal-{persian,islamic,hebrew,ethiopic,coptic,indian}-full, each unpacked in a folder of its name
python -m data_gen.tables.build_cldr_tables FOLDER data_gen/tables/calendar_names.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data_gen.language_keys import CALENDARS

# The languages most people write, and those in which one of the calendars is in use.
_LANGUAGES = (
    "en de fr es it pt nl ru pl sv tr cs da fi hu ro uk id hi fa he el nb hr sr bg bn ca sk sl lt lv et ka "
    "ar ur ms az uz kk ps so am ti sw mr ta te ml gu yi bs sq fa-AF"
).split()

# CLDR counts from Tishri and reserves the sixth month for Adar I; the table has Nisan to Shevat, Adar,
# Adar II, and last Adar I, the twelfth month of leap years.
_HEBREW = ("8", "9", "10", "11", "12", "13", "1", "2", "3", "4", "5", "7", "7-yeartype-leap", "6")
_WITHOUT_ERA = (("indian", "bn"), ("islamic", "bn"), ("hebrew", "he"))


def calendar_names(folder: Path, calendar: str) -> dict[str, Any]:
    """Language → names of months and era in a calendar, unless they are CLDR's root or English."""
    found: dict[str, Any] = {}
    for language in _LANGUAGES:
        entry = _names_in(folder, calendar, language)
        english = found["en"]["wide"] if "en" in found else None
        if entry is not None and entry["wide"] != english:
            found[language] = entry
    return found


def _names_in(folder: Path, calendar: str, language: str) -> dict[str, Any] | None:
    file = folder / calendar / "package" / "main" / language / f"ca-{calendar}.json"
    if not file.exists() or (calendar, language) == ("persian", "so"):  # which has Gregorian months there
        return None
    data = _read(file)["main"][language]["dates"]["calendars"][calendar]
    wide = _months(calendar, data["months"]["format"]["wide"])
    short = [name.rstrip(".") for name in _months(calendar, data["months"]["format"]["abbreviated"])]
    entry: dict[str, Any] = {"wide": wide}
    if short != wide and len(set(short)) == len(short) and _is_latin(short[0]) == _is_latin(wide[0]):
        entry["short"] = short
    era = data["eras"]["eraAbbr"]["0"]
    # People write neither CLDR's number of an era, nor its older Ethiopic era, nor `year` in Bengali.
    unused = calendar in ("ethiopic", "coptic") or (calendar, language) in _WITHOUT_ERA
    if not unused and not era.startswith("ERA"):
        entry["era"] = era
    return entry


def _months(calendar: str, months: Mapping[str, str]) -> list[str]:
    keys = _HEBREW if calendar == "hebrew" else map(str, range(1, 13 + (calendar in ("ethiopic", "coptic"))))
    return [months[key] for key in keys]


def _is_latin(name: str) -> bool:
    """CLDR falls back to names in Latin letters if a language lacks short ones."""
    return name[0] < "\u0250"


def _read(path: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(path.read_text(encoding="utf-8"))


def _lines(table: Mapping[str, Any], indent: str) -> str:
    """A JSON object with one line per key."""
    rows = (f"{indent}{json.dumps(key)}: {json.dumps(table[key], ensure_ascii=False)}" for key in table)
    return "{\n" + ",\n".join(rows) + "\n}"


def main(folder: Path, target: Path) -> None:
    """Write the table."""
    names = (f'"{calendar}": {_lines(calendar_names(folder, calendar), "  ")}' for calendar in CALENDARS)
    target.write_text("{\n" + ",\n".join(names) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
