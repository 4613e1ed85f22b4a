"""No two classes share a name, so that a name says which class is meant."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]


def classes():
    """Name of each class in the two packages → the files that define one."""
    found = defaultdict(list)
    for package in ("datenorm", "data_gen"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    found[node.name].append(path.relative_to(ROOT).as_posix())
    return found


def test_no_two_classes_share_a_name():
    shared = {name: paths for name, paths in classes().items() if len(paths) > 1}
    assert not shared
