"""Infers the field order and the language of a column: sample, read, weigh, decide.

Shape letters: B rows, L languages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from datenorm.bundle import Bundle
from datenorm.column import questions
from datenorm.column.evidence import Evidence, Network, gather, of_own_value, year_habit
from datenorm.column.languages import RowLanguages, language_of_column
from datenorm.column.orders import OrderPosterior, order_posterior
from datenorm.column.reading import ColumnReading, ColumnStatus
from datenorm.column.sample import SAMPLE, Sample, SampledValue, draw_sample
from datenorm.convert.counted import without_counted
from datenorm.convert.hints import resolve_hints
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.errors import InputError
from datenorm.text import MAX_LENGTH, MAX_SOURCE_LENGTH, canonical_text
from datenorm.text.vocabulary import ORDERS
from datenorm.values import Reckoning

DECISIVE = 0.95
"""Posterior probability at which an order is decided; one value that fits only one order reaches it unless
another contradicts."""

DECISIVE_ALONE = 0.99
"""The same if no value excludes the next order, and only the spread of the numbers decides."""

CERTAIN = 0.999
"""Posterior probability at which the rest of the sample is not read."""

LOCALE_WEIGHT = 0.97
"""Prior probability of the usual order of the given locale: it decides if no value does, one contradicting
value makes it doubtful, and three overrule it."""

MOST_CHARACTERS = 250_000
"""Maximum characters of the sample, so that a column of sentences takes no longer than others."""

LANGUAGE_DECISIVE = 0.9
"""Posterior probability at which a language is named."""

LEAST = 1024
"""Values that are read at least, so that a few rows that contradict the others are met; half as many of a
column in which none depends on the order."""

_CHUNK = 1024
_LANGUAGE_ROWS = 64


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A value of the sample with its evidence."""

    text: str  # in canonical form
    value: SampledValue
    evidence: Evidence

    def says(self, order: str) -> float:
        return self.evidence.likelihood[ORDERS.index(order)]


