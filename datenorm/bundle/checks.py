"""Checks of what a bundle holds, which may come from anyone; every ValueError says what is wrong.

What is checked here needs no check where it is used: names of files, types of fields, sizes, finite weights.
"""

from __future__ import annotations

import json
import math
import re
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datenorm.bundle.tensors import StoredWeights
from datenorm.text.vocabulary import ANY, FIRST_HINT, ORDERS, SPECIALS

if TYPE_CHECKING:
    import numpy as np

MOST_BYTES = {"manifest.json": 1 << 24, "MODEL_CARD.md": 1 << 22}
"""File → its largest size."""

MOST_BYTES_OF_WEIGHTS = 1 << 28
"""The largest size of the other files: reading and summing them takes less than a second."""

LARGEST_WEIGHT = 65504.0
"""The largest number in float16; sums of products of such weights are finite in float32."""

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_CHECKSUM = re.compile(r"[0-9a-f]{64}")
_DEEPEST = 200  # a model records each model that it was trained from two levels deeper
_LARGEST_WHOLE = 1 << 53
_MOST_ANSWERS = 1000
_HINTS_FIRST = (*SPECIALS, ANY, *(f"<{order}>" for order in ORDERS))

_NUMBER = (int, float)
_TRAINING = {"recipe": dict, "pairs": int, "seconds": _NUMBER, "torch": str, "libraries": dict}
_RECIPE_TEXTS = ("name", "scorer", "query", "encoder", "optimiser", "continues", "screen")
_RECIPE_GROUPS = {"languages": list, "dropping": dict, "data": dict, "patterns": dict}
_OPTIONAL = ("languages", "patience", "minutes", "continues", "data", "patterns", "screen")
_OWN = {"path": str, "checksum": str, "share": _NUMBER}


