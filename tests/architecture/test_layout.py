"""The top of the package has few entries, and no modules import each other in a cycle."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_ENTRIES = 25  # beside py.typed, which is empty


def test_the_top_of_the_package_has_few_entries():
    entries = {path.name for path in (ROOT / "datenorm").iterdir() if has_files(path)}
    assert {"__init__.py", "py.typed", "cli"} <= entries
    assert len(entries - {"py.typed"}) <= MOST_ENTRIES, sorted(entries)


def has_files(path):
    """Whether an entry is a file or holds one; bytecode does not count."""
    return path.is_file() or any(
        file.is_file() and "__pycache__" not in file.parts for file in path.rglob("*")
    )


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_type_checking(node):
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def imports_of(tree):
    """The import statements of a module, also inside functions, without those for type checkers alone."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        waiting += node.orelse if is_type_checking(node) else ast.iter_child_nodes(node)


def module_graph(package, *, at_load):
    """Module → the modules of the package that it imports; `at_load`: not those imported by functions."""
    paths = {module_name(path): path for path in sorted((ROOT / package).rglob("*.py"))}
    graph = {}
    for name, path in paths.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if at_load:
            tree = WithoutFunctions().visit(tree)
        loaded = {target for statement in imports_of(tree) for target in targets(statement, paths)}
        graph[name] = (loaded | packages_around(loaded, name) & paths.keys()) - {name}
    return graph


def packages_around(modules, importer):
    """The packages that Python loads before these modules, apart from those that the importer is in."""
    around = {
        ".".join(module.split(".")[:end]) for module in modules for end in range(1, module.count(".") + 1)
    }
    return {package for package in around if not importer.startswith(f"{package}.")}


class WithoutFunctions(ast.NodeTransformer):
    """Drops the bodies of functions, which run later than their module."""

    def visit_FunctionDef(self, node):
        return None

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - named by ast


def targets(statement, modules):
    """The modules that an import statement loads: of `from a import b`, `a.b` if that is one, else `a`."""
    if isinstance(statement, ast.Import):
        names = [alias.name for alias in statement.names]
    else:
        submodules = [f"{statement.module}.{alias.name}" for alias in statement.names]
        names = [name if name in modules else statement.module for name in submodules]
    return {name for name in names if name in modules}


def cycle_in(graph):
    """The modules of one circle of imports, or an empty list."""
    done, path = set(), []

    def visit(name):
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        path.append(name)
        found = next(filter(None, map(visit, sorted(graph[name]))), [])
        path.pop()
        done.add(name)
        return found

    return next(filter(None, map(visit, sorted(graph))), [])


@pytest.mark.parametrize("package", ["datenorm", "data_gen"])
def test_modules_do_not_import_each_other_in_a_circle(package):
    assert not cycle_in(module_graph(package, at_load=True))


@pytest.mark.parametrize("package", ["datenorm", "data_gen"])
def test_functions_do_not_close_a_circle_either(package):
    assert not cycle_in(module_graph(package, at_load=False))


def test_a_circle_is_found():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}
    assert cycle_in(graph) == ["b", "c", "b"]
    assert not cycle_in({"a": {"b", "c"}, "b": {"c"}, "c": set()})
