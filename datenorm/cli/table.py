"""`datenorm table`: a table in, the same table with its dates as ISO 8601 out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import click

from datenorm.cli.numpy_threads import one_thread_a_product
from datenorm.cli.options import (
    decision_options,
    model_option,
    policy_of,
    precision_option,
    reckoning_options,
)
from datenorm.cli.sections import SectionedCommand
from datenorm.cli.table_options import (
    error_option,
    form_and_file,
    known_options,
    layout_of,
    layout_options,
    output_options,
)
from datenorm.errors import InputError

if TYPE_CHECKING:
    from io import BufferedReader

    from datenorm.cli.table_run import TableRun
    from datenorm.values import Form

_STREAM = Path("-")
_TERMINATED = 128 + signal.SIGTERM

EPILOG = """\b
Examples:
  datenorm table people.csv --column born --column died -o out.csv
  datenorm table people.csv --column /date/ --locale en-GB --status -o out.csv
  datenorm table dump.tsv.txt --no-header --column 3 --in-place -o clean.txt
  datenorm table people.parquet --column born --new-column birthday -o out.parquet
  datenorm table catalogue.csv --column dated --output interval -o years.csv
  zcat big.csv.gz | datenorm table - --column born | gzip > out.csv.gz

\b
Exit codes:
  0    every cell that holds something was converted
  1    something was refused
  2    wrong usage, or a table that cannot be read
  3    the model bundle is missing or damaged
  4    Parquet needs the extra `parquet`
  130  interrupted
"""


@click.command(cls=SectionedCommand, epilog=EPILOG)
@click.argument(
    "source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
@known_options
@precision_option
@reckoning_options
@error_option
@decision_options
@output_options
@layout_options
@model_option
@click.pass_context
def table(context: click.Context, /, source: Path, **options: Any) -> None:  # noqa: ANN401 - see the groups of options
    """Convert columns of a table, and leave every other byte of it as it is.

    FILE is CSV or the like, JSON lines or Parquet, as long as may be; - is standard input. Next to the other
    columns of each row its value is written, in ISO 8601, and a summary to stderr. The written file has the
    format, quoting, line ends and encoding of the one that was read.
    """
    form, target = form_and_file(options["output"], options["output_file"])
    if options["in_place"] and form == "interval":
        raise click.UsageError("--in-place has one column, and --output interval writes two.")
    if options["in_place"] and options["new_column"] is not None:
        raise click.UsageError("--in-place adds no column that --new-column could name.")
    one_thread_a_product()
    run = _run_of(options, form, target)

    from datenorm.cli.table_run import run_table
    from datenorm.convert.normalizer import Normalizer

    with ExitStack() as stack:
        stack.enter_context(_terminable())
        reading = stack.enter_context(_source(source))
        writing = stack.enter_context(_target(target, source, overwrite=options["overwrite"]))
        normalizer = Normalizer.load(options["model"])
        advance = stack.enter_context(_progress(reading, source, quiet=options["quiet"]))
        outcome = run_table(run, normalizer, reading, writing, path=source, advance=advance)
    if not options["quiet"]:
        click.echo("\n".join(outcome.lines()), err=True)
    context.exit(0 if outcome.is_clean else 1)


def _run_of(options: dict[str, Any], form: Form, target: Path) -> TableRun:
    """The options of a call as what it asks for."""
    from datenorm.cli.table_cells import CellRule
    from datenorm.cli.table_run import TableRun
    from datenorm.tabular.layout import format_of

    rule = CellRule(
        name=options["new_column"] or ("{}" if form == "interval" else "{}_iso"),
        form=form,
        in_place=options["in_place"],
        status=options["status"],
        confidence=options["confidence"],
        on_error=options["on_error"] or ("keep" if options["in_place"] else "blank"),
    )
    layout = layout_of(
        *(options[name] for name in ("format", "delimiter", "quote", "escape", "header", "encoding"))
    )
    return TableRun(
        options["columns"],
        layout,
        rule,
        locale=options["locale"],
        order=options["order"],
        policy=policy_of(options),
        fails_when_ambiguous=options["on_ambiguous"] == "fail",
        written_format=format_of(target),
    )


def _source(path: Path) -> AbstractContextManager[BufferedReader]:
    if path == _STREAM:
        return nullcontext(cast("BufferedReader", sys.stdin.buffer))
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error


def _target(path: Path, source: Path, *, overwrite: bool) -> AbstractContextManager[BinaryIO]:
    from datenorm.tabular.replacing import open_target

    if path == _STREAM:
        return nullcontext(sys.stdout.buffer)
    return open_target(path, None if source == _STREAM else source, overwrite=overwrite)


@contextmanager
def _terminable() -> Iterator[None]:
    """Let a request to terminate end the run as Ctrl-C does, so that no half file is left."""

    def leave(number: int, frame: object) -> None:
        raise SystemExit(_TERMINATED)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _progress(
    stream: BufferedReader, source: Path, *, quiet: bool
) -> AbstractContextManager[Callable[[int], None]]:
    """What shows how far the table has been read: on a terminal only, where Rich is imported."""
    if quiet or not sys.stderr.isatty():
        return nullcontext(lambda rows: None)
    from datenorm.cli.table_progress import counting_rows, error_console

    size = source.stat().st_size if source.is_file() else None
    return counting_rows(error_console(), stream.tell if size else None, size)