def infer(
    texts: Iterable[str],
    normalizer: Normalizer | None = None,
    *,
    locale: str | None = None,
    sample: int = SAMPLE,
    policy: Policy | None = None,
    least: int = LEAST,
    row_languages: RowLanguages | None = None,
) -> ColumnReading:
    """Find the field order in which the dates of a column are written.

    The column is read once, and a sample of its distinct values is kept. The network reads the sample a
    thousand values at a time until the outcome is certain. Attention shows where it read the day, the month
    and the year of a text; a value supports the orders in which these numbers are a date. The model of a
    column is described in `datenorm.column.orders`.

    Args:
        texts: the values of the column.
        normalizer: the model; None for the bundled one.
        locale: the locale of the column, if known; its usual order is assumed to be likely.
        sample: maximum number of distinct values to keep.
        policy: what numbers count, if they count days or seconds; those are left out. A pivot or a direction
            leaves no century to decide.
        least: number of distinct values that are read even if fewer are certain; fewer are faster.
        row_languages: names the languages of rows with the same model; one for many columns saves time.

    Raises:
        InputError: if `texts` is a single string or a text is not a string.
        ConfigError: if the locale is unknown.

    >>> reading = infer(["03/04/1964", "23/04/1964", "01/02/1970", "17/11/1958"])
    >>> reading.order, reading.status
    ('DMY', 'decided')
    >>> reading.explanation
    'read as day-month-year: 2 rows decide it (first: row 2, "23/04/1964"), 0 contradict'
    >>> infer(["03/04/1964", "01/02/1970"]).explanation
    'undecided between day-month-year and month-day-year, so rows that hang on it are refused'
    """
    if isinstance(texts, str):
        raise InputError("a column is many texts, not one string", hint="put it in a list")
    normalizer = normalizer or Normalizer.load()
    bundle = normalizer.bundle
    given = resolve_hints(locale, None, bundle.manifest.locales, bundle.vocabulary)
    temperature = bundle.manifest.calibration.temperature
    reader = normalizer.attends, normalizer.sources
    network = Network(normalizer.runtime, bundle.vocabulary, temperature, *reader)
    drawn = draw_sample(without_counted(texts, policy), sample)
    prior = locale_prior(given.order)
    weighed: list[_Weighed] = []
    posterior = order_posterior([], prior)
    habit = 0.0
    for chunk in _chunks(drawn, min(least, _CHUNK)):
        known = {text: of_own_value(value.text.strip()) for text, value in chunk}
        readable = [text for text, _ in chunk if known[text] is None]
        evidence = dict(zip(readable, gather(network, readable, given.language), strict=True))
        if not habit:
            habit = year_habit(network, readable, list(evidence.values()), given.language)
        weighed += [_Weighed(*value, known[value[0]] or evidence[value[0]]) for value in chunk]
        posterior = order_posterior([one.evidence for one in weighed], prior, year_habit=habit)
        is_certain = max(*posterior.orders.values(), posterior.mixed) >= CERTAIN
        asks = any(one.evidence.kind in ("numeric", "international") for one in weighed)
        if is_certain or (2 * len(weighed) >= least and not asks):
            break
    languages = {given.language: 1.0} if given.language else None
    if languages is None:
        worded = [one.text for one in weighed if one.evidence.kind == "words"]
        some = worded[: min(_LANGUAGE_ROWS, max(1, least // 16))]
        languages = _languages(some, bundle, row_languages or RowLanguages(bundle))
    reading = _conclude(weighed, posterior, languages, drawn, locale, given.order)
    return _with_questions(reading, weighed, drawn, (policy or Policy()).reckoning)


def _with_questions(
    reading: ColumnReading, weighed: Sequence[_Weighed], sample: Sample, reckoning: Reckoning
) -> ColumnReading:
    """The reading with what the column decides beside its order."""
    texts = ((canonical_text(value.text), value) for value in sample.values)
    part = questions.year_part(questions.ColumnRow(*row) for row in texts)
    rows = [questions.ColumnRow(one.text, one.value, one.evidence) for one in weighed]
    month = questions.month_part(rows)
    century = questions.century(rows, reading.order, reckoning)
    found = (part, month, century[0] if century else None)
    return replace(
        reading,
        questions=tuple(question for question in found if question is not None),
        first_year=century[1] if century and not century[0].is_open else None,
    )


def locale_prior(usual: str | None) -> dict[str, float] | None:
    """Prior probabilities of the orders, given the usual one of a locale; None without one.

    >>> {order: round(p, 3) for order, p in locale_prior("DMY").items()}
    {'DMY': 0.97, 'MDY': 0.015, 'YMD': 0.015}
    """
    if usual is None:
        return None
    rest = (1 - LOCALE_WEIGHT) / (len(ORDERS) - 1)
    return {order: LOCALE_WEIGHT if order == usual else rest for order in ORDERS}


def _chunks(sample: Sample, first: int) -> Iterator[list[tuple[str, SampledValue]]]:
    """The readable values with their canonical forms, in chunks; each form once."""
    seen: set[str] = set()
    chunk: list[tuple[str, SampledValue]] = []
    characters, size = 0, first
    for value in sample.values:
        text = canonical_text(value.text) if len(value.text) <= MAX_SOURCE_LENGTH else ""
        if not 0 < len(text) <= MAX_LENGTH or text in seen:
            continue
        seen.add(text)
        chunk.append((text, value))
        characters += len(text)
        if characters > MOST_CHARACTERS:
            break
        if len(chunk) == size:
            yield chunk
            chunk, size = [], _CHUNK
    if chunk:
        yield chunk


def _conclude(
    weighed: Sequence[_Weighed],
    posterior: OrderPosterior,
    languages: Mapping[str, float],
    sample: Sample,
    locale: str | None,
    usual_order: str | None,
) -> ColumnReading:
    numeric = [one for one in weighed if one.evidence.kind == "numeric"]
    international = [one for one in weighed if one.evidence.kind == "international"]
    likeliest = posterior.ranked[0]
    speaking = numeric + international if likeliest == "YMD" or not numeric else numeric
    leading = _leading(posterior, speaking)
    named, rival = leading
    deciding = [one for one in speaking if one.says(named) > one.says(rival)]
    against = [one for one in speaking if one.says(named) < max(one.evidence.likelihood)]
    first, contrary = _first(deciding), _first(against)
    needed = DECISIVE if deciding or named == usual_order else DECISIVE_ALONE
    status: ColumnStatus = "undecided"
    if posterior.mixed > 0.5:
        status = "mixed"
    elif posterior.orders[named] >= needed:
        status = "decided"
    order = named if status == "decided" else None
    needs_hint = any(one.says("YMD") == 1 for one in numeric)
    hint_order = None if order == "YMD" and not needs_hint else order
    language = max(languages, key=languages.__getitem__, default=None)
    if language is not None and languages[language] < LANGUAGE_DECISIVE:
        language = None
    return ColumnReading(
        status=status,
        order=order,
        language=language,
        locale=locale or (language if hint_order else None),
        hint_order=hint_order,
        leading=leading,
        posterior=posterior.orders,
        mixed=posterior.mixed,
        languages=languages,
        is_language_given=locale is not None,
        deciding=len(deciding),
        contradicting=len(against),
        numeric=len(numeric),
        international=len(international),
        first_row=None if first is None else first.row,
        first_text=None if first is None else first.text,
        against_row=None if contrary is None else contrary.row,
        against_text=None if contrary is None else contrary.text,
        sampled=len(weighed),
        rows=sample.rows,
        by_locale=order is not None and order == usual_order,
    )


def _first(rows: Sequence[_Weighed]) -> SampledValue | None:
    return min((one.value for one in rows), key=lambda value: value.row, default=None)


def _languages(worded: Sequence[str], bundle: Bundle, row_languages: RowLanguages) -> dict[str, float]:
    """The likely languages of named months; none without such months or without a detection head."""
    rows = row_languages(worded) if worded else None
    if rows is None:
        return {}
    # Prefer languages of many countries: French before Haitian Creole.
    regions = Counter(language for language, _ in bundle.manifest.locales.values())
    found = language_of_column(*rows, regions)
    return {language: probability for language, probability in found.items() if probability >= 0.01}


def _leading(posterior: OrderPosterior, speaking: Sequence[_Weighed]) -> tuple[str, str]:
    """The likeliest order and its strongest rival; for a mixed column, its two orders."""

    def support(order: str) -> float:
        return sum(one.says(order) for one in speaking)

    first = max(ORDERS, key=support) if posterior.mixed > 0.5 else posterior.ranked[0]
    rest = [order for order in posterior.ranked if order != first]
    return first, max(rest, key=support)
