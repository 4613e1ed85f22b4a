"""`datenorm train`: pairs in, a bundle out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datenorm.errors import ConfigError, InputError
from datenorm.training.recipes import PRESETS, Recipe

if TYPE_CHECKING:
    from datenorm.cli.training_run import Session
    from datenorm.training.continuation import Origin

_HINT_RESUME = "--resume goes on with it, --force starts again"

EPILOG = """\b
Examples:
  datenorm train -o my-model
  datenorm train --preset tiny -o tiny-model
  datenorm train --resume -o my-model        after Ctrl-C
  datenorm train --from default -o my-model  goes on from the bundled model
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
@click.option(
    "--from",
    "start",
    metavar="default|DIR",
    help="Bundle to start from in place of weights drawn by chance; `default` comes with datenorm.",
)
@click.option("--seed", type=int, metavar="N", help="Seed of weights and pairs.  [default: 1]")
@click.option(
    "--pairs", type=click.IntRange(1), metavar="N", help="Pairs to learn from.  [default: the preset's]"
)
@click.option(
    "--minutes",
    type=click.FloatRange(0, min_open=True),
    metavar="M",
    help="Time to train for, in place of a number of pairs.",
)
@click.option(
    "--batch-size", type=click.IntRange(1), metavar="N", help="Pairs an update.  [default: the preset's]"
)
@click.option(
    "--learning-rate", type=float, metavar="R", help="Highest learning rate.  [default: the preset's]"
)
@click.option(
    "--patience", type=click.IntRange(1), metavar="N", help="Stop after N validations without a better one."
)
@click.option("--validate-every", type=click.IntRange(1), metavar="N", help="Pairs between validations.")
@click.option("--checkpoint-every", type=click.IntRange(1), metavar="N", help="Pairs between checkpoints.")
@click.option(
    "--resume", is_flag=True, help="Go on with the interrupted run of the same DIR, by its own recipe."
)
@click.option("--force", is_flag=True, help="Replace the bundle or the interrupted run of the same DIR.")
@click.option(
    "--log",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="JSON lines, one a validation.  [default: DIR.run/log.jsonl]",
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
    preset: str | None,
    start: str | None,
    seed: int | None,
    pairs: int | None,
    minutes: float | None,
    batch_size: int | None,
    learning_rate: float | None,
    patience: int | None,
    validate_every: int | None,
    checkpoint_every: int | None,
    resume: bool,
    force: bool,
    log: Path | None,
    threads: int | None,
    workers: int,
    device: str,
) -> None:
    """Train a model and write it as a bundle.

    Pairs of a text and the date it means are drawn while the network learns from them. The bundle is written
    when the run has ended, and checked: what converts must answer as the trained network does. Until then the
    state of the run lies in DIR.run; Ctrl-C saves it.
    """
    from datenorm.cli.pairs import require_extra

    require_extra("torch", "babel", "faker", "num2words")
    from datenorm.cli.training_run import Session, open_origin, run

    changes = {
        "seed": seed,
        "pairs": pairs,
        "minutes": minutes,
        "batch_size": batch_size,
        "learning_rate": learning_rate,
        "patience": patience,
        "validate_every": validate_every,
        "checkpoint_every": checkpoint_every,
    }
    given = {name: value for name, value in changes.items() if value is not None}
    if resume and (given or start):
        fixed = [*map(_option, given), *(["--from"] if start else [])]
        raise ConfigError(f"--resume goes on by the recipe of the run; leave out {', '.join(fixed)}")
    origin = open_origin(start) if start else None
    recipe = None if resume else _recipe(preset, origin, given)
    session = Session(output, recipe, origin, log, threads, workers, device)
    _check_place(session, resume=resume, force=force)
    run(session)


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _recipe(preset: str | None, origin: Origin | None, changes: dict[str, Any]) -> Recipe:
    """The preset, by default that of the bundle to start from, with what the user wants otherwise."""
    from dataclasses import replace

    if origin is None:
        return replace(PRESETS[preset or "default"], **changes)
    recipe = PRESETS[preset] if preset else PRESETS.get(origin.recipe.get("name", ""), PRESETS["default"])
    return replace(origin.fitted(recipe).continuing(origin.history["model"]), **changes)


def _check_place(session: Session, *, resume: bool, force: bool) -> None:
    """Find out before hours of training whether the bundle can be written where it should be."""
    output = session.output
    is_bundle = (output / "manifest.json").is_file()
    if output.exists() and not is_bundle and not (output.is_dir() and not any(output.iterdir())):
        raise InputError(f"{output} exists and is not a bundle", hint="name another directory")
    if resume or force:
        return
    if session.checkpoint.is_file():
        raise InputError(f"{session.directory} holds an interrupted run", hint=_HINT_RESUME)
    if is_bundle:
        raise InputError(
            f"{output} holds a bundle already", hint="name another directory, or --force to replace it"
        )
