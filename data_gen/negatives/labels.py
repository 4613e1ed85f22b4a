"""Words that make the number beside them something other than a date, by language, parted by `|`.

None of them stands before or after a date in `data_gen.carriers.phrases`: the word alone decides.
"""

from __future__ import annotations

from functools import cache

from data_gen.language import texts

LABELS = ("labels.version", "labels.section", "labels.pages", "labels.numbered", "labels.counted")


@cache
def label_words(language: str) -> frozenset[str]:
    """The words of all these tables in a language, in lower case."""
    return frozenset(word.lower() for key in LABELS for word in texts(language, key))
