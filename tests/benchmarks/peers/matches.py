"""Parsers on the same rows, in turns: times, latency, memory, one-shot processes and accuracy."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.contestants import Contestant
from tests.benchmarks.peers.processes import elsewhere, run
from tests.benchmarks.peers.rows import Choice, job_name, judge, prepare

MODES = ("hinted", "bare")
"""With locale and order of each row, and without."""


def match(
    players: Sequence[Contestant], choice: Choice, rounds: int, directory: Path, say: Callable[[str], None]
) -> dict[str, Any]:
    """Measure.

    Args:
        players: who takes part.
        choice: the rows.
        rounds: how often each is timed; medians are given.
        directory: for what lies between.
        say: told what goes on.

    Returns:
        What JSON holds: `counts` of rows, and `parsers` by name.
    """
    say("preparing rows")
    elsewhere(prepare, choice, directory)
    counts = json.loads((directory / "counts.json").read_text(encoding="utf-8"))
    answered = _answers(players, directory, say)
    taken: dict[tuple[str, str], list[dict[str, float]]] = {}
    one_shot: dict[str, list[dict[str, float]]] = {}
    for number in range(rounds):
        for player in players:
            say(f"round {number + 1} of {rounds}: {player.name}")
            for mode in MODES:
                times = _times(player, mode, directory, has_english=counts["english"] > 0)
                taken.setdefault((player.name, mode), []).append(times)
            usage = run(player.one_shot, directory=player.directory)
            one_shot.setdefault(player.name, []).append(vars(usage))
    say("judging")
    elsewhere(judge, directory, answered, directory / "judged.json")
    judged = json.loads((directory / "judged.json").read_text(encoding="utf-8"))
    parsers = {
        player.name: {
            "version": player.version,
            "timed_rows": counts["sample" if player.is_slow else "times"],
            **{
                mode: medians(taken[player.name, mode]) | {"accuracy": judged[player.name][mode]}
                for mode in MODES
            },
            "one_shot": medians(one_shot[player.name]),
        }
        for player in players
    }
    return {"counts": counts, "rounds": rounds, "parsers": parsers}


def medians(runs: Sequence[dict[str, float]]) -> dict[str, float]:
    """The median of each figure over the rounds."""
    return {name: round(statistics.median(one[name] for one in runs), 4) for name in runs[0]}


def _answers(
    players: Sequence[Contestant], directory: Path, say: Callable[[str], None]
) -> dict[str, dict[str, Path]]:
    answered: dict[str, dict[str, Path]] = {}
    for player in players:
        say(f"answers: {player.name}")
        for mode in MODES:
            path = answered.setdefault(player.name, {})[mode] = directory / f"{player.name}-{mode}.json"
            run(player.worker, stdin=directory / job_name(mode, "answers"), stdout=path)
    return answered


def _times(player: Contestant, mode: str, directory: Path, *, has_english: bool) -> dict[str, float]:
    times = _timed(player, directory / job_name(mode, "sample" if player.is_slow else "times"))
    if has_english:
        english = _timed(player, directory / job_name(mode, "english"))
        times |= {f"english_{name}": english[name] for name in ("per_second", "cpu_us")}
    return times


def _timed(player: Contestant, job: Path) -> dict[str, float]:
    result = job.with_name("times.json")
    usage = run(player.worker, stdin=job, stdout=result)
    times: dict[str, float] = json.loads(result.read_text(encoding="utf-8"))
    return times | {"peak_mb": usage.peak_mb}


def bare_processes(rounds: int, node: str | None) -> dict[str, dict[str, float]]:
    """What an interpreter costs that does nothing, and `datenorm --version`."""
    commands = {
        "python": [sys.executable, "-c", "pass"],
        "datenorm --version": [sys.executable, "-m", "datenorm", "--version"],
    }
    if node is not None:
        commands["node"] = [node, "-e", ""]
    runs = [{name: vars(run(command)) for name, command in commands.items()} for _ in range(rounds)]
    return {name: medians([one[name] for one in runs]) for name in commands}
