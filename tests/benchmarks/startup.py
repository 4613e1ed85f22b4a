"""What one date costs as a command, from start to end: python tests/benchmarks/startup.py

Whole processes, taking turns, so that whatever else the machine does meets all of them; medians of wall and
processor time. dateparser and the bundled model are left out where they are not installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATE = "23 April, 1564"


def commands(model: Path | None) -> dict[str, list[str]]:
    """Name → command line; the same interpreter for all."""
    python = sys.executable
    chosen = ["--model", str(model)] if model else []
    found = {
        "python -c pass": [python, "-c", "pass"],
        "datenorm --help": [python, "-m", "datenorm", "--help"],
        f'datenorm convert "{DATE}"': [python, "-m", "datenorm", "convert", *chosen, DATE],
    }
    if importlib.util.find_spec("dateparser"):
        program = f"import dateparser; print(dateparser.parse({DATE!r}))"
        found["dateparser, one text"] = [python, "-W", "ignore", "-c", program]
    return found


def measure(command: list[str]) -> tuple[float, float]:
    """Wall and processor seconds of one process.

    Raises:
        CalledProcessError: if it fails.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs have their byte code
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="processes of each command (default 15)")
    parser.add_argument("--model", type=Path, help="bundle to convert with; default the bundled one")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    arguments = parser.parse_args()
    chosen = commands(arguments.model)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in chosen}
    for command in chosen.values():
        measure(command)  # files into the cache of the system, byte code written
    for _ in range(arguments.runs):
        for name, command in chosen.items():
            times[name].append(measure(command))
    figures = {
        name: {
            "wall_s": round(statistics.median(wall for wall, _ in taken), 4),
            "fastest_wall_s": round(min(wall for wall, _ in taken), 4),
            "cpu_s": round(statistics.median(cpu for _, cpu in taken), 4),
        }
        for name, taken in times.items()
    }
    print(f"{'':36}{'wall s':>9}{'fastest':>9}{'cpu s':>9}")
    for name, one in figures.items():
        print(f"{name:36}{one['wall_s']:9.3f}{one['fastest_wall_s']:9.3f}{one['cpu_s']:9.3f}")
    if arguments.json:
        about = {"python": platform.python_version(), "cores": os.cpu_count(), "load": os.getloadavg()[0]}
        record = {"runs": arguments.runs, **about, "commands": figures}
        arguments.json.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
