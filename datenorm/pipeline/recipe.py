"""From the arguments of `datenorm.train` to a recipe; no torch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datenorm.errors import ConfigError, InputError
from datenorm.nn.config import ModelConfig
from datenorm.training.recipes import PRESETS, SHRINKING, OwnFile, Recipe, check_shrinking

if TYPE_CHECKING:
    from datenorm.training.continuation import Origin

_SOURCES = ("preset", "start", "data", "data_share", "patterns", "patterns_share")


def make_recipe(given: Mapping[str, Any], origin: Origin | None) -> Recipe:
    """The preset, the bundle to start from and the user's pairs, with what the user wants otherwise.

    Args:
        given: arguments by name; those that are no source of pairs or weights are fields of a recipe.
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
        check_shrinking(origin.architecture, {name: given[name] for name in SHRINKING if name in given})
        base = PRESETS[preset] if preset else PRESETS.get(origin.recipe.get("name", ""), PRESETS["default"])
        recipe = origin.fitted(base).continuing(origin.history["model"])
    data, patterns = _own_file("data", given), _own_file("patterns", given)
    if data is not None or patterns is not None:
        recipe = recipe.adapting(data, patterns)
    return replace(recipe, **{name: value for name, value in given.items() if name not in _SOURCES})


def check_resuming(given: Mapping[str, Any]) -> None:
    """Refuse arguments that would make another run of an interrupted one.

    Raises:
        ConfigError: if there are any.
    """
    if given:
        raise ConfigError(f"`resume` goes on by the recipe of the run; leave out {_named(given)}")


def _named(arguments: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in arguments)


def _check_network(given: Mapping[str, Any]) -> None:
    fixed = {item.name for item in fields(ModelConfig)} - set(SHRINKING)
    shape = [name for name in given if name in fixed]
    if shape:
        raise ConfigError(
            f"`start` keeps the network of the bundle; leave out {_named(shape)}",
            hint=f"{_named(SHRINKING)} may be given, to make it smaller",
        )


def _own_file(name: str, given: Mapping[str, Any]) -> OwnFile | None:
    path = Path(given[name]) if name in given else None
    share = f"{name}_share"
    if path is None:
        if share in given:
            raise ConfigError(f"`{share}` says how much of `{name}` is learnt; name that too")
        return None
    try:
        checksum = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    return OwnFile(str(path.resolve()), checksum, **({"share": given[share]} if share in given else {}))
