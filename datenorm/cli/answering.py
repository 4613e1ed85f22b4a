"""From lines to answers: each distinct line of the last many thousand is converted once.

A column of a million lines mostly holds some thousand values, each again and again; what was answered is
therefore kept as the bytes that are written. Equal lines get equal answers, so nothing can be seen of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from datenorm.cli.lines import Request
from datenorm.conversion import Conversion, Policy
from datenorm.normalizer import Normalizer

REMEMBERED = 1 << 15
"""Distinct lines remembered at least, where there are so many; at most twice as many are held."""

_LONGEST = 300
"""Characters of a line, and bytes of its answer, beyond which it is not remembered."""


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


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one line.

    Attributes:
        request: how the line was understood.
        conversion: what was made of it.
        rendered: the conversion as it is written.
        is_remarkable: whether there is something to say about it on standard error.
    """

    request: Request
    conversion: Conversion
    rendered: bytes
    is_remarkable: bool

    @classmethod
    def to(cls, request: Request, conversion: Conversion, rendered: bytes) -> Answer:
        """The answer to a request."""
        is_remarkable = conversion.value is None or conversion.weekday_conflict or request.note != ""
        return cls(request, conversion, rendered, is_remarkable)


class Answerer:
    """Answers windows of lines; several threads may share one.

    Two dictionaries remember: when the younger is full it becomes the elder, and what the elder held is
    forgotten unless it was asked for again meanwhile.
    """

    def __init__(
        self,
        normalizer: Normalizer,
        settings: Settings,
        read: Callable[[str], Request],
        render: Callable[[Conversion], bytes],
    ) -> None:
        """Answer lines.

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
        self._normalizer = normalizer
        self._settings = settings
        self._read = read
        self._render = render
        self._young: dict[str, Answer] = {}
        self._old: dict[str, Answer] = {}

    def answer(self, window: Sequence[str]) -> list[Answer]:
        """The answers to lines, in their order."""
        young, old = self._young, self._old
        answers: dict[str, Answer] = {}
        unknown: list[str] = []
        for line in dict.fromkeys(window):
            answer = young.get(line) or old.get(line)
            if answer is None:
                unknown.append(line)
            else:
                answers[line] = young[line] = answer
        answers.update(self._convert(unknown))
        return [answers[line] for line in window]

    def _convert(self, lines: Sequence[str]) -> dict[str, Answer]:
        if not lines:
            return {}
        settings = self._settings
        requests = [self._read(line) for line in lines]
        conversions = self._normalizer.convert_many(
            [request.text for request in requests],
            [request.locale or settings.locale for request in requests],
            [request.order or settings.order for request in requests],
            reference_date=[request.reference_date for request in requests],
            alternatives=settings.alternatives,
            attention=settings.attention,
            span=settings.span,
            policy=settings.policy,
        )
        answers = {}
        for line, request, conversion in zip(lines, requests, conversions, strict=True):
            answer = answers[line] = Answer.to(request, conversion, self._render(conversion))
            if len(line) <= _LONGEST and len(answer.rendered) <= _LONGEST:
                self._young[line] = answer
        if len(self._young) >= REMEMBERED:
            self._young, self._old = {}, self._young
        return answers
