"""The memory of what waits in all connections of a process, read or taken by nobody yet."""

from __future__ import annotations

from typing import Protocol

BUFFER_MEMORY = 64 << 20
"""Maximum bytes that wait in all connections of a process: received and not read, or sent and not taken."""


class Holder(Protocol):
    """A connection, in which something may wait."""

    def waiting(self) -> int:
        """Bytes that wait in it now."""
        ...

    def drop(self) -> None:
        """End it and all that waits in it."""
        ...


class Buffers:
    """Counts what waits in all connections. Beyond the capacity, those that hold most are dropped.

    Args:
        capacity: maximum bytes.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._held: dict[Holder, int] = {}
        self._total = 0

    def count(self, connection: Holder) -> None:
        """Count what waits in a connection now; to be called when it may be more than before."""
        self._update(connection, connection.waiting())
        if self._total > self._capacity:
            for one in list(self._held):  # some of it may have been read or taken since
                self._update(one, one.waiting())
        while self._total > self._capacity:
            largest = max(self._held, key=self._held.__getitem__)
            self.forget(largest)
            largest.drop()

    def forget(self, connection: Holder) -> None:
        """Count nothing for a connection."""
        self._update(connection, 0)

    def _update(self, connection: Holder, size: int) -> None:
        self._total += size - self._held.pop(connection, 0)
        if size:
            self._held[connection] = size
