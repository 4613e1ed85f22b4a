"""A shell for the commands that a page shows."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def shell_of(sources: Path, programs: Path, directory: Path) -> Callable[[str], str]:
    """A function that runs a command line; both outputs come as one, as on a terminal.

    Args:
        sources: the checkout that `datenorm` and `python` run.
        programs: an existing directory for these two programs.
        directory: where commands run.
    """
    for name, arguments in (("python", ""), ("datenorm", "-m datenorm ")):
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n')
        program.chmod(0o755)
    environment = {
        **os.environ,
        "PYTHONPATH": str(sources),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
    }

    def run(command: str) -> str:
        return subprocess.run(
            command,
            shell=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=directory,
            encoding="utf-8",
        ).stdout

    return run
