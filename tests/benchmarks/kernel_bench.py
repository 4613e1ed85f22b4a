"""Time what converts with every kernel that runs here and with NumPy, in one run.

    python tests/benchmarks/kernel_bench.py lines.txt

Prints, for each, microseconds of processor time a line for the network with its search, and for converting.
All must give the same conversions.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from datenorm.bundle import load_bundle
from datenorm.convert.decision import DECIDING, LEAST_DECIDING
from datenorm.convert.normalizer import Normalizer
from datenorm.runtime import CompiledRuntime, Int8Runtime, Runtime
from datenorm.runtime.library import available_kernels
from datenorm.search import SourceEncoder, top_k_many
from datenorm.text import canonical_text
from datenorm.text.vocabulary import encode_hints


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """The least processor time of several runs, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="distinct texts, one a line")
    parser.add_argument("--model", type=Path, help="the directory of a model; the bundled one if left out")
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # read when NumPy is first imported
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.argv])
    lines = given.file.read_text(encoding="utf-8").splitlines()[: given.lines]
    bundle = load_bundle(given.model)
    runtimes: dict[str, Runtime] = {
        kernel.name: CompiledRuntime(bundle.weights, kernel) for kernel in available_kernels()
    }
    runtimes["numpy"] = Int8Runtime(bundle.weights)
    texts = sorted(filter(None, map(canonical_text, lines)), key=len, reverse=True)
    hints = encode_hints(bundle.vocabulary, None, None)
    batches = [ids for _, ids in SourceEncoder(bundle.vocabulary).batches(texts, [hints] * len(texts))]
    temperature = bundle.manifest.calibration.temperature
    answers = set()
    print(f"{'kernel':10} {'search':>10} {'convert':>10}")
    for name, runtime in runtimes.items():
        normalizer = Normalizer(bundle, runtime)

        def search(runtime: Runtime = runtime) -> None:
            for ids in batches:
                top_k_many(runtime, ids, k=DECIDING, least=LEAST_DECIDING, temperature=temperature)

        def convert(normalizer: Normalizer = normalizer) -> list[str]:
            return [str(conversion) for conversion in normalizer.convert_many(lines)]

        answers.add(tuple(convert()))
        searched = best_of(given.rounds, search)
        converted = best_of(given.rounds, convert)
        print(f"{name:10} {searched / len(lines) * 1e6:10.1f} {converted / len(lines) * 1e6:10.1f}")
    assert len(answers) == 1, "the kernels answer differently"


if __name__ == "__main__":
    main()
