"""Runs tests and the fuzzer with a kernel that notices wrong accesses to memory and undefined operations.

    python tests/benchmarks/sanitized.py --lines 20000 --bundles 1000

A copy of the checkout gets a kernel compiled with -fsanitize=address,undefined, which ends the process at the
first fault. In it run the tests of parity and of the runtimes, hostile lines, and mutated bundles whose
checksums fit, in turn with every body of the kernel that this processor has. The exit code is 1 if one fails.
Needs GCC with its sanitizers; the tests need the extras `train` and `dev`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from datenorm.bundle import default_bundle_path
from datenorm.runtime.library import LIBRARY, available_kernels
from tests.benchmarks.fuzz import BUNDLES, LINES

ROOT = Path(__file__).parents[2]
COPIED = ("pyproject.toml", "datenorm", "data_gen", "tests")
PARITY = ("tests/parity/test_torch_numpy.py", "tests/parity/test_family.py", "tests/runtime")
COMPILER = os.environ.get("CC", "cc")
SANITIZED = "-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -g"


def make_copy(directory: Path) -> Path:
    """Copy the checkout and compile the kernel of the copy with the sanitizers.

    Returns:
        The copied kernel.
    """
    ignored = shutil.ignore_patterns("__pycache__", "*.so")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, directory / name, ignore=ignored)
        else:
            shutil.copy(source, directory)
    library = directory / LIBRARY.relative_to(ROOT)
    environment = {**os.environ, "CC": f"{COMPILER} {SANITIZED}", "PYTHONPATH": str(directory)}
    subprocess.run([sys.executable, library.parent / "build_hook.py"], check=True, env=environment)
    if b"__asan_init" not in library.read_bytes():
        raise SystemExit(f"{COMPILER} made no sanitized kernel")
    return library


def environment_of(directory: Path) -> dict[str, str]:
    """Variables with which Python loads a sanitized library and ends at its first fault."""
    names = ("libasan.so", "libubsan.so", "libstdc++.so.6")  # the last one before others throw exceptions
    found = (
        subprocess.run([COMPILER, f"-print-file-name={name}"], capture_output=True, text=True, check=True)
        for name in names
    )
    return {
        **os.environ,
        "PYTHONPATH": str(directory),
        "LD_PRELOAD": " ".join(one.stdout.strip() for one in found),
        "ASAN_OPTIONS": "detect_leaks=0",  # Python keeps much to its end
        "UBSAN_OPTIONS": "print_stacktrace=1",
        "OMP_NUM_THREADS": "1",
    }


def run(arguments: Sequence[str], directory: Path, environment: Mapping[str, str]) -> str:
    """Run Python in the copy; ends this program if that fails."""
    line = [sys.executable, *arguments]
    done = subprocess.run(line, cwd=directory, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-3000:], done.stderr[-6000:], sep="\n")
        print(f"failed with code {done.returncode}: {' '.join(arguments)}")
        raise SystemExit(1)
    return done.stdout


def is_noticed(directory: Path, environment: Mapping[str, str]) -> bool:
    """Whether a fault ends a process: the kernel reads an automaton of one number in place of many."""
    program = (
        "from array import array\n"
        "from datenorm.runtime import compiled\n"
        "from datenorm.convert.normalizer import Normalizer\n"
        "whole, small = compiled.CAutomaton, array('i', [0])\n"
        "address, _ = small.buffer_info()\n"
        "compiled.CAutomaton = lambda *given: whole(address, *given[1:4], 0, *given[5:])\n"
        "Normalizer.load().convert('20 July 1969')\n"
    )
    environment = {**environment, "PYTHONMALLOC": "malloc"}  # the sanitizer does not see Python's own blocks
    line = [sys.executable, "-c", program]
    done = subprocess.run(line, cwd=directory, env=environment, capture_output=True, text=True, check=False)
    return done.returncode != 0 and "AddressSanitizer" in done.stderr


def main() -> None:
    """Compile, test, and fuzz."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--bundles", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", type=Path, default=default_bundle_path())
    parser.add_argument("--no-tests", action="store_true", help="leave out the tests of parity")
    options = parser.parse_args()
    kernels = [kernel.name for kernel in available_kernels()]
    if not kernels:
        raise SystemExit("no kernel runs here")
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        make_copy(directory)
        environment = environment_of(directory)
        if not is_noticed(directory, environment):
            raise SystemExit("a fault in the kernel was not noticed")
        if not options.no_tests:
            tests = ["-m", "pytest", "-q", "-p", "no:cacheprovider", *PARITY]
            print(run(tests, directory, environment).strip().splitlines()[-1], flush=True)
        for kind, count, size in (("lines", options.lines, LINES), ("bundles", options.bundles, BUNDLES)):
            tried: Counter[str] = Counter()
            for number, kernel in zip(range(-(-count // size)), cycle(kernels), strict=False):
                seed = str(options.seed * 1_000_000 + number)
                fuzz = ["tests/benchmarks/fuzz.py", "--round", kind, "--seed", seed]
                fuzz += ["--model", str(options.model.resolve())]
                written = run(fuzz, directory, {**environment, "DATENORM_KERNEL": kernel})
                tried.update(json.loads(written.splitlines()[-1]))
            figures = ", ".join(f"{name} {number:,}" for name, number in sorted(tried.items()))
            print(f"{kind}, in turn with {', '.join(kernels)}: {figures}", flush=True)


if __name__ == "__main__":
    main()
