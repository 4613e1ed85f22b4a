"""`datenorm convert`: texts or lines in, values out."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datenorm.bulk.lines import INFER, REFERENCE_FIELD, check_fields
from datenorm.bulk.tally import StatusTally
from datenorm.cli.options import (
    color_option,
    exit_zero_option,
    hint_options,
    limit_numpy_threads,
    model_option,
    policy_of,
    policy_options,
    workers_option,
)
from datenorm.cli.output import (
    Output,
    RecordWriter,
    Report,
    day_renderer,
    renderer,
    show_order,
    text_windows,
    write_answers,
)
from datenorm.cli.sections import GRID, HINTS, OUTPUT, SectionedCommand, option
from datenorm.cli.streams import reads_lines, say
from datenorm.convert.options import MAX_ALTERNATIVES
from datenorm.errors import ConfigError

if TYPE_CHECKING:
    from datenorm.bulk.tally import LineAnswers
    from datenorm.convert.options import Policy
    from datenorm.display.consoles import Drawing

_GRID_ALTERNATIVES = 2

EPILOG = """\b
Examples:
  datenorm convert "23 April, 1564"
  datenorm convert --locale en-GB 03/04/2005
  datenorm convert -- "-44-03-15"        a text that starts with a dash
  cut -f3 births.tsv | datenorm convert --quiet > iso.txt
  datenorm convert --jsonl --alternatives 3 - < dates.txt
  datenorm convert --fields input,locale - < table.tsv
  datenorm convert --order infer - < births.txt
  datenorm convert --order DMY --pivot 30 03/04/45
  datenorm convert --reference-date 2016-02-29 --prefer past "20 July"
  datenorm convert --precision year --max-risk 0.1% - < catalogue.txt
  datenorm convert --output interval - < catalogue.txt
  datenorm convert --show-span "born on 13 May 1971 in Lyon"

\b
Exit codes:
  0    everything was converted
  1    something was refused; the reason is on stderr; 0 with --exit-zero
  2    wrong usage
  3    the model bundle is missing or damaged
  130  interrupted
