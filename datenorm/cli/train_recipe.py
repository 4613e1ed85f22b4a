"""From the options of `datenorm train` to a recipe; no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datenorm.config import ModelConfig
from datenorm.errors import ConfigError, InputError
from datenorm.training.recipes import PRESETS, Recipe, UserData

if TYPE_CHECKING:
    from datenorm.training.continuation import Origin

_SOURCES = ("preset", "start", "data", "data_share")
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
        base = PRESETS[preset] if preset else PRESETS.get(origin.recipe.get("name", ""), PRESETS["default"])
        recipe = origin.fitted(base).continuing(origin.history["model"])
    data = _user_data(given)
    if data is not None:
        recipe = recipe.adapting(data)
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
    shape = [name for name in given if name in {item.name for item in fields(ModelConfig)}]
    if shape:
        raise ConfigError(
            f"--from keeps the network of the bundle; leave out {', '.join(map(_option, shape))}"
        )


def _user_data(given: Mapping[str, Any]) -> UserData | None:
    path: Path | None = given.get("data")
    if path is None:
        if "data_share" in given:
            raise ConfigError("--data-share says how much of --data is learnt; name the file too")
        return None
    try:
        checksum = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    share = {"share": given["data_share"]} if "data_share" in given else {}
    return UserData(str(path.resolve()), checksum, **share)
