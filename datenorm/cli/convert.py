"""`datenorm convert`: texts or lines in, values out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO, cast

import click

from datenorm.cli.answers import Report, Writer, open_writer
from datenorm.cli.lines import Request, check_fields, read_windows, request_of
from datenorm.cli.options import color_option, decision_options, hint_options, model_option
from datenorm.errors import DatenormError

if TYPE_CHECKING:
    from io import BufferedReader

    from datenorm.cli.drawing import Drawing
    from datenorm.conversion import Conversion
    from datenorm.normalizer import Normalizer

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

\b
Exit codes:
  0    everything was converted
  1    something was refused; the reason is on stderr
  2    wrong usage
  3    the model bundle is missing or damaged
  130  interrupted
"""


@dataclass(frozen=True)
class Settings:
    """The options of one call, as the command line gave them."""

    locale: str | None
    order: str | None
    on_ambiguous: Literal["blank", "best", "fail"]
    min_confidence: float | None
    alternatives: int
    attention: bool


class AmbiguousError(DatenormError):
    """`--on-ambiguous fail` met an ambiguous text."""


@click.command(epilog=EPILOG)
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@hint_options
@decision_options
@click.option("--json", "output", flag_value="json", help="Write one JSON array of objects.")
@click.option("--jsonl", "output", flag_value="jsonl", help="Write one JSON object a line.")
@click.option("--attention", is_flag=True, help="Add to JSON where each character was read.")
@click.option(
    "--alternatives",
    type=click.IntRange(0, _MAX_ALTERNATIVES),
    metavar="N",
    help="Other readings to give in JSON and under the grid.",
)
@click.option(
    "--grid/--no-grid", default=None, help="Draw where each character was read.  [default: on a terminal]"
)
@click.option(
    "--save-grid",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Draw it into a file, .svg or .html.",
)
@click.option(
    "--fields",
    metavar="NAMES",
    help="Lines are tab-separated columns of these names: input, and locale or order as hints of the line.",
)
@click.option("--quiet", "-q", is_flag=True, help="Give a summary in place of the reasons of refusals.")
@color_option
@model_option
@click.pass_context
def convert(
    context: click.Context,
    texts: tuple[str, ...],
    output: str | None,
    grid: bool | None,
    save_grid: Path | None,
    fields: str | None,
    quiet: bool,
    color: Literal["auto", "always", "never"],
    model: Path | None,
    alternatives: int | None,
    attention: bool,
    locale: str | None,
    order: str | None,
    on_ambiguous: Literal["blank", "best", "fail"],
    min_confidence: float | None,
) -> None:
    """Turn dates as people write them into ISO 8601.

    Each TEXT is one date. With - , or with no TEXT and something piped in, each line of standard input is
    one, and line n of the output is the answer to line n of the input. What cannot be read, or could mean
    two things, gives an empty line and its reason on stderr.
    """
    from_lines = texts in ((), ("-",))
    _check_usage(texts, from_lines, output=output, grid=grid, save_grid=save_grid, fields=fields)
    if not from_lines and grid is None:
        grid = output is None and sys.stdout.isatty()
    drawing = _open_drawing(grid, save_grid, sys.stderr if from_lines else sys.stdout, color)
    wanted = _GRID_ALTERNATIVES if alternatives is None and drawing else alternatives or 0
    reads_attention = attention or drawing is not None
    settings = Settings(locale, order, on_ambiguous, min_confidence, wanted, reads_attention)

    # Before NumPy is imported: threads inside its products wait by spinning (docs/adr/0001-runtime.md).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    from datenorm.normalizer import Normalizer

    normalizer = Normalizer.load(model)
    report = Report("line" if from_lines else "text", quiet, names=from_lines or len(texts) > 1)
    # Drawn texts come one by one, so that each reason stands below its grid.
    size = 1 if drawing is not None else len(texts)
    windows = _line_requests(normalizer, fields) if from_lines else _text_requests(texts, size)
    _run(normalizer, windows, settings, open_writer(output or "text", attention=attention), report, drawing)
    if drawing is not None:
        drawing.finish()
    if from_lines and (quiet or report.has_refusals):
        click.echo(report.summary(), err=True)
    context.exit(1 if report.has_refusals else 0)