"""


@click.command(cls=SectionedCommand, epilog=EPILOG)
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@hint_options
@option(
    "--fields",
    section=HINTS,
    metavar="NAMES",
    help="Names of the tab-separated columns of a line: input, and as hints locale, order, ref (the "
    "reference date).",
)
@policy_options
@exit_zero_option
@option(
    "--output",
    section=OUTPUT,
    type=click.Choice(["edtf", "iso", "interval", "datetime", "ixdtf", "json", "jsonl"]),
    help="edtf: the value; iso: ISO 8601-1, or first/last day where it cannot express the value; interval: "
    "first and last day, separated by a tab; datetime: the value with its time of day; ixdtf: that with its "
    "offset and zone (RFC 9557); json: one array of objects; jsonl: one object per line.  [default: edtf]",
)
@option("--json", "json_output", section=OUTPUT, flag_value="json", help="Same as --output json.")
@option("--jsonl", "json_output", section=OUTPUT, flag_value="jsonl", help="Same as --output jsonl.")
@option(
    "--show-span",
    section=OUTPUT,
    is_flag=True,
    help="Add which characters the value was read from: VALUE, 11-22 and TEXT separated by tabs, or in JSON.",
)
@option("--attention", section=OUTPUT, is_flag=True, help="Add the attention weights to JSON.")
@option(
    "--alternatives",
    section=OUTPUT,
    type=click.IntRange(0, MAX_ALTERNATIVES),
    metavar="N",
    help="Number of other readings in JSON and below the grid.",
)
@option("--quiet", "-q", section=OUTPUT, is_flag=True, help="Print a summary instead of the reasons.")
@option(
    "--grid/--no-grid",
    section=GRID,
    default=None,
    help="Draw the attention weights: where each character was read.  [default: on a terminal]",
)
@option(
    "--save-grid",
    section=GRID,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the grid to a file, .svg or .html.",
)
@color_option
@workers_option
@model_option
@click.pass_context
def convert(context: click.Context, /, texts: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """Convert dates as people write them to ISO 8601.

    Each TEXT is one date. With -, or if TEXT is missing and standard input is a pipe, each line of standard
    input is one text, and line n of the output is the answer to line n of the input. A text that cannot be
    read, or is ambiguous, gives an empty line and a reason on stderr.
    """
    from_lines = reads_lines(texts, "convert")
    output = _output_of(options)
    draws = options["grid"]
    if draws is None:
        draws = not from_lines and output is None and sys.stdout.isatty()
    _check_usage(texts, from_lines, output, options)
    _check_json_options(output, options, draws=draws or options["save_grid"] is not None)
    policy = policy_of(options).in_form(output or "edtf")
    drawing = _open_drawing(draws, from_lines, options)
    answers = _answers(texts, from_lines, output or "edtf", policy, drawing, options)
    tally = StatusTally("line" if from_lines else "text")
    report = Report(tally, options["quiet"], names=from_lines or len(texts) > 1)
    stops = options["on_ambiguous"] == "fail"
    write_answers(answers, RecordWriter(output or "edtf"), report, drawing=drawing, stops=stops)
    if from_lines and (options["quiet"] or tally.refused or tally.conflicts):
        say(tally.summary())
    context.exit(1 if tally.refused and not options["exit_zero"] else 0)


def _answers(
    texts: Sequence[str],
    from_lines: bool,
    output: Output,
    policy: Policy,
    drawing: Drawing | None,
    options: Mapping[str, Any],
) -> Generator[LineAnswers, None, None]:
    """Convert texts or lines."""
    limit_numpy_threads()

    from datenorm.bulk.answers import BulkOptions
    from datenorm.bulk.convert import render_lines
    from datenorm.convert.normalizer import Normalizer

    normalizer = Normalizer.load(options["model"])
    if not normalizer.attends:
        _check_attention(options)
    if drawing is not None:
        drawing.show_pooling(normalizer.bundle)
    alternatives = options["alternatives"]
    return render_lines(
        # Drawn texts are converted one by one, so that each reason follows its grid.
        text_windows(texts, from_lines, 1 if drawing else len(texts)),
        normalizer,
        BulkOptions(
            options["locale"],
            options["order"],
            policy,
            alternatives=_GRID_ALTERNATIVES if alternatives is None and drawing else alternatives or 0,
            attention=options["attention"] or drawing is not None,
            span=options["show_span"],
        ),
        renderer(output, attention=options["attention"], span=options["show_span"]),
        fields=_fields_of(options),
        keeps_conversions=drawing is not None,
        render_day=None if drawing or options["show_span"] else day_renderer(output),
        workers=1 if drawing else options["workers"],
        on_order=show_order,
    )


def _output_of(options: Mapping[str, Any]) -> Output | None:
    """The output form that `--output`, `--json` or `--jsonl` names, or None."""
    named: Output | None = options["output"]
    short: Output | None = options["json_output"]
    if named and short and named != short:
        raise click.UsageError(f"--output {named} and --{short} cannot be combined.")
    return named or short


def _fields_of(options: Mapping[str, Any]) -> list[str] | None:
    return None if options["fields"] is None else options["fields"].split(",")


def _check_usage(
    texts: Sequence[str], from_lines: bool, output: Output | None, options: Mapping[str, Any]
) -> None:
    """Refuse options that contradict each other, before anything costly is loaded."""
    for text in texts:
        # `Path.is_file` fails for texts that are too long for a name.
        if Path(text).suffix[1:2].isalpha() and os.path.isfile(text):  # noqa: PTH113
            raise click.UsageError(
                f"{text!r} is a file. To convert its lines: datenorm convert - < {shlex.quote(text)}"
            )
    if options["order"] == INFER and not from_lines:
        raise click.UsageError("--order infer needs lines of standard input, not TEXT.")
    if options["grid"] and output in ("json", "jsonl"):
        raise click.UsageError("--grid cannot be combined with JSON; --attention adds the weights to JSON.")
    picture = options["save_grid"]
    if picture is not None and from_lines:
        raise click.UsageError("--save-grid draws TEXT, not lines of standard input.")
    if picture is not None and picture.suffix.lower() not in (".svg", ".html"):
        raise click.UsageError(f"--save-grid writes .svg or .html, not {picture.name!r}.")
    fields = _fields_of(options)
    if fields is not None:
        if not from_lines:
            raise click.UsageError("--fields needs lines of standard input, not TEXT.")
        check_fields(fields)
    if options["prefer"] and options["reference_date"] is None and REFERENCE_FIELD not in (fields or ()):
        raise click.UsageError("--prefer needs --reference-date, or a column ref in --fields.")


def _check_json_options(output: Output | None, options: Mapping[str, Any], *, draws: bool) -> None:
    """Refuse options that only JSON, or a grid, can show."""
    if output in ("json", "jsonl"):
        return
    if options["attention"]:
        raise click.UsageError("--attention needs --json or --jsonl.")
    if options["alternatives"] is not None and not draws:
        raise click.UsageError("--alternatives needs --json, --jsonl or --grid.")


def _check_attention(options: Mapping[str, Any]) -> None:
    """Refuse options that show attention, for a model without."""
    asked = [name for name in ("grid", "save_grid", "attention", "show_span") if options[name]]
    if asked:
        raise ConfigError(
            "this model was trained without attention (--scorer none), so it cannot show where it reads",
            hint=f"leave out {', '.join(f'`{name}`' for name in asked)}, or use a model with attention",
        )


def _open_drawing(draws: bool, from_lines: bool, options: Mapping[str, Any]) -> Drawing | None:
    """Draws grids, or None; Rich is imported here and not before."""
    path: Path | None = options["save_grid"]
    if not draws and path is None:
        return None
    from datenorm.display.consoles import Drawing

    stream = sys.stderr if from_lines else sys.stdout
    return Drawing.open(stream if draws else None, path, options["color"], os.environ)
