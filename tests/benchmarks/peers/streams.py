"""`datenorm convert -` beside dateutil in a loop over standard input: whole processes, file to file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.contestants import LOOP, datenorm_command
from tests.benchmarks.peers.lines import Plan, make_all
from tests.benchmarks.peers.matches import medians
from tests.benchmarks.peers.processes import elsewhere, run

DATENORM, DATEUTIL = "datenorm convert -", "dateutil in a loop"


@dataclass(frozen=True)
class Flow:
    """What is measured.

    Attributes:
        plan: the files.
        rounds: how often each file is read, those that grow once.
        model: bundle; None for the bundled one.
        has_peer: whether dateutil is installed.
    """

    plan: Plan
    rounds: int
    model: Path | None
    has_peer: bool


def flow(asked: Flow, directory: Path, say: Callable[[str], None]) -> list[dict[str, Any]]:
    """Measure; one record for each parser and file, medians over the rounds."""
    say("writing lines; drawing a million takes minutes the first time")
    elsewhere(make_all, asked.plan, directory / "files.json")
    files = json.loads((directory / "files.json").read_text(encoding="utf-8"))
    taken: dict[tuple[str, str], list[dict[str, float]]] = {}
    for number, name in _turns(asked):
        for parser, command, key in _runs(asked, name):
            say(f"round {number + 1}: {parser}, {files[key]['lines']:,} lines ({name})")
            taken.setdefault((parser, key), []).append(_measure(command, files[key], directory))
    return [
        {"parser": parser, "case": key.partition("-")[0], "lines": files[key]["lines"], **medians(runs)}
        for (parser, key), runs in taken.items()
    ]


def _turns(asked: Flow) -> list[tuple[int, str]]:
    rounds = [(number, name) for number in range(asked.rounds) for name in ("distinct", "repeated", "days")]
    return rounds + [(0, f"growing-{length}") for length in sorted(asked.plan.lengths)]


def _runs(asked: Flow, name: str) -> list[tuple[str, list[str], str]]:
    """Who reads which file in one turn; the file that grows is read by dateutil once."""
    runs = [(DATENORM, [*datenorm_command(asked.model), "--quiet", "-"], name)]
    case, _, length = name.partition("-")
    if asked.has_peer and (not length or int(length) == max(asked.plan.lengths)):
        runs.append((DATEUTIL, [sys.executable, "-W", "ignore", "-c", LOOP], f"{case}-peer"))
    return runs


def _measure(command: list[str], file: dict[str, Any], directory: Path) -> dict[str, float]:
    """One process over one file.

    Raises:
        RuntimeError: if it does not answer each line with a line.
    """
    out, lines = directory / "out.txt", file["lines"]
    usage = run(command, stdin=Path(file["path"]), stdout=out)
    written = _count(out)
    if written != lines:
        raise RuntimeError(f"{written:,} answers to {lines:,} lines")
    return {
        "seconds": usage.wall,
        "per_second": lines / usage.wall,
        "cpu_us": 1e6 * usage.cpu / lines,
        "peak_mb": usage.peak_mb,
    }


def _count(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
