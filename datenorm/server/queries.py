"""What the options of a request mean for the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from datenorm.bulk.answers import BulkOptions
from datenorm.convert.hints import resolve_hints
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.errors import ConfigError
from datenorm.server.options import DecidingOptions, Options, Output, ReadingOptions
from datenorm.server.problems import FieldProblem, invalid
from datenorm.values import Reckoning


@dataclass(frozen=True)
class Query:
    """Validated options of a request.

    Attributes:
        prefix: the locale and the order, each followed by a tab. In front of a text it makes a line that
            says all there is to know about the text, so that equal lines have equal answers.
        options: how to convert, without hints.
        output: how answers are written.
    """

    prefix: str = "\t\t"
    options: BulkOptions = field(default_factory=BulkOptions)
    output: Output = "jsonl"


class OptionChecker:
    """Turns the options of requests into queries, checking them against the tables of one model."""

    def __init__(self, normalizer: Normalizer) -> None:
        self._manifest = normalizer.bundle.manifest
        self._vocabulary = normalizer.bundle.vocabulary
        self._default = BulkOptions()
        self.check_locale = lru_cache(maxsize=1024)(self._check_locale)

    def query(self, options: Options, output: Output = "jsonl") -> Query:
        """The query that options ask for.

        Raises:
            Problem: 422 with the fields that contradict each other or that this model does not know.
        """
        has_time = output in ("datetime", "ixdtf")
        if not has_time and not options.model_fields_set - {"text", "texts", "output"}:
            return Query(options=self._default, output=output)
        policy = self.policy(options, output)
        bulk_options = BulkOptions(
            policy=policy,
            alternatives=options.alternatives,
            attention=options.attention,
            span=options.span,
        )
        return Query(f"{options.locale or ''}\t{options.order or ''}\t", bulk_options, output)

    def policy(self, options: ReadingOptions, output: Output = "jsonl") -> Policy:
        """How to decide, as options say; the locale is checked too.

        Raises:
            Problem: 422 with the fields that contradict each other or that this model does not know.
        """
        problems = list(_contradictions(options))
        if options.locale:
            problems += self.check_locale(options.locale)
        if options.max_risk is not None:
            try:
                self._manifest.calibration.threshold_for(options.max_risk)
            except ConfigError as error:
                problems.append(FieldProblem("max_risk", "; ".join(filter(None, (str(error), error.hint)))))
        try:
            policy = _policy(options).in_form(output)
        except ConfigError as error:  # the sentence starts with the field
            _, field, problem = str(error).split("`", 2)
            problems.append(FieldProblem(field, "; ".join(filter(None, (problem.strip(), error.hint)))))
        if problems:
            raise invalid(problems)
        return policy

    def _check_locale(self, locale: str) -> tuple[FieldProblem, ...]:
        try:
            if not locale.isprintable():
                raise ConfigError("not a locale", hint="use a language code and a region, such as en-GB")
            resolve_hints(locale, None, self._manifest.locales, self._vocabulary)
        except ConfigError as error:
            return (FieldProblem("locale", f"not a locale; {error.hint}"),)
        return ()


def _policy(options: ReadingOptions) -> Policy:
    policy = Policy(
        min_confidence=options.min_confidence,
        max_risk=options.max_risk,
        precision=options.precision,
        reckoning=Reckoning(
            pivot=options.pivot,
            direction="past" if options.past else "future" if options.future else None,
            reference_date=options.reference_date,
            prefer=options.prefer or "nearest",
            hijri=options.hijri,
            next_means=options.next,
        ),
        zone=options.zone,
        utc=options.utc,
    )
    if not isinstance(options, DecidingOptions):
        return policy
    return replace(
        policy,
        on_ambiguous=options.on_ambiguous,
        keep_values=options.keep_values,
        on_several=options.on_several,
        excel_serial=options.excel_serial,
        epoch=options.epoch,
    )


def _contradictions(options: ReadingOptions) -> Iterator[FieldProblem]:
    if options.past and options.future:
        yield FieldProblem("past", "cannot be combined with future")
    if options.prefer is not None and options.reference_date is None:
        yield FieldProblem("prefer", "needs reference_date")
