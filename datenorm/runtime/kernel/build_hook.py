"""Compiles the network's kernel into the wheel where a C compiler is there; else the wheel is pure Python.

By hand, for a checkout: python datenorm/runtime/kernel/build_hook.py
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KERNEL = Path("datenorm", "runtime", "kernel")
LIBRARY = KERNEL / "network.so"
BODIES = ("c", "avx2", "avxvnni", "avx512", "neon", "dotprod")
SOURCES = ("network.c", "quantise.c", "search.c", "search_state.c", *(f"body_{name}.c" for name in BODIES))
# Without contraction to fused operations, which would round differently from processor to processor.
OPTIONS = ("-O3", "-ffp-contract=off", "-shared", "-fPIC")


class KernelHook(BuildHookInterface[Any]):
    """Puts the compiled kernel into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers the files."""
        if self.target_name != "wheel":
            return
        problem = compile_kernel(Path(self.root))
        if problem:
            self.app.display_warning(f"Without the compiled kernel, converting runs in NumPy: {problem}")
            return
        system = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{system}"  # plain C behind ctypes: any Python may load it
        build_data["force_include"][str(LIBRARY)] = LIBRARY.as_posix()


def compile_kernel(root: Path) -> str:
    """Compile the kernel into the source tree.

    Returns:
        Why there is none now, or "".
    """
    library = root / LIBRARY
    library.unlink(missing_ok=True)
    if os.name != "posix":
        return f"it is written for Unix, not for {os.name}"
    compiler = shlex.split(os.environ.get("CC", "cc"))
    arguments = [*OPTIONS, "-o", library.name, *SOURCES, "-lm"]
    try:
        done = subprocess.run([*compiler, *arguments], cwd=root / KERNEL, capture_output=True, text=True)
    except OSError as error:
        return str(error)
    return "" if library.is_file() else done.stderr.strip() or f"{compiler[0]} gave up"


if __name__ == "__main__":
    print(compile_kernel(Path(__file__).parents[3]) or f"compiled {LIBRARY}")
