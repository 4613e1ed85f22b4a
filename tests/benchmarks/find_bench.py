"""How fast dates are found in texts, and in how much memory: python tests/benchmarks/find_bench.py

The same texts for `datenorm find`, for `dateparser.search` (extra `compare`) and for chrono, if node has it:
`npm install chrono-node` in the directory that --node-modules names. Each size is a process of its own, with
its start. Slow finders get the small sizes alone. Prints a table, and with --json writes the figures.

Memory is that of the largest process. The text is English documents of the generator (extra `train`), or a
file, repeated up to each size.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
SLOW = 100_000
"""Bytes of the largest text for a finder that takes minutes for more."""

DATEPARSER = """
import sys
from dateparser.search import search_dates
text = open(sys.argv[1], encoding="utf-8").read()
print(len(search_dates(text, languages=["en"]) or []))
"""
CHRONO = """
const text = require("fs").readFileSync(process.argv[1], "utf-8");
console.log(require("chrono-node").parse(text).length);
"""


@dataclass(frozen=True)
class Run:
    """One text read by one finder.

    Attributes:
        finder: its name.
        size: bytes of the text.
        seconds: on the clock, with the start.
        cpu: of all processors.
        megabytes: of the largest process.
        dates: how many it found.
    """

    finder: str
    size: int
    seconds: float
    cpu: float
    megabytes: float
    dates: int

    @property
    def row(self) -> str:
        """A row of the table."""
        rate, cpu_rate = (self.size / 1e3 / spent for spent in (self.seconds, self.cpu))
        return (
            f"{self.finder:24}{self.size / 1e3:10,.0f} kB{self.seconds:9.2f} s{rate:10,.1f} kB/s"
            f"{cpu_rate:10,.1f} kB/s of processor{self.megabytes:8.0f} MB{self.dates:9,} dates"
        )


def measure(finder: str, command: Sequence[str], size: int, *, counts_lines: bool = False) -> Run | None:
    """Run a finder on a text; None if it fails, such as one that is not installed."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = status
        output.seek(0)
        written = output.read()
    if status:
        return None
    dates = written.count(b"\n") if counts_lines else int(written)
    return Run(finder, size, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, dates)


def runs(text: str, sizes: Sequence[int], arguments: argparse.Namespace) -> Iterator[Run]:
    """Each finder on each size, in turns."""
    with tempfile.TemporaryDirectory() as directory:
        for size in sizes:
            path = Path(directory) / f"{size}.txt"
            path.write_text((text * (size // len(text) + 1))[:size], encoding="utf-8")
            length = path.stat().st_size
            for workers in arguments.workers:
                line = [sys.executable, "-m", "datenorm", "find", "--quiet", "--workers", str(workers)]
                line += ["--model", str(arguments.model)] if arguments.model else []
                run = measure(f"datenorm, {workers} workers", [*line, str(path)], length, counts_lines=True)
                if run is None:
                    raise SystemExit("datenorm find failed; does the model have a tagging head?")
                yield run
            others = {"chrono": ["node", "-e", CHRONO, str(path)]}
            if size <= SLOW:
                others["dateparser.search"] = [sys.executable, "-c", DATEPARSER, str(path)]
            for name, command in others.items():
                run = measure(name, command, length)
                if run is not None:
                    yield run


def generated() -> str:
    """What `write_generated` writes, from another process: the memory of this one would count as theirs."""
    line = [sys.executable, __file__, "--generate"]
    return subprocess.run(line, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout


def write_generated(size: int = 100_000) -> None:
    """Write English documents of the generator to standard output."""
    from data_gen.documents import documents

    parts: list[str] = []
    length = 0
    for document in documents(1, None, languages=("en",)):
        parts.append(document.text)
        length += len(document.text) + 2
        if length > size:
            break
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write("\n\n".join(parts))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, help="file to read in place of generated documents")
    parser.add_argument("--model", type=Path, help="bundle; the bundled model by default")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--node-modules", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--generate", action="store_true", help="write the generated text, and end")
    arguments = parser.parse_args()
    sys.path[:0] = [str(ROOT)]
    if arguments.node_modules is not None:
        os.environ["NODE_PATH"] = str(arguments.node_modules.resolve() / "node_modules")
    if arguments.generate:
        write_generated()
        return
    text = generated() if arguments.text is None else arguments.text.read_text(encoding="utf-8")
    measured = []
    for run in runs(text, arguments.sizes, arguments):
        print(run.row, flush=True)
        measured.append(run)
    if arguments.json is not None:
        arguments.json.write_text(json.dumps([asdict(run) for run in measured], indent=1))


if __name__ == "__main__":
    main()
