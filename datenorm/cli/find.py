"""`datenorm find`: files in, the dates in them out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datenorm.cli.find_output import FoundWriter, writer_for
from datenorm.cli.options import (
    FORMS,
    day,
    limit_numpy_threads,
    locale_option,
    model_option,
    policy_of,
    policy_options_without,
    workers_option,
)
from datenorm.cli.sections import HINTS, OUTPUT, YEARS, SectionedCommand, option
from datenorm.cli.streams import FAILED, buffered_input, say
from datenorm.errors import DatenormError
from datenorm.finding.markup import MARKUPS
from datenorm.text.vocabulary import ORDERS

if TYPE_CHECKING:
    from datenorm.finding.documents import FileDocuments
    from datenorm.finding.finder import Finder, FindOptions

_INPUT = Path("-")

_NOT_OFFERED = {
    "on_ambiguous": "blank",
    "on_several": "refuse",
    "keep_values": False,
    "excel_serial": False,
    "epoch": None,
}
"""Options of a policy that make no sense in a text."""

EPILOG = """\b
Examples:
  datenorm find letter.txt
  datenorm find --document-date 1887-03-05 --locale de letters/*.txt
  datenorm find --jsonl - < report.txt
  datenorm find --markup html page.html > marked.html
  datenorm find --markup tei --locale fr letter.xml
  datenorm find dump.txt.gz | cut -f2 | sort | uniq -c

\b
A line of output has three tab-separated parts: FILE:LINE:START-END, the value and the text. LINE counts from
1, START and END from 0 in that line. The value is empty if a date is ambiguous, or relative to a day that is
not known.

\b
Exit codes:
  0    every file was read, whether or not it holds dates
  1    a file could not be read; the reason is on stderr
  2    wrong usage
  3    the model bundle is missing, damaged, or cannot find dates
  4    Zstandard needs the extra `parquet`
  130  interrupted
"""


@click.command(cls=SectionedCommand, epilog=EPILOG)
@click.argument("files", nargs=-1, metavar="[FILE|-]...", type=click.Path(path_type=Path))
@locale_option
@option(
    "--order",
    section=HINTS,
    type=click.Choice(ORDERS, case_sensitive=False),
    metavar="|".join(ORDERS),
    help="Field order of numeric dates; overrides that of the locale.",
)
@option(
    "--document-date",
    "reference_date",
    section=YEARS,
    type=day,
    metavar="DATE",
    help="Day on which the texts were written: relative dates and missing years are counted from it, and two "
    "days later from the date before it. 2016-02-29, today, or with a time of day 2016-02-29T10:15, or now.",
)
@policy_options_without(
    "reference-date", "on-ambiguous", "on-several", "keep-values", "excel-serial", "epoch"
)
@option(
    "--output",
    section=OUTPUT,
    type=click.Choice(FORMS),
    default="edtf",
    show_default=True,
    help="edtf: the value; iso: ISO 8601-1, or first/last day where it cannot express the value; interval: "
    "first and last day, separated by a tab; datetime: the value with its time of day; ixdtf: that with its "
    "offset and zone (RFC 9557).",
)
@option("--jsonl", section=OUTPUT, is_flag=True, help="Write one JSON object per date.")
@option(
    "--markup",
    section=OUTPUT,
    type=click.Choice(MARKUPS),
    help="Write the text with its dates marked, and change nothing else. html: <time datetime>, or <data "
    "value> for what it cannot express; tei: <date when>; brackets: [20 July 1969 = 1969-07-20].",
)
@option("--quiet", "-q", section=OUTPUT, is_flag=True, help="Leave out the summary and the progress.")
@click.option(
    "--encoding",
    metavar="NAME",
    help="Encoding of the files, such as utf-8, utf-16, cp1252, shift_jis.  [default: detected; cp1252 if "
    "not UTF-8]",
)
@workers_option
@model_option
@click.pass_context
def find(context: click.Context, /, files: tuple[Path, ...], **options: Any) -> None:  # noqa: ANN401
    """Find the dates in texts of any length: where they are, and their values.

    Each FILE is one text, also compressed (.gz, .zst); - is standard input, which is also read if FILE is
    missing and it is a pipe.
    """
    paths = files or (_INPUT,)
    _check_usage(files, options)
    limit_numpy_threads()
    policy = policy_of({**options, **_NOT_OFFERED})

    from datenorm.finding.documents import FileDocuments
    from datenorm.finding.finder import Finder, FindOptions

    wanted = FindOptions(
        options["locale"], options["order"], options["reference_date"], policy.in_form(options["output"])
    )
    finder = Finder.load(options["model"])
    documents = FileDocuments(paths, buffered_input, options["encoding"], bool(options["markup"]))
    writer = writer_for(options, paths)
    _run(finder, documents, wanted, writer, options)
    if not options["quiet"] and writer.summary():
        say(writer.summary())
    context.exit(FAILED if documents.errors else 0)


def _check_usage(files: Sequence[Path], options: Mapping[str, Any]) -> None:
    if not files and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("Nothing to read: give a FILE, or pipe a text in.")
    if list(files).count(_INPUT) > 1:
        raise click.UsageError("- means standard input and can be read only once.")
    if options["jsonl"] and options["markup"]:
        raise click.UsageError("--jsonl and --markup cannot be combined.")
    if options["output"] != "edtf" and (options["jsonl"] or options["markup"]):
        raise click.UsageError("--output cannot be combined with --jsonl or --markup.")
    if options["prefer"] and options["reference_date"] is None:
        raise click.UsageError("--prefer needs --document-date.")


def _run(
    finder: Finder,
    documents: FileDocuments,
    wanted: FindOptions,
    writer: FoundWriter,
    options: Mapping[str, Any],
) -> None:
    """Find and write, passage by passage."""
    with (
        closing(finder.passages(documents, wanted, workers=options["workers"])) as passages,
        _progress(documents, quiet=options["quiet"]) as advance,
    ):
        for passage in passages:
            writer.write(passage, documents.encodings.get(passage.document))
            sys.stdout.buffer.flush()
            advance(len(passage.found))
            if passage.is_last and (error := documents.errors.get(passage.document)):
                _report(documents.paths[passage.document], error)


def _report(path: Path, error: Exception) -> None:
    """Say why a file could not be read."""
    reason = error.strerror or error if isinstance(error, OSError) else error
    say(f"Error: {path}: {reason}")
    if isinstance(error, DatenormError) and error.hint:
        say(f"Hint: {error.hint}")


def _progress(documents: FileDocuments, *, quiet: bool) -> AbstractContextManager[Callable[[int], None]]:
    """Shows how much has been read, on a terminal only, where Rich is imported."""
    if quiet or not sys.stderr.isatty() or sys.stdout.isatty():
        return nullcontext(lambda dates: None)
    from datenorm.display.consoles import error_console
    from datenorm.display.progress import counting_rows

    sizes = [path.stat().st_size if path.is_file() else None for path in documents.paths]
    known = [size for size in sizes if size is not None]
    total = sum(known) if len(known) == len(sizes) else None
    return counting_rows(error_console(), documents.position if total else None, total, "dates")
