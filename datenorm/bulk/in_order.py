"""Windows of lines answered in order by several workers, each distinct line by one of them.

The cache is where the windows are read, so a worker gets only lines that are new, and a line that another
worker is converting is waited for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from datenorm.bulk.recent import CAPACITY, RecentAnswers
from datenorm.bulk.workers import is_many, spread

A = TypeVar("A")
W = TypeVar("W")


@dataclass(slots=True, eq=False)
class _Asked(Generic[A]):
    """A window that was read and is not answered yet.

    Attributes:
        window: its lines.
        recent: the answer to each line, if all are known.
        known: the answers to some of its lines.
        unknown: the lines that a worker converts for it.
        awaited: line → the earlier window that it is converted for.
        is_whole: whether a worker answers the window as a whole.
        found: the answers to `unknown`.
    """

    window: Sequence[str]
    recent: list[A] | None = None
    known: dict[str, A] = field(default_factory=dict)
    unknown: Sequence[str] = ()
    awaited: dict[str, _Asked[A]] = field(default_factory=dict)
    is_whole: bool = False
    found: dict[str, A] = field(default_factory=dict)


class AnswersInOrder(Generic[A, W]):
    """Answers windows of lines; W is what the answers to a window become.

    >>> upper = AnswersInOrder(lambda lines: [line.upper() for line in lines], list, list)
    >>> list(upper.spread([["a", "b", "a"], ["b"]], workers=1))
    [['A', 'B', 'A'], ['B']]
    """

    def __init__(
        self,
        answer: Callable[[Sequence[str]], Iterable[A]],
        split: Callable[[W], Sequence[A]],
        join: Callable[[Sequence[A]], W],
        *,
        is_kept: Callable[[A], bool] = lambda answer: True,
        takes_whole: Callable[[Sequence[str]], bool] = lambda window: False,
        answer_whole: Callable[[Sequence[str]], W] | None = None,
    ) -> None:
        """Wrap a function.

        Args:
            answer: answers distinct lines, in their order, in a worker; an answer must not depend on the
                other lines.
            split: the answers to the lines of a window, one by one.
            join: what such answers become, the inverse of `split`.
            is_kept: whether an answer is small enough to cache.
            takes_whole: whether all lines of a window are sent to a worker.
            answer_whole: answers such a window, if there are any.
        """
        self._answer, self._answer_whole = answer, answer_whole
        self._split, self._join = split, join
        self._takes_whole = takes_whole
        self._recent: RecentAnswers[A] = RecentAnswers(CAPACITY, is_kept)
        self._awaited: dict[str, _Asked[A]] = {}
        self._lock = Lock()

    def spread(self, windows: Iterable[Sequence[str]], *, workers: int) -> Generator[W, None, None]:
        """The answers to each window; see `workers.spread`.

        Raises:
            WorkerLost: if a process was killed.
            Exception: what the functions or `windows` raise, in its place among the answers.
        """
        asked: deque[_Asked[A]] = deque()

        def to_answer() -> Iterator[tuple[bool, Sequence[str]]]:
            for window in windows:
                one = self._ask(window)
                asked.append(one)
                yield one.is_whole, one.unknown

        def work(part: tuple[bool, Sequence[str]]) -> W:
            is_whole, lines = part
            if is_whole and self._answer_whole is not None:
                return self._answer_whole(lines)
            return self._join(list(self._answer(lines)))

        def is_large(part: tuple[bool, Sequence[str]]) -> bool:
            return is_many(asked[-1].window)

        with closing(spread(work, to_answer(), workers=workers, is_large=is_large)) as answers:
            for found in answers:
                one = asked.popleft()
                yield found if one.is_whole else self._finish(one, found)

    def _ask(self, window: Sequence[str]) -> _Asked[A]:
        """Look up the lines of a window; another thread may finish earlier ones meanwhile."""
        if self._takes_whole(window):
            return _Asked(window, unknown=window, is_whole=True)
        with self._lock:
            recent = self._recent.if_recent(window)
            if recent is not None:
                return _Asked(window, recent)
            known, others = self._recent.look_up(window)
            awaited = {line: self._awaited[line] for line in others if line in self._awaited}
            unknown = [line for line in others if line not in awaited] if awaited else others
            asked = _Asked(window, None, known, unknown, awaited)
            self._awaited.update(dict.fromkeys(unknown, asked))
            return asked

    def _finish(self, asked: _Asked[A], found: W) -> W:
        """The answers to a window, once those before it are finished."""
        if asked.recent is not None:
            return self._join(asked.recent)
        asked.found = dict(zip(asked.unknown, self._split(found), strict=True))
        with self._lock:
            self._recent.keep(asked.found)
            for line in asked.unknown:
                del self._awaited[line]
        answers = {**asked.known, **asked.found}
        for line, earlier in asked.awaited.items():
            answers[line] = earlier.found[line]
        asked.awaited.clear()
        return self._join([answers[line] for line in asked.window])
