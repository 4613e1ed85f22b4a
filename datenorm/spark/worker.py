"""What runs in Spark's Python workers. The one module that imports pandas, so it is imported on call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pandas

from datenorm.bulk.answers import BulkOptions, convert_column
from datenorm.convert.options import Policy
from datenorm.spark.packed_bundle import PackedBundle, unpack

if TYPE_CHECKING:
    from datenorm.convert.conversion import Conversion
    from datenorm.convert.normalizer import Normalizer

SCHEMA = "value string, status string, confidence double"
"""What is said of each text."""

Reader = Callable[[Iterator[pandas.Series]], Iterator[pandas.DataFrame]]


def reader_of(packed: PackedBundle, locale: str | None, order: str | None, policy: Policy | None) -> Reader:
    """A function from batches of texts to batches of `SCHEMA`; it carries its model with it.

    Spark looks at the annotations of the function to see that it goes over an iterator of batches.
    """

    def read(batches: Iterator[pandas.Series]) -> Iterator[pandas.DataFrame]:
        normalizer = unpack(packed)
        for texts in batches:
            yield _answers(texts, normalizer, locale, order, policy)

    return read


def _answers(
    texts: pandas.Series,
    normalizer: Normalizer,
    locale: str | None,
    order: str | None,
    policy: Policy | None,
) -> pandas.DataFrame:
    """What is said of a batch, each distinct text read once; nothing of what is null."""
    present = [None if null else text for text, null in zip(texts.tolist(), texts.isna(), strict=True)]
    options = BulkOptions(locale, order, policy or Policy())
    said: list[Conversion | None] = convert_column(present, normalizer, options, lambda one: one)
    return pandas.DataFrame(
        {
            "value": pandas.Series([None if one is None else one.value for one in said], dtype=object),
            "status": pandas.Series([None if one is None else one.status for one in said], dtype=object),
            "confidence": [None if one is None else one.confidence for one in said],
        }
    )
