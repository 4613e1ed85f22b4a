"""What attention pooling knows of language, order and date: python tests/benchmarks/detector_bench.py

On generated pairs that no training has seen, read without hints, and on dates with the month by name, as many
of each language: the pooled head and, for whether there is a date, what the decoder writes first. Then
columns of 30 such dates: how often the head names their language. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from data_gen.corpus import generate
from data_gen.dates.patterns import has_short_year, is_numeric
from data_gen.example import Example
from datenorm.bundle import Bundle, load_bundle
from datenorm.column.evidence import Network
from datenorm.column.languages import language_of_column
from datenorm.detection import DETECTED_ORDERS, NO_ORDER, Detector
from datenorm.detection.head import Annotator
from datenorm.pipeline.detection import hinted_languages, labelled, order_in, worded_dates
from datenorm.runtime import open_runtime
from datenorm.text import canonicalise
from datenorm.training.detection import Labelled
from datenorm.values import DateValue, parse

SPLITS = ("valid-seen", "valid-unseen", "valid-noise")
NAMED = 0.9  # probability from which on a column's language is named, as in datenorm.column.inference
ROWS = 30

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Seen:
    """What the head and the decoder say of texts.

    Attributes:
        pooled: language probabilities, all languages alike, (B, L).
        orders: (B, O).
        pooled_date: by the pooled head, (B,).
        decoder_date: by the decoder, (B,).
    """

    pooled: Array
    orders: Array
    pooled_date: Array
    decoder_date: Array


def look(bundle: Bundle, detector: Detector, texts: Sequence[str]) -> Seen:
    """Ask the head and the decoder about canonical texts."""
    size, head = len(texts), detector.head
    pooled = np.zeros((size, len(head.languages)))
    orders, pooled_date, decoder_date = np.zeros((size, len(DETECTED_ORDERS))), np.zeros(size), np.zeros(size)
    for places, encoded in Annotator(bundle)(texts):
        answers = head(encoded.annotations)
        pooled[places], orders[places], pooled_date[places] = answers.languages, answers.orders, answers.date
        decoder_date[places] = detector.written(encoded)
    return Seen(pooled, orders, pooled_date, decoder_date)


def is_visible(example: Example) -> bool:
    """Whether a whole date leaves no doubt in which order it is written."""
    value = parse(example.value)
    assert isinstance(value, DateValue) and value.day is not None
    pattern = example.pattern
    if not is_numeric(pattern) or (order_in(example) == "YMD" and not has_short_year(pattern)):
        return True
    short = int(value.year[-2:])
    return value.day > 12 and (not has_short_year(pattern) or short > 31 or short == 0)


def score(probabilities: Array, wanted: Sequence[int]) -> dict[str, float]:
    """Share of the texts whose likeliest answer is the right one, and the mean log-loss."""
    rows = np.arange(len(wanted))
    right = np.clip(probabilities[rows, wanted], 1e-9, 1)
    top = float((probabilities.argmax(axis=1) == np.array(wanted)).mean())
    return {
        "texts": len(wanted),
        "top_1": round(100 * top, 2),
        "log_loss": round(float(-np.log(right).mean()), 4),
    }


def auc(scores: Array, wanted: Array) -> float:
    """Probability that a text with a date scores higher than one without."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positive, negative = int(wanted.sum()), int((~wanted).sum())
    return float((ranks[wanted].sum() - positive * (positive + 1) / 2) / (positive * negative))


def by_language(seen: Seen, shares: Array, rows: Sequence[int], wanted: Sequence[int]) -> dict[str, Any]:
    """The head's figures, where languages are as common as `shares` has it."""
    common = seen.pooled[list(rows)] * shares
    return {"pooled": score(common / common.sum(axis=1, keepdims=True), wanted)}


def of_split(bundle: Bundle, detector: Detector, split: str, count: int, seed: int) -> dict[str, Any]:
    """Figures on one split of the corpus."""
    languages = detector.head.languages
    examples = [one for one in generate(count, seed, split=split) if canonicalise(one.source).text]
    pairs = [(one, label) for one in examples for label in labelled(iter([one]), languages)]
    seen = look(bundle, detector, [label.text for _, label in pairs])
    spoken = [row for row, (_, label) in enumerate(pairs) if label.language]
    figures: dict[str, Any] = {
        "language": by_language(
            seen, detector.head.shares, spoken, [languages.index(pairs[row][1].language) for row in spoken]
        )
    }
    whole = [row for row, (_, label) in enumerate(pairs) if label.order not in ("", NO_ORDER)]
    visible = [row for row in whole if is_visible(pairs[row][0])]
    hidden = sorted({*whole} - {*visible})
    none = [row for row, (_, label) in enumerate(pairs) if label.order == NO_ORDER]
    for name, rows in (("order, visible", visible), ("order, open", hidden), ("no order", none)):
        if rows:
            wanted = [DETECTED_ORDERS.index(pairs[row][1].order) for row in rows]
            figures[name] = score(seen.orders[rows], wanted)
    figures["value, language as a hint"] = of_hints(bundle, detector, seen, pairs)
    has_date = np.array([bool(label.has_date) for _, label in pairs])
    if not has_date.all():
        figures["date"] = dates(seen, has_date)
    return figures


