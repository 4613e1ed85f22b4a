"""A lock on the directory of a run, so that two processes never train into one output. Imports no torch.

The operating system releases it when the process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from datenorm.errors import InputError

LOCK_NAME = ".lock"

_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_AFTER_OWNER = 1 << 10  # Windows lets nobody read a locked byte, so that one lies behind the owner


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the lock of a directory, which is made if needed; on file systems without locks, nothing is held.

    Raises:
        InputError: if another process holds it, or it cannot be written.
    """
    path = directory / LOCK_NAME
    try:
        directory.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    except OSError as error:
        raise InputError(f"cannot write {error.filename}: {error.strerror}") from error
    try:
        if not _lock(descriptor):
            raise _taken(directory, descriptor)
        _write_owner(descriptor)
        yield
    finally:
        os.close(descriptor)


def check_unlocked(directory: Path) -> None:
    """Check that no process holds the lock of a directory; nothing is written.

    Raises:
        InputError: if one does.
    """
    try:
        descriptor = os.open(directory / LOCK_NAME, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except OSError:
        return
    try:
        if not _lock(descriptor):
            raise _taken(directory, descriptor)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Take the lock; False if another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _AFTER_OWNER, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD
    return True


def _write_owner(descriptor: int) -> None:
    """Note which process this is, for the message that another one shows."""
    since = time.strftime("%Y-%m-%d %H:%M")
    owner = f"process {os.getpid()} on {socket.gethostname()} since {since}".encode()[:_AFTER_OWNER]
    with contextlib.suppress(OSError):  # a full disk is found out by what is worth more
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.truncate(descriptor, 0)
        os.write(descriptor, owner)


def _taken(directory: Path, descriptor: int) -> InputError:
    os.lseek(descriptor, 0, os.SEEK_SET)
    owner = os.read(descriptor, _AFTER_OWNER).decode(errors="replace").strip()
    named = owner if owner.startswith("process ") and owner.isprintable() else "another process"
    return InputError(
        f"{named} is training in {directory}", hint="wait until it ends, or name another output"
    )
