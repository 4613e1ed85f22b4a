"""Pieces of Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def percent(parts: Sequence[float]) -> str:
    return f"{100 * mean(parts):.1f} ± {50 * (max(parts) - min(parts)):.1f}" if parts else "–"


def points(parts: Sequence[float]) -> str:
    return f"{100 * mean(parts):.1f} points"
