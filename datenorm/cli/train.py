"""`datenorm train`: pairs in, a bundle out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datenorm.cli.network_options import network_options
from datenorm.cli.train_options import budget_options, learning_options
from datenorm.errors import InputError
from datenorm.pipeline.recipe import check_resuming, make_recipe
from datenorm.training.recipes import PRESETS

if TYPE_CHECKING:
    from datenorm.pipeline.train import Session

_HINT_RESUME = "--resume goes on with it, --force starts again"

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
    **learning: Any,  # noqa: ANN401 - options that make the recipe, see `make_recipe`
) -> None:
    """Train a model and write it as a bundle.

    Pairs of a text and the date it means are drawn while the network learns from them. The bundle is written
    when the run has ended, and checked: what converts must answer as the trained network does. Until then the
    state of the run lies in DIR.run; Ctrl-C saves it.
    """
    from datenorm.pipeline.pools import require_extra

    require_extra("torch", "babel", "faker", "num2words")
    from datenorm.pipeline.train import Session, open_origin, run

    given = {name: value for name, value in learning.items() if value is not None}
    if resume:
        check_resuming(given)
    origin = open_origin(given["start"]) if "start" in given else None
    recipe = None if resume else make_recipe(given, origin)
    session = Session(output, recipe, origin, log, tensorboard, threads, workers, device)
    _check_place(session, resume=resume, force=force)
    run(session)


def _check_place(session: Session, *, resume: bool, force: bool) -> None:
    """Find out before hours of training whether the bundle can be written where it should be."""
    if not resume and not force and session.checkpoint.is_file():
        raise InputError(f"{session.directory} holds an interrupted run", hint=_HINT_RESUME)
    check_output(session.output, force=resume or force)


def check_output(output: Path, *, force: bool) -> None:
    """Refuse to write a bundle where something else is, or another bundle that shall not be replaced.

    Raises:
        InputError: if that is so.
    """
    is_bundle = (output / "manifest.json").is_file()
    if output.exists() and not is_bundle and not (output.is_dir() and not any(output.iterdir())):
        raise InputError(f"{output} exists and is not a bundle", hint="name another directory")
    if is_bundle and not force:
        raise InputError(
            f"{output} holds a bundle already", hint="name another directory, or --force to replace it"
        )
