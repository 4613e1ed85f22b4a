"""From a decision to the conversion the user gets, and the texts refused before the network sees them."""

from __future__ import annotations

from datenorm.convert.conversion import Conversion, ConversionDraft, frozen
from datenorm.convert.decision import Decision
from datenorm.convert.options import ConvertOptions
from datenorm.convert.span import read_span
from datenorm.search import over_source
from datenorm.text import Unreadable, canonicalise


def refused(source: str, refusal: Unreadable) -> Conversion:
    """The conversion of a text that the network is not asked about."""
    code, sentence, facts = refusal
    if code == "empty":
        return Conversion(source, None, "no-date", 1.0, sentence, code=code)
    return Conversion(source, None, "unreadable", 0.0, sentence, code=code, facts=facts)


def conversion_of(source: str, decision: Decision, options: ConvertOptions) -> Conversion:
    """Dress a decision for the user; attention goes over the characters of the user's own text."""
    best = decision.best
    if best is None:
        code, sentence, facts = decision.reason
        return Conversion(source, None, decision.status, 0.0, sentence, code=code, facts=facts)
    resolution, value = best.meaning.resolution, best.meaning.value
    given = decision.status == "converted" or (
        decision.status == "ambiguous" and options.policy.on_ambiguous == "best"
    )
    attention = span = None
    if best.hypothesis.attention_weights is not None:
        offsets = canonicalise(source).offsets
        attention = over_source(best.hypothesis.attention_weights, offsets, len(source))
        if options.span and not best.meaning.is_refusal:
            span = read_span(source, best.written, attention)
    draft = ConversionDraft(  # by position: there are many of them, and names take their time
        source,
        value if given else None,
        decision.status,
        best.confidence,
        decision.reason.sentence,
        decision.alternatives,
        resolution.date if given and value == resolution.value else None,
        resolution.calendar,
        resolution.century_inferred,
        resolution.year_inferred,
        resolution.weekday_conflict,
        resolution.style,
        best.hypothesis.text,
        decision.reason.code,
        dict(decision.reason.facts),
        attention if options.attention else None,
        span,
    )
    return frozen(draft)
