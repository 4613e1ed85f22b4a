"""What a whole process costs. Standard library only."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
_LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True)
class Usage:
    """One process, start and end included.

    Attributes:
        wall: seconds by the clock.
        cpu: seconds of processor time, of all its threads.
        peak_mb: most memory that was resident, in MiB.
    """

    wall: float
    cpu: float
    peak_mb: float


def run(
    command: Sequence[str | Path],
    *,
    stdin: Path | None = None,
    stdout: Path | None = None,
    directory: Path = ROOT,
) -> Usage:
    """Run a command and wait for it.

    Args:
        command: program and arguments.
        stdin: file it reads; None for nothing.
        stdout: file it writes; None for nowhere.
        directory: where it runs.

    Raises:
        RuntimeError: if it fails; 1 is how datenorm says that it refused something.
    """
    told, tell = os.pipe()
    launch = [sys.executable, "-I", "-S", _LAUNCH, str(tell), *command]
    with (
        Path(stdin or os.devnull).open("rb") as source,
        Path(stdout or os.devnull).open("wb") as target,
        tempfile.TemporaryFile() as errors,
        os.fdopen(told, "rb") as answer,
    ):
        with os.fdopen(tell, "wb"):
            subprocess.run(
                launch,
                stdin=source,
                stdout=target,
                stderr=errors,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                cwd=directory,
                pass_fds=[tell],
            )
        wall, cpu, peak, code = answer.read().split() or (b"0", b"0", b"0", b"-1")
        if int(code) not in (0, 1):
            errors.seek(0)
            said = errors.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{command[0]} ended with {int(code)}\n{said}")
    return Usage(float(wall), float(cpu), int(peak) / (1 << 20))


def elsewhere(work: Callable[..., None], *arguments: Any) -> None:
    """Do something in a process of its own, so that this one need not hold it.

    Raises:
        RuntimeError: if it fails there, where the reason was printed.
    """
    process = multiprocessing.get_context("spawn").Process(target=work, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{work.__name__} failed")
