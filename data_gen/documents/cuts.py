"""Windows cut from documents at random, to learn from: about half of them have a date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random

from data_gen.documents.blocks import documents
from data_gen.documents.document import DateSpan, Document

SHORTEST, LONGEST = 16, 160
"""Code points in a window."""

_WISHES = (True, False) * 3
"""What to cut from a document: a window with a date, one without."""
_WISHES_OF_SHORT = (True, False)
"""The same of a document that is a window itself, of which there should be many different ones."""
_TRIES = 4
_BLOCKS_OF_POOL = 1 << 12  # more than a pool needs


def windows(seed: int, pool: int, n: int, *, languages: tuple[str, ...] | None = None) -> Iterator[Document]:
    """Windows of documents, always the same ones.

    Args:
        seed: of the documents.
        pool: windows of different pools are of different documents.
        n: number of windows.
        languages: languages to draw from; None for all.
    """
    rng = Random(f"cuts/{seed}/{pool}")
    whole = documents(seed, None, languages=languages, start_block=pool * _BLOCKS_OF_POOL)
    return islice((window for document in whole for window in cuts(document, rng)), n)


def cuts(document: Document, rng: Random) -> Iterator[Document]:
    """Some windows of a document, no two alike; a short one is a window itself."""
    seen: set[str] = set()
    is_short = len(document.text) <= LONGEST
    if is_short and document.text.strip():
        seen.add(document.text)
        yield document
    for wish in _WISHES_OF_SHORT if is_short else _WISHES:
        for _ in range(_TRIES):
            window = cut(document, rng)
            if bool(window.spans) == wish and window.text.strip() and window.text not in seen:
                seen.add(window.text)
                yield window
                break


def cut(document: Document, rng: Random) -> Document:
    """A window of a document; it has every date whole or not at all."""
    length = rng.randint(SHORTEST, LONGEST)
    start = rng.randint(0, max(0, len(document.text) - length))
    end = min(len(document.text), start + length)
    for span in document.spans:
        if span.start < start < span.end:
            start = span.start if rng.random() < 0.5 else span.end
    for span in document.spans:
        if span.start < end < span.end:
            end = span.end if span.end - start <= LONGEST or span.start <= start else span.start
    end = max(start, end)
    spans = tuple(
        DateSpan(span.start - start, span.end - start, span.value, span.language)
        for span in document.spans
        if start <= span.start and span.end <= end
    )
    return Document(document.text[start:end], spans, document.language, document.kind)
