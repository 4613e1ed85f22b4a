"""The table of other calendars is made again from a folder that has what it says."""

from __future__ import annotations

import json
from pathlib import Path

from data_gen.tables import build_cldr_tables

TABLES = Path(build_cldr_tables.__file__).parent
HEBREW = "8 9 10 11 12 13 1 2 3 4 5 7 7-yeartype-leap 6".split()  # CLDR's months in the order of the table


def write(path: Path, language: str, dates: dict) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"main": {language: {"dates": dates}}}), encoding="utf-8")


def test_calendar_names_are_made_again(tmp_path: Path) -> None:
    table = TABLES / "calendar_names.json"
    for calendar, languages in json.loads(table.read_text(encoding="utf-8")).items():
        for language, entry in languages.items():
            wide, short = entry["wide"], entry.get("short", entry["wide"])
            keys = HEBREW if calendar == "hebrew" else [str(number) for number in range(1, len(wide) + 1)]
            months = {
                "wide": dict(zip(keys, wide, strict=True)),
                "abbreviated": dict(zip(keys, short, strict=True)),
            }
            era = {"eraAbbr": {"0": entry.get("era", "ERA0")}}
            path = tmp_path / calendar / "package" / "main" / language / f"ca-{calendar}.json"
            write(path, language, {"calendars": {calendar: {"months": {"format": months}, "eras": era}}})
    target = tmp_path / "made.json"
    build_cldr_tables.main(tmp_path, target)
    assert target.read_bytes() == table.read_bytes()
