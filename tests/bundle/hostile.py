"""Bundles that were changed on purpose, with checksums that fit, as a careful attacker would make them."""

from __future__ import annotations

import json
import os
import struct
from dataclasses import replace

import numpy as np
from safetensors.numpy import load, save

from datenorm.bundle import CARD_NAME, MANIFEST_NAME, WEIGHTS_NAME, load_bundle
from datenorm.bundle.manifest import manifest_checksum, sha256
from datenorm.detection import save_head
from datenorm.detection.tagging import LABELS, TaggingHead, save_tagging


def rewrite(path, change):
    """Change the values of a manifest and correct its checksum."""
    values = json.loads((path / MANIFEST_NAME).read_bytes())
    changed = change(values) or values
    if isinstance(changed, dict):
        changed["sha256"] = manifest_checksum(changed)
    (path / MANIFEST_NAME).write_text(json.dumps(changed), encoding="utf-8")


def set_field(*keys, value):
    """A change of one field of the manifest, named by the keys that lead to it."""

    def change(values):
        for key in keys[:-1]:
            values = values.setdefault(key, {})
        values[keys[-1]] = value

    return lambda path: rewrite(path, change)


def rewrite_file(path, name, content):
    """Replace a file and correct the checksums."""
    (path / name).write_bytes(content)
    rewrite(path, lambda values: values["files"].update({name: sha256(content)}))


def set_weight(number, name="decoder.scorer.energy.weight", dtype=None):
    """A change of the first number of an array."""

    def change(path):
        weights = {key: array.copy() for key, array in load((path / WEIGHTS_NAME).read_bytes()).items()}
        weights[name] = weights[name].astype(dtype or weights[name].dtype)
        weights[name].flat[0] = number
        rewrite_file(path, WEIGHTS_NAME, save(weights))

    return change


def nested(depth):
    """A manifest in which the metrics are this deep."""

    def change(path):
        inner = b'{"a": ' * depth + b"1" + b"}" * depth
        text = (path / MANIFEST_NAME).read_bytes()
        (path / MANIFEST_NAME).write_bytes(text.replace(b'"metrics": {}', b'"metrics": ' + inner))

    return change


def nested_with_checksum(depth):
    """The same, with a checksum that fits."""

    def change(path):
        value = 1
        for _ in range(depth):
            value = {"a": value}
        rewrite(path, lambda values: values.update(metrics=value))

    return change


def replaced(name, make):
    """A file replaced by something that is not a file."""

    def change(path):
        (path / name).unlink(missing_ok=True)
        make(path / name)

    return change


def link_out(path):
    """A link to a file outside the bundle that has the right content."""
    outside = path.parent / "outside"
    (path / WEIGHTS_NAME).rename(outside)
    (path / WEIGHTS_NAME).symlink_to(outside)


def header_of_weights(header):
    """Weights whose header says something else."""

    def change(path):
        text = json.dumps(header).encode()
        rewrite_file(path, WEIGHTS_NAME, struct.pack("<Q", len(text)) + text)

    return change


def symbols(change):
    """A change of the list of symbols."""
    return lambda path: rewrite(path, lambda values: change(values["source_symbols"]))


SMOKE = {"text": "a", "value": None, "status": "no-date", "confidence": 0.5}

