"""datenorm beside other date parsers: throughput, latency, one-shot processes, memory, accuracy, streams.

    python -m tests.benchmarks.peers rows --json rows.json
    python -m tests.benchmarks.peers rows catalogue.tsv --node-modules ~/js --json rows.json
    python -m tests.benchmarks.peers streams --json streams.json
    python -m tests.benchmarks.peers markdown rows.json

Needs the extra `train` to draw rows and lines; parsers: `pip install dateparser python-dateutil`, and
`npm install chrono-node any-date-parser` in the directory that --node-modules names. Those that are missing
are left out and named. All take turns, so that whatever else the machine does meets all of them; medians.
The command itself stays small and needs no parser.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from datenorm.bulk.workers import available_cores
from datenorm.cli.evaluate import SEED
from tests.benchmarks.peers.contestants import Contestant, Missing, contestants
from tests.benchmarks.peers.lines import Plan
from tests.benchmarks.peers.markdown import tables
from tests.benchmarks.peers.matches import bare_processes, match
from tests.benchmarks.peers.rows import Choice
from tests.benchmarks.peers.streams import Flow, flow


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        "python -m tests.benchmarks.peers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    rows = commands.add_parser("rows", help="the same rows, text by text, and one-shot processes")
    rows.add_argument("table", nargs="?", type=Path, help="TSV with input and expected; default: drawn pairs")
    rows.add_argument("--rows", type=int, default=10_000, help="rows at most (10000); 0 for all of a table")
    rows.add_argument(
        "--sample", type=int, default=1_000, help="rows slow parsers are timed on (default 1000)"
    )
    rows.add_argument("--single", type=int, default=300, help="rows read one by one (default 300)")
    rows.add_argument("--rounds", type=int, default=5)
    rows.add_argument("--seed", type=int, default=SEED, help="of pairs; not the one that training draws with")
    rows.add_argument(
        "--node-modules", type=Path, default=Path(), metavar="DIR", help="where node_modules is (default .)"
    )
    streams = commands.add_parser("streams", help="lines through standard input, whole processes")
    streams.add_argument("--lines", type=Path, help="file of distinct lines, in place of drawn ones")
    streams.add_argument("--count", type=int, default=1_000_000, help="lines (default 1000000)")
    streams.add_argument("--distinct", type=int, default=20_000, help="values where lines repeat")
    streams.add_argument("--lengths", default="10000,100000,1000000,10000000", help="of the files that grow")
    streams.add_argument("--peer-lines", type=int, default=100_000, help="lines dateutil reads")
    streams.add_argument("--rounds", type=int, default=3)
    streams.add_argument("--workers", type=int, default=2, help="processes that draw lines (default 2)")
    kept = Path(tempfile.gettempdir(), "datenorm-lines")
    streams.add_argument(
        "--keep", type=Path, default=kept, help="directory of the files (default %(default)s)"
    )
    for command in (rows, streams):
        command.add_argument("--model", type=Path, help="bundle (default: the bundled one)")
        command.add_argument("--json", type=Path, help="file to write the figures to")
    markdown = commands.add_parser("markdown", help="the figures of a JSON file as tables")
    markdown.add_argument("file", type=Path)
    asked = parser.parse_args()
    if asked.command == "rows" and asked.table is None and asked.rows < 1:
        parser.error("0 rows are all of a table; pairs of the corpus have no end")
    return asked


def main() -> None:
    """Measure, print the tables, write JSON."""
    asked = arguments()
    if asked.command == "markdown":
        print(tables(json.loads(asked.file.read_text(encoding="utf-8"))))
        return
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    model = asked.model.resolve() if asked.model else None
    figures: dict[str, Any] = {"about": _about(model)}
    with tempfile.TemporaryDirectory() as name:
        measured = _rows if asked.command == "rows" else _streams
        figures |= measured(asked, model, Path(name))
    print(tables(figures))
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _rows(asked: argparse.Namespace, model: Path | None, directory: Path) -> dict[str, Any]:
    players = _present(list(contestants(model, asked.node_modules.resolve())))
    choice = Choice(asked.table, asked.rows, asked.sample, asked.single, asked.seed, model)
    measured = match(players, choice, asked.rounds, directory, _say)
    return {"match": measured, "bare_processes": bare_processes(asked.rounds, shutil.which("node"))}


def _streams(asked: argparse.Namespace, model: Path | None, directory: Path) -> dict[str, Any]:
    names = {player.name for player in _present(list(contestants(model, Path()))[:2])}
    lengths = [int(length) for length in asked.lengths.split(",")]
    plan = Plan(
        given=asked.lines and asked.lines.resolve(),
        count=asked.count,
        distinct=asked.distinct,
        peer=asked.peer_lines,
        lengths=lengths,
        workers=asked.workers,
        kept=asked.keep.resolve(),
    )
    return {"flow": flow(Flow(plan, asked.rounds, model, "dateutil" in names), directory, _say)}


def _present(found: Sequence[Contestant | Missing]) -> list[Contestant]:
    """Those that are installed; the others are named."""
    for one in found:
        if isinstance(one, Missing):
            _say(f"without {one.name}: {one.reason}")
    return [one for one in found if isinstance(one, Contestant)]


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _about(model: Path | None) -> dict[str, Any]:
    """Where and on what the figures were measured."""
    words = [Path(word).name if word.startswith("/") else word for word in sys.argv[1:]]
    return {
        "command": " ".join(["python -m tests.benchmarks.peers", *words]),
        "processor": _processor(),
        "cores": available_cores(),
        "python": platform.python_version(),
        "load_before": os.getloadavg()[0],
        "model": _model_id(model),
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    text = cpuinfo.read_text(encoding="utf-8") if cpuinfo.exists() else ""
    names = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _model_id(model: Path | None) -> str:
    """The start of the checksum of the weights, as `datenorm --version` shows it."""
    import hashlib

    from tests.benchmarks.peers.processes import ROOT

    weights = (model or ROOT / "datenorm" / "models" / "default") / "weights.safetensors"
    return hashlib.sha256(weights.read_bytes()).hexdigest()[:12]


if __name__ == "__main__":
    main()
