"""From the arguments of `datenorm.train` to a recipe; the record of library versions. Imports no torch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datenorm.bundle import load_bundle
from datenorm.errors import ConfigError, InputError
from datenorm.nn.config import ModelConfig
from datenorm.training.events import EventHandler, LibrariesChanged
from datenorm.training.recipes import PRESETS, RESIZED, OwnFile, Recipe, check_resizing

if TYPE_CHECKING:
    from datenorm.training.continuation import Origin

_SOURCES = ("preset", "start", "data", "data_share", "patterns", "patterns_share")


def make_recipe(given: Mapping[str, Any], origin: Origin | None) -> Recipe:
    """The recipe of a preset, changed for the bundle to start from, the user's files and other arguments.

    Args:
        given: arguments by name; all but sources of pairs and weights are fields of a recipe.
        origin: the bundle to start from, or None.

    Raises:
        ConfigError: if arguments contradict each other.
        InputError: if a file cannot be read.
    """
    preset = given.get("preset")
    if origin is None:
        recipe = PRESETS[preset or "default"]
    else:
        _check_network(given)
        check_resizing(origin.architecture, [name for name in RESIZED if name in given])
        base = PRESETS[preset] if preset else PRESETS.get(origin.recipe.get("name", ""), PRESETS["default"])
        recipe = origin.fitted(base).continuing(origin.history["model"])
    data, patterns = _own_file("data", given), _own_file("patterns", given)
    if data is not None or patterns is not None:
        recipe = recipe.adapting(data, patterns)
    recipe = replace(recipe, **{name: value for name, value in given.items() if name not in _SOURCES})
    return recipe if recipe.screen is None else screened(recipe)


def screened(recipe: Recipe) -> Recipe:
    """The recipe with a usable bundle that screens its pairs.

    Raises:
        BundleError: if the bundle cannot be used.
    """
    if recipe.screen == "default":
        load_bundle()
        return recipe
    load_bundle(recipe.screen)
    return replace(recipe, screen=str(Path(str(recipe.screen)).resolve()))


def check_resuming(given: Mapping[str, Any]) -> None:
    """Refuse arguments that would change a resumed run.

    Raises:
        ConfigError: if there are any.
    """
    if given:
        raise ConfigError(f"`resume` continues with the recipe of the run; leave out {_named(given)}")


def _named(arguments: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in arguments)


def _check_network(given: Mapping[str, Any]) -> None:
    fixed = {item.name for item in fields(ModelConfig)} - set(RESIZED)
    shape = [name for name in given if name in fixed]
    if shape:
        raise ConfigError(
            f"`start` keeps the network of the bundle; leave out {_named(shape)}",
            hint=f"only {_named(RESIZED)} may be given, to make it smaller or larger",
        )


def _own_file(name: str, given: Mapping[str, Any]) -> OwnFile | None:
    path = Path(given[name]) if name in given else None
    share = f"{name}_share"
    if path is None:
        if share in given:
            raise ConfigError(f"`{share}` needs `{name}`")
        return None
    try:
        checksum = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    return OwnFile(str(path.resolve()), checksum, **({"share": given[share]} if share in given else {}))


LIBRARIES = ("Babel", "Faker", "num2words")
"""Libraries whose releases can change the generated pairs."""


def installed_libraries() -> dict[str, str]:
    """Library → installed version."""
    return {name: version(name) for name in LIBRARIES}


def check_libraries(recorded: Mapping[str, str], report: EventHandler) -> None:
    """Report `LibrariesChanged` if the earlier pairs were generated with other versions.

    Args:
        recorded: library → versions separated by commas, of which the last counts; empty without a record.
        report: receives the event.
    """
    latest = {name: versions.split(", ")[-1] for name, versions in recorded.items()}
    installed = installed_libraries()
    if any(installed.get(name) != version for name, version in latest.items()):
        report(LibrariesChanged(latest, installed))


def with_installed(recorded: Mapping[str, str]) -> dict[str, str]:
    """The record of a resumed run: library → versions of all its sessions, separated by commas.

    >>> with_installed({"Babel": "1.0"})["Babel"].startswith("1.0, ")
    True
    """
    libraries = {}
    for name, installed in installed_libraries().items():
        earlier = recorded[name].split(", ") if name in recorded else []
        libraries[name] = ", ".join(earlier if earlier[-1:] == [installed] else [*earlier, installed])
    return libraries
