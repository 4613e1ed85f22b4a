"""Lines of standard input, files and requests: cut into windows, and split into a text and its hints.

Standard library only.
"""

from __future__ import annotations

import codecs
import datetime
import itertools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from typing import NamedTuple, Protocol, TypeVar, cast

from datenorm.convert.hints import day_of, whole_order
from datenorm.errors import ConfigError, InputError

INFER = "infer"
"""In place of a field order: the one that the column as a whole shows."""

NO_ORDER = "none"
"""In place of a field order: none, each text is read on its own."""

WINDOW = 4096
"""Most lines converted together."""

MAX_LINE = 1 << 20
"""Bytes kept of a line, far more than can be read as a date; the rest is dropped."""

INPUT_FIELD = "input"
ORDER_FIELDS = ("order_hint", "order")
LOCALE_FIELD = "locale"
REFERENCE_FIELD = "ref"

_CHUNK = 1 << 18

W = TypeVar("W", bound=Sized)


class ByteStream(Protocol):
    """A binary stream that can return what is available without waiting for more."""

    def read1(self, size: int = -1, /) -> bytes:
        """At least one byte, at most `size`; b"" at the end."""
        ...


class LineSplitter:
    """Cuts a stream of bytes into lines of text.

    Lines end with LF or CRLF; the last one need not. A byte order mark at the start is dropped. Bytes that
    are not UTF-8 become lone surrogates, which the model refuses as unreadable.

    >>> splitter = LineSplitter(100)
    >>> splitter.feed(b"20 July"), splitter.feed(b" 1969\\r\\nhel"), splitter.rest()
    ([], ['20 July 1969'], ['hel'])
    """

    def __init__(self, longest: int) -> None:
        """Start a stream.

        Args:
            longest: bytes kept of a line; the rest is dropped.
        """
        self._longest = longest
        self._pending = b""
        self._is_first = True

    def feed(self, chunk: bytes) -> list[str]:
        """The lines that end in this chunk."""
        body, end, pending = (self._pending + chunk).rpartition(b"\n")
        self._pending = pending[: self._longest]
        if not end:
            return []
        if self._is_first or b"\r" in body or len(body) > self._longest:
            return [self._text(line) for line in body.split(b"\n")]
        return body.decode("utf-8", "surrogateescape").split("\n")  # the same, several times as fast

    def rest(self) -> list[str]:
        """The last line, if no line feed ended it."""
        is_mark_alone = self._is_first and self._pending == codecs.BOM_UTF8
        return [self._text(self._pending)] if self._pending and not is_mark_alone else []

    def _text(self, line: bytes) -> str:
        if self._is_first:
            self._is_first = False
            line = line.removeprefix(codecs.BOM_UTF8)
        return line[: self._longest].removesuffix(b"\r").decode("utf-8", "surrogateescape")


def read_windows(stream: ByteStream, window: int = WINDOW) -> Iterator[list[str]]:
    """The lines of a stream in windows: those that have arrived, at most `window`.

    A writer that pauses gets its answers at once. While one window is converted the next one fills the pipe,
    so a fast writer gets full windows.
    """
    splitter = LineSplitter(MAX_LINE)
    while chunk := stream.read1(_CHUNK):
        lines = splitter.feed(chunk)
        for start in range(0, len(lines), window):
            yield lines[start : start + window]
    if last := splitter.rest():
        yield last


def windows_of(lines: Iterable[str] | ByteStream) -> Iterator[list[str]]:
    """The lines of a binary stream as they arrive, or of an iterable in windows of `WINDOW`.

    Raises:
        InputError: if `lines` is a single string, or a line is not a string.
    """
    if isinstance(lines, (str, bytes)):
        raise InputError("one string is not many lines", hint="put it in a list, or open the file it names")
    if hasattr(lines, "read1"):
        return read_windows(cast("ByteStream", lines))
    return _windows_of_texts(iter(lines))


def _windows_of_texts(lines: Iterator[str]) -> Iterator[list[str]]:
    while window := [_without_end(line) for line in itertools.islice(lines, WINDOW)]:
        yield window


