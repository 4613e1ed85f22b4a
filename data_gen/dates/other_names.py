"""Month and weekday names, and date patterns, that other libraries and people write and CLDR does not.

What people write is in `data_gen.dates.spoken_names`. The table is made by
`data_gen/tables/build_other_names.py`; its sources and their licences are in `data_gen/tables/README.md`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from data_gen.dates import spoken_names

_TABLE = Path(__file__).parents[1] / "tables" / "other_names.json"

Names = tuple[str, ...]


@cache
def _table() -> dict[str, dict[str, Any]]:
    return dict(json.loads(_TABLE.read_text(encoding="utf-8")))


@cache
def months(language: str) -> tuple[Names, ...]:
    """For each month the names other libraries and people have for it; () where CLDR has them all."""
    listed = _listed(language, "months")
    return _merged(listed, spoken_names.months(language, listed))


@cache
def weekdays(language: str) -> tuple[Names, ...]:
    """For each weekday from Monday the names other libraries and people have for it; () where CLDR has
    them all."""
    listed = _listed(language, "weekdays")
    return _merged(listed, spoken_names.weekdays(language, listed))


def _listed(language: str, kind: str) -> tuple[Names, ...]:
    return tuple(tuple(names) for names in _table().get(language, {}).get(kind, ()))


def _merged(listed: tuple[Names, ...], spoken: tuple[Names, ...]) -> tuple[Names, ...]:
    if not any(spoken):
        return listed
    return tuple((*names, *own) for names, own in zip(listed or ((),) * len(spoken), spoken, strict=True))


@cache
def patterns(language: str) -> Names:
    """Date patterns other libraries use in a language, in CLDR's syntax."""
    return tuple(_table().get(language, {}).get("patterns", ()))
