"""Compiles the network's kernel into the wheel where a C compiler is there; else the wheel is pure Python.

By hand, for a checkout: python datenorm/runtime/kernel/build_hook.py
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

KERNEL = Path("datenorm", "runtime", "kernel")
BODIES = ("c", "avx2", "avxvnni", "avx512", "neon", "dotprod")
SOURCES = ("label.c", "network.c", "quantise.c", "search.c", "search_state.c")
# Without contraction to fused operations, which would round differently from processor to processor.
OPTIONS = ("-O3", "-ffp-contract=off", "-fvisibility=hidden", "-shared")


class KernelHook(BuildHookInterface[Any]):
    """Puts the compiled kernel into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers the files."""
        if self.target_name != "wheel":
            return
        platform = wheel_platform()
        problem = compile_kernel(Path(self.root), platform)
        if problem:
            self.app.display_warning(f"Without the compiled kernel, converting runs in NumPy: {problem}")
            return
        library = KERNEL / library_name(platform)
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform}"  # plain C behind ctypes: any Python may load it
        build_data["force_include"][str(library)] = library.as_posix()


def wheel_platform() -> str:
    """The platform tag of the wheel: what `_PYTHON_HOST_PLATFORM` says, else this machine's."""
    tags = list(platform_tags())
    return next((tag for tag in tags if not tag.startswith(("manylinux", "musllinux"))), tags[0])


def library_name(platform: str) -> str:
    """The file name of the library on a platform, as datenorm/runtime/library.py looks for it."""
    suffix = {"win": "dll", "macosx": "dylib"}.get(platform.partition("_")[0], "so")
    return f"network.{suffix}"


def compile_kernel(root: Path, platform: str) -> str:
    """Compile the kernel into the source tree.

    The compiler is that of the environment variable `CC`, which may have options. An old compiler that does
    not know the instructions of a body leaves that body out.

    Returns:
        Why there is none now, or "".
    """
    directory = root / KERNEL
    for old in ("network.so", "network.dylib", "network.dll"):
        (directory / old).unlink(missing_ok=True)
    name = library_name(platform)
    # Other compilers for Windows do not align vectors on the stack (GCC) or have none (that of Microsoft).
    usual = ["clang"] if platform.startswith("win") else ["cc", "gcc", "clang"]
    given = os.environ.get("CC")
    problem = ""
    for compiler in [shlex.split(given)] if given else [[one] for one in usual]:
        problem = _compile(directory, compiler, name, BODIES)
        if problem:
            known = [body for body in BODIES if _knows(directory, compiler, body)]
            problem = _compile(directory, compiler, name, known) if "c" in known else problem
        if not problem:
            break
    return problem


def _compile(directory: Path, compiler: Sequence[str], name: str, bodies: Sequence[str]) -> str:
    """Compile a library with some bodies; returns what went wrong, or ""."""
    files = [*SOURCES, *(f"body_{body}.c" for body in bodies)]
    without = [f"-DWITHOUT_{body.upper()}" for body in BODIES if body not in bodies]
    system = {"network.dll": [], "network.dylib": ["-fPIC", "-Wl,-install_name,@rpath/network.dylib"]}
    with tempfile.TemporaryDirectory() as made:  # linkers for Windows also write files that nobody needs
        library = Path(made, name)
        command = [*compiler, *OPTIONS, *without, "-o", str(library), *files]
        problem = _run(directory, [*command, *system.get(name, ["-fPIC", "-lm"])], library)
        if not problem:
            shutil.copy(library, directory)
    return problem


def _knows(directory: Path, compiler: Sequence[str], body: str) -> bool:
    """Whether a compiler knows the instructions of a body."""
    with tempfile.TemporaryDirectory() as made:
        unit = Path(made, "body.o")
        return not _run(directory, [*compiler, "-O1", "-c", "-o", str(unit), f"body_{body}.c"], unit)


def _run(directory: Path, command: Sequence[str], made: Path) -> str:
    """Run a compiler that is to make a file; returns what went wrong, or ""."""
    try:
        done = subprocess.run(command, cwd=directory, capture_output=True, text=True, errors="replace")
    except OSError as error:
        return f"{command[0]}: {error.strerror or error}"
    return "" if done.returncode == 0 and made.is_file() else done.stderr.strip() or f"{command[0]} gave up"


if __name__ == "__main__":
    here = wheel_platform()
    failure = compile_kernel(Path(__file__).parents[3], here)
    print(failure or f"compiled {KERNEL / library_name(here)}")
    sys.exit(1 if failure else 0)
