"""The table of kinds of documents. To add one, write a function and add an entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from data_gen.documents import posts, prose, records, remarks
from data_gen.documents.document import Document
from data_gen.documents.draft import Draft
from data_gen.locales import LocaleData

SHORTEST, LONGEST = 150, 1900
_DATELESS_SHARE, _SHORT_SHARE = 0.22, 0.2


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of document.

    Attributes:
        name: value of `Document.kind`.
        share: how often it is drawn.
        write: writes a document of about so many characters.
    """

    name: str
    share: float
    write: Callable[[Draft, int], None]


GENRES = (
    Genre("prose", 36, prose.prose),
    Genre("chat", 12, prose.chat),
    Genre("posts", 32, posts.posts),
    Genre("remarks", 20, remarks.remarks),
    Genre("mail", 8, prose.mail),
    Genre("chronicle", 7, prose.chronicle),
    Genre("table", 9, records.table),
    Genre("log", 5, records.log),
    Genre("code", 7, records.code),
    Genre("fields", 6, records.fields),
    Genre("references", 5, records.references),
    Genre("catalogue", 5, records.catalogue),
)
_SHARES = tuple(genre.share for genre in GENRES)


def draw_document(rng: Random, data: LocaleData, kind: str | None = None) -> Document:
    """Draw a document in a locale, of a kind or of any."""
    known = {genre.name: genre for genre in GENRES}
    genre = known[kind] if kind else rng.choices(GENRES, _SHARES)[0]
    dated = 0.0 if rng.random() < _DATELESS_SHARE else rng.uniform(0.15, 0.75)
    draft = Draft(rng, data, dated)
    genre.write(draft, _length(rng))
    return draft.finish(genre.name)


def _length(rng: Random) -> int:
    """The length to reach: of a sentence or two, or of some paragraphs."""
    if rng.random() < _SHORT_SHARE:
        return rng.randint(20, SHORTEST)
    return int(SHORTEST + (LONGEST - SHORTEST) * rng.random() ** 2)
