"""Print the lowest version of each dependency that pyproject.toml allows, as requirements for pip.

Usage: python .ci/lowest.py [--without NAME,NAME] [EXTRA ...]

The dependencies of converting come first, then those of the extras; `click>=8.2` becomes `click==8.2`.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    from pip._vendor import tomli as tomllib

ROOT = Path(__file__).parents[1]
REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?P<extras>\[.*?\])?>=(?P<lowest>[\w.]+)[^;]*(?P<marker>;.*)?")


def pin(requirement: str) -> tuple[str, str]:
    """The name of a requirement, and the requirement at its lowest version."""
    parts = REQUIREMENT.fullmatch(requirement)
    if parts is None:
        raise SystemExit(f"{requirement}: has no lowest version")
    name, extras, lowest, marker = parts.group("name", "extras", "lowest", "marker")
    return name, f"{name}{extras or ''}=={lowest}{marker or ''}"


def main() -> None:
    """Print the pins of the extras on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("extras", nargs="*", metavar="EXTRA")
    parser.add_argument("--without", default="", metavar="NAME,NAME", help="packages to leave out")
    options = parser.parse_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = list(project["dependencies"])
    for extra in options.extras:
        requirements += project["optional-dependencies"][extra]
    left_out = set(options.without.split(","))
    for requirement in requirements:
        if requirement.startswith(f"{project['name']}["):  # an extra that names other extras
            continue
        name, pinned = pin(requirement)
        if name not in left_out:
            print(pinned)


if __name__ == "__main__":
    main()
