"""From the options of `datenorm train` to a recipe; no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datenorm.config import ModelConfig
from datenorm.errors import ConfigError, InputError
from datenorm.training.recipes import PRESETS, SHRINKING, OwnFile, Recipe, check_shrinking

if TYPE_CHECKING:
    from datenorm.training.continuation import Origin

_SOURCES = ("preset", "start", "data", "data_share", "patterns", "patterns_share")
_NAMES = {"start": "from"}


def make_recipe(given: Mapping[str, Any], origin: Origin | None) -> Recipe:
    """The preset, the bundle to start from and the user's pairs, with what the user wants otherwise.

    Args:
        given: options that were given, by name; those that are no source of pairs or weights are fields of a
            recipe.
        origin: the bundle to start from, or None.

    Raises:
        ConfigError: if options contradict each other.
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
    """Refuse options that would make another run of an interrupted one.

    Raises:
        ConfigError: if there are any.
    """
    if given:
        named = ", ".join(map(_option, given))
        raise ConfigError(f"--resume goes on by the recipe of the run; leave out {named}")


def _option(name: str) -> str:
    return "--" + _NAMES.get(name, name).replace("_", "-")


def _check_network(given: Mapping[str, Any]) -> None:
    fixed = {item.name for item in fields(ModelConfig)} - set(SHRINKING)
    shape = [name for name in given if name in fixed]
    if shape:
        raise ConfigError(
            f"--from keeps the network of the bundle; leave out {', '.join(map(_option, shape))}",
            hint=f"{', '.join(map(_option, SHRINKING))} may be given, to make it smaller",
        )


def _own_file(name: str, given: Mapping[str, Any]) -> OwnFile | None:
    path: Path | None = given.get(name)
    share = f"{name}_share"
    if path is None:
        if share in given:
            raise ConfigError(f"{_option(share)} says how much of {_option(name)} is learnt; name that too")
        return None
    try:
        checksum = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    return OwnFile(str(path.resolve()), checksum, **({"share": given[share]} if share in given else {}))
