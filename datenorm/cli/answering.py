"""From lines to answers: each distinct line of the last many thousand is converted once.

A column of a million lines mostly holds some thousand values, each again and again; what was answered is
therefore kept as the bytes that are written. Equal lines get equal answers, so nothing can be seen of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from datenorm.cli.lines import Request
from datenorm.conversion import Conversion, Policy
from datenorm.memory import Remembering
from datenorm.normalizer import Normalizer

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


class Answer(NamedTuple):
    """What became of one line, as long as it is remembered.

    Attributes:
        rendered: the conversion as it is written.
        conversion: what was made of the line, where there is something to say about it or to draw; most lines
            need no more than the above.
        note: what was wrong with the hints of the line, or "".
    """

    rendered: bytes
    conversion: Conversion | None = None
    note: str = ""

    @classmethod
    def to(cls, request: Request, conversion: Conversion, rendered: bytes, *, drawn: bool = False) -> Answer:
        """The answer to a request; `drawn`: its grid is drawn whatever there is to say about it."""
        is_remarkable = drawn or conversion.value is None or conversion.weekday_conflict
        return cls(rendered, conversion if is_remarkable else None, request.note)


def open_answerer(
    normalizer: Normalizer,
    settings: Settings,
    read: Callable[[str], Request],
    render: Callable[[Conversion], bytes],
) -> Remembering[Answer]:
    """What answers windows of lines, in their order; several threads may share it.

    Args:
        normalizer: the model.
        settings: the same for all lines.
        read: how a line is understood.
        render: how a conversion is written.

    Raises:
        ConfigError: if no threshold keeps the risk asked for.
    """
    if settings.policy.max_risk is not None:
        normalizer.bundle.manifest.calibration.threshold_for(settings.policy.max_risk)

    def answer(lines: Sequence[str]) -> Iterator[Answer]:
        requests = [read(line) for line in lines]
        conversions = normalizer.convert_many(
            [request.text for request in requests],
            [request.locale or settings.locale for request in requests],
            [request.order or settings.order for request in requests],
            reference_date=[request.reference_date for request in requests],
            alternatives=settings.alternatives,
            attention=settings.attention,
            span=settings.span,
            policy=settings.policy,
        )
        for request, conversion in zip(requests, conversions, strict=True):
            yield Answer.to(request, conversion, render(conversion), drawn=settings.attention)

    return Remembering(answer, REMEMBERED, is_kept=lambda one: len(one.rendered) <= _LONGEST_ANSWER)
