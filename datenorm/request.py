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


class Request(NamedTuple):
    """One distinct text of a window with what is known about it.

    Attributes:
        source: the text.
        hints: the symbols of its two hints for the network.
        ordered: whether the user gave the field order outright, not only a locale that has a usual one.
        reference_date: the day its missing year is counted from, or None for that of the policy.
    """

    source: str
    hints: tuple[int, int]
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
    locales, orders = _one_each(locale, str), _one_each(order, str)
    dates = _one_each(reference_date, datetime.date)
    for number, text in enumerate(texts, start=1):
        check_text(text)
        try:
            row = text, (next(locales), next(orders), next(dates))
        except StopIteration:
            raise InputError(f"there is no locale, order or reference date for text {number}") from None
        yield row
    for column in (locales, orders, dates):
        if not isinstance(column, itertools.repeat) and next(column, _END) is not _END:
            raise InputError("there are more locales, orders or reference dates than texts")


def check_text(text: object) -> None:
    """Raise InputError for what is no string."""
    if not isinstance(text, str):
        raise InputError(f"a text is a string, not {type(text).__name__}: {text!r:.80}")


def _one_each(known: OneOrMany[T], kind: type[T]) -> Iterator[T | None]:
    if known is None or isinstance(known, kind):
        return itertools.repeat(known)
    return iter(cast("Iterable[T | None]", known))
