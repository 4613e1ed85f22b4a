"""`datenorm table`: a table in, the same table with its dates as ISO 8601 out."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from datenorm.bulk.lines import INFER, NO_ORDER
from datenorm.cli import with_options
from datenorm.cli.layouts import layout_of, layout_options
from datenorm.cli.options import (
    FORMS,
    column_option,
    exit_zero_option,
    limit_numpy_threads,
    locale_option,
    model_option,
    policy_of,
    policy_options,
    workers_option,
)
from datenorm.cli.output import advised, open_order
from datenorm.cli.sections import HINTS, OUTPUT, REFUSALS, SectionedCommand, option, together
from datenorm.cli.streams import buffered_input, say
from datenorm.text.vocabulary import ORDERS

if TYPE_CHECKING:
    from io import BufferedIOBase

    from datenorm.bulk.cells import CellRule, TableResult
    from datenorm.values import Form

_STREAM = Path("-")
_TERMINATED = 128 + signal.SIGTERM
_FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)

EPILOG = """\b
Examples:
  datenorm table people.csv --column born --column died -o out.csv
  datenorm table people.csv --column /date/ --locale en-GB --status -o out.csv
  datenorm table dump.tsv.txt --no-header --column 3 --in-place -o clean.txt
  datenorm table people.parquet --column born --new-column birthday -o out.parquet
  datenorm table catalogue.csv --column dated --output interval -o years.csv
  datenorm table big.csv.gz --column born -o out.csv.gz --rejects open.csv.gz

\b
Exit codes:
  0    every cell that is not empty was converted
  1    something was refused; 0 with --exit-zero
  2    wrong usage, or a table that cannot be read
  3    the model bundle is missing or damaged
  4    Parquet needs the extra `parquet`
  130  interrupted
