"""Which kernels there are, and how one is chosen."""

import ctypes
import platform
from pathlib import Path

import numpy as np
import pytest

from datenorm.errors import ConfigError
from datenorm.runtime import CompiledRuntime, Int8Runtime, kernel_of, open_runtime
from datenorm.runtime.library import BODIES, LONGEST, CAutomaton, CNetwork, available_kernels, load_kernel

NAMES = [kernel.name for kernel in available_kernels()]
needs_kernel = pytest.mark.skipif(not NAMES, reason="the kernel was not built")

# What Linux calls the instructions that a body needs.
FLAGS = {
    "x86_64": {"avx2": {"avx2"}, "avxvnni": {"avx2", "avx_vnni"}, "avx512": {"avx512_vnni", "avx512bw"}},
    "aarch64": {"neon": {"asimd"}, "dotprod": {"asimd", "asimddp"}},
}


@pytest.fixture(scope="module")
def small_weights(random_config, random_weights):
    return random_weights(random_config(31), seed=3)


@needs_kernel
@pytest.mark.skipif(platform.system() != "Linux", reason="reads what Linux says about the processor")
def test_every_body_that_the_processor_can_run_does():
    flags = set(Path("/proc/cpuinfo").read_text().split())
    possible = {name for name, needed in FLAGS.get(platform.machine(), {}).items() if needed <= flags}
    assert set(NAMES) == {"c", *possible}
    assert NAMES == [name for name in BODIES if name in NAMES]  # fastest first


@needs_kernel
def test_the_fastest_kernel_is_the_default(small_weights, monkeypatch):
    monkeypatch.delenv("DATENORM_KERNEL", raising=False)
    assert kernel_of(open_runtime(small_weights)) == NAMES[0]


@needs_kernel
def test_the_environment_chooses_a_kernel(small_weights, monkeypatch):
    for name in NAMES:
        monkeypatch.setenv("DATENORM_KERNEL", name)
        runtime = open_runtime(small_weights)
        assert isinstance(runtime, CompiledRuntime) and kernel_of(runtime) == name


def test_the_environment_can_ask_for_numpy(small_weights, monkeypatch):
    monkeypatch.setenv("DATENORM_KERNEL", "numpy")
    runtime = open_runtime(small_weights)
    assert isinstance(runtime, Int8Runtime) and kernel_of(runtime) == "numpy"


def test_an_unknown_kernel_is_an_error(small_weights, monkeypatch):
    monkeypatch.setenv("DATENORM_KERNEL", "avx3")
    with pytest.raises(ConfigError, match="unknown kernel 'avx3'") as caught:
        open_runtime(small_weights)
    assert "avx512" in caught.value.hint and "numpy" in caught.value.hint


def test_a_kernel_that_does_not_run_here_is_an_error():
    missing = next(name for name in BODIES if name not in NAMES)
    with pytest.raises(ConfigError, match=f"the kernel {missing} does not run here") as caught:
        load_kernel(missing)
    assert all(name in caught.value.hint for name in NAMES)


@needs_kernel
def test_a_library_of_another_version_is_not_called():
    library = load_kernel().library
    sizes = ctypes.sizeof(CNetwork), ctypes.sizeof(CAutomaton), LONGEST
    assert library.network_matches(*sizes)
    for changed in ((8, 0, 0), (0, -8, 0), (0, 0, 8)):
        assert not library.network_matches(*np.add(sizes, changed).tolist())


def test_without_a_library_there_are_no_kernels(tmp_path):
    assert available_kernels(tmp_path / "network.so") == []
    (tmp_path / "network.so").write_text("for another system")
    assert available_kernels(tmp_path / "network.so") == []
