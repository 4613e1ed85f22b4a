"""The language of a column whose months are names.

Shape letters: B rows, L languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from datenorm.bundle import Bundle
from datenorm.detection import load_head
from datenorm.detection.annotator import Annotator

STRANGERS = 0.05
"""Part of the rows of a column that are of another language than it."""

INDEPENDENT = 4
"""Rows that a column counts for at most: the same twelve months in one hand do not say much more."""

_MOST = 0.75  # of the rows that can be in it, or a language is not the one language of a column

_Floats = np.ndarray[Any, np.dtype[np.float64]]


def languages_of_rows(bundle: Bundle, texts: Sequence[str]) -> tuple[Sequence[str], _Floats] | None:
    """The probability of each language for each text, were all equally common.

    Args:
        bundle: the model.
        texts: canonical texts, none empty.

    Returns:
        Languages, and probabilities, (B, L); None where the bundle has no head to tell by.

    Raises:
        BundleCorrupt: if the head is damaged.
    """
    head = load_head(bundle)
    if head is None:
        return None
    found = np.zeros((len(texts), len(head.languages)))
    for places, encoded in Annotator(bundle)(texts):
        found[places] = head(encoded.annotations).languages
    return head.languages, found


def language_of_column(
    languages: Sequence[str], rows: _Floats, weights: Mapping[str, float] | None = None
) -> dict[str, float]:
    """The probability of each language for a column of such texts, likeliest first.

    Each row is in the language of the column but for `STRANGERS`, and all of them together count as no more
    than `INDEPENDENT`. A column in several languages leaves each of them the part that it is.

    Args:
        languages: L of them.
        rows: probability of each language for each row, were all equally common, (B, L).
        weights: how common each language is, by any measure; 1 where it has none.
    """
    common = np.array([(weights or {}).get(one, 1.0) for one in languages])
    mixed = (1 - STRANGERS) * rows + STRANGERS / len(languages)
    scores = np.log(mixed).mean(axis=0) * min(len(rows), INDEPENDENT) + np.log(common)
    probabilities = np.exp(scores - np.logaddexp.reduce(scores))
    # Many rows that can hardly be in a language are no slips: it has a part of the column, not all of it.
    own = (rows >= 1 / len(languages)).mean(axis=0)
    probabilities = np.where(own < _MOST, np.minimum(probabilities, own), probabilities)
    likeliest = np.argsort(-probabilities, kind="stable").tolist()
    return {languages[index]: float(probabilities[index]) for index in likeliest}
