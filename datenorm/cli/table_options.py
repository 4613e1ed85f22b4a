"""The options of `datenorm table`, in groups: what to convert, what to write, how the table is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from datenorm.bulk.lines import INFER, NO_ORDER
from datenorm.cli.options import column_option, locale_option
from datenorm.cli.sections import KNOWN, OTHER, OUTPUT, REFUSALS, option, together
from datenorm.tabular.layout import FORMATS, Layout
from datenorm.text.vocabulary import ORDERS

if TYPE_CHECKING:
    from datenorm.values import Form

F = TypeVar("F", bound=Callable[..., object])

_NAMED_MARKS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "none": ""}


_FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
_FORMS = ("edtf", "iso", "interval")


def _form_or_file(value: str) -> str | Path:
    """What `--output` names: a form, or a file, which has a dot or a slash in its name."""
    if value in _FORMS:
        return value
    if value != "-" and not {".", "/", os.sep} & set(value):
        raise click.BadParameter(
            f"{value!r} is not one of {', '.join(_FORMS)}. A file is named by -o/--output-file."
        )
    _FILE.convert(value, None, None)  # refuses what cannot be one
    return Path(value)


def form_and_file(named: Sequence[str | Path], file: Path | None) -> tuple[Form, Path]:
    """What `--output` and `-o` say.

    Args:
        named: forms and files that `--output` names.
        file: the one that `-o` names.

    Raises:
        click.UsageError: if there are two of a kind.
    """
    forms = [cast("Form", one) for one in named if isinstance(one, str)]
    files = [one for one in (*named, file) if isinstance(one, Path)]
    if len(set(forms)) > 1 or len(set(files)) > 1:
        raise click.UsageError("--output names one form, and one file where -o names none.")
    return (forms or ["edtf"])[0], (files or [Path("-")])[0]


def known_options(function: F) -> F:
    """`--column`, `--locale`, `--order`: which columns hold dates and what is known about them."""
    return together(
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
    )(function)


def output_options(function: F) -> F:
    """`-o`, `--output` and what stands there."""
    return together(
        option(
            "--output-file",
            "-o",
            section=OUTPUT,
            type=_FILE,
            metavar="FILE",
            help="File to write; it appears when all has gone well. - is standard output.  [default: -]",
        ),
        option(
            "--output",
            section=OUTPUT,
            type=_form_or_file,
            multiple=True,
            metavar="|".join(_FORMS),
            help="What stands in the new column. edtf: the value; iso: what ISO 8601-1 can say, first/last "
            "day of all else; interval: first and last day, in two columns. What has a dot or a slash is "
            "taken for a FILE.  [default: edtf]",
        ),
        option(
            "--new-column",
            section=OUTPUT,
            metavar="NAME",
            help="Name of the column of values; {} stands for the name of the old one.  [default: {}_iso; of "
            "intervals {}, with _first and _last behind it]",
        ),
        option(
            "--in-place", section=OUTPUT, is_flag=True, help="Put the values where the texts are instead."
        ),
        option("--status", section=OUTPUT, is_flag=True, help="Add a column {}_status."),
        option("--confidence", section=OUTPUT, is_flag=True, help="Add a column {}_confidence."),
        option("--overwrite", section=OUTPUT, is_flag=True, help="Let -o be the file that is read."),
        option("--quiet", "-q", section=OUTPUT, is_flag=True, help="Leave out the summary and the remarks."),
    )(function)


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
    return together(
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
    )(function)


def layout_of(options: Mapping[str, Any]) -> Layout:
    """What the options say about how a table is written."""
    from datenorm.tabular.dialect import DialectChoice

    marks = [options[name] for name in ("delimiter", "quote", "escape")]
    choice = DialectChoice(
        *(None if mark is None else _NAMED_MARKS.get(mark.lower(), mark) for mark in marks)
    )
    return Layout(options["format"], choice, options["header"], options["encoding"])
