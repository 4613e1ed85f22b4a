"""The standard streams of a command: what is said on them, and what happens if they are closed or full."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, NoReturn, cast

import click

if TYPE_CHECKING:
    from pathlib import Path

FAILED = 1
CLOSED_PIPE = 141
"""128 + SIGPIPE: what a shell reports for a program whose output pipe was closed."""

_NAMES = ("stdin", "stdout", "stderr")
_KEPT = "\n\t"


def printable(text: object) -> str:
    r"""A text without characters that a terminal obeys: they are written as escapes.

    >>> printable("a\x1b[31m\u202eb")
    'a\\x1b[31m\\u202eb'
    """
    written = str(text)
    if written.isprintable():
        return written
    return "".join(
        one if one.isprintable() or one in _KEPT else one.encode("unicode_escape").decode("ascii")
        for one in written
    )


def say(text: object) -> None:
    """Write a line to standard error; names of files, cells and bundles in it cannot steer a terminal."""
    click.echo(printable(text), err=True)


def show(text: object) -> None:
    """Write a line to standard output in the same way."""
    click.echo(printable(text))


def json_text(value: object, indent: int | None = None) -> str:
    """A value as JSON in which only characters that a terminal obeys are escaped."""
    import json  # not for `--help`

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return "".join(one if one.isprintable() or one == "\n" else json.dumps(one)[1:-1] for one in text)


def open_closed_streams() -> None:
    """Give the standard streams that are closed a file, so that no other file takes their place.

    Reading and writing them is an error, except that messages are dropped if standard error is closed.
    """
    for descriptor, name in enumerate(_NAMES):
        if getattr(sys, name) is None:
            wrong = os.O_WRONLY if name == "stdin" else os.O_RDONLY
            opened = os.open(os.devnull, os.O_WRONLY if name == "stderr" else wrong)
            if opened != descriptor and not _is_open(descriptor):
                os.dup2(opened, descriptor)
                os.close(opened)
                opened = descriptor
            stream: IO[Any] = open(opened, "r" if name == "stdin" else "w", closefd=False)
            setattr(sys, name, stream)


def write_utf8() -> None:
    """Write UTF-8 with line feeds to the standard streams, whatever the locale or the code page says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # else something in its place, as in a test
            stream.reconfigure(encoding="utf-8", errors=stream.errors, newline="\n")


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Name a file in errors that have no name, such as that the disk is full."""
    try:
        yield
    except OSError as error:
        if error.filename is None and not isinstance(error, BrokenPipeError):
            error.filename = os.fspath(path)
        raise


def end_with_error(error: OSError) -> NoReturn:
    """Say what the system refused, and exit."""
    reason = error.strerror or error
    with contextlib.suppress(OSError):
        if error.filename is None:
            say(f"Error: standard input or output failed: {reason}")
        else:
            say(f"Error: {os.fsdecode(error.filename)}: {reason}")
    drop_output()
    sys.exit(FAILED)


def end_silently() -> NoReturn:
    """Exit after the reader closed the pipe."""
    drop_output()
    sys.exit(CLOSED_PIPE)


def drop_output() -> None:
    """Drop what is still to be written, so that Python does not fail again when it flushes at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # not a real file descriptor, as in a test
            stream.flush()
        with contextlib.suppress(OSError, ValueError):
            os.dup2(null, stream.fileno())


def reads_lines(texts: Sequence[str], purpose: str) -> bool:
    """Whether a command reads lines of standard input, not the texts of its arguments.

    Args:
        texts: the arguments.
        purpose: what the command does, as an infinitive.

    Raises:
        click.UsageError: if there is neither, or both.
    """
    if not texts and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError(f"Nothing to {purpose}: give a TEXT, or pipe lines in.")
    if "-" in texts and len(texts) > 1:
        raise click.UsageError("- means standard input and cannot be combined with other texts.")
    return not texts or "-" in texts


class UnbufferedInput(io.FileIO):
    """Standard input without a buffer, whose lock would abort the exit if a waiting thread held it."""

    read1 = io.FileIO.read

    @classmethod
    def open(cls) -> UnbufferedInput | io.BufferedReader:
        """Standard input; as it is where no file is behind it, as in a test."""
        buffer = cast("io.BufferedReader", sys.stdin.buffer)
        is_file = isinstance(getattr(buffer, "raw", None), io.FileIO)
        return cls(buffer.fileno(), closefd=False) if is_file else buffer


def buffered_input() -> io.BufferedReader:
    """Standard input with its own buffer; `UnbufferedInput` says why."""
    stream = UnbufferedInput.open()
    return io.BufferedReader(stream) if isinstance(stream, UnbufferedInput) else stream
