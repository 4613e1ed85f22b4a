"""Make relative.json, which Babel lacks: how each language says yesterday, next month or last Friday (CLDR).

npm pack cldr-dates-full && tar -xzf cldr-dates-full-*.tgz
python data_gen/tables/build_relative.py package/main data_gen/tables/relative.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from data_gen.locales import inventory

_FIELDS = ("year", "quarter", "month", "week", "day", "sun", "mon", "tue", "wed", "thu", "fri", "sat", "hour")


def main(source: Path, target: Path) -> None:
    """Write the table: language → its relative words, most of them nearest to today."""
    table: dict[str, list[str]] = {}
    english: set[str] = set()
    for language in sorted(inventory(), key=lambda name: name != "en"):
        path = source / language / "dateFields.json"
        if path.exists():
            fields = json.loads(path.read_text(encoding="utf-8"))["main"][language]["dates"]["fields"]
            words = {
                text: None
                for name in _FIELDS
                for key, text in fields.get(name, {}).items()
                if key.startswith("relative-type-")
            }
            # Where a language lacks a word, CLDR's root has it in English.
            table[language] = [text for text in words if text not in english and text[:1] not in "+-"]
            english = english or set(words)
    lines = [
        f"{json.dumps(name)}: {json.dumps(table[name], ensure_ascii=False)}"
        for name in sorted(table)
        if table[name]
    ]
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
