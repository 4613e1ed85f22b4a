"""The ladder of docs/adr/0011-throughput.md: python tests/benchmarks/throughput.py LINES.txt

Processor time a line of each runtime on the same lines, in turns, and what comes before the network. Lines
such as: datenorm generate --n 20000 | jq -r .source. Writes JSON.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")


class Meter:
    """Adds up processor time by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, name: str, work: Callable[[], T]) -> T:
        """Do it and keep the best time of its name."""
        start = time.process_time()
        result = work()
        self.seconds[name] = min(time.process_time() - start, self.seconds.get(name, math.inf))
        return result


def measure(lines: list[str], rounds: int) -> dict[str, object]:
    """Microseconds a line."""
    from datenorm.bundle import load_bundle
    from datenorm.convert.decision import DECIDING, LEAST_DECIDING
    from datenorm.convert.normalizer import Normalizer
    from datenorm.runtime import CompiledRuntime, Float32Runtime, Int8Runtime, Runtime
    from datenorm.runtime.library import load_kernel
    from datenorm.search import SourceEncoder, top_k_many
    from datenorm.text import canonical_text
    from datenorm.text.vocabulary import encode_hints

    bundle, kernel = load_bundle(), load_kernel()
    runtimes: dict[str, Runtime] = {
        "float32, NumPy": Float32Runtime(bundle.weights),
        "integers, NumPy": Int8Runtime(bundle.weights),
    }
    if kernel is not None:
        runtimes["integers, compiled"] = CompiledRuntime(bundle.weights, kernel)
    meter = Meter()
    texts = meter.run("canonicalise", lambda: [canonical_text(line) for line in lines])
    texts = sorted(filter(None, texts), key=len, reverse=True)
    sources, hints = SourceEncoder(bundle.vocabulary), encode_hints(bundle.vocabulary, None, None)
    batches = meter.run("encode", lambda: list(sources.batches(texts, [hints] * len(texts))))
    arrays = [ids for _, ids in batches]
    temperature = bundle.manifest.calibration.temperature
    normalizers = {name: Normalizer(bundle, runtime) for name, runtime in runtimes.items()}
    for _ in range(rounds):
        for name, runtime in runtimes.items():
            meter.run(
                f"search, {name}",
                lambda runtime=runtime: [
                    top_k_many(runtime, batch, k=DECIDING, least=LEAST_DECIDING, temperature=temperature)
                    for batch in arrays
                ],
            )
            meter.run(
                f"everything, {name}",
                lambda name=name: list(normalizers[name].convert_many(lines)),
            )
    return {name: round(1e6 * seconds / len(lines), 1) for name, seconds in meter.seconds.items()}


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # read when NumPy is first imported
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.argv])
    sys.path[:0] = [str(ROOT)]
    lines = arguments.lines.read_text(encoding="utf-8").splitlines()
    print(
        json.dumps(
            {"lines": len(lines), "µs a line": measure(lines, arguments.rounds)}, ensure_ascii=False, indent=2
        )
    )


if __name__ == "__main__":
    main()
