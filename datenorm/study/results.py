"""Results of the study, stored as one JSON file per run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

RESULT_VERSION = 1


@dataclass(frozen=True)
class Point:
    """A point of a learning curve: pairs so far, training loss since the last point, exact match."""

    pairs: int
    loss: float
    right: float


@dataclass(frozen=True)
class Alignment:
    """Where attention is while fields are written.

    Attributes:
        shares: field → mean share of alpha on its characters.
        even: field → the same for uniform attention.
        by_language: language → mean share over all fields.
    """

    shares: Mapping[str, float]
    even: Mapping[str, float]
    by_language: Mapping[str, float]


@dataclass(frozen=True)
class Reach:
    """How much of the gradient reaches the characters of a date.

    Attributes:
        place: of the date in the text.
        length: characters of the text.
        untrained: mean norm of the gradient at a character of the date, before training.
        trained: the same after training.
        share: the date's share of the summed norms of the text, after training.
    """

    place: str
    length: int
    untrained: float
    trained: float
    share: float


@dataclass(frozen=True)
class Grid:
    """Attention over one text: a row for each symbol written, or none for a network without attention."""

    language: str
    source: str
    written: Sequence[str]
    attention: Sequence[Sequence[float]]


@dataclass(frozen=True)
class Result:
    """One member trained with one seed.

    Attributes:
        member: its name.
        seed: of its weights and pairs.
        made_by: its recipe, and what else the result depends on.
        weights: number of parameters.
        seconds: training time.
        curve: its learning curve.
        by_length: length of the text → share of dates written exactly.
        alignment: None without attention.
        reach: gradients at the date.
        grids: attention over single texts.
    """

    member: str
    seed: int
    made_by: Mapping[str, Any]
    weights: int
    seconds: float
    curve: Sequence[Point]
    by_length: Mapping[int, float]
    alignment: Alignment | None
    reach: Sequence[Reach]
    grids: Sequence[Grid]


@dataclass(frozen=True)
class Cost:
    """Cost of a decoder with teacher forcing for one batch, forward and backward.

    Attributes:
        member: the member of the decoder.
        source: characters S.
        target: characters T.
        milliseconds: time of the fastest run.
        kept: bytes that the forward pass keeps for the backward pass.
    """

    member: str
    source: int
    target: int
    milliseconds: float
    kept: int


def save_result(result: Result, path: Path) -> None:
    """Write a result."""
    _write({"version": RESULT_VERSION, **asdict(result)}, path)


def load_result(path: Path, made_by: Mapping[str, Any]) -> Result | None:
    """A stored result; None if it is missing or depends on other settings."""
    stored = _read(path)
    if stored is None or stored.pop("version", None) != RESULT_VERSION:
        return None
    if stored["made_by"] != json.loads(json.dumps(made_by)):
        return None
    alignment = stored["alignment"]
    known = {
        "curve": [Point(**one) for one in stored["curve"]],
        "by_length": {int(length): right for length, right in stored["by_length"].items()},
        "alignment": None if alignment is None else Alignment(**alignment),
        "reach": [Reach(**one) for one in stored["reach"]],
        "grids": [Grid(**one) for one in stored["grids"]],
    }
    return Result(**{**stored, **known})


def save_costs(costs: Sequence[Cost], path: Path) -> None:
    """Write the costs of decoders."""
    _write({"version": RESULT_VERSION, "costs": [asdict(cost) for cost in costs]}, path)


def load_costs(path: Path) -> list[Cost] | None:
    """The stored costs of decoders, or None."""
    stored = _read(path)
    if stored is None or stored.get("version") != RESULT_VERSION:
        return None
    return [Cost(**one) for one in stored["costs"]]


def _write(values: Mapping[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stored