"""


def _form_or_file(value: str) -> str | Path:
    """What `--output` names: a form, or a file, whose name contains a dot or a slash."""
    if value in FORMS:
        return value
    if value != "-" and not {".", "/", os.sep} & set(value):
        raise click.BadParameter(
            f"{value!r} is not one of {', '.join(FORMS)}. Use -o/--output-file to name a file."
        )
    _FILE.convert(value, None, None)  # refuses a directory
    return Path(value)


_output_options = together(
    option(
        "--output-file",
        "-o",
        section=OUTPUT,
        type=_FILE,
        metavar="FILE",
        help="File to write; it appears only if the whole table was converted. - is standard output.  "
        "[default: -]",
    ),
    option(
        "--output",
        section=OUTPUT,
        type=_form_or_file,
        multiple=True,
        metavar="|".join(FORMS),
        help="What the new column holds. edtf: the value; iso: ISO 8601-1, or first/last day where it cannot "
        "express the value; interval: first and last day, in two columns; datetime: the value with its time "
        "of day; ixdtf: that with its offset and zone (RFC 9557). A name with a dot or a slash is "
        "taken for the FILE to write.  [default: edtf]",
    ),
    option(
        "--new-column",
        section=OUTPUT,
        metavar="NAME",
        help="Name of the new column; {} stands for the old name.  [default: {}_iso; for intervals {}, with "
        "_first and _last added]",
    ),
    option("--in-place", section=OUTPUT, is_flag=True, help="Replace the texts by their values."),
    option("--status", section=OUTPUT, is_flag=True, help="Add a column {}_status."),
    option("--confidence", section=OUTPUT, is_flag=True, help="Add a column {}_confidence."),
    option(
        "--for-spreadsheets",
        section=OUTPUT,
        is_flag=True,
        help="Put an apostrophe before what is written and starts with = + - or @, such as a year BC: "
        "spreadsheets would calculate it.",
    ),
    option(
        "--rejects",
        section=OUTPUT,
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write the rows in which something was refused to this file too, as they were, with a column "
        "{}_reason.",
    ),
    option("--overwrite", section=OUTPUT, is_flag=True, help="Allow -o to name the file that is read."),
    option("--quiet", "-q", section=OUTPUT, is_flag=True, help="Leave out the summary and the remarks."),
)


@click.command(cls=SectionedCommand, epilog=EPILOG)
@click.argument(
    "source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
@column_option
@locale_option
@option(
    "--order",
    section=HINTS,
    type=click.Choice([*ORDERS, INFER, NO_ORDER], case_sensitive=False),
    metavar="|".join([*ORDERS, INFER, NO_ORDER]),
    default=INFER,
    show_default=True,
    help="Field order of numeric dates. infer: what each column as a whole shows, and where that is "
    "undecided, what each row shows; none: what each row shows.",
)
@policy_options
@option(
    "--on-error",
    section=REFUSALS,
    type=click.Choice(["keep", "blank", "fail"]),
    help="For a refused text: keep it, leave the cell empty, or stop and write no file.  [default: blank; "
    "keep with --in-place]",
)
@option(
    "--decisions",
    section=REFUSALS,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What people decided for texts, as datenorm review exports it: JSON lines of text, kind (value, "
    "no-date, order) and value. It holds in each column.",
)
@exit_zero_option
@_output_options
@layout_options
@workers_option
@model_option
@click.pass_context
def table(context: click.Context, /, source: Path, **options: Any) -> None:  # noqa: ANN401 - see the groups of options
    """Convert columns of a table, and leave every other byte as it is.

    FILE is CSV or similar, JSON lines, Parquet or .xlsx, also compressed (.gz, .zst); - is standard input.
    The values are written in new columns, in ISO 8601, and a summary to stderr. The output has the format,
    quoting, line ends and encoding of the input; it is compressed if its name ends so.
    """
    form, target = _form_and_file(options["output"], options["output_file"])
    if options["in_place"] and form == "interval":
        raise click.UsageError("--in-place cannot be combined with --output interval, which has two columns.")
    if options["in_place"] and options["new_column"] is not None:
        raise click.UsageError("--in-place cannot be combined with --new-column.")
    limit_numpy_threads()
    policy, layout = policy_of(options), layout_of(options)

    from datenorm.bulk.rewriting import open_source
    from datenorm.bulk.table import convert_table
    from datenorm.convert.normalizer import Normalizer

    with ExitStack() as stack:
        stack.enter_context(_terminable())
        reading = buffered_input() if source == _STREAM else stack.enter_context(open_source(source))
        advance = stack.enter_context(_progress(reading, source, quiet=options["quiet"]))
        result = convert_table(
            reading,
            sys.stdout.buffer if target == _STREAM else target,
            options["columns"],
            locale=options["locale"],
            order=options["order"],
            policy=policy,
            rule=_rule_of(options, form),
            layout=layout,
            fails_when_ambiguous=options["on_ambiguous"] == "fail",
            decisions=options["decisions"],
            overwrite=options["overwrite"],
            normalizer=Normalizer.load(options["model"]),
            workers=options["workers"],
            path=None if source == _STREAM else source,
            rejects=options["rejects"],
            advance=advance,
        )
    if not options["quiet"]:
        say("\n".join(_summary(result, context.command)))
    context.exit(0 if result.is_clean or options["exit_zero"] else 1)


def _form_and_file(named: Sequence[str | Path], file: Path | None) -> tuple[Form, Path]:
    """The form and the file that `--output` and `-o` name."""
    forms = [cast("Form", one) for one in named if isinstance(one, str)]
    files = [one for one in (*named, file) if isinstance(one, Path)]
    if len(set(forms)) > 1 or len(set(files)) > 1:
        raise click.UsageError("Give one --output form, and one file.")
    return (forms or ["edtf"])[0], (files or [_STREAM])[0]


def _rule_of(options: Mapping[str, Any], form: Form) -> CellRule:
    """What to write, as the options say."""
    from datenorm.bulk.cells import CellRule

    return CellRule(
        name=options["new_column"] or ("{}" if form == "interval" else "{}_iso"),
        form=form,
        in_place=options["in_place"],
        status=options["status"],
        confidence=options["confidence"],
        on_error=options["on_error"] or ("keep" if options["in_place"] else "blank"),
        for_spreadsheets=options["for_spreadsheets"],
    )


def _summary(result: TableResult, command: click.Command) -> Iterator[str]:
    """The remarks, then one line per column."""
    for remark in result.remarks:
        yield open_order(remark) if remark in result.open_orders else with_options(remark, command)
    if result.more_odd_rows:
        yield f"{result.more_odd_rows:,} more rows like these; {result.left_rows:,} in total left as they are"
    for tally in result.tallies:
        tally = replace(tally, first_reason=advised(tally.first_reason, tally.first_code))
        yield f"{tally.name}: {tally.summary()}" if len(result.tallies) > 1 else tally.summary()


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end the run as Ctrl-C does, so that no partial file is left."""

    def leave(number: int, frame: object) -> None:
        raise SystemExit(_TERMINATED)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _progress(
    stream: BufferedIOBase, source: Path, *, quiet: bool
) -> AbstractContextManager[Callable[[int], None]]:
    """Shows how far the table has been read, on a terminal only, where Rich is imported."""
    if quiet or not sys.stderr.isatty():
        return nullcontext(lambda rows: None)
    from datenorm.display.consoles import error_console
    from datenorm.display.progress import counting_rows

    size = source.stat().st_size if source.is_file() else None
    return counting_rows(error_console(), stream.tell if size else None, size)
