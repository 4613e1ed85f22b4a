"""What a caller asks for: texts with what is known about each, and what to say about them."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias, TypeVar, cast

from datenorm.conversion import Policy
from datenorm.errors import ConfigError, InputError

MAX_ALTERNATIVES = 20

T = TypeVar("T")
OneOrMany: TypeAlias = T | Iterable[T | None] | None
"""One for all texts, or one for each."""

Known = tuple[str | None, str | None, datetime.date | None]
"""Locale, order and reference date of a text."""

_END = object()


class Hinted(NamedTuple):
    """What is known about texts, as the network and the judge take it.

    Attributes:
        symbols: those of the two hints.
        ordered: whether the user gave the field order outright, not only a locale that has a usual one.
        reference_date: the day a missing year is counted from, or None for that of the policy.
    """

    symbols: tuple[int, int]
    ordered: bool = False
    reference_date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """How a call wants its texts decided, and what to report beside values; see `Normalizer.convert`."""

    policy: Policy
    alternatives: int
    attention: bool
    span: bool

    def __post_init__(self) -> None:
        if not 0 <= self.alternatives <= MAX_ALTERNATIVES:
            raise ConfigError(
                f"alternatives lies between 0 and {MAX_ALTERNATIVES}, not at {self.alternatives!r}"
            )

    @property
    def reads_attention(self) -> bool:
        """Whether the network has to say where it read."""
        return self.attention or self.span

    def policy_for(self, reference_date: datetime.date | None) -> Policy:
        """The policy, with the reference date of a text where it has one of its own."""
        if reference_date is None:
            return self.policy
        reckoning = replace(self.policy.reckoning, reference_date=reference_date)
        return replace(self.policy, reckoning=reckoning)


def aligned(
    texts: Iterable[str],
    locale: OneOrMany[str],
    order: OneOrMany[str],
    reference_date: OneOrMany[datetime.date],
) -> Iterator[tuple[str, Known]]:
    """Texts with what is known about each; as lazy as what it is given.

    Raises:
        InputError: if a text is no string, or there are not as many of something as texts.
    """
    sources = map(checked, texts)
    if _is_one(locale, str) and _is_one(order, str) and _is_one(reference_date, datetime.date):
        known = cast("Known", (locale, order, reference_date))
        return zip(sources, itertools.repeat(known), strict=False)
    dates = _one_each(reference_date, datetime.date)
    return _aligned(sources, _one_each(locale, str), _one_each(order, str), dates)


def _aligned(
    sources: Iterator[str],
    locales: Iterator[str | None],
    orders: Iterator[str | None],
    dates: Iterator[datetime.date | None],
) -> Iterator[tuple[str, Known]]:
    known = zip(locales, orders, dates, strict=False)
    for number, source in enumerate(sources, start=1):
        row = next(known, None)
        if row is None:
            raise InputError(f"there is no locale, order or reference date for text {number}")
        yield source, row
    for column in (locales, orders, dates):
        if not isinstance(column, itertools.repeat) and next(column, _END) is not _END:
            raise InputError("there are more locales, orders or reference dates than texts")


def checked(text: str) -> str:
    """The text itself; raises InputError for what is no string."""
    if not isinstance(text, str):
        raise InputError(f"a text is a string, not {type(text).__name__}: {text!r:.80}")
    return text


def _one_each(known: OneOrMany[T], kind: type[T]) -> Iterator[T | None]:
    if _is_one(known, kind):
        return itertools.repeat(cast("T | None", known))
    return iter(cast("Iterable[T | None]", known))


def _is_one(known: object, kind: type) -> bool:
    """Whether what is known is one thing for all texts."""
    return known is None or isinstance(known, kind)
