"""A component of spaCy pipelines that finds dates: entities labelled DATE with their values.

Importing this module registers the factory `datenorm`; where datenorm is installed, spaCy finds it by itself.
Needs the extra `spacy`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from datenorm.convert.hints import day_of
from datenorm.errors import MissingExtra
from datenorm.finding.finder import Finder
from datenorm.finding.found import Found

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span
except ImportError as error:
    raise MissingExtra(
        "the component needs spaCy, which the base installation leaves out",
        hint="pip install 'datenorm[spacy]'",
    ) from error

FACTORY = "datenorm"

EXTENSIONS = ("value", "datetime", "date_status")
"""What `span._` has of a date: its value, that with its time of day, and the status of its conversion."""

_BATCH = 128


class DateComponent:
    """Adds the dates of a document to its entities; they take the place of entities that overlap them.

    Args:
        finder: the model.
        locale: locale of the texts; None if it is not known.
        order: field order of their numeric dates; None if it is not known.
        reference_date: the day of the documents, ISO 8601; None leaves relative dates without a value.
        label: label of the entities.
    """

    def __init__(
        self,
        finder: Finder,
        *,
        locale: str | None = None,
        order: str | None = None,
        reference_date: str | None = None,
        label: str = "DATE",
    ) -> None:
        self._finder, self._label = finder, label
        day = None if reference_date is None else day_of(reference_date)
        self._options: dict[str, Any] = {"locale": locale, "order": order, "reference_date": day}
        for name in EXTENSIONS:
            if not Span.has_extension(name):
                Span.set_extension(name, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Add the dates of one document."""
        return self._marked(doc, self._finder.find(doc.text, workers=1, **self._options))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        """Add the dates of many documents, whose texts are read together."""
        remaining = iter(stream)
        while docs := list(itertools.islice(remaining, batch_size)):
            texts = [doc.text for doc in docs]
            found = self._finder.find_many(texts, workers=1, **self._options)
            yield from map(self._marked, docs, found)

    def _marked(self, doc: Doc, dates: Sequence[Found]) -> Doc:
        """A document with its dates; one that begins or ends within a token has all of it."""
        spans: list[Span] = []
        for one in dates:
            span = doc.char_span(one.start, one.end, label=self._label, alignment_mode="expand")
            if span is None or (spans and span.start < spans[-1].end):
                continue
            span._.value = one.value
            span._.datetime = one.conversion.datetime
            span._.date_status = one.conversion.status
            spans.append(span)
        taken = {token for span in spans for token in range(span.start, span.end)}
        others = [ent for ent in doc.ents if taken.isdisjoint(range(ent.start, ent.end))]
        doc.ents = sorted([*others, *spans], key=lambda span: span.start)
        return doc


def create(
    nlp: Language,
    name: str,
    model: str | None,
    locale: str | None,
    order: str | None,
    reference_date: str | None,
    label: str,
) -> DateComponent:
    """Make the component; the arguments but the first two are its configuration in the pipeline.

    Args:
        nlp: the pipeline.
        name: the name of the component in it.
        model: directory of the bundle; None for the bundled model.
        locale: see `DateComponent`.
        order: see `DateComponent`.
        reference_date: see `DateComponent`.
        label: see `DateComponent`.
    """
    finder = Finder.load(model)
    return DateComponent(finder, locale=locale, order=order, reference_date=reference_date, label=label)


Language.factory(
    FACTORY,
    default_config={"model": None, "locale": None, "order": None, "reference_date": None, "label": "DATE"},
    assigns=["doc.ents", *(f"span._.{name}" for name in EXTENSIONS)],
    func=create,
)