def _check_usage(
    texts: Sequence[str],
    from_lines: bool,
    *,
    output: str | None,
    grid: bool | None,
    save_grid: Path | None,
    fields: str | None,
) -> None:
    """Refuse what contradicts itself before anything costly is loaded."""
    if not texts and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("Nothing to convert: give a TEXT, or pipe lines in.")
    if not from_lines and "-" in texts:
        raise click.UsageError("- stands for standard input and cannot be mixed with other texts.")
    if fields is not None and not from_lines:
        raise click.UsageError("--fields is about lines of standard input, not about TEXT.")
    if fields is not None:
        check_fields(fields.split(","))
    if grid and output:
        raise click.UsageError("--grid and JSON do not mix; --attention puts the weights into the JSON.")
    if save_grid is not None and from_lines:
        raise click.UsageError("--save-grid draws TEXT, not lines of standard input.")
    if save_grid is not None and save_grid.suffix.lower() not in (".svg", ".html"):
        raise click.UsageError(f"--save-grid writes .svg or .html, not {save_grid.name!r}.")


def _open_drawing(
    grid: bool | None, path: Path | None, stream: TextIO, color: Literal["auto", "always", "never"]
) -> Drawing | None:
    """What draws grids, or None; Rich is imported here and nowhere before."""
    if not grid and path is None:
        return None
    from datenorm.cli.drawing import Drawing

    return Drawing.open(stream if grid else None, path, color, os.environ)


def _text_requests(texts: Sequence[str], size: int) -> Iterator[list[Request]]:
    for start in range(0, len(texts), size):
        yield [Request(text) for text in texts[start : start + size]]


def _line_requests(normalizer: Normalizer, fields: str | None) -> Iterator[list[Request]]:
    from datenorm.hints import resolve_hints

    def check(locale: str) -> None:
        resolve_hints(locale, None, normalizer.bundle.manifest.locales, normalizer.bundle.vocabulary)

    names = fields.split(",") if fields is not None else None
    for lines in read_windows(cast("BufferedReader", sys.stdin.buffer)):
        if names is None:
            yield [Request(line) for line in lines]
        else:
            yield [request_of(line, names, check) for line in lines]


def _run(
    normalizer: Normalizer,
    windows: Iterable[Sequence[Request]],
    settings: Settings,
    writer: Writer,
    report: Report,
    drawing: Drawing | None,
) -> None:
    """Convert window by window; what a window gave has left the process before the next one is read."""
    writer.begin()
    number = 0
    for window in windows:
        for request, conversion in zip(window, _convert(normalizer, window, settings), strict=True):
            number += 1
            if settings.on_ambiguous == "fail" and conversion.status == "ambiguous":
                writer.end()
                writer.stream.flush()
                report.flush()
                raise AmbiguousError(f"{report.unit} {number}: {conversion.reason}")
            writer.write(conversion)
            if drawing is not None:
                writer.stream.flush()
                drawing.add(conversion)
            report.add(number, conversion, request.note)
        writer.stream.flush()
        report.flush()
    writer.end()
    writer.stream.flush()


def _convert(normalizer: Normalizer, window: Sequence[Request], settings: Settings) -> Iterator[Conversion]:
    from datenorm.conversion import Policy

    return normalizer.convert_many(
        [request.text for request in window],
        [request.locale or settings.locale for request in window],
        [request.order or settings.order for request in window],
        alternatives=settings.alternatives,
        attention=settings.attention,
        policy=Policy(
            on_ambiguous="best" if settings.on_ambiguous == "best" else "blank",
            min_confidence=settings.min_confidence,
        ),
    )
