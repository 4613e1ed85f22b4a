"""Makes earlier_names.json: names of months and weekdays in earlier releases of CLDR that Babel's lacks.

pip install --no-deps --target older/2.17 Babel==2.17.0  # and 2.14.0, 2.9.1
python -m data_gen.tables.build_earlier_names data_gen/tables/earlier_names.json older/*
"""

from __future__ import annotations

import json
import pickle
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from data_gen.dates import other_names
from data_gen.locales import inventory, load
from data_gen.tables.build_other_names import Lists, fold, new_names

_KINDS = {"months": range(1, 13), "weekdays": range(7)}
_KEYS = {"months": "months", "weekdays": "days"}


def read(folder: Path, names: dict[str, Lists]) -> None:
    """Read the names of a release of Babel from its files, as aliases of its locales leak into others."""
    for path in sorted((folder / "babel" / "locale-data").glob("*.dat")):
        data = pickle.loads(path.read_bytes())
        for kind, keys in _KINDS.items():
            for context in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    found = _at(data, _KEYS[kind], context, width)
                    if all(isinstance(found.get(key), str) for key in keys):
                        names[kind][path.stem.split("_")[0]].append([str(found[key]) for key in keys])


def _at(data: object, *path: str) -> dict[int, object]:
    """What is at a path in the data of a locale; {} if it is missing or an alias."""
    for key in path:
        data = data.get(key, {}) if isinstance(data, dict) else {}
    return data if isinstance(data, dict) else {}


def _script(name: str) -> str:
    """The script of the first letter: LATIN, CJK."""
    letter = next((one for one in name if one.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0]


def missing(language: str, kind: str, lists: list[list[str]]) -> list[list[str]]:
    """For each month or weekday the names that neither Babel nor another library has."""
    known = getattr(other_names, kind)(language) or [()] * len(_KINDS[kind])
    earlier = other_names.earlier(language, kind) or [()] * len(_KINDS[kind])
    folded = [
        {fold(name) for name in names} - {fold(name) for name in before}
        for names, before in zip(known, earlier, strict=True)
    ]
    found = new_names(language, kind, lists)
    script = _script(next(iter(load(language).months.values()), ("",))[0])
    return [
        [name for name in names if fold(name) not in have and _script(name) == script]
        for names, have in zip(found, folded, strict=True)
    ]


def main(target: Path, *releases: Path) -> None:
    """Write the table."""
    names: dict[str, Lists] = {kind: defaultdict(list) for kind in _KINDS}
    for folder in releases:
        read(folder, names)
    lines = []
    for language in sorted(inventory()):
        entry = {kind: missing(language, kind, names[kind][language]) for kind in _KINDS}
        entry = {kind: value for kind, value in entry.items() if any(value)}
        if entry:
            lines.append(f"{json.dumps(language)}: {json.dumps(entry, ensure_ascii=False)}")
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
