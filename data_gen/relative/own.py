"""The relative dates in the file of a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from data_gen.language import pairs


@cache
def own_sayings(language: str) -> Mapping[str, str]:
    """What people of a language say, usual or not: text with placeholders → program."""
    return {**pairs(language, "relative.sayings"), **pairs(language, "relative.usual")}
