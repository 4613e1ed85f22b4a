"""Days and years in words."""

from __future__ import annotations

from random import Random


def day_words(day: int, language: str, rng: Random) -> str | None:
    """A day of the month in words, or None where the language has none."""
    return None


def year_words(year: int, language: str, rng: Random) -> str | None:
    """A year in words, or None where the language has none."""
    return None
