"""`datenorm lesson`: one date through a network small enough to compute by hand."""

from __future__ import annotations

import click

from datenorm.cli.streams import show
from datenorm.nn.config import SCORERS

EPILOG = """\b
Examples:
  datenorm lesson
  datenorm lesson --scorer dot "5 Jul"
  datenorm lesson --scorer all "May 7"
  datenorm lesson --weights
  datenorm lesson --pooling
"""


@click.command(epilog=EPILOG)
@click.argument("text", default="7 May", metavar="[TEXT]")
@click.option(
    "--scorer",
    type=click.Choice([*SCORERS, "all"]),
    default="additive",
    show_default=True,
    help="How a decoder state is compared with each character; `all` shows the attention of each.",
)
@click.option("--weights", is_flag=True, help="Print the weights of the network instead.")
@click.option(
    "--pooling", is_flag=True, help="Show attention pooling instead, which asks which month the text names."
)
def lesson(text: str, scorer: str, weights: bool, pooling: bool) -> None:
    """Show every number of a tiny network that reads a date.

    TEXT has a day, 5 or 7, and a month, May or Jul, in any order [default: 7 May]. The weights are chosen by
    hand. docs/attention.md works through them.
    """
    from datenorm.display.lesson import matrices, overview, pooled, whole
    from datenorm.study.lesson import lesson as read
    from datenorm.study.pooling_lesson import pooling_lesson

    if pooling:
        lines = pooled(pooling_lesson(text))
    elif weights:
        lines = matrices("additive" if scorer == "all" else scorer)
    elif scorer == "all":
        lines = overview(read(text, one) for one in SCORERS)
    else:
        lines = whole(read(text, scorer))
    for line in lines:
        show(line)
