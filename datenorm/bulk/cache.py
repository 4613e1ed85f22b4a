"""Answers given before, for as many distinct texts as fit: a column says the same thing again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

A = TypeVar("A")

CAPACITY = 100_000
LONGEST = 256
"""Characters of the longest text that is remembered; longer ones hardly come twice."""


class AnswerCache(Generic[A]):
    """A function over texts that is asked for each distinct one once, as long as it is remembered.

    Two generations: what is asked for moves to the young one, and when that is full the old one is forgotten.
    So the texts of late stay, at a fraction of the price of an exact order of use. Threads may share one.

    >>> asked = []
    >>> shout = AnswerCache(lambda texts: [asked.append(text) or text.upper() for text in texts])
    >>> shout(["a", "b", "a"]), shout(["b", "c"]), asked
    (['A', 'B', 'A'], ['B', 'C'], ['a', 'b', 'c'])
    """

    def __init__(
        self,
        answer: Callable[[Sequence[str]], Iterable[A]],
        capacity: int = CAPACITY,
        *,
        is_kept: Callable[[A], bool] = lambda answer: True,
    ) -> None:
        """Wrap a function that answers texts, one each, in their order.

        Args:
            answer: the function; an answer may not depend on the other texts.
            capacity: most texts remembered between two calls.
            is_kept: whether an answer is small enough to be remembered.
        """
        self._answer = answer
        self._generation = max(1, capacity // 2)
        self._is_kept = is_kept
        self._young: dict[str, A] = {}
        self._old: dict[str, A] = {}

    def __call__(self, texts: Sequence[str]) -> list[A]:
        """A each text."""
        young, old = self._young, self._old  # another thread may begin a generation meanwhile
        answers: dict[str, A] = {}
        to_keep: dict[str, A] = {}
        unknown: list[str] = []
        for text in dict.fromkeys(texts):
            if text in young:
                answers[text] = young[text]
            elif text in old:
                to_keep[text] = old[text]
            else:
                unknown.append(text)
        to_keep.update(zip(unknown, self._answer(unknown), strict=True))
        for text, answer in to_keep.items():
            self._keep(text, answer)
        answers.update(to_keep)
        return [answers[text] for text in texts]

    def _keep(self, text: str, answer: A) -> None:
        if len(text) > LONGEST or not self._is_kept(answer):
            return
        if len(self._young) >= self._generation and text not in self._young:
            self._old, self._young = self._young, {}
        self._young[text] = answer

    def __len__(self) -> int:
        """How many texts are remembered."""
        return len(self._young.keys() | self._old.keys())
