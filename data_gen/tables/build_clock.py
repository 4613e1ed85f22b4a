"""Makes clock.json: how times of day are joined to dates and how offsets from UTC are written.

npm pack cldr-dates-full && tar -xzf cldr-dates-full-*.tgz
npm install moment && node data_gen/tables/dump_times.js > times.json
python -m data_gen.tables.build_clock package/main times.json data_gen/tables/clock.json
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from data_gen.locales import inventory

_USUAL = {"hours": "+HH:mm;-HH:mm", "gmt": "GMT{0}", "zero": "GMT"}
_PLAIN_JOINS = ("{1} {0}", "{1}, {0}")
_FIELD = re.compile(r"\[([^\]]*)\]|[HhmsAa]+|[^HhmsAa\[]+")


def of_cldr(folder: Path) -> dict[str, dict[str, Any]]:
    """Locale → its joins and offsets, where they are neither the usual ones nor those of its language."""
    found: dict[str, dict[str, Any]] = {}
    for identifiers in inventory().values():
        for identifier in identifiers:
            entry = _entry(folder / identifier, identifier)
            if entry is not None and entry != found.get(identifiers[0], {}):
                found[identifier] = entry
    return found


def _entry(folder: Path, identifier: str) -> dict[str, Any] | None:
    if not folder.is_dir():
        return None
    dates = _read(folder / "ca-gregorian.json")["main"][identifier]["dates"]["calendars"]["gregorian"]
    joins = dates["dateTimeFormats-atTime"]["standard"]
    zones = _read(folder / "timeZoneNames.json")["main"][identifier]["dates"]["timeZoneNames"]
    entry: dict[str, Any] = {
        key: zones[name]
        for key, name in (("hours", "hourFormat"), ("gmt", "gmtFormat"), ("zero", "gmtZeroFormat"))
        if zones[name] != _USUAL[key]
    }
    worded = [joins[width] for width in ("full", "long") if joins[width] not in _PLAIN_JOINS]
    return {**entry, **({"joins": sorted(set(worded))} if worded else {})}


def of_moment(dumped: Path) -> dict[str, dict[str, Any]]:
    """Language → moment's time formats and join in CLDR's syntax, and its names of halves of the day.

    One that moment has in several scripts has that of its second script apart, as `kok-Latn`.
    """
    found: dict[str, dict[str, Any]] = {}
    for code, entry in sorted(_read(dumped).items()):
        halves = entry["halves"]
        times = [_cldr(form) for form in entry["times"]]
        known: dict[str, Any] = {}
        if set(halves) != {"AM", "PM"}:
            known["halves"] = halves
        if any(re.sub("[Hms:a. ]|hh?", "", form) for form in times) or "a" in times[0]:
            known["times"] = times
        join = _cldr(entry["join"])
        if "{1}" in join and "{0}" in join and join not in _PLAIN_JOINS:
            known["join"] = join
        if known and _language(code).partition("-")[0] in inventory():
            found.setdefault(_language(code), known)
    return found


_CODES = {"no": "nb", "tl-ph": "fil", "gom-deva": "kok", "gom-latn": "kok-Latn"}
"""moment's code → CLDR's, where another than its language."""


def _language(code: str) -> str:
    return _CODES.get(code, code.partition("-")[0])


def _cldr(form: str) -> str:
    """A format of moment in CLDR's syntax."""
    pieces = []
    for match in _FIELD.finditer(form):
        text = match[1] if match[1] is not None else match[0]
        if match[1] is None and text[0] in "HhmsAa":
            pieces.append(text.replace("A", "a"))
        else:
            pieces.append("'" + text + "'" if re.search(r"[^\W\d_]", text) else text)
    return "".join(pieces)


def _read(path: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(path.read_text(encoding="utf-8"))


def _lines(table: dict[str, Any]) -> str:
    """A JSON object with one line per key."""
    rows = (f"  {json.dumps(key)}: {json.dumps(table[key], ensure_ascii=False)}" for key in sorted(table))
    return "{\n" + ",\n".join(rows) + "\n }"


def main(folder: Path, dumped: Path, target: Path) -> None:
    """Write the table."""
    text = f'{{"cldr": {_lines(of_cldr(folder))},\n"moment": {_lines(of_moment(dumped))}}}\n'
    target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
