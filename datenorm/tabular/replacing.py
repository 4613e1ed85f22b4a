"""A file that appears whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO

from datenorm.errors import ConfigError, InputError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def open_target(path: Path, source: Path | None = None, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """Open a file to be written anew: beside its place, and moved there when the block ends well.

    Whatever ends the block otherwise, an interrupt too, leaves what was there before. The new file has the
    access rights of the one it replaces. What is no ordinary file (a pipe, /dev/null) is written as it is.

    Args:
        path: the file; a link stays a link, to a new file.
        source: the file that is read while this one is written, if any.
        overwrite: whether the two may be the same.

    Raises:
        ConfigError: if they are and may not.
        InputError: if it cannot be written.
    """
    if source is not None and path.exists() and source.exists() and path.samefile(source) and not overwrite:
        raise ConfigError(f"{path} is the input", hint="--overwrite replaces it when all has gone well")
    target = path.resolve()
    is_special = target.exists() and not target.is_file()
    try:
        opened: AbstractContextManager[BinaryIO] = target.open("wb") if is_special else _open_new(target)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with opened as stream:
            yield stream
    except OSError as error:
        if error.errno in _FULL:
            raise _unwritable(path, error) from error
        raise


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(f"cannot write {path}: {error.strerror}")


def _open_new(target: Path) -> AbstractContextManager[BinaryIO]:
    """Open the file that will take the place of another; what fails here fails now, not within a block."""
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
    return _moved(temporary.open("xb"), temporary, target)


@contextmanager
def _moved(stream: BinaryIO, temporary: Path, target: Path) -> Iterator[BinaryIO]:
    """Yield a stream; move what was written with it into place when that ends well."""
    try:
        with stream:
            if target.exists():
                shutil.copymode(target, temporary)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
