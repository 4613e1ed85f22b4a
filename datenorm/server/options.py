"""What a request may ask for beside its texts, and how that becomes what the model is asked.

The names are those of the command line's options.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
)

from datenorm.convert.hints import day_of, resolve_hints
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import MAX_ALTERNATIVES, ConvertOptions, Policy
from datenorm.errors import ConfigError
from datenorm.server.problems import FieldProblem, invalid, too_large
from datenorm.server.settings import MAX_COLUMN, MAX_TEXTS
from datenorm.values import Form, Hijri, Reckoning


def _upper(order: object) -> object:
    return order.upper() if isinstance(order, str) else order


def _day(written: object) -> object:
    if written is None or isinstance(written, datetime.date):
        return written
    if not isinstance(written, str):
        raise ValueError("a day is a string: 2016-02-29")
    try:
        return day_of(written)
    except ConfigError as error:
        raise ValueError(f"not a day; {error.hint}") from None


def _text(text: object) -> object:
    # Pydantic's own strings refuse lone surrogates; here they are a text that cannot be read, not a fault.
    if not isinstance(text, str):
        raise ValueError("a text is a string")
    return text


def _texts(texts: object) -> object:
    if not isinstance(texts, list):
        raise ValueError("texts are a list of strings")
    return texts


def _text_list(most: int) -> Any:  # noqa: ANN401 - a type for Pydantic
    schema = {"type": "array", "items": {"type": "string"}, "maxItems": most}
    return Annotated[Any, PlainValidator(_texts), WithJsonSchema(schema)]


Order = Annotated[Literal["DMY", "MDY", "YMD"], BeforeValidator(_upper)]
Day = Annotated[datetime.date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Text = Annotated[Any, PlainValidator(_text), WithJsonSchema({"type": "string"})]


class Options(BaseModel):
    """What is known about the texts, and how they shall be decided."""

    model_config = ConfigDict(extra="forbid")

    locale: str | None = Field(
        None,
        max_length=64,
        description="Locale the texts were written in: its language and usual field order.",
    )
    order: Order | None = Field(None, description="Field order of numeric dates; overrides the locale's.")
    reference_date: Day | None = Field(None, description="The day a missing year is counted from.")
    prefer: Literal["nearest", "past", "future"] | None = Field(
        None, description="Which year completes a date without one; needs `reference_date`."
    )
    pivot: int | None = Field(
        None, ge=0, le=100, description="Two-digit years from it on are 19YY, those below 20YY; usually 69."
    )
    past: bool = Field(False, description="Two-digit years: the latest century not after the reference date.")
    future: bool = Field(False, description="Two-digit years: the earliest century not before it.")
    hijri: Hijri = Field(
        "umm-al-qura",
        description="How Islamic dates are reckoned: umm-al-qura, where it is published (1343–1500 AH) and "
        "else civil; or civil, the tabular calendar.",
    )
    precision: Literal["any", "day", "month", "year"] = Field(
        "any", description="What each text holds; finer values are cut down to it, coarser ones refused."
    )
    on_ambiguous: Literal["blank", "best"] = Field(
        "blank", description="Where two field orders are both likely: refuse, or take the likelier."
    )
    min_confidence: float | None = Field(None, ge=0, le=1, description="Refuse readings less probable.")
    max_risk: float | None = Field(
        None, ge=0, le=1, description="Refuse so much that no more than this part of the answers is wrong."
    )
    alternatives: int = Field(0, ge=0, le=MAX_ALTERNATIVES, description="Other readings to give.")
    attention: bool = Field(False, description="Give where each character was read.")
    span: bool = Field(False, description="Give which characters of the text the date was read from.")


class ConvertBody(Options):
    """One text, or many; with what is known about all of them."""

    text: Text = Field(None, description="One text.")
    texts: _text_list(MAX_TEXTS) = Field(None, description="Many texts; give these or `text`.")  # type: ignore[valid-type]


class LineQuery(Options):
    """Options of lines, as the query of the URL."""

    output: Literal["text", "edtf", "iso", "interval", "jsonl"] = Field(
        "text",
        description="One value a line, empty where refused: as it is (edtf, or text), as ISO 8601-1 says it, "
        "as first and last day with a tab between; or one JSON object a line.",
    )

    @property
    def form(self) -> Form:
        """How values are written, where they are."""
        return self.output if self.output in ("iso", "interval") else "edtf"


class ColumnBody(BaseModel):
    """The values of a column."""

    model_config = ConfigDict(extra="forbid")

    texts: _text_list(MAX_COLUMN) = Field(description="The values of the column, in their order.")  # type: ignore[valid-type]
    locale: str | None = Field(
        None, max_length=64, description="Locale of the column; its usual order is taken for likely."
    )


@dataclass(frozen=True)
class Asked:
    """Options brought to what the model takes.

    Attributes:
        known: locale and order of each text; the day that years are counted from is in the policy.
        wish: how texts shall be decided and what shall be reported.
    """

    known: tuple[str | None, str | None]
    wish: ConvertOptions


Body = TypeVar("Body", bound=BaseModel)


def parse(kind: type[Body], values: Mapping[str, Any], *, strict: bool = True) -> Body:
    """Check an object by its model.

    Args:
        kind: the model.
        values: what was sent.
        strict: whether "3" is no number; a query has nothing but strings.

    Raises:
        Problem: 422 with the fields that cannot be used.
    """
    try:
        return kind.model_validate(values, strict=strict)
    except ValidationError as error:
        raise invalid(field_problems(error.errors(include_url=False, include_input=False))) from None


def field_problems(errors: Sequence[Any]) -> list[FieldProblem]:
    """Pydantic's findings in our shape, without the values they are about."""
    found = []
    for error in errors:
        place = [str(part) for part in error["loc"] if part not in ("body", "query")]
        message = error["msg"].removeprefix("Value error, ")
        if error["type"] == "extra_forbidden":
            # The name is the client's own and might be anything.
            place, message = ["body"], "holds a field that is not known"
            name = str(error["loc"][-1])
            if len(name) <= 40 and name.isidentifier():
                place = [name]
                message = "no such field"
        found.append(FieldProblem(".".join(place) or "body", message[:1].lower() + message[1:]))
    return found


