"""What converts, NumPy in float32, ONNX Runtime: python tests/benchmarks/runtime_bench.py.

Needs onnx and onnxruntime. Random weights of the named sizes. Throughput is the best of several runs, a whole
process the median of several; the runtimes take turns, so that whatever else the machine does meets all.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = {
    "default": {"embedding": 64, "hidden": 128, "decoder": 192, "alignment": 96, "target_embedding": 32},
    "small": {"embedding": 64, "hidden": 96, "decoder": 128, "alignment": 64, "target_embedding": 32},
}
SOURCE, TARGET = 25, 11  # characters of a usual date and steps to write one

ONE_CONVERSION = """
import sys
sys.path[:0] = [{root!r}, {here!r}]
from datenorm.bundle import load_bundle
bundle = load_bundle({bundle!r})
import numpy as np
from datenorm.search import greedy_search
from datenorm.text.vocabulary import encode_source
if {onnx}:
    from onnx_runtime import OnnxRuntime
    from pathlib import Path
    runtime = OnnxRuntime(Path({bundle!r}))
else:
    from datenorm.runtime import open_runtime
    runtime = open_runtime(bundle.weights)
greedy_search(runtime, np.array([encode_source(bundle.vocabulary, "23 april, 1564", None, None)]))
"""


def make_bundle(directory: Path, sizes: dict[str, int]) -> None:
    """A bundle of random weights, with the ONNX graphs beside them."""
    import numpy as np
    from onnx_runtime import write_graphs

    from datenorm.bundle import Manifest, weight_shapes, write_bundle
    from datenorm.nn.config import ModelConfig
    from datenorm.text.vocabulary import source_vocabulary
    from datenorm.values import TARGET_SYMBOLS

    vocabulary = source_vocabulary(map(chr, range(33, 2250)), {f"l{number}" for number in range(283)})
    config = ModelConfig(len(vocabulary), len(TARGET_SYMBOLS), **sizes)
    generator = np.random.default_rng(0)
    weights = {
        name: (generator.standard_normal(shape) / np.sqrt(shape[-1])).astype(np.float16)
        for name, shape in weight_shapes(config).items()
    }
    write_bundle(directory, Manifest(config, vocabulary.symbols), weights)
    write_graphs(directory, weights)


def throughput(directory: Path, threads: int) -> dict[str, dict[str, int]]:
    """Rows a second, greedy, for each batch size."""
    import numpy as np
    from onnx_runtime import OnnxRuntime

    from datenorm.bundle import load_bundle
    from datenorm.runtime import Float32Runtime, open_runtime

    runtimes = {
        "datenorm": open_runtime(load_bundle(directory).weights),
        "numpy": Float32Runtime(load_bundle(directory).weights),
        "onnxruntime": OnnxRuntime(directory, threads),
    }
    rates: dict[str, dict[str, int]] = {name: {} for name in runtimes}
    for batch in (1, 64, 256, 512):
        ids = np.random.default_rng(1).integers(4, 400, (batch, 2 + SOURCE))
        best = dict.fromkeys(runtimes, float("inf"))
        for _ in range(max(6, 1500 // batch)):
            for name, runtime in runtimes.items():
                start = time.perf_counter()
                encoded = runtime.encode(ids)
                state, previous = encoded.initial_state, np.ones(batch, np.int64)
                for _ in range(TARGET):
                    step = runtime.step(encoded, state, previous)
                    state, previous = step.state, step.logits.argmax(axis=1)
                best[name] = min(best[name], time.perf_counter() - start)
        for name, seconds in best.items():
            rates[name][str(batch)] = round(batch / seconds)
    return rates


def one_process(script: str) -> tuple[float, int]:
    """(milliseconds, MiB at most) of a whole process."""
    # Its own peak: what `wait4` reports starts from the memory of the process that started it.
    peak = "\nprint(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    start = time.perf_counter()
    process = subprocess.run([sys.executable, "-c", script + peak], check=True, capture_output=True)
    return 1000 * (time.perf_counter() - start), int(process.stdout.split()[-2]) // 1024


def cold_start(directory: Path, runs: int = 11) -> dict[str, dict[str, float]]:
    """One conversion as a whole process, beside a bare interpreter and NumPy alone."""
    here = str(Path(__file__).parent)
    scripts = {"bare python": "pass", "import numpy": "import numpy"}
    for onnx, name in enumerate(("datenorm", "onnxruntime")):
        scripts[name] = ONE_CONVERSION.format(
            root=str(ROOT), here=here, bundle=str(directory), onnx=bool(onnx)
        )
    taken: dict[str, list[tuple[float, int]]] = {name: [] for name in scripts}
    for _ in range(runs):
        for name, script in scripts.items():
            taken[name].append(one_process(script))
    return {
        name: {"ms": round(statistics.median(ms for ms, _ in runs)), "MiB": max(mib for _, mib in runs)}
        for name, runs in taken.items()
    }


def install_size() -> dict[str, float]:
    """MiB of each package with the libraries beside it."""
    sizes = {}
    for name in ("numpy", "onnxruntime"):
        spec = importlib.util.find_spec(name)
        assert spec is not None and spec.origin is not None
        package = Path(spec.origin).parent
        folders = [package, package.with_name(f"{name}.libs")]
        files = (file for folder in folders if folder.exists() for file in folder.rglob("*"))
        sizes[name] = round(sum(file.stat().st_size for file in files if file.is_file()) / 2**20, 1)
    return sizes


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=1, help="threads inside one matrix product")
    threads = parser.parse_args().threads
    if os.environ.get("OPENBLAS_NUM_THREADS") != str(threads):  # read when NumPy is first imported
        os.environ["OPENBLAS_NUM_THREADS"] = str(threads)
        os.execv(sys.executable, [sys.executable, *sys.argv])
    sys.path[:0] = [str(ROOT)]
    figures: dict[str, object] = {"threads": threads, "install MiB": install_size()}
    with tempfile.TemporaryDirectory() as scratch:
        for name, sizes in SIZES.items():
            make_bundle(Path(scratch) / name, sizes)
            figures[name] = {
                "rows/s": throughput(Path(scratch) / name, threads),
                "one conversion": cold_start(Path(scratch) / name),
            }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
