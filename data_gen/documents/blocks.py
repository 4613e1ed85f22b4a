"""Documents in blocks, each of which depends only on the seed and its number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from itertools import count, islice
from multiprocessing import get_context
from random import Random

from data_gen.corpus import draw_locale
from data_gen.documents.document import Document
from data_gen.documents.genres import draw_document
from data_gen.locales import inventory, load
from data_gen.ordinary import draw_language
from data_gen.splits import is_held_out_locale

_REMARKS_SHARE = 0.5
"""Share of remarks in the languages that have many sentences."""
_COMMON_SHARE = 0.7
"""Share of the common languages among the other documents. Small languages have no sentences of their own.
The network learns the names of their dates from pairs."""
DOCUMENTS_IN_BLOCK = 200
"""Documents in a block; any process can draw any block."""


def documents(
    seed: int,
    n: int | None,
    *,
    languages: Sequence[str] | None = None,
    workers: int = 0,
    start_block: int = 0,
) -> Iterator[Document]:
    """Draw documents with all dates in them, of the patterns and locales of training.

    The same seed and languages give the same documents in the same order, whatever the number of workers.

    Args:
        seed: any integer.
        n: number of documents, or None for an endless stream.
        languages: languages to draw from; None for all.
        workers: number of worker processes; 0 draws in this process.
        start_block: first block to draw, to continue an earlier run.

    Raises:
        ValueError: for an unknown language.
    """
    unknown = sorted(set(languages or ()) - set(inventory()))
    if unknown:
        raise ValueError(f"no month names for {', '.join(unknown)}")
    draw = partial(document_block, seed=seed, languages=tuple(languages) if languages is not None else None)
    last = None if n is None else start_block + -(-n // DOCUMENTS_IN_BLOCK)
    numbers: Iterable[int] = count(start_block) if last is None else range(start_block, last)
    return islice(_drawn(draw, numbers, workers), n)


def _drawn(draw: partial[list[Document]], numbers: Iterable[int], workers: int) -> Iterator[Document]:
    if not workers:
        for number in numbers:
            yield from draw(number)
        return
    with get_context("spawn").Pool(workers) as pool:
        yield from (document for drawn in pool.imap(draw, numbers) for document in drawn)


def document_block(number: int, *, seed: int, languages: tuple[str, ...] | None = None) -> list[Document]:
    """The documents of one block."""
    rng = Random(f"documents/{seed}/{number}")
    return [_document(rng, languages) for _ in range(DOCUMENTS_IN_BLOCK)]


def _document(rng: Random, languages: tuple[str, ...] | None) -> Document:
    kind = None
    if languages is None and rng.random() < _REMARKS_SHARE:
        languages, kind = (draw_language(rng),), "remarks"
    while is_held_out_locale(locale := draw_locale(rng, languages, common=_COMMON_SHARE)):
        pass
    return draw_document(rng, load(locale), kind)


def document_to_json(document: Document) -> str:
    """A document as one line of JSON."""
    return json.dumps(asdict(document), ensure_ascii=False)
