"""Makes other_languages.json: dates in languages that moment, dayjs or glibc have and Babel lacks.

apt-get install locales && npm install moment date-fns dayjs
node data_gen/tables/dump_javascript.js > javascript.json
python -m data_gen.tables.build_other_languages javascript.json data_gen/tables/other_languages.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from data_gen.dates.patterns import fields, has_short_year, is_numeric
from data_gen.locales import babel_languages
from data_gen.tables.build_other_names import Names, fold, is_name, read_glibc, read_javascript

_FALLBACKS = {"full": "EEEE, d MMMM y", "long": "d MMMM y", "medium": "d MMM y", "short": "dd/MM/y"}
_DAY = frozenset("yMd")


def forms(lists: list[list[str]], size: int) -> list[list[str]]:
    """The distinct lists of unambiguous names, the longest names first."""
    found: list[list[str]] = []
    for names in lists:
        named = len(names) == size and all(is_name(name, place) for place, name in enumerate(names, 1))
        if named and len({fold(name) for name in names}) == size and names not in found:
            found.append(names)
    return sorted(found, key=lambda names: -sum(map(len, names)))


def standard(patterns: list[str]) -> list[str]:
    """A full, long, medium and short pattern of a library, or a common one if it lacks one."""
    whole = [pattern for pattern in patterns if fields(pattern) >= _DAY]
    named = [pattern for pattern in whole if not is_numeric(pattern)]
    plain = [pattern for pattern in named if "E" not in fields(pattern)]
    found = {
        "full": next((pattern for pattern in named if "EEEE" in pattern), None),
        "long": next((pattern for pattern in plain if "MMMM" in pattern), None),
        "medium": next((pattern for pattern in plain if "MMMM" not in pattern), None),
        "short": next((pattern for pattern in whole if is_numeric(pattern)), None),
    }
    # Formats of the C library have two-digit years; only their order of fields matters.
    if found["short"] and has_short_year(found["short"]):
        found["short"] = found["short"].replace("yy", "y")
    return [found[width] or _FALLBACKS[width] for width in _FALLBACKS]


def main(javascript: Path, target: Path) -> None:
    """Write the table."""
    names = Names()
    read_javascript(javascript, names)
    read_glibc(names)
    lines = []
    for language in sorted(set(names.months) - set(babel_languages())):
        months, weekdays = forms(names.months[language], 12), forms(names.weekdays[language], 7)
        if not months or not weekdays:
            continue
        patterns = [pattern for found in names.patterns[language] for pattern in found]
        entry = {
            "months": [months[0], months[-1]],
            "weekdays": [weekdays[0], weekdays[-1]],
            "standard": standard(patterns),
        }
        lines.append(f"{json.dumps(language)}: {json.dumps(entry, ensure_ascii=False)}")
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
