"""The options that say how a table is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from datenorm.cli.sections import together
from datenorm.tabular.layout import FORMATS, DialectChoice, Layout

_NAMED_MARKS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "none": ""}

layout_options = together(
    click.option(
        "--format",
        type=click.Choice(FORMATS),
        help="Format of the table.  [default: from the name or the start of the file]",
    ),
    click.option(
        "--delimiter",
        metavar="CHAR",
        help="Delimiter of fields; also as tab, comma, semicolon, pipe, space.  [default: detected]",
    ),
    click.option(
        "--quote",
        metavar="CHAR",
        help="Quote character, or none.  [default: \", or ' if the whole first row is quoted with it]",
    ),
    click.option("--escape", metavar="CHAR", help="Escape character, such as \\.  [default: none]"),
    click.option(
        "--header/--no-header",
        "has_header",
        default=None,
        help="Whether the first row holds the names.  [default: yes if a column is named, else unless it "
        "holds a date]",
    ),
    click.option(
        "--encoding",
        metavar="NAME",
        help="Encoding, such as utf-8, utf-16, cp1252, shift_jis.  [default: detected; cp1252 if not UTF-8]",
    ),
)


def layout_of(options: Mapping[str, Any]) -> Layout:
    """How the table is written, as far as the options say."""
    marks = [options[name] for name in ("delimiter", "quote", "escape")]
    choice = DialectChoice(
        *(None if mark is None else _NAMED_MARKS.get(mark.lower(), mark) for mark in marks)
    )
    return Layout(options["format"], choice, options["has_header"], options["encoding"])
