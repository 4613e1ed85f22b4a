"""From a decision to the conversion that the user gets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from datenorm.convert.candidate import DIGITS
from datenorm.convert.conversion import (
    Conversion,
    ConversionDraft,
    DateInText,
    Reading,
    Span,
    frozen,
    symbols_of,
)
from datenorm.convert.decision import Decision
from datenorm.convert.options import ConvertOptions, Policy
from datenorm.convert.reasons import ambiguous_zone, several
from datenorm.convert.span import read_span
from datenorm.runtime.base import FloatArray
from datenorm.text import Unreadable, canonicalise
from datenorm.values import Resolution, split
from datenorm.values.alphabet import NAMED_ZONE
from datenorm.values.parsing import SEPARATOR

if TYPE_CHECKING:
    from datenorm.convert.clock import ZonedTime


def refused(source: str, refusal: Unreadable) -> Conversion:
    """The conversion of a text that the network cannot read."""
    code, sentence, facts = refusal
    if code == "empty":
        return Conversion(source, None, "no-date", 1.0, sentence, code=code)
    return Conversion(source, None, "unreadable", 0.0, sentence, code=code, facts=facts)


def tells_places(decision: Decision, options: ConvertOptions) -> bool:
    """Whether the answer tells where its dates are, and the attention says so."""
    best = decision.best
    if best is None or best.hypothesis.attention_weights is None:
        return False
    return bool(best.resolution.parts) or (options.span and not best.meaning.is_refusal)


def _whole(source: str) -> Span:
    """All of a text but the space around it."""
    text = source.strip()
    start = source.index(text)
    return Span(start, start + len(text))


def conversion_of(
    source: str,
    decision: Decision,
    options: ConvertOptions,
    *,
    kept: bool = False,
    locale: str | None = None,
    places: Sequence[Span] = (),
) -> Conversion:
    """The conversion that the user gets, with attention over the characters of the source.

    Args:
        source: the text as given.
        decision: the decision on it.
        options: what to report.
        kept: whether the text already is a value.
        locale: the locale of the text, if known.
        places: where dates are in the text.
    """
    best = decision.best
    if best is None:
        code, sentence, facts = decision.reason
        return Conversion(source, None, decision.status, 0.0, sentence, code=code, facts=facts)
    resolution, value = best.meaning.resolution, best.meaning.value
    clock = None
    if resolution.datetime and value == resolution.value:
        decision, clock = _timed(decision, resolution.datetime, source, locale, options.policy)
    given = decision.status == "converted" or (
        decision.status == "ambiguous" and options.policy.on_ambiguous == "best"
    )
    whole = given and value == resolution.value
    reason, written = decision.reason, best.hypothesis.text
    attention = span = None
    dates: tuple[DateInText, ...] = ()
    is_located = options.reads_attention or resolution.parts
    if is_located and best.hypothesis.attention_weights is not None:
        from datenorm.search.symbols import over_source  # needs NumPy

        offsets = canonicalise(source).offsets
        attention = over_source(best.hypothesis.attention_weights, offsets, len(source))
        if options.span and not best.meaning.is_refusal:
            span = _whole(source) if kept else read_span(source, split(written), attention, places)
    if resolution.parts:
        spans = _spans(source, symbols_of(written, kept=kept), attention, places)
        dates = tuple(_dates(resolution.parts, spans))
        reason = several(list(map(str, dates))) if reason.code == "several" else reason
    draft = ConversionDraft(  # by position, which is faster
        source,
        value if given else None,
        decision.status,
        best.confidence,
        reason.sentence,
        decision.alternatives,
        resolution.date if whole else None,
        resolution.calendar,
        resolution.century_inferred,
        resolution.year_inferred,
        resolution.weekday_conflict,
        resolution.style,
        written,
        reason.code,
        dict(reason.facts),
        attention if options.attention else None,
        span,
        kept,
        resolution.program or None,
        clock.datetime if given and clock is not None else None,
        dates,
        (clock.zone or None) if given and clock is not None else None,
    )
    return frozen(draft)


def _timed(
    decision: Decision, datetime: str, source: str, locale: str | None, policy: Policy
) -> tuple[Decision, ZonedTime]:
    """The time with its offset, and the decision, which is ambiguous if an offset is needed and open.

    If it is not needed, the reason tells that it is open.
    """
    from datenorm.convert.clock import clock_of  # few texts have times

    clock = clock_of(datetime, source, locale, policy)
    if decision.status != "converted" or not clock.readings or decision.best is None:
        return decision, clock
    reason = ambiguous_zone(clock.name, clock.readings)
    if not clock.is_needed:
        return (decision if decision.reason.code else decision._replace(reason=reason)), clock
    probability = round(decision.best.probability / len(clock.readings), DIGITS)
    readings = tuple(Reading(reading, probability) for reading in clock.readings)
    return decision._replace(status="ambiguous", reason=reason, alternatives=readings), clock


def _spans(
    source: str, written: Sequence[str], attention: FloatArray | None, places: Sequence[Span]
) -> list[Span | None]:
    """The characters that each of several dates was read from."""
    ends = [*(row for row, symbol in enumerate(written) if symbol == SEPARATOR), len(written)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    rows = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
    if attention is None:
        return [None] * len(rows)
    spans = [read_span(source, written[some], attention[some], places) for some in rows]
    if len(set(spans)) < len(spans):  # a place has several dates
        return [read_span(source, written[some], attention[some]) for some in rows]
    return spans


def _dates(parts: tuple[Resolution, ...], spans: Sequence[Span | None]) -> Iterator[DateInText]:
    """Each of several dates, with the characters that it was read from."""
    for part, span in zip(parts, spans, strict=False):
        yield DateInText(part.value or "", span, part.datetime.replace(NAMED_ZONE, "") or None)
