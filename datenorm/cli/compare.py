"""`datenorm compare`: train the attention family with one budget, and write a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from datenorm.cli.streams import say
from datenorm.study.members import MEMBERS

EPILOG = """\b
Examples:
  datenorm compare
  datenorm compare --members additive,none,general-current --seeds 1
  datenorm compare --quick --out /tmp/study       a trial run that takes minutes
"""


@click.command(epilog=EPILOG)
@click.option(
    "--members",
    metavar="NAME,...",
    help=f"Members to train: {', '.join(MEMBERS)}.  [default: all]",
)
@click.option(
    "--seeds", type=click.IntRange(1), default=3, show_default=True, metavar="N", help="Runs per member."
)
@click.option("--pairs", type=click.IntRange(1), metavar="N", help="Pairs per run.  [default: 150000]")
@click.option("--quick", is_flag=True, help="Use a small budget: one seed, few pairs, small tests.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="docs",
    show_default=True,
    metavar="DIR",
    help="Where to write attention-study.md, and a directory attention-study with figures and results.",
)
@click.option(
    "--threads", type=click.IntRange(1), metavar="N", help="Threads to compute with.  [default: one per core]"
)
@click.option(
    "--workers", type=click.IntRange(0), default=1, show_default=True, help="Processes that generate pairs."
)
def compare(members: str | None, seeds: int, out: Path, **options: Any) -> None:  # noqa: ANN401
    """Train the attention family and write a report.

    Every member learns from the same number of the same pairs. Each finished run is kept: an interrupted
    study continues where it stopped, and runs of several processes with different --members share one report.
    """
    from datenorm.cli.train import follow
    from datenorm.pipeline.api import compare as make_study

    names = None if members is None else [name.strip() for name in members.split(",")]
    with follow() as report:
        study = make_study(
            out, members=names, seeds=1 if options["quick"] else seeds, report=report, **options
        )
    say(f"wrote {study.page}")
