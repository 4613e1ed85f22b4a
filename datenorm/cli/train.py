"""`datenorm train`: pairs in, a bundle out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datenorm.cli import INTERRUPTED
from datenorm.cli.sections import together
from datenorm.cli.streams import say
from datenorm.errors import DatenormError
from datenorm.nn.config import ENCODERS, QUERIES, SCORERS
from datenorm.training.recipes import OPTIMISERS, PRESETS

if TYPE_CHECKING:
    from datenorm.training.events import EventHandler
    from datenorm.training.export import ExportedModel

_COUNT = click.IntRange(1)
_SHARE = click.FloatRange(0, 1, min_open=True)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_SIZES = {
    "embedding": "Size of a character's embedding.",
    "hidden": "Hidden size of the encoder in each direction.",
    "decoder": "Hidden size of the decoder.",
    "alignment": "Size of the space in which the additive scorer compares.",
    "target-embedding": "Size of an output character's embedding.",
}

EPILOG = """\b
Examples:
  datenorm train -o my-model
  datenorm train --preset tiny -o tiny-model
  datenorm train --resume -o my-model        after Ctrl-C
  datenorm train --scorer general --query current -o luong
  datenorm train --from default -o my-model  continue from the bundled model
  datenorm train --from default --data house.tsv -o house-model
  datenorm train --from default --hidden 96 -o small   a smaller network
  datenorm train --from default --hidden 192 -o large  a larger network