HOSTILE = {
    "1,100 levels": (nested(1100), "nested too deeply"),
    "100,000 levels": (nested(100_000), "nested too deeply"),
    "300 levels": (nested_with_checksum(300), "nested too deeply"),
    "files are no object": (set_field("files", value=[["weights.safetensors", "0" * 64]]), "`files`"),
    "files are null": (set_field("files", value=None), "`files`"),
    "a file in another directory": (set_field("files", "../passwd", value="0" * 64), "../passwd"),
    "an absolute file": (set_field("files", "/etc/passwd", value="0" * 64), "/etc/passwd"),
    "a file with NUL": (set_field("files", "a\0", value="0" * 64), "name of a file"),
    "a file without checksum": (set_field("files", "x", value=1), "x has no SHA-256"),
    "symbols are no texts": (symbols(lambda one: one.append(7)), "source_symbols"),
    "symbols are a text": (set_field("source_symbols", value="abc"), "source_symbols"),
    "hints after characters": (symbols(lambda one: one.append("<xx>")), "neither a hint"),
    "an empty symbol": (symbols(lambda one: one.append("")), "neither a hint"),
    "no hints": (symbols(lambda one: one.__delitem__(4)), "must start with"),
    "infinite": (set_field("calibration", "temperature", value=float("inf")), "finite"),
    "not a number": (set_field("metrics", "x", value=float("nan")), "finite"),
    "a temperature of almost 0": (set_field("calibration", "temperature", value=1e-300), "temperature"),
    "a threshold that is a text": (set_field("calibration", "threshold", value="high"), "threshold"),
    "risks that are no triples": (set_field("calibration", "risk_coverage", value=[[1]]), "risk_coverage"),
    "3,000,000 layers": (set_field("architecture", "layers", value=3_000_000), "layers"),
    "a huge size": (set_field("architecture", "hidden", value=10**300), "too large"),
    "no architecture": (set_field("architecture", value=[]), "architecture"),
    "another hint size": (set_field("architecture", "hint_size", value=1), "hint"),
    "a locale without order": (set_field("locales", "en", value=["en"]), "locales"),
    "a locale with a strange order": (set_field("locales", "en", value=["en", "XYZ"]), "locales"),
    "half a character": (set_field("created_by", value="\ud800"), "surrogates"),
    "pairs that are a text": (set_field("training", "pairs", value="many"), "pairs"),
    "seconds that are a list": (set_field("training", "seconds", value=[1]), "seconds"),
    "a huge number": (set_field("training", "pairs", value=10**400), "too large"),
    "a recipe that is a text": (set_field("training", "recipe", value="x"), "recipe"),
    "a recipe without numbers": (set_field("training", "recipe", "pairs", value="x"), "recipe"),
    "an origin without training": (set_field("training", "continued_from", value={"model": "x"}), "lacks"),
    "libraries that are a list": (set_field("training", "libraries", value=[1]), "libraries"),
    "figures that are texts": (set_field("metrics", "exact_match", value={"seen": "x"}), "seen"),
    "rates that are missing": (set_field("metrics", "evaluation", value={"x": {}}), "evaluation"),
    "smoke that is no table": (set_field("metrics", "smoke", value=[1]), "smoke"),
    "smoke without a text": (set_field("metrics", "smoke", value=[{"status": "x"}]), "smoke"),
    "a smoke table without end": (set_field("metrics", "smoke", value=[SMOKE] * 1001), "smoke"),
    "weights are a pipe": (replaced(WEIGHTS_NAME, os.mkfifo), "regular file"),
    "weights are a directory": (replaced(WEIGHTS_NAME, os.mkdir), "regular file"),
    "weights lead out": (link_out, "link"),
    "the manifest is a pipe": (replaced(MANIFEST_NAME, os.mkfifo), "regular file"),
    "a link to itself": (replaced(WEIGHTS_NAME, lambda path: path.symlink_to(path)), WEIGHTS_NAME),
    "no header": (lambda path: rewrite_file(path, WEIGHTS_NAME, b""), WEIGHTS_NAME),
    "a header of 2**60 bytes": (
        lambda path: rewrite_file(path, WEIGHTS_NAME, struct.pack("<Q", 1 << 60) + b"{}"),
        WEIGHTS_NAME,
    ),
    "no arrays": (header_of_weights({}), "layers"),
    "whole numbers for weights": (set_weight(1, dtype=np.int16), "energy.weight"),
    "NaN": (set_weight(np.nan), "energy.weight"),
    "infinity": (set_weight(-np.inf), "energy.weight"),
    "a huge weight": (set_weight(1e30, dtype=np.float32), "energy.weight"),
    "NaN in float32": (set_weight(np.nan, "bridge.cell.bias", dtype=np.float32), "bridge.cell.bias"),
}
"""What is wrong → how to make a bundle so, and a part of the message."""

CARDS = {
    "latin-1": (lambda path: (path / CARD_NAME).write_bytes(b"# caf\xe9"), "not UTF-8"),
    "a pipe": (replaced(CARD_NAME, os.mkfifo), "regular file"),
    "a directory": (replaced(CARD_NAME, os.mkdir), "regular file"),
}
"""The same for the card, which only some commands read."""

HEADS = {
    "keys of another size": ("key_weight", lambda array: array[:, :-1]),
    "a language too few": ("language_bias", lambda array: array[:-1]),
    "a matrix for a vector": ("key_bias", lambda array: array[None]),
    "NaN": ("query", lambda array: array * np.float32("nan")),
    "whole numbers": ("date_bias", lambda array: array.astype(np.int32)),
}
"""What is wrong with a detection head → its array, and what becomes of it."""


def spoil_head(path, draw_head, fault):
    """Give a bundle a detection head with one of `HEADS`, and checksums that fit."""
    bundle = load_bundle(path)
    name, change = HEADS[fault]
    head = draw_head(bundle.manifest.architecture.annotation)
    save_head(bundle, replace(head, **{name: change(getattr(head, name))}))


TAGGING = {
    "weights of another size": lambda weight, bias: (weight[:, :-1], bias),
    "a label too few": lambda weight, bias: (weight, bias[:-1]),
    "infinity": lambda weight, bias: (weight, bias + np.float32("inf")),
}
"""What is wrong with a tagging head → how its arrays become so."""


def spoil_tagging(path, fault):
    """Give a bundle a tagging head with one of `TAGGING`, and checksums that fit."""
    bundle = load_bundle(path)
    size = bundle.manifest.architecture.annotation
    arrays = np.ones((len(LABELS), size), np.float32), np.ones(len(LABELS), np.float32)
    save_tagging(bundle, TaggingHead(*TAGGING[fault](*arrays)))
