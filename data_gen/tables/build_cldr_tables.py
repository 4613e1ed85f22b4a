"""Makes the tables from CLDR's JSON that Babel lacks: relative.json and calendar_names.json.

npm pack cldr-dates-full && tar -xzf cldr-dates-full-*.tgz
python -m data_gen.tables.build_cldr_tables relative package/main data_gen/tables/relative.json

npm pack cldr-cal-{persian,islamic,hebrew,ethiopic,coptic,indian}-full, each unpacked in a folder of its name
python -m data_gen.tables.build_cldr_tables calendars FOLDER data_gen/tables/calendar_names.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data_gen.language_keys import CALENDARS
from data_gen.locales import inventory

_FIELDS = ("year", "quarter", "month", "week", "day", "sun", "mon", "tue", "wed", "thu", "fri", "sat", "hour")

# The languages most people write, and those in which one of the calendars is in use.
_LANGUAGES = (
    "en de fr es it pt nl ru pl sv tr cs da fi hu ro uk id hi fa he el nb hr sr bg bn ca sk sl lt lv et ka "
    "ar ur ms az uz kk ps so am ti sw mr ta te ml gu yi bs sq fa-AF"
).split()

# CLDR counts from Tishri and reserves the sixth month for Adar I; the table has Nisan to Shevat, Adar,
# Adar II, and last Adar I, the twelfth month of leap years.
_HEBREW = ("8", "9", "10", "11", "12", "13", "1", "2", "3", "4", "5", "7", "7-yeartype-leap", "6")
_WITHOUT_ERA = (("indian", "bn"), ("islamic", "bn"), ("hebrew", "he"))


def relative_words(folder: Path) -> dict[str, list[str]]:
    """Language → its words for yesterday, next month, last Friday."""
    table: dict[str, list[str]] = {}
    english: set[str] = set()
    for language in sorted(inventory(), key=lambda name: name != "en"):
        path = folder / language / "dateFields.json"
        if not path.exists():
            continue
        fields = _read(path)["main"][language]["dates"]["fields"]
        words = {
            text: None
            for name in _FIELDS
            for key, text in fields.get(name, {}).items()
            if key.startswith("relative-type-")
        }
        # If a language lacks a word, CLDR has the English one of its root.
        table[language] = [text for text in words if text not in english and text[:1] not in "+-"]
        english = english or set(words)
    return {language: table[language] for language in sorted(table) if table[language]}


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


def _lines(table: Mapping[str, Any], indent: str = "") -> str:
    """A JSON object with one line per key."""
    rows = (f"{indent}{json.dumps(key)}: {json.dumps(table[key], ensure_ascii=False)}" for key in table)
    return "{\n" + ",\n".join(rows) + "\n}"


def main(table: str, folder: Path, target: Path) -> None:
    """Write a table."""
    if table == "relative":
        text = _lines(relative_words(folder))
    else:
        names = (f'"{calendar}": {_lines(calendar_names(folder, calendar), "  ")}' for calendar in CALENDARS)
        text = "{\n" + ",\n".join(names) + "\n}"
    target.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
