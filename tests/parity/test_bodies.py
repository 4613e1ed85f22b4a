"""Kernels for processors that this machine is not, in emulators, give the same bits as NumPy.

A harness in C runs all bodies of the kernel on recorded inputs. `EMULATORS=required` makes a missing compiler
or emulator a failure; else its tests are skipped. `WHEELS=DIR` also runs the libraries of the wheels there.
"""

import ctypes
import os
import platform
import shutil
import subprocess
import zipfile
import zlib
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from datenorm.detection.tagging import TaggingHead, labelled
from datenorm.runtime import CompiledRuntime, Int8Runtime
from datenorm.runtime.int8_weights import quantise
from datenorm.runtime.library import LIBRARY, CMatrix, available_kernels
from datenorm.search.hypotheses import AUTOMATON
from datenorm.search.sources import sources_of
from datenorm.text.vocabulary import BOS, FIRST_HINT, HINTS, PAD

SOURCES = [*sorted(map(str, LIBRARY.parent.glob("*.c"))), str(Path(__file__).with_name("kernel_harness.c"))]
OPTIONS = ["-ffp-contract=off", *SOURCES, "-lm"]
NATIVE = [os.environ.get("CC", "cc"), "-O3"]
SANITIZED = [NATIVE[0], "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
ARM = ["aarch64-linux-gnu-gcc", "-O3", "-static"]
HARNESSES = {
    "this machine": (NATIVE, [], None),
    "this machine, sanitized": (SANITIZED, [], None),
    "AVX-VNNI as AVX-512 VNNI": ([*NATIVE, "-DWITHOUT_VEX"], [], None),
    "x86-64 with AVX2": (NATIVE, ["qemu-x86_64", "-cpu", "Haswell"], {"avx2", "c"}),
    "x86-64 without AVX": (NATIVE, ["qemu-x86_64", "-cpu", "Nehalem"], {"c"}),
    "ARM with dot products": (ARM, ["qemu-aarch64", "-cpu", "max"], {"dotprod", "neon", "c"}),
    "ARM": (ARM, ["qemu-aarch64", "-cpu", "cortex-a72"], {"neon", "c"}),
}
SLOW = {"this machine, sanitized", "AVX-VNNI as AVX-512 VNNI"}  # tests/runtime has the second, too
# Platform of a wheel → what compiles the harness, what runs it, and the bodies that must run.
ON_ARM = ["qemu-aarch64", "-cpu", "max", "-L", "/usr/aarch64-linux-gnu"]
WINE = shutil.which("wine64") or "/usr/lib/wine/wine64"
WHEELS = sorted(Path(os.environ["WHEELS"]).glob("*.whl")) if "WHEELS" in os.environ else []
RUNNERS = {
    "manylinux_2_17_x86_64": (NATIVE, [], None),
    "musllinux_1_2_x86_64": (NATIVE, [], None),
    "manylinux_2_17_aarch64": (ARM[:1], ON_ARM, {"dotprod", "neon", "c"}),
    "musllinux_1_2_aarch64": (ARM[:1], ON_ARM, {"dotprod", "neon", "c"}),
    "win_amd64": (["python-zig", "cc", "-target", "x86_64-windows-gnu"], [WINE], None),
}
# No emulator of these systems is to be had; the workflow of a release runs them on such machines.
IMPOSSIBLE = {"macosx_10_13_x86_64", "macosx_11_0_arm64", "win_arm64"}
SOURCE_SIZE, HINT_SIZE, ROWS, WIDTH, K = 31, 11, 29, 23, 3
SIZES = {"hidden": 40, "decoder": 70, "alignment": 33, "hint_size": HINT_SIZE}

pytestmark = pytest.mark.skipif(not available_kernels(), reason="the kernel was not built")


def blob(content):
    return len(content).to_bytes(8, "little") + content


def blobs(structure, arrays):
    """The fields of a structure of the kernel, with the arrays that it points to."""
    for name, kind in structure._fields_:
        value = getattr(structure, name)
        values = list(value) if issubclass(kind, ctypes.Array) else [value]
        for one in values:
            if isinstance(one, CMatrix):
                yield from blobs(one, arrays)
            elif kind is ctypes.c_float:
                yield blob(np.float32(one).tobytes())
            elif kind is ctypes.c_int32:
                yield blob(np.int32(one).tobytes())
            elif name != "body":
                yield blob(bytes(memoryview(arrays[one])))


@pytest.fixture(scope="module")
def weights(random_config, random_weights):
    return random_weights(random_config(SOURCE_SIZE, **SIZES), seed=9, scale=3.0)


@pytest.fixture(scope="module")
def given():
    """Sources, longest first, and three symbols for each to be read by the decoder."""
    generator = np.random.default_rng(4)
    lengths = np.sort(generator.integers(1, WIDTH - HINTS, ROWS))[::-1] + HINTS
    lengths[0] = WIDTH
    ids = generator.integers(FIRST_HINT, SOURCE_SIZE, (ROWS, WIDTH))
    ids[:, :HINTS] = generator.integers(FIRST_HINT, FIRST_HINT + HINT_SIZE, (ROWS, HINTS))
    ids[np.arange(WIDTH) >= lengths[:, None]] = PAD
    previous = np.concatenate([np.full((1, ROWS), BOS), generator.integers(4, 12, (2, ROWS))])
    return ids, lengths, previous


@pytest.fixture(scope="module")
def head():
    """A tagging head that finds some dates."""
    generator = np.random.default_rng(6)
    return TaggingHead(*(generator.normal(size=size).astype("f4") for size in ((5, 80), 5)))


@pytest.fixture(scope="module")
def recorded(weights, given, head, tmp_path_factory):
    ids, lengths, previous = given
    runtime = CompiledRuntime(weights, available_kernels()[0])
    runtime.encode(ids)  # computes the gates of the symbols
    automaton, tables = runtime._tabulate(AUTOMATON)
    arrays = {**runtime._weights.buffers, **{table.buffer_info()[0]: table for table in tables}}
    numbers = ids, lengths, ids[ids != PAD], lengths - HINTS, np.arange(ROWS), previous
    content = [
        *blobs(runtime._weights.network, arrays),
        *blobs(automaton, arrays),
        blob(head.rounded.widened(2 * runtime._weights.network.hidden).tobytes()),
        blob(head.rounded.bias.tobytes()),
        blob(np.float64(head.rounded.unit).tobytes()),
        *(blob(np.int32(one).tobytes()) for one in (ROWS, WIDTH, K)),
        *(blob(one.astype(np.int32).tobytes()) for one in numbers),
        *(blob(np.float64(one).tobytes()) for one in (np.log(1 / 100), 0.8)),
    ]
    path = tmp_path_factory.mktemp("recorded") / "inputs"
    path.write_bytes(b"".join(content))
    return path


@pytest.fixture(scope="module")
def expected(weights, given, head):
    """The checksums of what NumPy computes, and of the values that the fastest kernel here finds."""
    ids, lengths, previous = given
    runtime = Int8Runtime(weights)
    encoded = runtime.encode(ids)
    state = encoded.initial_state
    outside = np.arange(WIDTH - HINTS) >= (lengths - HINTS)[:, None]
    encoded.annotations[outside] = 0
    encoded.keys[outside] = 0
    sums = [checksum(encoded.annotations, encoded.keys, state.hidden, state.cell)]
    outputs = quantise(weights).output_bias
    for symbols in previous:
        step = runtime.step(encoded, state, symbols)
        state = step.state
        scores = np.tile(outputs, (ROWS, 1))
        scores[:, : step.logits.shape[1]] = step.logits * 512
        sums.append(checksum(scores, step.attention_weights, state.hidden, state.cell))
    found = CompiledRuntime(weights, available_kernels()[0]).search(
        sources_of(ids), AUTOMATON, k=K, floor=float(np.log(1 / 100)), temperature=0.8
    )
    values = checksum(np.frombuffer(found.symbols, np.uint8), np.int32(found.counts))
    return [*sums, values, checksum(*labelled(runtime, head, ids))]


def checksum(*arrays):
    crc = 0
    for array in arrays:
        crc = zlib.crc32(np.ascontiguousarray(array), crc)
    return f"{crc:08x}"


def require(tool):
    if shutil.which(tool) is None:
        if os.environ.get("EMULATORS") == "required":
            pytest.fail(f"{tool} is not installed")
        pytest.skip(f"{tool} is not installed")


@pytest.fixture(scope="module")
def compiled_by(tmp_path_factory):
    """Compiles the harness, once with each compiler and its options."""

    @cache
    def compiled(*compiler):
        harness = tmp_path_factory.mktemp("harness") / "harness"
        subprocess.run([*compiler, "-o", str(harness), *OPTIONS], check=True)
        return str(harness)

    return compiled


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in HARNESSES],
)
def test_every_body_gives_the_same_bits(name, recorded, expected, compiled_by):
    compiler, emulator, bodies = HARNESSES[name]
    if emulator[:1] == ["qemu-x86_64"] and platform.machine() != "x86_64":
        pytest.skip("compiles for this machine")
    for tool in (compiler[0], *emulator[:1]):
        require(tool)
    command = [*emulator, compiled_by(*compiler), str(recorded)]
    environment = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}  # the harness keeps its inputs
    check(command, environment, expected, bodies)