def _without_end(line: str) -> str:
    if not isinstance(line, str):
        raise InputError(f"a line is a string, not {type(line).__name__}: {line!r:.80}")
    return line.removesuffix("\n").removesuffix("\r") if line.endswith("\n") else line


def read_ahead(
    windows: Iterator[W], texts: int, most_windows: int = sys.maxsize
) -> tuple[list[W], Iterator[W]]:
    """The first windows, and an iterator over all of them.

    Args:
        windows: the windows as they arrive.
        texts: how many texts to read ahead.
        most_windows: how many windows at most, for texts so long that few fill a window.
    """
    held: list[W] = []
    count = 0
    while count < texts and len(held) < most_windows and (window := next(windows, None)) is not None:
        held.append(window)
        count += len(window)
    return held, itertools.chain(held, windows)


class Request(NamedTuple):
    """One line to convert.

    Attributes:
        text: its text.
        locale: the locale that the line names, or None.
        order: the field order that the line names, or None.
        reference_date: the day from which the line counts a missing year, or None.
        note: what was wrong with its hints, or "".
    """

    text: str
    locale: str | None = None
    order: str | None = None
    reference_date: datetime.date | None = None
    note: str = ""


class Requests(NamedTuple):
    """The attributes of many `Request`s; None if no line has such hints."""

    texts: Sequence[str]
    locales: Sequence[str | None] | None = None
    orders: Sequence[str | None] | None = None
    reference_dates: Sequence[datetime.date | None] | None = None
    notes: Sequence[str] | None = None

    @classmethod
    def of(cls, requests: Sequence[Request]) -> Requests:
        """The columns of single lines."""
        return cls(*zip(*requests, strict=True)) if requests else cls(())

    def without_hints(self) -> Iterator[str]:
        """The texts, with an empty one in place of each line that names its own locale or order."""
        unknown = [None] * len(self.texts)
        hints = zip(self.texts, self.locales or unknown, self.orders or unknown, strict=True)
        return ("" if locale or order else text for text, locale, order in hints)


Read = Callable[[Sequence[str]], Requests]
"""How lines are split into texts and hints; `Requests` itself takes each line as a text."""


def check_fields(names: Sequence[str]) -> None:
    """Check the names of columns.

    Raises:
        ConfigError: if the column of the text is missing or a name appears twice.
    """
    if INPUT_FIELD not in names:
        raise ConfigError(f"no column is named {INPUT_FIELD!r}", hint=f"name them as in {INPUT_FIELD},locale")
    for name in names:
        if name and names.count(name) > 1:
            raise ConfigError(f"column {name!r} is named twice")


def field_reader(names: Sequence[str], check_locale: Callable[[str], None]) -> Read:
    """How lines are split whose columns have these names; see `request_of`."""
    return lambda lines: Requests.of([request_of(line, names, check_locale) for line in lines])


def request_of(line: str, names: Sequence[str], check_locale: Callable[[str], None]) -> Request:
    """Split a tab-separated line whose columns have these names.

    An invalid hint is ignored and noted.

    Args:
        line: the line; missing columns are empty, extra ones are ignored.
        names: see `check_fields`.
        check_locale: raises ConfigError for an unknown locale.
    """
    columns = dict(zip(names, line.split("\t"), strict=False))
    locale = columns.get(LOCALE_FIELD, "").strip() or None
    written = next((columns[name].strip() for name in ORDER_FIELDS if columns.get(name, "").strip()), "")
    order = whole_order(written)
    notes = [f"unknown order {written!a} ignored"] if written and order is None else []
    if locale is not None:
        try:
            check_locale(locale)
        except ConfigError as error:
            notes.append(f"{error}: ignored")
            locale = None
    day = None
    try:
        day = day_of(columns[REFERENCE_FIELD]) if columns.get(REFERENCE_FIELD, "").strip() else None
    except ConfigError as error:
        notes.append(f"{REFERENCE_FIELD} {error}: ignored")
    return Request(columns.get(INPUT_FIELD, ""), locale, order, day, "; ".join(notes))
