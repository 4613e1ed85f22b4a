"""`datenorm table`: a table in, the same table with its dates as ISO 8601 out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import replace
from io import BufferedReader, FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from datenorm.cli.advice import advised, open_order
from datenorm.cli.numpy_threads import one_thread_a_product
from datenorm.cli.options import (
    decision_options,
    model_option,
    policy_of,
    precision_option,
    reckoning_options,
    workers_option,
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

if TYPE_CHECKING:
    from io import BufferedIOBase

    from datenorm.bulk.cells import CellRule, TableResult
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
@workers_option
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
    policy, layout = policy_of(options), layout_of(options)

    from datenorm.bulk.table import convert_table, open_source
    from datenorm.convert.normalizer import Normalizer

    with ExitStack() as stack:
        stack.enter_context(_terminable())
        reading = _input() if source == _STREAM else stack.enter_context(open_source(source))
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
            overwrite=options["overwrite"],
            normalizer=Normalizer.load(options["model"]),
            workers=options["workers"],
            path=None if source == _STREAM else source,
            advance=advance,
        )
    if not options["quiet"]:
        click.echo("\n".join(_summary(result)), err=True)
    context.exit(0 if result.is_clean else 1)


def _rule_of(options: dict[str, Any], form: Form) -> CellRule:
    """What the options want written."""
    from datenorm.bulk.cells import CellRule

    return CellRule(
        name=options["new_column"] or ("{}" if form == "interval" else "{}_iso"),
        form=form,
        in_place=options["in_place"],
        status=options["status"],
        confidence=options["confidence"],
        on_error=options["on_error"] or ("keep" if options["in_place"] else "blank"),
    )


def _summary(result: TableResult) -> Iterator[str]:
    """Remarks, then one line a column."""
    for remark in result.remarks:
        yield open_order(remark) if remark in result.open_orders else remark
    if result.more_odd_rows:
        yield f"{result.more_odd_rows:,} more rows like these; {result.left_rows:,} in all left as they are"
    for tally in result.tallies:
        tally = replace(tally, first_reason=advised(tally.first_reason, tally.first_code))
        yield f"{tally.name}: {tally.summary()}" if len(result.tallies) > 1 else tally.summary()


def _input() -> BufferedReader:
    """Standard input. A thread that waits for it must not hold the lock of a buffer that the exit needs."""
    buffer = sys.stdin.buffer
    is_file = isinstance(getattr(buffer, "raw", None), FileIO)
    return (
        BufferedReader(FileIO(buffer.fileno(), closefd=False)) if is_file else cast("BufferedReader", buffer)
    )


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
    stream: BufferedIOBase, source: Path, *, quiet: bool
) -> AbstractContextManager[Callable[[int], None]]:
    """What shows how far the table has been read: on a terminal only, where Rich is imported."""
    if quiet or not sys.stderr.isatty():
        return nullcontext(lambda rows: None)
    from datenorm.cli.table_progress import counting_rows, error_console

    size = source.stat().st_size if source.is_file() else None
    return counting_rows(error_console(), stream.tell if size else None, size)
