"""`datenorm convert`: texts or lines in, values out."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

import click

from datenorm.bulk.lines import INFER, REFERENCE_FIELD, check_fields
from datenorm.bulk.tally import StatusTally
from datenorm.cli.advice import advised_column
from datenorm.cli.answers import Report, open_writer
from datenorm.cli.numpy_threads import one_thread_a_product
from datenorm.cli.options import (
    check_deciding,
    color_option,
    decision_options,
    hint_options,
    model_option,
    policy_of,
    precision_option,
    reads_lines,
    reckoning_options,
    workers_option,
)
from datenorm.cli.sections import GRID, KNOWN, OUTPUT, SectionedCommand, option
from datenorm.errors import ConfigError

if TYPE_CHECKING:
    from datenorm.cli.answers import Output
    from datenorm.cli.drawing import Drawing

_GRID_ALTERNATIVES = 2
_MAX_ALTERNATIVES = 20

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
  1    something was refused; the reason is on stderr
  2    wrong usage
  3    the model bundle is missing or damaged
  130  interrupted
"""


@click.command(cls=SectionedCommand, epilog=EPILOG)
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@hint_options
@precision_option
@option(
    "--fields",
    section=KNOWN,
    metavar="NAMES",
    help="Lines are tab-separated columns of these names: input, and what is known of the line: locale, "
    "order, ref (its reference date).",
)
@reckoning_options
@decision_options
@option(
    "--output",
    section=OUTPUT,
    type=click.Choice(["edtf", "iso", "interval", "json", "jsonl"]),
    help="edtf: the value; iso: what ISO 8601-1 can say, first/last day of all else; interval: first and "
    "last day, with a tab between; json: one array of objects; jsonl: one object a line.  [default: edtf]",
)
@option("--json", "json_output", section=OUTPUT, flag_value="json", help="As --output json.")
@option("--jsonl", "json_output", section=OUTPUT, flag_value="jsonl", help="As --output jsonl.")
@option(
    "--show-span",
    section=OUTPUT,
    is_flag=True,
    help="Write after the value, or into the JSON, which characters it was read from: VALUE, 11-22, TEXT "
    "between tabs.",
)
@option("--attention", section=OUTPUT, is_flag=True, help="Add to JSON where each character was read.")
@option(
    "--alternatives",
    section=OUTPUT,
    type=click.IntRange(0, _MAX_ALTERNATIVES),
    metavar="N",
    help="Other readings to give in JSON and under the grid.",
)
@option(
    "--quiet",
    "-q",
    section=OUTPUT,
    is_flag=True,
    help="Give a summary in place of the reasons of refusals.",
)
@option(
    "--grid/--no-grid",
    section=GRID,
    default=None,
    help="Draw where each character was read.  [default: on a terminal]",
)
@option(
    "--save-grid",
    section=GRID,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Draw it into a file, .svg or .html.",
)
@color_option
@workers_option
@model_option
@click.pass_context
def convert(
    context: click.Context,
    /,
    texts: tuple[str, ...],
    output: Output | None,
    json_output: Literal["json", "jsonl"] | None,
    grid: bool | None,
    save_grid: Path | None,
    fields: str | None,
    quiet: bool,
    color: Literal["auto", "always", "never"],
    workers: int | None,
    model: Path | None,
    alternatives: int | None,
    attention: bool,
    show_span: bool,
    locale: str | None,
    order: str | None,
    **deciding: Any,  # noqa: ANN401 - see `policy_of`
) -> None:
    """Turn dates as people write them into ISO 8601.

    Each TEXT is one date. With - , or with no TEXT and something piped in, each line of standard input is
    one, and line n of the output is the answer to line n of the input. What cannot be read, or could mean
    two things, gives an empty line and its reason on stderr.
    """
    if output and json_output and output != json_output:
        raise click.UsageError(f"--output {output} and --{json_output} contradict each other.")
    output = output or json_output
    from_lines = reads_lines(texts, "convert")
    _check_files(texts)
    _check_usage(from_lines, output=output, grid=grid, save_grid=save_grid, order=order)
    _check_fields(fields, from_lines, deciding)
    check_deciding(deciding)
    looks = {"--grid": grid, "--save-grid": save_grid, "--attention": attention, "--show-span": show_span}
    if not from_lines and grid is None:
        grid = output is None and sys.stdout.isatty()
    if output not in ("json", "jsonl"):
        _check_values(attention=attention, alternatives=alternatives, drawn=bool(grid or save_grid))
    drawing = _open_drawing(grid, save_grid, sys.stderr if from_lines else sys.stdout, color)

    one_thread_a_product()

    from datenorm.bulk.answers import BulkOptions
    from datenorm.bulk.convert import render_lines
    from datenorm.cli.convert_run import run, text_windows, windows_of_input
    from datenorm.convert.normalizer import Normalizer

    normalizer = Normalizer.load(model)
    if not normalizer.attends:
        _check_looks(looks)
    if drawing is not None:
        from datenorm.detection import Detector

        drawing.detector = Detector.of(normalizer.bundle)
    options = BulkOptions(
        locale,
        order,
        policy_of(deciding),
        alternatives=_GRID_ALTERNATIVES if alternatives is None and drawing else alternatives or 0,
        attention=attention or drawing is not None,
        span=show_span,
    )
    # Drawn texts come one by one, so that each reason stands below its grid.
    windows = windows_of_input() if from_lines else text_windows(texts, 1 if drawing else len(texts))
    report = Report(StatusTally("line" if from_lines else "text"), quiet, names=from_lines or len(texts) > 1)
    writer = open_writer(output or "edtf", attention=attention, span=show_span)
    answers = render_lines(
        windows,
        normalizer,
        options,
        writer.render,
        fields=None if fields is None else fields.split(","),
        keeps_conversions=drawing is not None,
        workers=1 if drawing else workers,
        on_order=lambda reading: click.echo(advised_column(reading), err=True),
    )
    run(answers, writer, report, drawing=drawing, stops=deciding["on_ambiguous"] == "fail")
    if drawing is not None:
        drawing.finish()
    tally = report.tally
    if from_lines and (quiet or tally.refused or tally.conflicts):
        click.echo(tally.summary(), err=True)
    context.exit(1 if tally.refused else 0)