"""

_learning_options = together(
    click.option(
        "--from",
        "start",
        metavar="default|DIR",
        help="Bundle to start from instead of random weights; `default` is the bundled model.",
    ),
    click.option(
        "--data",
        type=_FILE,
        metavar="FILE",
        help="Your own pairs to learn among the generated ones: TSV, CSV or JSON lines with source, value "
        "and, optionally, locale and order.",
    ),
    click.option(
        "--data-share", type=_SHARE, metavar="P", help="Share of --data among the pairs.  [default: 0.3]"
    ),
    click.option(
        "--patterns",
        type=_FILE,
        metavar="FILE",
        help="Your own date patterns to learn among the generated ones: TOML with patterns and month names.",
    ),
    click.option(
        "--patterns-share",
        type=_SHARE,
        metavar="P",
        help="Share of --patterns among the pairs.  [default: 0.3]",
    ),
    click.option(
        "--screen",
        metavar="default|DIR",
        help="Bundle that reads each pair first: most of those that it is sure of are left out, and the "
        "others are weighted, so that you learn as much from fewer pairs.",
    ),
)
"""What to start from and what to learn besides the generated pairs."""

_budget_options = together(
    click.option(
        "--pairs",
        type=_COUNT,
        metavar="N",
        help="Pairs to learn from.  [default: the preset's; a fifth with --from; 60000 with --data too]",
    ),
    click.option(
        "--minutes",
        type=click.FloatRange(0, min_open=True),
        metavar="M",
        help="Time to train, instead of a number of pairs.",
    ),
    click.option("--batch-size", type=_COUNT, metavar="N", help="Pairs per update.  [default: the preset's]"),
    click.option(
        "--optimiser",
        type=click.Choice(OPTIMISERS),
        help="Optimiser; adamw needs about half the learning rate.  [default: muon]",
    ),
    click.option(
        "--learning-rate",
        type=float,
        metavar="R",
        help="Highest learning rate.  [default: the preset's; a third with --from]",
    ),
    click.option(
        "--patience", type=_COUNT, metavar="N", help="Stop after N validations without improvement."
    ),
    click.option("--validate-every", type=_COUNT, metavar="N", help="Pairs between validations."),
    click.option("--checkpoint-every", type=_COUNT, metavar="N", help="Pairs between checkpoints."),
)
"""How long to learn, how fast, and when to validate."""

_network_options = together(
    click.option(
        "--scorer",
        type=click.Choice(SCORERS),
        help="How attention scores a decoder state against each character; none: no attention.  "
        "[default: additive]",
    ),
    click.option(
        "--query",
        type=click.Choice(QUERIES),
        help="Decoder state that attends: the previous one (Bahdanau) or the current one (Luong).  "
        "[default: previous]",
    ),
    click.option("--encoder", type=click.Choice(list(ENCODERS)), help="Encoder.  [default: bilstm]"),
    click.option("--layers", type=_COUNT, metavar="N", help="Layers of the encoder.  [default: 1]"),
    click.option(
        "--positions",
        type=_COUNT,
        metavar="N",
        help="Characters that --scorer location can attend to; required with it.",
    ),
    *(
        click.option(f"--{name}", type=_COUNT, metavar="N", help=f"{what}  [default: the preset's]")
        for name, what in _SIZES.items()
    ),
)
"""The member of the attention family, and its sizes."""


@click.command(epilog=EPILOG)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR", required=True, help="Bundle to write."
)
@click.option(
    "--preset",
    type=click.Choice(sorted(PRESETS)),
    help="Recipe: every language in hours, or only English in minutes.  [default: default]",
)
@_learning_options
@click.option("--seed", type=int, metavar="N", help="Seed of weights and pairs.  [default: 1]")
@_budget_options
@_network_options
@click.option("--resume", is_flag=True, help="Continue the interrupted run of DIR with its own recipe.")
@click.option("--force", is_flag=True, help="Replace the bundle or the interrupted run of DIR.")
@click.option(
    "--log",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="JSON lines, one per validation; also written as CSV.  [default: DIR.run/log.jsonl]",
)
@click.option(
    "--tensorboard", type=click.Path(path_type=Path), metavar="DIR", help="Also write curves for TensorBoard."
)
@click.option("--threads", type=_COUNT, metavar="N", help="Threads to compute with.  [default: one per core]")
@click.option(
    "--workers",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="Processes that generate pairs.",
)
@click.option(
    "--device",
    default="auto",
    show_default=True,
    help="Device to compute on, as torch names it: cpu, cuda, cuda:1.",
)
def train(output: Path, **options: Any) -> None:  # noqa: ANN401 - the arguments of `datenorm.train`
    """Train a model and write it as a bundle.

    Pairs of a text and the date it means are generated while the network learns from them. At the end of the
    run the bundle is written and checked: it must answer as the trained network does. Until then the state of
    the run is in DIR.run; Ctrl-C saves it.
    """
    from datenorm.pipeline.api import train as write_model

    with follow(output) as report:
        exported = write_model(output, report=report, **options)
    if exported is not None:
        say(summary_of(exported))


@contextmanager
def follow(output: Path | None = None) -> Iterator[EventHandler]:
    """Show the events of training; in a distributed run, only those of the first process.

    Args:
        output: bundle whose interrupted run can be resumed, or None.

    Yields:
        A function that shows an event.
    """
    if os.environ.get("RANK", "0") != "0":
        with _silent():
            yield lambda event: None
        return
    from datenorm.display.consoles import error_console
    from datenorm.display.progress import TrainingProgress
    from datenorm.training.events import Event, Stopped

    with TrainingProgress(error_console()) as progress:

        def show(event: Event) -> None:
            progress.show(event)
            if isinstance(event, Stopped) and event.reason == "interrupted" and output is not None:
                progress.say(f"Saved. Continue with: datenorm train -o {output} --resume")

        yield show


@contextmanager
def _silent() -> Iterator[None]:
    """Exit with the code of an error, which the first process shows."""
    try:
        yield
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except DatenormError as error:
        raise SystemExit(error.exit_code) from error


def summary_of(exported: ExportedModel) -> str:
    """What to tell the user about a bundle that was written."""
    report, calibration = exported.report, exported.calibration
    return (
        f"wrote {exported.path} ({exported.precision}): {exported.checked} texts answered as by the network\n"
        f"held out, with and without hints: {100 * report.coverage:.1f} % of the dates answered, "
        f"{100 * report.risk:.2f} % of the answers wrong (threshold {calibration.threshold:g}, temperature "
        f"{calibration.temperature:g}, calibration error {100 * report.expected_error:.2f} %)"
    )
