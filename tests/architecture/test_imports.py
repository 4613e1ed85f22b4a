"""Imports point one way, and what is heavy stays where it is needed."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LEAVES = {"errors", "text", "nn.config", "values"}
"""They need only the standard library, so any part may import them."""
# Part of datenorm → the other parts it may import. A new part has to be entered here first.
ALLOWED = {
    **{leaf: LEAVES for leaf in LEAVES},
    "bundle": LEAVES,
    "runtime": LEAVES | {"bundle"},
    "search": LEAVES | {"runtime"},
    "detection": LEAVES | {"bundle", "runtime", "search", "convert"},
    "convert": LEAVES | {"bundle", "runtime", "search", "detection"},
    "column": LEAVES | {"bundle", "runtime", "search", "convert", "detection"},
    "bulk": LEAVES | {"bundle", "runtime", "convert", "column", "tabular"},
    "finding": LEAVES | {"bundle", "runtime", "search", "convert", "detection", "bulk", "tabular"},
    # Its __main__ is a way into the command line, as that of the package is.
    "spark": LEAVES | {"bundle", "convert", "column", "bulk", "tabular", "cli"},
    "workbench": LEAVES
    | {"bundle", "convert", "column", "bulk", "detection", "tabular", "training", "pipeline"},
    "server": LEAVES | {"bundle", "convert", "column", "bulk", "finding", "detection", "workbench"},
    "tabular": {"errors"},
    "evaluation": LEAVES | {"convert", "bundle", "runtime", "search"},
    "nn": LEAVES,
    "training": LEAVES | {"convert", "nn", "bundle", "runtime", "search", "detection"},
    "study": LEAVES | {"convert", "nn", "training", "runtime", "search"},
    "display": LEAVES | {"bundle", "convert", "detection", "evaluation", "training", "study"},
    "pipeline": LEAVES
    | {"convert", "nn", "training", "study", "detection", "evaluation"}
    | {"bundle", "runtime", "search", "bulk", "column", "display"},
    "cli": None,
    "__main__": {"cli"},
    "__init__": None,
}

# Outside package → the parts that may import it; one that is not listed may be imported nowhere.
OUTSIDE = {
    "numpy": {
        "bundle",
        "runtime",
        "search",
        "convert",
        "column",
        "detection",
        "finding",
        "evaluation",
        "study",
        "nn",
        "training",
    },
    "safetensors": {"bundle", "training", "detection"},
    "torch": {"nn", "training", "study"},
    "click": {"cli"},
    "rich": {"display", "cli"},
    **{name: {"server"} for name in ("fastapi", "starlette", "pydantic", "uvicorn", "prometheus_client")},
    "mcp": {"server"},
    # Data frames and Parquet, on demand.
    "narwhals": {"bulk"},
    "pyarrow": {"tabular"},
    # Clusters, on demand.
    "pyspark": {"spark"},
    "py4j": {"spark"},  # comes with it
    "pandas": {"spark"},
    # Pipelines of spaCy, on demand.
    "spacy": {"finding"},
    # Calendars with months of their own, on demand.
    "convertdate": {"values"},
    "hijridate": {"values"},
    # Measured against, on demand.
    "dateparser": {"evaluation"},
    "dateutil": {"evaluation"},
}
# Here alone data_gen and datenorm meet.
MEETING = {"pipeline"}
MEETING_OUTSIDE = {"data_gen", "torch"}
# Run by the build, before datenorm is installed; nothing of datenorm imports it.
BUILDING = {"runtime/kernel/build_hook.py": {"hatchling", "packaging"}}

GENERATOR_OUTSIDE = {"babel", "faker", "hijridate", "num2words", "tomli"}


def modules(package):
    return sorted((ROOT / package).rglob("*.py"))


@cache
def imported(path):
    """Every module a file imports, wherever in the file; names after `from package import` included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "datenorm":
                found.update(f"datenorm.{alias.name}" for alias in node.names)
            elif node.module:
                found.add(node.module)
    return found


def part_of(path):
    """The part of datenorm a file belongs to: its module or subpackage."""
    return part_named(".".join(path.relative_to(ROOT).with_suffix("").parts))


def part_named(module):
    """The part of a module of datenorm; one module of `nn` is a part of its own, since it needs no torch."""
    _, part, *rest = module.split(".")
    return "nn.config" if (part, *rest[:1]) == ("nn", "config") else part


def identify(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", modules("datenorm"), ids=identify)
def test_a_part_imports_only_what_stands_below_it(path):
    part = part_of(path)
    assert part in ALLOWED, f"{part} has no place in the table of allowed imports"
    inner = {part_named(name) for name in imported(path) if name.startswith("datenorm.")} - {
        part,
        "__version__",
    }
    allowed = ALLOWED[part]
    assert allowed is None or inner <= allowed, f"{part} may not import {sorted(inner - allowed)}"


@pytest.mark.parametrize("path", modules("datenorm"), ids=identify)
def test_an_outside_package_is_imported_only_where_it_belongs(path):
    part = part_of(path)
    names = {name.split(".")[0] for name in imported(path)} - {"datenorm"} - set(sys.stdlib_module_names)
    meeting = MEETING_OUTSIDE if part in MEETING else set()
    building = BUILDING.get(path.relative_to(ROOT / "datenorm").as_posix(), set())
    wrong = {name for name in names - meeting - building if part not in OUTSIDE.get(name, set())}
    assert not wrong, f"{identify(path)} may not import {sorted(wrong)}"


@pytest.mark.parametrize("path", modules("data_gen"), ids=identify)
def test_the_generator_knows_nothing_of_datenorm(path):
    names = {name.split(".")[0] for name in imported(path)} - {"data_gen"} - set(sys.stdlib_module_names)
    assert names <= GENERATOR_OUTSIDE


def test_nothing_imports_what_the_build_runs():
    hooks = {"datenorm." + name.removesuffix(".py").replace("/", ".") for name in BUILDING}
    for path in [*modules("datenorm"), *modules("data_gen")]:
        assert not hooks & imported(path), identify(path)


def test_the_table_has_no_part_that_is_gone():
    assert {"cli", "display", "convert", "search"} <= {part_of(path) for path in modules("datenorm")}
