"""The language of a column, from what its rows look like.

Shape letters: B rows, L languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from datenorm.bundle import Bundle
from datenorm.detection import DetectionHead
from datenorm.detection.head import Annotator, Floats, load_head

STRANGERS = 0.05
"""Share of the rows of a column that are in another language."""

INDEPENDENT = 4
"""Maximum number of rows that count: more rows repeat the same twelve months of the same writer."""

_MOST = 0.75  # least share of rows that fit the language of a column


class RowLanguages:
    """Names the languages of rows with one bundle; what it reads of that is kept for other columns."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    @cached_property
    def _head(self) -> DetectionHead | None:
        return load_head(self._bundle)

    @cached_property
    def _annotator(self) -> Annotator:
        return Annotator(self._bundle)

    def __call__(self, texts: Sequence[str]) -> tuple[Sequence[str], Floats] | None:
        """The probability of each language for each text, if all were equally common.

        Args:
            texts: canonical texts, none empty.

        Returns:
            Languages and probabilities, (B, L); None if the bundle has no detection head.

        Raises:
            BundleCorrupt: if the head is damaged.
        """
        head = self._head
        if head is None:
            return None
        found = np.zeros((len(texts), len(head.languages)))
        for places, encoded in self._annotator(texts):
            found[places] = head(encoded.annotations).languages
        return head.languages, found


def language_of_column(
    languages: Sequence[str], rows: Floats, weights: Mapping[str, float] | None = None
) -> dict[str, float]:
    """The probability of each language for a column of such texts, likeliest first.

    Each row is in the language of the column except a share of `STRANGERS`, and all rows count as
    `INDEPENDENT` at most. In a column of several languages, each gets its share.

    Args:
        languages: L language codes.
        rows: probability of each language for each row, if all were equally common, (B, L).
        weights: how common each language is; 1 by default.
    """
    common = np.array([(weights or {}).get(one, 1.0) for one in languages])
    mixed = (1 - STRANGERS) * rows + STRANGERS / len(languages)
    scores = np.log(mixed).mean(axis=0) * min(len(rows), INDEPENDENT) + np.log(common)
    probabilities = np.exp(scores - np.logaddexp.reduce(scores))
    # If many rows do not fit a language, it is the language of a part of the column only.
    own = (rows >= 1 / len(languages)).mean(axis=0)
    probabilities = np.where(own < _MOST, np.minimum(probabilities, own), probabilities)
    likeliest = np.argsort(-probabilities, kind="stable").tolist()
    return {languages[index]: float(probabilities[index]) for index in likeliest}
