"""`python -m datenorm.spark`: a Parquet file in, the same with its dates as ISO 8601 out, on Spark."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import click

from datenorm.bulk.tally import StatusTally
from datenorm.cli import LazyGroup
from datenorm.cli.options import (
    FORMS,
    column_option,
    hint_options,
    limit_numpy_threads,
    model_option,
    policy_of,
    policy_options,
)
from datenorm.cli.sections import OUTPUT, SectionedCommand, option
from datenorm.cli.streams import say
from datenorm.errors import InputError

_PROGRAM, _MODULE = "python -m", "datenorm.spark"

EPILOG = """\b
Examples:
  python -m datenorm.spark in.parquet out.parquet --column born --locale en-GB
  python -m datenorm.spark in.parquet out.parquet --column born --column died --exit-zero
  python -m datenorm.spark logs.parquet out.parquet --column sent --output datetime
  python -m datenorm.spark hdfs:///in hdfs:///out --column born

\b
Exit codes:
  0    every text was converted
  1    something was refused, or Spark failed
  2    wrong usage, or a table that cannot be read
  3    the model bundle is missing or damaged
  4    Spark needs the extra `spark` and a Java runtime
  130  interrupted
"""


@click.command(_MODULE, cls=SectionedCommand, epilog=EPILOG)
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@column_option
@hint_options
@policy_options
@option(
    "--output",
    section=OUTPUT,
    type=click.Choice(FORMS),
    default="edtf",
    show_default=True,
    help="What `value` holds. edtf: the value; iso: ISO 8601-1, or first/last day where it cannot express "
    "the value; interval: the value, and its first and last day in `first` and `last`; datetime: the value "
    "with its time of day; ixdtf: that with its offset and zone (RFC 9557).",
)
@option(
    "--new-column",
    section=OUTPUT,
    metavar="NAME",
    default="{}_iso",
    show_default=True,
    help="Name of the new column; {} stands for the old name.",
)
@option("--overwrite", section=OUTPUT, is_flag=True, help="Replace OUT if it exists.")
@option("--quiet", "-q", section=OUTPUT, is_flag=True, help="Leave out the summary.")
@click.option(
    "--exit-zero",
    is_flag=True,
    help="Exit with 0 once OUT is written, even if texts were refused: for schedulers that retry.",
)
@model_option
@click.pass_context
def spark_job(context: click.Context, /, source: str, target: str, **options: Any) -> None:  # noqa: ANN401 - see the groups of options
    """Convert columns of a Parquet file on Apache Spark.

    IN is a Parquet file or a directory of Parquet files, OUT the directory to write; both are paths that
    Spark knows. Each converted column gets a new one, a struct of `value`, `status` and `confidence`. The job
    runs on all cores of this machine, or where spark-submit says.
    """
    if options["on_ambiguous"] == "fail":
        raise click.UsageError(
            "--on-ambiguous fail is not available on Spark, whose workers do not stop each other."
        )
    limit_numpy_threads()
    policy = policy_of(options)

    from datenorm.spark.job import Job, TargetExists, opened_session, run_job

    job = Job(
        source,
        target,
        options["columns"],
        locale=options["locale"],
        order=options["order"],
        policy=policy,
        new_column=options["new_column"],
        form=options["output"],
        model=options["model"],
        overwrites=options["overwrite"],
    )
    with opened_session() as session:
        try:
            counts = run_job(session, job)
        except TargetExists as error:
            raise InputError(str(error), hint="use --overwrite to replace it") from error
    tallies = [StatusTally("row", name, Counter(outcomes)) for name, outcomes in counts.items()]
    if not options["quiet"]:
        for tally in tallies:
            summary = tally.summary()
            say(f"{tally.name}: {summary}" if len(tallies) > 1 else summary)
    refused = any(tally.refused for tally in tallies)
    context.exit(1 if refused and not options["exit_zero"] else 0)


class _Program(LazyGroup):
    """A group of this one command, for how a group shows errors."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [_MODULE]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return spark_job


program = _Program()


def main() -> None:
    """The program `python -m datenorm.spark`; usage and errors name it so."""
    program.main([_MODULE, *sys.argv[1:]], prog_name=_PROGRAM)
