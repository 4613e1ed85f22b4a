"""From a decision to the conversion the user gets, and the texts refused before the network sees them."""

from __future__ import annotations

from datenorm.convert.conversion import Conversion, ConversionDraft, frozen
from datenorm.convert.decision import Decision
from datenorm.convert.options import Wish
from datenorm.convert.span import read_span
from datenorm.search import over_source
from datenorm.text import MAX_LENGTH, MAX_SOURCE_LENGTH, canonical_text, canonicalise


def read_or_refuse(source: str) -> str | Conversion:
    """The canonical text that the network reads, or the refusal of a source that has none it could read."""
    if len(source) > MAX_SOURCE_LENGTH:
        return _unreadable(source, f"{len(source)} characters, at most {MAX_LENGTH} are read")
    if not source.isascii():
        try:
            source.encode()
        except UnicodeEncodeError:  # lone surrogates stand for bytes that were no text
            return _unreadable(source, "not valid text in its encoding")
    text = canonical_text(source)
    if len(text) > MAX_LENGTH:
        return _unreadable(source, f"{len(text)} characters, at most {MAX_LENGTH} are read")
    if text:
        return text
    if source and not source.isspace():
        return _unreadable(source, "nothing but control characters")
    return Conversion(source, None, "no-date", 1.0, "empty")


def conversion_of(source: str, decision: Decision, wish: Wish) -> Conversion:
    """Dress a decision for the user; attention goes over the characters of the user's own text."""
    best = decision.best
    if best is None:
        return Conversion(source, None, decision.status, 0.0, decision.reason)
    resolution, value = best.meaning.resolution, best.meaning.value
    given = decision.status == "converted" or (
        decision.status == "ambiguous" and wish.policy.on_ambiguous == "best"
    )
    attention = span = None
    if best.hypothesis.attention_weights is not None:
        offsets = canonicalise(source).offsets
        attention = over_source(best.hypothesis.attention_weights, offsets, len(source))
        if wish.span and not best.meaning.is_refusal:
            span = read_span(source, best.written, attention)
    draft = ConversionDraft(  # by position: there are many of them, and names take their time
        source,
        value if given else None,
        decision.status,
        best.confidence,
        decision.reason,
        decision.alternatives,
        resolution.date if given and value == resolution.value else None,
        resolution.calendar,
        resolution.century_inferred,
        resolution.year_inferred,
        resolution.weekday_conflict,
        resolution.style,
        best.hypothesis.text,
        attention if wish.attention else None,
        span,
    )
    return frozen(draft)


def _unreadable(source: str, what: str) -> Conversion:
    return Conversion(source, None, "unreadable", 0.0, f"unreadable: {what}")
