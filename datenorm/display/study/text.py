"""Pieces of Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def ranged(parts: Sequence[float], digits: int) -> str:
    """The mean and, of several, half their range."""
    if not parts:
        return "–"
    half = f" ± {(max(parts) - min(parts)) / 2:.{digits}f}" if len(parts) > 1 else ""
    return f"{mean(parts):.{digits}f}{half}"


def percent(parts: Sequence[float]) -> str:
    return ranged([100 * part for part in parts], 1)


def points(parts: Sequence[float]) -> str:
    return f"{100 * mean(parts):.1f} points"
