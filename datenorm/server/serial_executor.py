"""A thread of its own for work that takes long, and a short queue before it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from datenorm.server.problems import overloaded

T = TypeVar("T")


class SerialExecutor:
    """Does one thing after the other."""

    def __init__(self, name: str, room: int) -> None:
        """Open it.

        Args:
            name: of the thread.
            room: things that may wait or be done; who comes then is told to come back.
        """
        self._pool = ThreadPoolExecutor(1, f"datenorm-{name}")
        self._room = room
        self._taken = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Do something when its turn comes.

        Raises:
            Problem: if there is no room.
        """
        if self._taken >= self._room:
            raise overloaded()
        self._taken += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._taken -= 1

    def close(self) -> None:
        """End the thread; what waits for it is given up."""
        self._pool.shutdown(wait=True, cancel_futures=True)