def _check_files(texts: Sequence[str]) -> None:
    """Refuse the name of a file: a user who gives one wants its lines converted."""
    for text in texts:
        # `Path.is_file` fails for texts that are too long for a name.
        if Path(text).suffix[1:2].isalpha() and os.path.isfile(text):  # noqa: PTH113
            raise click.UsageError(
                f"{text!r} is a file. To convert its lines: datenorm convert - < {shlex.quote(text)}"
            )


def _check_usage(
    from_lines: bool,
    *,
    output: str | None,
    grid: bool | None,
    save_grid: Path | None,
    order: str | None,
) -> None:
    """Refuse what contradicts itself before anything costly is loaded."""
    if order == INFER and not from_lines:
        raise click.UsageError("--order infer is about lines of standard input, not about TEXT.")
    if grid and output in ("json", "jsonl"):
        raise click.UsageError("--grid and JSON do not mix; --attention puts the weights into the JSON.")
    if save_grid is not None and from_lines:
        raise click.UsageError("--save-grid draws TEXT, not lines of standard input.")
    if save_grid is not None and save_grid.suffix.lower() not in (".svg", ".html"):
        raise click.UsageError(f"--save-grid writes .svg or .html, not {save_grid.name!r}.")


def _check_values(*, attention: bool, alternatives: int | None, drawn: bool) -> None:
    """Refuse options that only JSON, or a grid, can show."""
    if attention:
        raise click.UsageError("--attention adds to JSON: give --json or --jsonl too.")
    if alternatives is not None and not drawn:
        raise click.UsageError(
            "--alternatives adds to JSON or to a grid: give --json, --jsonl or --grid too."
        )


def _check_looks(looks: Mapping[str, object]) -> None:
    """Refuse wishes to see where a network looks that does not look anywhere."""
    asked = [name for name, wish in looks.items() if wish]
    if asked:
        raise ConfigError(
            "this model was trained without attention (--scorer none): it does not show where it reads",
            hint=f"leave out {', '.join(asked)}, or use a model with attention",
        )


def _check_fields(fields: str | None, from_lines: bool, deciding: Mapping[str, Any]) -> None:
    """Refuse columns that cannot be used, and a wish for years that nothing gives."""
    names = [] if fields is None else fields.split(",")
    if names and not from_lines:
        raise click.UsageError("--fields is about lines of standard input, not about TEXT.")
    if fields is not None:
        check_fields(names)
    if deciding["prefer"] and deciding["reference_date"] is None and REFERENCE_FIELD not in names:
        raise click.UsageError("--prefer chooses the year counted from a --reference-date: give that too.")


def _open_drawing(
    grid: bool | None, path: Path | None, stream: TextIO, color: Literal["auto", "always", "never"]
) -> Drawing | None:
    """What draws grids, or None; Rich is imported here and nowhere before."""
    if not grid and path is None:
        return None
    from datenorm.cli.drawing import Drawing

    return Drawing.open(stream if grid else None, path, color, os.environ)