def parse_manifest(content: bytes) -> dict[str, Any]:
    """The JSON object in a manifest, with finite numbers only.

    Raises:
        ValueError: if it is something else.
    """
    try:
        values = json.loads(content, parse_float=_finite, parse_constant=_finite)
        if b"\\ud" in content.lower():  # half a character; pairs of halves have been joined
            json.dumps(values, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(values, dict):
        raise ValueError("not a JSON object")
    files = values.get("files")
    if not isinstance(files, dict):
        raise ValueError("`files` is not an object with a checksum for each file")
    for name, checksum in files.items():
        if not _FILE_NAME.fullmatch(name):
            raise ValueError(f"{name!a} is not the name of a file in the bundle")
        if not isinstance(checksum, str) or not _CHECKSUM.fullmatch(checksum):
            raise ValueError(f"{name} has no SHA-256")
    return values


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is not a finite number")
    return value


def check_manifest(values: Mapping[str, Any]) -> None:
    """Check the types of the fields that no class checks.

    Raises:
        ValueError, KeyError: if one is wrong or missing.
    """
    _check_fields("the manifest", values, {"created_by": str, "architecture": dict, "calibration": dict})
    for name in ("architecture", "calibration", "generator", "training", "metrics"):
        _check_tree(name, values.get(name, {}))
    _check_symbols(values["source_symbols"])
    _check_locales(values["locales"])
    _check_calibration(values["calibration"])
    _check_training(values.get("training", {}))
    _check_metrics(values.get("metrics", {}))


def _check_tree(name: str, root: object) -> None:
    """No level too deep and no whole number too large to be shown."""
    if not isinstance(root, dict):
        raise ValueError(f"`{name}` is not an object")
    level: list[Any] = [root]
    for _ in range(_DEEPEST):
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inner += value.values()
            elif isinstance(value, list):
                inner += value
            elif isinstance(value, int) and abs(value) > _LARGEST_WHOLE:
                raise ValueError(f"`{name}` has a number too large")
        if not inner:
            return
        level = inner
    raise ValueError(f"`{name}` is nested too deeply")


def _check_fields(owner: str, record: object, kinds: Mapping[str, Any]) -> None:
    """The fields that a record has are of these types."""
    if not isinstance(record, dict):
        raise ValueError(f"{owner} is not an object")
    for name, kind in kinds.items():
        value = record.get(name)
        if name in record and (not isinstance(value, kind) or isinstance(value, bool)):
            raise ValueError(f"`{name}` of {owner} is not {_KINDS[kind]}")


_KINDS = {dict: "an object", list: "a list", str: "a text", int: "a whole number", _NUMBER: "a number"}


def _check_symbols(symbols: object) -> None:
    if not isinstance(symbols, list) or not all(isinstance(one, str) for one in symbols):
        raise ValueError("`source_symbols` is not a list of texts")
    if tuple(symbols[: len(_HINTS_FIRST)]) != _HINTS_FIRST:
        raise ValueError(f"`source_symbols` must start with {' '.join(_HINTS_FIRST)}")
    characters = [len(symbol) == 1 for symbol in symbols[FIRST_HINT:]]
    if "" in symbols or not all(characters[characters.index(True) :] if True in characters else ()):
        raise ValueError("`source_symbols` has a symbol that is neither a hint nor one character")


def _check_locales(locales: object) -> None:
    if not isinstance(locales, dict):
        raise ValueError("`locales` is not an object")
    for name, pair in locales.items():
        if not (
            isinstance(pair, list)
            and len(pair) == 2
            and isinstance(pair[0], str)
            and pair[1] in ("", *ORDERS)
        ):
            raise ValueError(f"`locales` has no language and order for {name!a}")


def _check_calibration(values: Mapping[str, Any]) -> None:
    numbers = dict.fromkeys(("temperature", "threshold", "ambiguity"), _NUMBER)
    _check_fields("`calibration`", values, {**numbers, "pairs": int, "risk_coverage": list})
    if not 0.01 <= values.get("temperature", 1) <= 100:
        raise ValueError("`temperature` of `calibration` is not between 0.01 and 100")
    for point in values.get("risk_coverage", ()):
        if not _are(point, _NUMBER) or len(point) != 3:
            raise ValueError("`risk_coverage` is not a list of threshold, coverage and risk")


def _are(values: object, kind: Any) -> bool:  # noqa: ANN401 - what isinstance takes
    return isinstance(values, list) and all(
        isinstance(one, kind) and not isinstance(one, bool) for one in values
    )


def _check_training(training: dict[str, Any]) -> None:
    """The record of a training, and those of the models that it continued from."""
    owner = "`training`"
    while True:
        _check_fields(owner, training, _TRAINING)
        _check_recipe(training.get("recipe", {}))
        if not _are(training.get("mean_of", []), str):
            raise ValueError(f"`mean_of` of {owner} is not a list of models")
        if not _are(list(training.get("libraries", {}).values()), str):
            raise ValueError(f"`libraries` of {owner} has a version that is not a text")
        if "continued_from" not in training:
            return
        owner = "`continued_from`"
        _check_fields(owner, training["continued_from"], {"model": str, "training": dict})
        if missing := {"model", "training"} - training["continued_from"].keys():
            raise ValueError(f"{owner} lacks {sorted(missing)[0]}")
        training = training["continued_from"]["training"]


def _check_recipe(recipe: Mapping[str, Any]) -> None:
    for name, value in recipe.items():
        if value is None and name in _OPTIONAL:
            continue
        kind = _RECIPE_GROUPS.get(name, str if name in _RECIPE_TEXTS else _NUMBER)
        if not isinstance(value, kind):
            raise ValueError(f"`{name}` of the recipe is not {_KINDS[kind]}")
    if not _are(recipe.get("languages") or [], str):
        raise ValueError("`languages` of the recipe is not a list of texts")
    for name in ("data", "patterns"):
        if own := recipe.get(name):
            _check_fields(f"`{name}`", own, _OWN)
            if own.keys() != _OWN.keys():
                raise ValueError(f"`{name}` of the recipe needs {', '.join(_OWN)}")


def _check_metrics(metrics: Mapping[str, Any]) -> None:
    _check_fields("`metrics`", metrics, {"exact_match": dict, "evaluation": dict, "smoke": list})
    exact = metrics.get("exact_match", {})
    _check_fields("`exact_match`", exact, dict.fromkeys(exact, _NUMBER))
    rates = dict.fromkeys(("right", "wrong", "refused"), _NUMBER)
    for name, figures in metrics.get("evaluation", {}).items():
        _check_fields(f"`evaluation` of {name!a}", figures, rates)
        if not rates.keys() <= figures.keys():
            raise ValueError(f"`evaluation` of {name!a} needs {', '.join(rates)}")
    answers = metrics.get("smoke", [])
    if len(answers) > _MOST_ANSWERS:
        raise ValueError(f"`smoke` has more than {_MOST_ANSWERS:,} answers")
    for answer in answers:
        _check_fields("`smoke`", answer, {"text": str, "status": str, "confidence": _NUMBER})
        if answer.keys() != {"text", "value", "status", "confidence"} or not isinstance(
            answer["value"], (str, type(None))
        ):
            raise ValueError("`smoke` needs text, value, status and confidence of each answer")


def check_tensor(name: str, array: np.ndarray[Any, Any]) -> None:
    """Check that an array holds finite numbers of a sensible size.

    The bits of a floating-point number without its sign grow with it, and those of infinity and NaN are
    larger than all others, so one maximum of whole numbers answers at once.

    Raises:
        ValueError: if not.
    """
    import numpy as np

    if array.dtype == np.float16:
        bits, largest = array.view(np.uint16) & 0x7FFF, 0x7BFF
    elif array.dtype == np.float32:
        bits, largest = array.view(np.uint32) & 0x7FFFFFFF, int(np.float32(LARGEST_WEIGHT).view(np.uint32))
    else:
        raise ValueError(f"{name} holds {array.dtype} in place of float16 or float32")
    if array.size and bits.max() > largest:
        wrong = array[~(np.abs(array) <= LARGEST_WEIGHT)].flat[0]
        raise ValueError(f"{name} holds {wrong:g}, which no trained network has")


def check_tensors(arrays: Mapping[str, np.ndarray[Any, Any]], shapes: Mapping[str, Sequence[int]]) -> None:
    """Check names, shapes and numbers of arrays.

    Raises:
        ValueError: if an array is missing, unknown, of another shape, or not finite.
    """
    stored = arrays.tensors if isinstance(arrays, StoredWeights) else {}
    found = {name: tuple(one.shape) for name, one in (stored or arrays).items()}
    wrong = sorted(
        name for name, _ in found.items() ^ {name: tuple(one) for name, one in shapes.items()}.items()
    )
    if wrong:
        raise ValueError(f"the weights do not fit the architecture: {', '.join(dict.fromkeys(wrong))}")
    for name in arrays:
        if name not in stored or not stored[name].is_surely_finite:
            check_tensor(name, arrays[name])


def read_regular(path: Path, most: int | None = None) -> bytes:
    """The bytes of a file that is a regular file in its directory.

    A pipe would be waited for, a device may never end, and a link may lead to any file of the user.

    Raises:
        OSError: if it cannot be read.
        ValueError: if it is something else, or too large.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("not a regular file")
    if path.is_symlink() and path.resolve().parent != path.parent.resolve():
        raise ValueError("a link that leads out of the bundle")
    limit = most or MOST_BYTES.get(path.name, MOST_BYTES_OF_WEIGHTS)
    if status.st_size > limit:
        raise ValueError(f"{status.st_size:,} bytes, more than {limit:,}")
    return path.read_bytes()
