"""Answers to recent texts, within bounds. Standard library only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

A = TypeVar("A")

CAPACITY = 1 << 16
"""Texts whose answers are cached."""

LONGEST = 256
"""Characters of the longest text that is cached; longer ones hardly repeat."""


class RecentAnswers(Generic[A]):
    """Caches answers to texts; threads may share it.

    Two generations: a text that is asked for moves to the young one, and when that is full the old one is
    dropped. Recent texts stay, at a fraction of the cost of a least-recently-used list.
    """

    def __init__(self, capacity: int, is_kept: Callable[[A], bool]) -> None:
        """Cache nothing yet.

        Args:
            capacity: texts to cache.
            is_kept: whether an answer is small enough to cache.
        """
        self._generation = max(1, capacity // 2)
        self._is_kept = is_kept
        self._young: dict[str, A] = {}
        self._old: dict[str, A] = {}

    def if_recent(self, texts: Sequence[str]) -> list[A] | None:
        """The answer to each text if all are in the young generation, several times as fast as `look_up`."""
        try:
            return list(map(self._young.__getitem__, texts))
        except KeyError:
            return None

    def look_up(self, texts: Iterable[str]) -> tuple[dict[str, A], list[str]]:
        """The answers to the texts that are cached, and the others; equal texts count once."""
        young, old = self._young, self._old  # another thread may start a generation meanwhile
        answers: dict[str, A] = {}
        again: dict[str, A] = {}
        unknown: list[str] = []
        for text in dict.fromkeys(texts):
            if text in young:
                answers[text] = young[text]
            elif text in old:
                again[text] = old[text]
            else:
                unknown.append(text)
        self.keep(again)
        answers.update(again)
        return answers, unknown

    def keep(self, answers: Mapping[str, A]) -> None:
        """Cache answers that are small enough."""
        for text, answer in answers.items():
            self._keep(text, answer)

    def _keep(self, text: str, answer: A) -> None:
        if len(text) > LONGEST or not self._is_kept(answer):
            return
        if len(self._young) >= self._generation and text not in self._young:
            self._old, self._young = self._young, {}
        self._young[text] = answer

    def __len__(self) -> int:
        """How many texts are cached."""
        return len(self._young.keys() | self._old.keys())
