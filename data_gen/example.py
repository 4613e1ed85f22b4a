"""An example before noise, and the names of the kinds of example."""

from __future__ import annotations

from dataclasses import dataclass

REFUSAL = "∅"
ORDERS = ("DMY", "MDY", "YMD")
DAY = frozenset("yMd")
KINDS = (
    "full",
    "full2y",
    "datetime",
    "embedded",
    "partial",
    "noyear",
    "words",
    "archival",
    "calendar",
    "oldstyle",
    "nodate",
)
CARRIED = frozenset({"full", "full2y", "partial", "noyear"})
"""Kinds that stand inside other words now and then."""
SPLIT_BY_PATTERN = CARRIED | {"archival"}
"""Kinds whose patterns are split between training and validation."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An example before noise."""

    text: str
    value: str
    language: str
    order: str
    pattern: str
    kind: str
