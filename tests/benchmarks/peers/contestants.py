"""Which parsers there are, and how each is started."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.peers.processes import ROOT

HERE = Path(__file__).resolve().parent
DATE = "23 April, 1564"

ONE_SHOT = {
    "dateutil": "from dateutil import parser; print(parser.parse({text!r}).date())",
    "dateparser": "import dateparser; print(dateparser.parse({text!r}).date())",
    "chrono-node": "console.log(require('chrono-node').parseDate({text}))",
    "any-date-parser": "console.log(require('any-date-parser').default.fromString({text}))",
}

LOOP = """
import sys
from dateutil import parser

for line in sys.stdin:
    try:
        print(parser.parse(line).date())
    except Exception:
        print()
"""
"""dateutil over a stream, as its users write it."""


@dataclass(frozen=True)
class Contestant:
    """A parser that is installed.

    Attributes:
        name: its name.
        version: of its package.
        worker: command that measures it in a process of its own.
        one_shot: command that reads one text and ends.
        directory: where the commands run.
        is_slow: whether it is timed on a sample of the rows.
    """

    name: str
    version: str
    worker: tuple[str, ...]
    one_shot: tuple[str, ...]
    directory: Path
    is_slow: bool = False


@dataclass(frozen=True)
class Missing:
    """A parser that is not installed, and why."""

    name: str
    reason: str


def contestants(model: Path | None, node_directory: Path) -> Iterator[Contestant | Missing]:
    """datenorm and the parsers it is measured against, those that are missing among them.

    Args:
        model: bundle for datenorm; None for the bundled one.
        node_directory: where `node_modules` is looked for.
    """
    yield _datenorm(model)
    yield _python("dateutil", "python-dateutil")
    yield _python("dateparser", "dateparser", is_slow=True)
    yield _node("chrono-node", node_directory)
    yield _node("any-date-parser", node_directory)


def _datenorm(model: Path | None) -> Contestant:
    from datenorm import __version__

    chosen = [str(model)] if model else []
    convert = [*datenorm_command(model), DATE]
    worker = (sys.executable, str(HERE / "worker.py"), "datenorm", *chosen)
    return Contestant("datenorm", __version__, worker, tuple(convert), ROOT)


def datenorm_command(model: Path | None) -> list[str]:
    """`datenorm convert` with the model, before its other arguments."""
    return [sys.executable, "-m", "datenorm", "convert", *(["--model", str(model)] if model else [])]


def _python(name: str, package: str, *, is_slow: bool = False) -> Contestant | Missing:
    if importlib.util.find_spec(name) is None:
        return Missing(name, f"not installed: pip install {package}")
    program = ONE_SHOT[name].format(text=DATE)
    python = (sys.executable, "-W", "ignore")
    worker = (*python, str(HERE / "worker.py"), name)
    version = importlib.metadata.version(package)
    return Contestant(name, version, worker, (*python, "-c", program), ROOT, is_slow)


def _node(name: str, directory: Path) -> Contestant | Missing:
    node = shutil.which("node")
    about = directory / "node_modules" / name / "package.json"
    if node is None or not about.is_file():
        reason = "node is not installed" if node is None else f"not in {directory}: npm install {name}"
        return Missing(name, reason)
    version = json.loads(about.read_text(encoding="utf-8"))["version"]
    program = ONE_SHOT[name].format(text=json.dumps(DATE))
    worker = (node, str(HERE / "worker.cjs"), name, str(directory))
    return Contestant(name, version, worker, (node, "-e", program), directory)
