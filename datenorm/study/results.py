"""What the study found, as JSON holds it: one file a run, so that an interrupted study goes on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

RESULT_VERSION = 1


@dataclass(frozen=True)
class Point:
    """A member while it learns.

    Attributes:
        pairs: learnt from so far.
        loss: mean training loss since the point before.
        right: part of the validation pairs written exactly.
    """

    pairs: int
    loss: float
    right: float


@dataclass(frozen=True)
class Alignment:
    """Where attention lay while fields were written.

    Attributes:
        shares: field → mean share of alpha on the characters that carry it.
        even: the same for an attention that looks everywhere alike.
        by_language: language → mean share over all fields.
    """

    shares: Mapping[str, float]
    even: Mapping[str, float]
    by_language: Mapping[str, float]


@dataclass(frozen=True)
class Reach:
    """How much gradient comes to the characters of a date.

    Attributes:
        place: where in the text the date stands.
        length: characters of the text.
        untrained: mean norm of the gradient of the loss at a character of the date, before training.
        trained: the same after it.
        share: part of the summed norms of the whole text that falls on the date, after training.
    """

    place: str
    length: int
    untrained: float
    trained: float
    share: float


@dataclass(frozen=True)
class Grid:
    """Attention over one text; no rows for a network that has none."""

    language: str
    source: str
    written: str
    attention: Sequence[Sequence[float]]


@dataclass(frozen=True)
class Result:
    """One member trained from one seed.

    Attributes:
        member: its name.
        seed: of its weights and pairs.
        made_by: its recipe, and what else it depends on.
        weights: numbers learnt.
        seconds: time of training.
        curve: its learning curve.
        by_length: characters of the text → part written exactly.
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
    """What teacher forcing through a decoder costs for one batch, forward and backward.

    Attributes:
        member: whose decoder.
        source: characters S.
        target: characters T.
        milliseconds: of the fastest of a few tries.
        kept: bytes that forward keeps for backward.
    """

    member: str
    source: int
    target: int
    milliseconds: float
    kept: int


def save_result(result: Result, path: Path) -> None:
    """Write to a temporary name, then rename."""
    _write({"version": RESULT_VERSION, **asdict(result)}, path)


def load_result(path: Path, made_by: Mapping[str, Any]) -> Result | None:
    """A finished run; None where there is none or it was made otherwise."""
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
    """Write what decoders cost."""
    _write({"version": RESULT_VERSION, "costs": [asdict(cost) for cost in costs]}, path)


def load_costs(path: Path) -> list[Cost] | None:
    """What decoders cost, or None where it was not measured."""
    stored = _read(path)
    if stored is None or stored.get("version") != RESULT_VERSION:
        return None
    return [Cost(**one) for one in stored["costs"]]


def _write(values: Mapping[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    temporary.replace(path)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stored