def of_hints(
    bundle: Bundle, detector: Detector, seen: Seen, pairs: Sequence[tuple[Example, Labelled]]
) -> dict[str, float]:
    """Values written exactly, in per cent: without a hint, with the detected language, with the true one."""
    runtime = open_runtime(bundle.weights, bundle.manifest.architecture)
    network = Network(runtime, bundle.vocabulary, bundle.manifest.calibration.temperature)
    common = detector.head.weighed(seen.pooled)
    detected = [
        detector.head.languages[row.argmax()] if row.max() >= NAMED else None  # as sure as a column has to be
        for row in common
    ]
    texts = [label.text for _, label in pairs]
    figures = {"detected in": round(100 * sum(one is not None for one in detected) / len(detected), 2)}
    hints = {"none": [None] * len(pairs), "detected": detected, "true": [one.language for _, one in pairs]}
    for name, languages in hints.items():
        found = network.read(texts, [(one, None) for one in languages])
        right = [one.text == example.value for one, (example, _) in zip(found, pairs, strict=True)]
        figures[name] = round(100 * sum(right) / len(right), 2)
    return figures


def dates(seen: Seen, has_date: Array) -> dict[str, float]:
    """Areas under the curve: of the decoder, of the head, of both under the best of some weights."""

    def logit(probability: Array) -> Array:
        clipped = np.clip(probability, 1e-9, 1 - 1e-9)
        found: Array = np.log(clipped / (1 - clipped))
        return found

    decoder, pooled = logit(seen.decoder_date), logit(seen.pooled_date)
    both = max(auc(decoder + weight * pooled, has_date) for weight in (0.02, 0.05, 0.1, 0.2, 0.5, 1.0))
    figures = {"decoder": auc(decoder, has_date), "pooled": auc(pooled, has_date), "both, best weight": both}
    return {name: round(area, 5) for name, area in figures.items()}


def of_named_months(bundle: Bundle, detector: Detector, count: int, seed: int) -> dict[str, Any]:
    """Single dates with the month by name, as many of each language."""
    drawn = list(worded_dates(hinted_languages(bundle.vocabulary), count, Random(f"{seed} single")))
    texts = [Labelled(text, spoken) for text, spoken in drawn if spoken in detector.head.languages]
    seen = look(bundle, detector, [one.text for one in texts])
    languages = detector.head.languages
    alike = np.ones(len(languages))
    return by_language(seen, alike, range(len(texts)), [languages.index(one.language) for one in texts])


def of_columns(bundle: Bundle, detector: Detector, seed: int) -> dict[str, dict[str, int]]:
    """A column of each language: how often it is named rightly, wrongly, and not at all."""
    regions = Counter(one for one, _ in bundle.manifest.locales.values())
    counts: Counter[str] = Counter()
    for spoken in detector.head.languages:
        texts = [text for text, _ in worded_dates([spoken], ROWS, Random(f"{seed} {spoken}"))]
        seen = look(bundle, detector, texts)
        named, probability = next(
            iter(language_of_column(detector.head.languages, seen.pooled, regions).items())
        )
        counts["not named" if probability < NAMED else "right" if named == spoken else "wrong"] += 1
    return {"pooled": dict(counts)}


def main() -> None:
    """Measure, print, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=5000, help="pairs of each split (default 5000)")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--model", type=Path, help="bundle to measure; default the bundled one")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    arguments = parser.parse_args()
    bundle, detector = load_bundle(arguments.model), Detector.load(arguments.model)
    figures: dict[str, Any] = {
        split: of_split(bundle, detector, split, arguments.n, arguments.seed) for split in SPLITS
    }
    figures["months by name"] = {"language": of_named_months(bundle, detector, 30, arguments.seed)}
    figures["columns of months by name"] = of_columns(bundle, detector, arguments.seed)
    for place, of_place in figures.items():
        print(place)
        for question, found in of_place.items():
            print(f"  {question}: {json.dumps(found)}")
    if arguments.json:
        about = {"python": platform.python_version(), "cores": os.cpu_count(), "seed": arguments.seed}
        arguments.json.write_text(json.dumps({**about, **figures}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