def check(command, environment, expected, bodies):
    """Run a harness; `bodies` must run, or if None, at least those that run here."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    lines = done.stdout.splitlines()
    found = {name: sums for name, *sums in (line.split() for line in lines)}
    assert found == dict.fromkeys(found, expected)
    assert set(found) == (bodies or set(found))
    assert found.keys() >= {kernel.name for kernel in available_kernels() if bodies is None}


@pytest.mark.parametrize("wheel", WHEELS, ids=lambda wheel: wheel.stem.rpartition("-")[2])
def test_the_library_of_a_wheel_gives_the_same_bits(wheel, recorded, expected, tmp_path):
    tag = wheel.stem.rpartition("-")[2]
    with zipfile.ZipFile(wheel) as archive:
        libraries = [name for name in archive.namelist() if name.endswith((".so", ".dylib", ".dll"))]
        if tag == "any":
            assert not libraries
            return
        if tag in IMPOSSIBLE:
            pytest.skip("no emulator of that system is to be had")
        library = tmp_path / Path(*libraries).name
        library.write_bytes(archive.read(*libraries))
    compiler, emulator, bodies = RUNNERS[tag]
    if bodies is None and platform.machine() != "x86_64":
        pytest.skip("needs an x86-64 processor")
    for tool in (compiler[0], *emulator[:1]):
        require(tool)
    if tag.startswith("musl"):  # what the library needs of the C library of musl, that of glibc has too
        native = "/lib/x86_64-linux-gnu" if compiler == NATIVE else "/usr/aarch64-linux-gnu/lib"
        (tmp_path / "libc.so").symlink_to(f"{native}/libc.so.6")
    linking = ["-Wl,--disable-new-dtags,-rpath,$ORIGIN,--allow-shlib-undefined,--no-as-needed", "-lm"]
    place = [] if library.suffix == ".dll" else linking
    harness = ["-o", "harness.exe", str(Path(__file__).with_name("kernel_harness.c")), library.name, *place]
    subprocess.run([*compiler, *harness], cwd=tmp_path, check=True)
    environment = {**os.environ, "WINEPREFIX": str(tmp_path / "wine"), "WINEDEBUG": "-all"}
    environment["WINEDLLOVERRIDES"] = "mscoree,mshtml="  # which a new prefix would ask for
    check([*emulator, str(tmp_path / "harness.exe"), str(recorded)], environment, expected, bodies)
