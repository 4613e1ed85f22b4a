"""The dates of languages that other libraries write and CLDR does not have: Divehi, Klingon, Walloon.

The table is made by `data_gen/tables/build_other_languages.py`; its sources and their licences are in
`data_gen/tables/README.md`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent / "tables" / "other_languages.json"

Names = tuple[str, ...]
Entry = Mapping[str, tuple[Names, ...]]


@lru_cache(maxsize=1)
def table() -> Mapping[str, Entry]:
    """Language → `months` and `weekdays`, each wide and abbreviated, and `standard`, its date patterns from
    full to short.

    >>> table()["tlh"]["months"][0][0], table()["tlh"]["standard"][0][1]
    ('tera’ jar wa’', 'd MMMM y')
    """
    raw = json.loads(_TABLE.read_text(encoding="utf-8"))
    return {
        language: {
            "months": tuple(map(tuple, entry["months"])),
            "weekdays": tuple(map(tuple, entry["weekdays"])),
            "standard": (tuple(entry["standard"]),),
        }
        for language, entry in raw.items()
    }
