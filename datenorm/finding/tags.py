"""Where a text is markup: tags, comments, and elements in which nothing may be written."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

HTML_RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
"""Elements of HTML that hold text and no other elements."""

DATES = ("time", "date")
"""Elements that mark a date already."""

_CLOSED_BY = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", "<!": ">"}
_LONGEST_NAME = 64
_NAME = re.compile(r"</?([^\W\d_][^\s/>\"'=<]{0,63})")
_IN_TAG = re.compile(r"=\s{0,16}([\"'])|>")
_OPEN_VALUE = re.compile(r"=\s{0,16}\Z")


class TagStretch(NamedTuple):
    """A part of a text that is markup."""

    start: int
    end: int


class TagScanner:
    """Reads a document part by part, and tells where it is markup.

    `<` and a letter start a tag, which ends with the first `>` outside of a quoted value, as in a browser. An
    element that marks a date already counts as markup with all it holds.

    >>> TagScanner().feed("<p>5 May</p> 3 < 4", is_last=True)
    ([TagStretch(start=0, end=3), TagStretch(start=8, end=12)], 18)
    """

    def __init__(self, raw: Collection[str] = ()) -> None:
        """Start a document.

        Args:
            raw: names of elements that hold text and no other elements.
        """
        self._raw = raw
        self._until = ""  # what ends a comment or quoted value that is open
        self._name = ""  # of the tag that is open
        self._holder = ""  # raw element that is open
        self._last = ""  # character before the place, for a tag
        self._depth = 0  # of elements that mark a date
        self._found: list[TagStretch] = []

    def feed(self, text: str, *, is_last: bool) -> tuple[list[TagStretch], int]:
        """Where the next part of the document is markup.

        Args:
            text: the part, from the first character on that was not read yet.
            is_last: whether the document ends with it.

        Returns:
            The parts that are markup; and how many characters were read, all but a few if more follow.
        """
        self._found = []
        place = 0
        while place < len(text):
            if self._until:
                after = self._read_until(text, place, is_last)
            elif self._name:
                after = self._read_tag(text, place, is_last)
            elif self._holder:
                after = self._read_raw(text, place, is_last)
            else:
                after = self._read_text(text, place, is_last)
            if after == place:
                break
            self._last = text[after - 1]
            place = after
        return self._found, place

    def _mark(self, start: int, end: int) -> int:
        """Add markup, and return its end."""
        if start < end:
            if self._found and self._found[-1].end == start:
                start = self._found.pop().start
            self._found.append(TagStretch(start, end))
        return end

    def _read_until(self, text: str, place: int, is_last: bool) -> int:
        """Read a comment or a quoted value up to its end."""
        stop = text.find(self._until, place)
        if stop < 0:
            held = 0 if is_last else len(self._until) - 1
            return self._mark(place, max(place, len(text) - held))
        end = stop + len(self._until)
        self._until = ""
        return self._mark(place, end)

    def _read_tag(self, text: str, place: int, is_last: bool) -> int:
        """Read a tag up to a quoted value or its end."""
        part = _IN_TAG.search(text, place)
        if part is None:
            held = None if is_last else _OPEN_VALUE.search(text, place)
            return self._mark(place, len(text) if held is None else held.start())
        self._until = part[1] or ""
        if not self._until:
            before = text[part.start() - 1] if part.start() > place else self._last
            self._end_tag(is_empty=before == "/")
        return self._mark(place, part.end())

    def _end_tag(self, *, is_empty: bool) -> None:
        """Note what a tag opens or closes."""
        is_closing, name = self._name.startswith("/"), self._name.strip("/").rpartition(":")[2].lower()
        self._name = ""
        if name in DATES and not is_empty:
            self._depth = max(0, self._depth - 1) if is_closing else self._depth + 1
        if name in self._raw and not is_closing:
            self._holder = name

    def _read_raw(self, text: str, place: int, is_last: bool) -> int:
        """Read the content of a raw element."""
        closing = re.compile(f"</{self._holder}(?=[\\s/>]|\\Z)", re.IGNORECASE).search(text, place)
        if closing is None:
            held = 0 if is_last else len(self._holder) + 2
            return self._mark(place, max(place, len(text) - held))
        if closing.end() == len(text) and not is_last:
            return self._mark(place, closing.start())
        self._holder, self._name = "", f"/{self._holder}"
        return self._mark(place, closing.end())

    def _read_text(self, text: str, place: int, is_last: bool) -> int:
        """Read up to the next markup, and the start of it."""
        opened = text.find("<", place)
        end = len(text) if opened < 0 else opened
        if end > place or opened < 0:
            return self._mark(place, end) if self._depth else end
        if not is_last and len(text) - opened < _LONGEST_NAME + 2 and ">" not in text[opened:]:
            return opened  # more may follow that says what it is
        name = _NAME.match(text, opened)
        if name is not None:
            self._name = name[0][1:]
            return self._mark(opened, name.end())
        start = next((one for one in _CLOSED_BY if text.startswith(one, opened)), "")
        self._until = _CLOSED_BY.get(start, "")
        after = opened + max(1, len(start))
        return self._mark(opened, after) if start or self._depth else after
