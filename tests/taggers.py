"""A bundle that finds dates: the bundled model, with a tagging head fitted to English sentences."""

from __future__ import annotations

import random
import shutil

import numpy as np

from datenorm.bundle import default_bundle_path, load_bundle
from datenorm.detection.tagging import TaggingHead, save_tagging
from datenorm.runtime import open_runtime
from datenorm.text.labels import LABELS, labels_of
from datenorm.text.vocabulary import HINTS, encode_hints

MONTHS = "january february march april may june july august september october november december".split()
WORDS = (
    "the of and to in he she was that it his her with as on at by from for not they you but had 12 3.5 7 450 "
    "page chapter he may march went home again i received your letter to mr. smith about number 14 or men"
).split()
SENTENCES = 250
RIDGE, SCALE = 0.1, 10


def draw_date(rng):
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1700, 2030)
    name = MONTHS[month - 1]
    forms = [
        f"{day} {name} {year}",
        f"{name} {day}, {year}",
        f"{year}-{month:02d}-{day:02d}",
        f"{day:02d}/{month:02d}/{year}",
        "yesterday",
        "three days ago",
    ]
    return rng.choice(forms)


def draw_sentence(rng):
    """A canonical text with four dates, and where they are."""
    text, spans = "", []
    for _ in range(4):
        text += " ".join(rng.choices(WORDS, k=rng.randint(2, 8))) + rng.choice([" ", ", ", ": ", " ("])
        date = draw_date(rng)
        spans.append((len(text), len(text) + len(date)))
        text += date + rng.choice([". ", ", ", ") ", " "])
    return text.strip(), spans


def write_finding_bundle(path):
    """Copy the bundled model and give it a tagging head, by least squares."""
    bundle = load_bundle(shutil.copytree(default_bundle_path(), path))
    runtime = open_runtime(bundle.weights, bundle.manifest.architecture)
    rng = random.Random(1)
    inputs, labels = [], []
    for _ in range(SENTENCES):
        text, spans = draw_sentence(rng)
        hints = encode_hints(bundle.vocabulary, rng.choice([None, "en"]), rng.choice([None, "DMY"]))
        ids = np.array([[*hints, *bundle.vocabulary.encode(text)]])
        annotations = runtime.encode(ids).annotations[0]
        zero = 128 if annotations.dtype == np.uint8 else 0
        inputs.append((annotations.astype(np.float64) - zero) / (zero or 1))
        labels.append(np.eye(len(LABELS))[labels_of(spans, ids.shape[1] - HINTS)])
    matrix = np.concatenate(inputs)
    matrix = np.column_stack([matrix, np.ones(len(matrix))])
    square = matrix.T @ matrix + RIDGE * np.eye(matrix.shape[1])
    fitted = SCALE * np.linalg.solve(square, matrix.T @ np.concatenate(labels))
    save_tagging(bundle, TaggingHead(fitted[:-1].T.astype(np.float32), fitted[-1].astype(np.float32)))
    return path
