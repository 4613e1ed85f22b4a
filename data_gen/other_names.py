"""Month and weekday names, and date patterns, that other libraries write and CLDR does not.

The table is made by `data_gen/tables/build_other_names.py`; its sources and their licences are in
`data_gen/tables/README.md`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).parent / "tables" / "other_names.json"

Names = tuple[str, ...]


@cache
def _table() -> dict[str, dict[str, Any]]:
    return dict(json.loads(_TABLE.read_text(encoding="utf-8")))


@cache
def months(language: str) -> tuple[Names, ...]:
    """For each month the names other libraries have for it; () where they have none that CLDR lacks."""
    return tuple(tuple(names) for names in _table().get(language, {}).get("months", ()))


@cache
def weekdays(language: str) -> tuple[Names, ...]:
    """For each weekday from Monday the names other libraries have for it; () where CLDR has them all."""
    return tuple(tuple(names) for names in _table().get(language, {}).get("weekdays", ()))


@cache
def patterns(language: str) -> Names:
    """Date patterns other libraries use in a language, in CLDR's syntax."""
    return tuple(_table().get(language, {}).get("patterns", ()))
