"""What the encoder makes of texts, for the heads that answer questions about a text as a whole.

Shape letters: B batch, S source characters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from datenorm.bundle import Bundle
from datenorm.runtime import Encoded, Float32Runtime
from datenorm.text.vocabulary import encode_source

_BATCH = 256


class Annotator:
    """Reads texts without hints.

    By the runtime in NumPy, whichever converts: others keep annotations in forms of their own. Holds nothing
    that changes, so threads may share one.
    """

    def __init__(self, bundle: Bundle) -> None:
        self.runtime = Float32Runtime(bundle.weights, bundle.manifest.architecture)
        self._vocabulary = bundle.vocabulary

    def __call__(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Encoded]]:
        """Read texts, those of one length together.

        Args:
            texts: canonical texts, none empty.

        Yields:
            Indices of some texts, and these after the encoder, without padding; each text once.
        """
        by_length: dict[int, list[int]] = defaultdict(list)
        for index, text in enumerate(texts):
            by_length[len(text)].append(index)
        for indices in by_length.values():
            for start in range(0, len(indices), _BATCH):
                batch = indices[start : start + _BATCH]
                ids = np.array([encode_source(self._vocabulary, texts[index], None, None) for index in batch])
                yield batch, self.runtime.encode(ids)
