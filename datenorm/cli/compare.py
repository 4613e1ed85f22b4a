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
  datenorm compare --classroom                    attention and its absence, in ten minutes
  datenorm compare --quick --out /tmp/study       a trial run that learns nothing
"""


@click.command(epilog=EPILOG)
@click.option(
    "--members",
    metavar="NAME,...",
    help=f"Members to train: {', '.join(MEMBERS)}.  [default: all; four with --classroom]",
)
@click.option(
    "--seeds",
    type=click.IntRange(1),
    metavar="N",
    help="Runs per member.  [default: 3; 1 with --quick or --classroom]",
)
@click.option("--pairs", type=click.IntRange(1), metavar="N", help="Pairs per run.  [default: 150000]")
@click.option("--quick", is_flag=True, help="Use a small budget: one seed, few pairs, small tests.")
@click.option(
    "--classroom",
    is_flag=True,
    help="Compare attention with its absence on dates of four languages, in ten minutes on two cores.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to write attention-study.md, and a directory attention-study with figures and results.  "
    "[default: docs; classroom with --classroom]",
)
@click.option(
    "--threads",
    type=click.IntRange(1),
    metavar="N",
    help="Threads to compute with.  [default: one per core; 1 with --classroom]",
)
@click.option(
    "--workers", type=click.IntRange(0), default=1, show_default=True, help="Processes that generate pairs."
)
def compare(members: str | None, out: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Train the attention family and write a report.

    Every member learns from the same number of the same pairs. Each finished run is kept: an interrupted
    study continues where it stopped, and runs of several processes with different --members share one report.
    """
    from datenorm.cli.train import follow
    from datenorm.pipeline.api import compare as make_study

    names = None if members is None else [name.strip() for name in members.split(",")]
    with follow() as report:
        study = make_study(
            out or ("classroom" if options["classroom"] else "docs"), members=names, report=report, **options
        )
    say(f"wrote {study.page}")
