"""`datenorm compare`: the attention family under one budget, and a page about what it shows."""

from __future__ import annotations

from pathlib import Path

import click

from datenorm.study.members import MEMBERS

EPILOG = """\b
Examples:
  datenorm compare
  datenorm compare --members additive,none,general-current --seeds 1
  datenorm compare --quick --out /tmp/study       minutes, to see what it does
"""


@click.command(epilog=EPILOG)
@click.option(
    "--members",
    metavar="NAME,...",
    help=f"Whom to train: {', '.join(MEMBERS)}.  [default: all]",
)
@click.option(
    "--seeds", type=click.IntRange(1), default=3, show_default=True, metavar="N", help="Runs of each member."
)
@click.option(
    "--pairs", type=click.IntRange(1), metavar="N", help="Pairs a run learns from.  [default: 150000]"
)
@click.option("--quick", is_flag=True, help="A small budget: one seed, few pairs, small tests.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="docs",
    show_default=True,
    metavar="DIR",
    help="Where attention-study.md is written, with a directory attention-study for figures and results.",
)
@click.option(
    "--threads", type=click.IntRange(1), metavar="N", help="Threads to compute with.  [default: one a core]"
)
@click.option(
    "--workers", type=click.IntRange(0), default=1, show_default=True, help="Processes that draw pairs."
)
def compare(
    members: str | None,
    seeds: int,
    pairs: int | None,
    quick: bool,
    out: Path,
    threads: int | None,
    workers: int,
) -> None:
    """Train the attention family and write what it shows.

    Every member learns from the same pairs for as long. Each finished run is kept: an interrupted study goes
    on where it was, and runs made in several processes with other --members meet on one page.
    """
    from datenorm.cli.training_display import follow
    from datenorm.pipeline.api import compare as make_study

    names = None if members is None else [name.strip() for name in members.split(",")]
    with follow() as report:
        study = make_study(
            out,
            members=names,
            seeds=1 if quick else seeds,
            pairs=pairs,
            quick=quick,
            threads=threads,
            workers=workers,
            report=report,
        )
    click.echo(f"wrote {study.page}", err=True)
