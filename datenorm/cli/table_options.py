"""The options of `datenorm table`, in groups: what to convert, what to write, how the table is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from datenorm.cli.options import INFER, column_option, locale_option
from datenorm.cli.sections import KNOWN, OTHER, OUTPUT, REFUSALS, option
from datenorm.cli.table_order import NO_ORDER
from datenorm.tabular.layout import FORMATS, Layout
from datenorm.vocabulary import ORDERS

F = TypeVar("F", bound=Callable[..., object])

_NAMED_MARKS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "none": ""}


def _together(function: F, *decorators: Callable[[F], F]) -> F:
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


def known_options(function: F) -> F:
    """`--column`, `--locale`, `--order`: which columns hold dates and what is known about them."""
    return _together(
        function,
        column_option,
        locale_option,
        option(
            "--order",
            section=KNOWN,
            type=click.Choice([*ORDERS, INFER, NO_ORDER], case_sensitive=False),
            metavar="|".join([*ORDERS, INFER, NO_ORDER]),
            default=INFER,
            show_default=True,
            help="Field order of numeric dates; infer: what each column as a whole says, and where it says "
            "nothing what each row does; none: only what each row says.",
        ),
    )


def output_options(function: F) -> F:
    """`--output` and what stands in it."""
    return _together(
        function,
        option(
            "--output",
            "-o",
            section=OUTPUT,
            type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
            default="-",
            metavar="FILE",
            help="File to write; it appears when all has gone well. - is standard output.  [default: -]",
        ),
        option(
            "--new-column",
            section=OUTPUT,
            metavar="NAME",
            help="Name of the column of values; {} stands for the name of the old one.  [default: {}_iso]",
        ),
        option(
            "--in-place", section=OUTPUT, is_flag=True, help="Put the values where the texts are instead."
        ),
        option("--status", section=OUTPUT, is_flag=True, help="Add a column {}_status."),
        option("--confidence", section=OUTPUT, is_flag=True, help="Add a column {}_confidence."),
        option("--overwrite", section=OUTPUT, is_flag=True, help="Let --output be the file that is read."),
        option("--quiet", "-q", section=OUTPUT, is_flag=True, help="Leave out the summary and the remarks."),
    )


def error_option(function: F) -> F:
    """`--on-error`: what stands where a value was refused."""
    return option(
        "--on-error",
        section=REFUSALS,
        type=click.Choice(["keep", "blank", "fail"]),
        help="Where a text is refused: keep it as it is, leave the cell empty, or stop and write no file.  "
        "[default: blank; keep with --in-place]",
    )(function)


def layout_options(function: F) -> F:
    """How the table is written, where that is not to be found out."""
    return _together(
        function,
        option(
            "--format",
            section=OTHER,
            type=click.Choice(FORMATS),
            help="Of the table.  [default: by the name of the file, or how it begins]",
        ),
        option(
            "--delimiter",
            section=OTHER,
            metavar="CHAR",
            help="Between fields; also as tab, comma, semicolon, pipe, space.  [default: found]",
        ),
        option(
            "--quote",
            section=OTHER,
            metavar="CHAR",
            help="Around fields, or none.  [default: \", or ' if all of the first row stands in such]",
        ),
        option(
            "--escape",
            section=OTHER,
            metavar="CHAR",
            help="Before a character that is meant literally, such as \\.  [default: none]",
        ),
        option(
            "--header/--no-header",
            section=OTHER,
            default=None,
            help="Whether the first row has the names.  [default: yes if a column is named, else unless a "
            "date stands in it]",
        ),
        option(
            "--encoding",
            section=OTHER,
            metavar="NAME",
            help="Such as utf-8, utf-16, cp1252, shift_jis.  [default: found; cp1252 for what is not UTF-8]",
        ),
    )


def layout_of(
    format: str | None,
    delimiter: str | None,
    quote: str | None,
    escape: str | None,
    header: bool | None,
    encoding: str | None,
) -> Layout:
    """What the options say about how a table is written."""
    from datenorm.tabular.dialect import DialectChoice

    marks = (delimiter, quote, escape)
    choice = DialectChoice(
        *(None if mark is None else _NAMED_MARKS.get(mark.lower(), mark) for mark in marks)
    )
    return Layout(format, choice, header, encoding)