def texts_of(body: ConvertBody) -> list[Any]:
    """The texts of a request.

    Raises:
        Problem: 422 where there are none or both kinds, 413 where there are too many.
    """
    if (body.text is None) == (body.texts is None):
        raise invalid([FieldProblem("text", "give either text or texts")])
    if body.texts is None:
        return [body.text]
    texts: list[Any] = body.texts
    if len(texts) > MAX_TEXTS:
        raise too_large(
            f"{len(texts):,} texts, at most {MAX_TEXTS:,} at once",
            "send them to /v1/convert/lines, or in parts",
        )
    return texts


class Asking:
    """Turns options into what one model takes, checking what needs the model's own tables."""

    def __init__(self, normalizer: Normalizer) -> None:
        self._manifest = normalizer.bundle.manifest
        self._vocabulary = normalizer.bundle.vocabulary
        self._usual = Asked((None, None), ConvertOptions(Policy(), 0, False, False))
        self.check_locale = lru_cache(maxsize=1024)(self._check_locale)

    def __call__(self, options: Options) -> Asked:
        """What to ask of the model.

        Raises:
            Problem: 422 with the fields that contradict each other or mean nothing to this model.
        """
        given = options.model_fields_set - {"text", "texts", "output"}
        if not given:
            return self._usual
        problems = list(_contradictions(options))
        if options.locale:
            problems += self.check_locale(options.locale)
        if options.max_risk is not None:
            try:
                self._manifest.calibration.threshold_for(options.max_risk)
            except ConfigError as error:
                problems.append(FieldProblem("max_risk", "; ".join(filter(None, (str(error), error.hint)))))
        if problems:
            raise invalid(problems)
        known = options.locale or None, options.order
        return Asked(
            known, ConvertOptions(policy_of(options), options.alternatives, options.attention, options.span)
        )

    def _check_locale(self, locale: str) -> tuple[FieldProblem, ...]:
        """What is wrong with a locale."""
        try:
            resolve_hints(locale, None, self._manifest.locales, self._vocabulary)
        except ConfigError as error:
            return (FieldProblem("locale", f"not a locale; {error.hint}"),)
        return ()


def policy_of(options: Options) -> Policy:
    """How the options want texts decided, as the command line has it."""
    usual = Reckoning()
    return Policy(
        on_ambiguous=options.on_ambiguous,
        min_confidence=options.min_confidence,
        max_risk=options.max_risk,
        precision=options.precision,
        reckoning=Reckoning(
            pivot=usual.pivot if options.pivot is None else options.pivot,
            direction="past" if options.past else "future" if options.future else None,
            reference_date=options.reference_date,
            prefer=options.prefer or usual.prefer,
            hijri=options.hijri,
        ),
    )


def _contradictions(options: Options) -> list[FieldProblem]:
    found = []
    if options.past and options.future:
        found.append(FieldProblem("past", "contradicts future"))
    if options.pivot is not None and (options.past or options.future):
        found.append(FieldProblem("pivot", "puts centuries by itself: give it or past or future"))
    if options.max_risk is not None and options.min_confidence is not None:
        found.append(FieldProblem("max_risk", "picks the confidence itself: give it or min_confidence"))
    if options.prefer is not None and options.reference_date is None:
        found.append(FieldProblem("prefer", "chooses the year counted from a reference_date: give that too"))
    return found
