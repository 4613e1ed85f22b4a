"""Writes a text with its dates marked, and changes nothing else: without the tags it is the text again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

from datenorm.errors import ConfigError
from datenorm.finding.attributes import html_datetime, tei_attributes
from datenorm.finding.found import Found
from datenorm.finding.tags import HTML_RAW, TagScanner, TagStretch

Markup = Literal["html", "tei", "brackets"]
"""How dates are marked: `<time datetime="…">`, `<date when="…">`, or `[20 July 1969 = 1969-07-20]`."""

MARKUPS: tuple[Markup, ...] = get_args(Markup)

_UNKNOWN = "?"


def mark(text: str, dates: Iterable[Found], markup: Markup) -> str:
    """A text with its dates marked.

    In a text that has tags itself, a date that a tag is in, or that is marked already, is left as it is.

    Args:
        text: the text.
        dates: the dates in it, as `find` gives them.
        markup: how to mark them: "html", "tei" or "brackets".

    Raises:
        ConfigError: if there is no such markup.

    >>> from datenorm.convert.conversion import Conversion
    >>> moon = Conversion("July 1969", "1969-07", "converted", 1.0)
    >>> mark("in July 1969", [Found(3, 12, "July 1969", "1969-07", moon)], "html")
    'in <time datetime="1969-07">July 1969</time>'
    """
    return Marker(markup).feed(text, dates, is_last=True)


def tags_of(found: Found, markup: Markup) -> tuple[str, str]:
    """What is written before and after a date; nothing in HTML if it has no value.

    HTML has no element for approximate dates, ranges and what else `datetime` cannot say; such a value is in
    `<data value>`. A date without a value is a `<date>` without attributes in TEI.
    """
    if markup == "brackets":
        return "[", f" = {found.value or _UNKNOWN}]"
    if markup == "tei":
        attributes = tei_attributes(found.conversion)
        written = "".join(f' {name}="{value}"' for name, value in attributes.items())
        return f"<date{written}>", "</date>"
    if found.value is None:
        return "", ""
    moment = html_datetime(found.conversion)
    return (
        (f'<data value="{found.value}">', "</data>")
        if moment is None
        else (
            f'<time datetime="{moment}">',
            "</time>",
        )
    )


class Marker:
    """Marks the dates of a document that comes in parts, in bounded memory."""

    def __init__(self, markup: Markup) -> None:
        """Start a document.

        Args:
            markup: see `mark`.

        Raises:
            ConfigError: if there is no such markup.
        """
        if markup not in MARKUPS:
            raise ConfigError(f"`markup` must be one of {', '.join(MARKUPS)}, got {markup!r}")
        self._markup = markup
        self._scanner = TagScanner(HTML_RAW if markup == "html" else ())
        self._text = ""  # what is not written yet, of which the first `_scanned` characters are scanned
        self._scanned = self._place = 0
        self._dates: list[Found] = []
        self._stretches: list[TagStretch] = []

    def feed(self, text: str, dates: Iterable[Found], *, is_last: bool) -> str:
        """The next part of the document with its dates marked; the end of it may come with the next call.

        Args:
            text: the part.
            dates: the dates in it, each of them whole; their offsets are those in the document.
            is_last: whether the document ends with it.
        """
        self._text += text
        self._dates += dates
        self._scan(is_last)
        end = self._scanned
        crossing = (one.start - self._place for one in self._dates if one.end - self._place > end)
        end = len(self._text) if is_last else min(end, next(crossing, end))
        return "".join(self._written(end))

    def _scan(self, is_last: bool) -> None:
        """Find the tags of what was added."""
        if self._markup == "brackets":
            self._scanned = len(self._text)
            return
        base = self._place + self._scanned
        found, read = self._scanner.feed(self._text[self._scanned :], is_last=is_last)
        self._stretches += [TagStretch(base + one.start, base + one.end) for one in found]
        self._scanned += read

    def _written(self, end: int) -> Iterator[str]:
        """The text up to a place with its dates; both are dropped."""
        text, place, last = self._text[:end], self._place, 0
        ready = [one for one in self._dates if one.end - place <= end]
        for found in _outside(ready, self._stretches):
            before, after = tags_of(found, self._markup)
            yield text[last : found.start - place] + before + found.text + after
            last = found.end - place
        yield text[last:]
        self._dates = self._dates[len(ready) :]
        self._text = self._text[end:]
        self._place += end
        self._scanned -= end
        self._stretches = [one for one in self._stretches if one.end > self._place]


def _outside(dates: Sequence[Found], stretches: Sequence[TagStretch]) -> Iterator[Found]:
    """The dates that no markup is in; both are in order."""
    remaining = iter(stretches)
    stretch = next(remaining, None)
    for found in dates:
        while stretch is not None and stretch.end <= found.start:
            stretch = next(remaining, None)
        if stretch is None or stretch.start >= found.end:
            yield found
