"""How the kernel is compiled, and what happens where that is impossible."""

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from datenorm.runtime.library import LIBRARY, available_kernels

ROOT = Path(__file__).parents[2]

pytest.importorskip("hatchling", reason="builds wheels")


@pytest.fixture(scope="module")
def hook():
    spec = importlib.util.spec_from_file_location("build_hook", LIBRARY.with_name("build_hook.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def sources(hook, tmp_path):
    """A tree with the sources of the kernel, and a library that an older version left."""
    directory = tmp_path / hook.KERNEL
    directory.mkdir(parents=True)
    for path in LIBRARY.parent.glob("*.[ch]"):
        shutil.copy(path, directory)
    (directory / "network.so").write_text("old")
    return tmp_path


def compiler(tmp_path, monkeypatch, refuse):
    """Make `CC` a compiler that fails if its arguments contain a text; it does not optimise, to be quick."""
    script = tmp_path / "compiler"
    script.write_text(
        f'#!/bin/sh\ncase "$*" in *{refuse}*) echo "no {refuse}" >&2; exit 1;; esac\nexec cc "$@" -O0\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("CC", str(script))


needs_compiler = pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler")


@needs_compiler
def test_an_old_compiler_leaves_out_the_bodies_that_it_does_not_know(hook, sources, tmp_path, monkeypatch):
    best = available_kernels()[0].name
    unknown = "avx2" if best == "c" else best
    compiler(tmp_path, monkeypatch, f"body_{unknown}.c")
    assert hook.compile_kernel(sources, hook.wheel_platform()) == ""
    names = {kernel.name for kernel in available_kernels(sources / hook.KERNEL / LIBRARY.name)}
    assert names == {kernel.name for kernel in available_kernels()} - {unknown}
    assert not list((sources / hook.KERNEL).glob("*.o"))


@needs_compiler
def test_what_the_compiler_said_is_the_problem(hook, sources, tmp_path, monkeypatch):
    compiler(tmp_path, monkeypatch, "body_c.c")
    assert hook.compile_kernel(sources, hook.wheel_platform()) == "no body_c.c"
    assert not (sources / hook.KERNEL / LIBRARY.name).exists()


def test_without_a_compiler_there_is_no_library_not_even_an_old_one(hook, sources, tmp_path, monkeypatch):
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "No such file" in hook.compile_kernel(sources, "linux_x86_64")
    assert not (sources / hook.KERNEL / "network.so").exists()


def test_the_library_is_named_as_it_is_looked_for(hook):
    assert hook.library_name(hook.wheel_platform()) == LIBRARY.name


@pytest.mark.parametrize(
    ("platform", "name"),
    [
        ("win_arm64", "network.dll"),
        ("macosx_11_0_arm64", "network.dylib"),
        ("musllinux_1_2_x86_64", "network.so"),
        ("manylinux_2_17_aarch64", "network.so"),
    ],
)
def test_a_wheel_for_another_platform_can_be_asked_for(hook, platform, name, monkeypatch):
    monkeypatch.setenv("_PYTHON_HOST_PLATFORM", platform)
    assert hook.wheel_platform() == platform
    assert hook.library_name(platform) == name


def test_a_wheel_for_this_machine_is_not_called_fit_for_others(hook, monkeypatch):
    monkeypatch.delenv("_PYTHON_HOST_PLATFORM", raising=False)
    assert "manylinux" not in hook.wheel_platform()


@pytest.mark.slow
@pytest.mark.parametrize("has_compiler", [pytest.param(True, marks=needs_compiler), False])
def test_an_installation_converts_with_a_compiler_and_without(has_compiler, tmp_path):
    tree, wheels, installed = tmp_path / "tree", tmp_path / "wheels", tmp_path / "installed"
    ignored = shutil.ignore_patterns("network.*o", "__pycache__")
    for name in ("datenorm", "data_gen"):
        shutil.copytree(ROOT / name, tree / name, ignore=ignored)
    shutil.copy(LIBRARY.with_name("network.c"), tree / "datenorm" / "runtime" / "kernel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    environment = {name: value for name, value in os.environ.items() if name not in ("CC", "PYTHONPATH")}
    if not has_compiler:
        environment["PATH"] = str(tmp_path)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=tree, env=environment, check=True, capture_output=True)
    (wheel,) = wheels.iterdir()
    assert wheel.name.endswith("-py3-none-any.whl") != has_compiler
    zipfile.ZipFile(wheel).extractall(installed)
    environment = {**environment, "PYTHONPATH": str(installed)}

    def run(*arguments):
        command = [sys.executable, "-m", "datenorm", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
        ).stdout

    assert run("convert", "23 April, 1564") == "1564-04-23\n"
    kernel = available_kernels()[0].name if has_compiler else "numpy"
    assert f"kernel: {kernel}\n" in run("models", "verify")
