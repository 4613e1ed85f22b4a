"""From lines to answers: each distinct line of the last many thousand is converted once.

A column of a million lines mostly holds some thousand values, each again and again; what was answered is
therefore kept as the bytes that are written. Equal lines get equal answers, so nothing can be seen of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Literal, NamedTuple

from datenorm.bulk.cache import AnswerCache
from datenorm.cli.lines import Read
from datenorm.convert.conversion import Conversion
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import OneOrMany, Policy

REMEMBERED = 1 << 16
"""Most distinct lines remembered."""

_LONGEST_ANSWER = 300
"""Bytes of an answer beyond which it is not remembered."""


@dataclass(frozen=True)
class Settings:
    """What a run asks of the normalizer, the same for all of its texts.

    Attributes:
        locale: locale of texts that name none themselves.
        order: field order of texts that name none themselves.
        policy: how to decide.
        alternatives: other readings to report.
        attention: whether to report where each character was read.
        span: whether to report which part of the text is the date.
    """

    locale: str | None
    order: str | None
    policy: Policy
    alternatives: int
    attention: bool
    span: bool


Refused = Literal["", "ambiguous", "refused"]


class Remark(NamedTuple):
    """What there is to say about an answer.

    Attributes:
        refused: "ambiguous" or "refused" where there is no value, else "".
        reason: why there is none, or what the weekday says against the value; or "".
        conflicts: whether the line names another weekday than its date has.
        note: what was wrong with the hints of the line, or "".
    """

    refused: Refused
    reason: str
    conflicts: bool
    note: str

    @classmethod
    def on(cls, conversion: Conversion, note: str) -> Remark | None:
        """The remark on a conversion; None on most of them."""
        refused: Refused = ""
        if conversion.value is None:
            refused = "ambiguous" if conversion.status == "ambiguous" else "refused"
        conflicts = conversion.weekday_conflict
        if not (refused or conflicts or note):
            return None
        return cls(refused, conversion.reason if refused or conflicts else "", conflicts, note)


class Answer(NamedTuple):
    """What became of one line, as long as it is remembered.

    Attributes:
        rendered: the conversion as it is written.
        remark: what there is to say about it, if anything.
        conversion: what was made of the line, where it is to be drawn.
    """

    rendered: bytes
    remark: Remark | None = None
    conversion: Conversion | None = None


class Answers(NamedTuple):
    """The answers to a window of lines: no more than is needed of them, for they may come from afar.

    Attributes:
        rendered: each as it is written.
        remarks: place in the window → what there is to say about that answer.
        conversions: place in the window → what is to be drawn.
    """

    rendered: list[bytes]
    remarks: dict[int, Remark]
    conversions: dict[int, Conversion]

    @classmethod
    def of(cls, answers: Sequence[Answer]) -> Answers:
        """The answers of a window, in its order."""
        remarks = {place: remark for place, (_, remark, _) in enumerate(answers) if remark is not None}
        drawn = {
            place: conversion for place, (_, _, conversion) in enumerate(answers) if conversion is not None
        }
        return cls([rendered for rendered, _, _ in answers], remarks, drawn)

    def until(self, stop: int) -> Answers:
        """The first `stop` of them."""
        return Answers(
            self.rendered[:stop],
            {place: remark for place, remark in self.remarks.items() if place < stop},
            {place: conversion for place, conversion in self.conversions.items() if place < stop},
        )


def open_answerer(
    normalizer: Normalizer,
    settings: Settings,
    read: Read,
    render: Callable[[Conversion], bytes],
) -> AnswerCache[Answer]:
    """What answers windows of lines, in their order; several threads may share it.

    Args:
        normalizer: the model.
        settings: the same for all lines.
        read: how lines are understood.
        render: how a conversion is written.

    Raises:
        ConfigError: if no threshold keeps the risk asked for.
    """
    if settings.policy.max_risk is not None:
        normalizer.bundle.manifest.calibration.threshold_for(settings.policy.max_risk)

    def answer(lines: Sequence[str]) -> Iterator[Answer]:
        asked = read(lines)
        conversions = normalizer.convert_many(
            asked.texts,
            _or_else(asked.locales, settings.locale),
            _or_else(asked.orders, settings.order),
            reference_date=asked.reference_dates,
            alternatives=settings.alternatives,
            attention=settings.attention,
            span=settings.span,
            policy=settings.policy,
        )
        notes = repeat("", len(lines)) if asked.notes is None else asked.notes
        for note, conversion in zip(notes, conversions, strict=True):
            drawn = conversion if settings.attention else None
            yield Answer(render(conversion), Remark.on(conversion, note), drawn)

    return AnswerCache(answer, REMEMBERED, is_kept=lambda one: len(one.rendered) <= _LONGEST_ANSWER)


def _or_else(column: Sequence[str | None] | None, usual: str | None) -> OneOrMany[str]:
    """What each line names, or the usual; where no line names anything, the usual for all."""
    return usual if column is None else [one or usual for one in column]
