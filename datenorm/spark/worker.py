"""What runs in Spark's Python workers. The only module that imports pandas, so it is imported on call."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

import pandas

from datenorm.bulk.answers import BulkOptions, convert_column
from datenorm.bundle import MANIFEST_NAME, Bundle
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.record import AnswerFields, as_fields
from datenorm.values import Form

_MOST_MODELS = 4
"""Models that a worker keeps: more than one job needs, few enough for its memory."""

Reader = Callable[[Iterator[pandas.Series]], Iterator[pandas.DataFrame]]


@dataclass(frozen=True)
class PackedBundle:
    """The files of a bundle in memory, so that workers need no path to it.

    Attributes:
        checksum: tells bundles apart without comparing megabytes.
        files: name → content.
    """

    checksum: str
    files: tuple[tuple[str, bytes], ...] = field(compare=False, repr=False)


def pack(bundle: Bundle) -> PackedBundle:
    """The files of a bundle that was loaded, without others in its directory."""
    manifest = (bundle.path / MANIFEST_NAME).read_bytes()
    names = sorted(json.loads(manifest)["files"])
    files = ((MANIFEST_NAME, manifest), *((name, (bundle.path / name).read_bytes()) for name in names))
    return PackedBundle(hashlib.sha256(manifest).hexdigest(), files)


@lru_cache(maxsize=_MOST_MODELS)
def unpack(packed: PackedBundle) -> Normalizer:
    """The normalizer of a packed bundle.

    Spark gives a Python worker one task after another, so the process keeps it for later tasks.
    """
    with tempfile.TemporaryDirectory(prefix="datenorm-") as directory:  # loading reads the bundle into memory
        for name, content in packed.files:
            (Path(directory) / name).write_bytes(content)
        return Normalizer.load(directory)


SCHEMA = (
    "value string, status string, code string, confidence double, first string, last string, datetime string"
)
"""The struct that a text becomes; its fields are those of `datenorm.to_frame`."""


def reader_of(packed: PackedBundle, options: BulkOptions, form: Form = "edtf") -> Reader:
    """A function from batches of texts to batches of structs, which carries its model with it.

    Spark reads from its annotations that it takes an iterator of batches.
    """

    def read(batches: Iterator[pandas.Series]) -> Iterator[pandas.DataFrame]:
        normalizer = unpack(packed)
        for texts in batches:
            yield _answers(texts, normalizer, options, form)

    return read


def _answers(
    texts: pandas.Series, normalizer: Normalizer, options: BulkOptions, form: Form
) -> pandas.DataFrame:
    """The answers to a batch; null stays null."""
    present = [None if null else text for text, null in zip(texts.tolist(), texts.isna(), strict=True)]
    answers = convert_column(present, normalizer, options, partial(as_fields, form=form))
    columns = {
        name: [one and one[place] for one in answers] for place, name in enumerate(AnswerFields._fields)
    }
    return pandas.DataFrame(
        {
            name: values if name == "confidence" else pandas.Series(values, dtype=object)
            for name, values in columns.items()
        }
    )
