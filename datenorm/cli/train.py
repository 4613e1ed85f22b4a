"""`datenorm train`: pairs in, a bundle out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from datenorm.cli.arguments import named_as_options
from datenorm.cli.network_options import network_options
from datenorm.cli.train_options import budget_options, learning_options
from datenorm.training.recipes import PRESETS

EPILOG = """\b
Examples:
  datenorm train -o my-model
  datenorm train --preset tiny -o tiny-model
  datenorm train --resume -o my-model        after Ctrl-C
  datenorm train --scorer general --query current -o luong
  datenorm train --from default -o my-model  goes on from the bundled model
  datenorm train --from default --data house.tsv -o house-model
  datenorm train --from default --hidden 96 -o small   a smaller network
"""


@click.command(epilog=EPILOG)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR", required=True, help="Bundle to write."
)
@click.option(
    "--preset",
    type=click.Choice(sorted(PRESETS)),
    help="Recipe: every language in hours, or English alone in minutes.  [default: default]",
)
@learning_options
@click.option("--seed", type=int, metavar="N", help="Seed of weights and pairs.  [default: 1]")
@budget_options
@network_options
@click.option(
    "--resume", is_flag=True, help="Go on with the interrupted run of the same DIR, by its own recipe."
)
@click.option("--force", is_flag=True, help="Replace the bundle or the interrupted run of the same DIR.")
@click.option(
    "--log",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="JSON lines, one a validation; the same as CSV beside them.  [default: DIR.run/log.jsonl]",
)
@click.option(
    "--tensorboard", type=click.Path(path_type=Path), metavar="DIR", help="Write curves for TensorBoard too."
)
@click.option(
    "--threads", type=click.IntRange(1), metavar="N", help="Threads to compute with.  [default: one a core]"
)
@click.option(
    "--workers", type=click.IntRange(0), default=1, show_default=True, help="Processes that draw pairs."
)
@click.option(
    "--device",
    default="auto",
    show_default=True,
    help="Where to compute, as torch names it: cpu, cuda, cuda:1.",
)
def train(
    output: Path,
    resume: bool,
    force: bool,
    log: Path | None,
    tensorboard: Path | None,
    threads: int | None,
    workers: int,
    device: str,
    **learning: Any,  # noqa: ANN401 - options that make the recipe, see `datenorm.train`
) -> None:
    """Train a model and write it as a bundle.

    Pairs of a text and the date it means are drawn while the network learns from them. The bundle is written
    when the run has ended, and checked: what converts must answer as the trained network does. Until then the
    state of the run lies in DIR.run; Ctrl-C saves it.
    """
    from datenorm.cli.training_display import follow, told
    from datenorm.pipeline.api import train as write_model

    with follow(output) as report, named_as_options():
        exported = write_model(
            output,
            resume=resume,
            force=force,
            log=log,
            tensorboard=tensorboard,
            threads=threads,
            workers=workers,
            device=device,
            report=report,
            **learning,
        )
    if exported is not None:
        click.echo(told(exported), err=True)
