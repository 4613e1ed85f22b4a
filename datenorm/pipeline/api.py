"""The public functions that need torch; each imports it only when it is called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datenorm.errors import ConfigError
from datenorm.pipeline.extras import require_extra
from datenorm.training.events import EventHandler, ignore

if TYPE_CHECKING:
    from datenorm.pipeline.compare import Study
    from datenorm.training.export import ExportedModel

_EXTRA = ("torch", "babel", "faker", "num2words")


def train(
    output: Path | str,
    *,
    preset: str | None = None,
    start: Path | str | None = None,
    data: Path | str | None = None,
    data_share: float | None = None,
    patterns: Path | str | None = None,
    patterns_share: float | None = None,
    resume: bool = False,
    force: bool = False,
    log: Path | None = None,
    tensorboard: Path | None = None,
    threads: int | None = None,
    workers: int = 1,
    device: str = "auto",
    report: EventHandler = ignore,
    **recipe: Any,  # noqa: ANN401 - fields of a `Recipe`
) -> ExportedModel | None:
    """Train a model and write it as a bundle.

    The network learns from generated pairs, and from your own if you give any. The bundle is checked before
    this returns. Until then the state of the run lies in a directory beside it, named `output` with `.run`
    added; Ctrl-C saves the state, and `resume` goes on from there.

    Args:
        output: directory of the bundle.
        preset: `default` (every language, hours) or `tiny` (English alone, minutes).
        start: bundle to start from; `default` comes with datenorm. None starts from random weights.
        data: file of your own pairs: TSV, CSV or JSON lines with source, value, and optionally locale, order.
        data_share: share of the training pairs that come from `data`; 0.3 if None.
        patterns: TOML file of your own ways of writing dates.
        patterns_share: share of the training pairs that come from `patterns`; 0.3 if None.
        resume: go on with the interrupted run of the same output, by its own recipe.
        force: replace the bundle or the interrupted run of the same output.
        log: file for one JSON line per validation; None for `log.jsonl` in the directory of the run.
        tensorboard: directory for TensorBoard's curves, or None.
        threads: threads to compute with; None for one per core.
        workers: processes that draw pairs.
        device: torch's name of where to compute; `auto` takes an accelerator if there is one.
        report: receives the events of `datenorm.training.events`.
        recipe: fields of `datenorm.training.recipes.Recipe` to change, such as `pairs=100_000`; None
            leaves a field as it is.

    Returns:
        What was written; None in all but the first process of a distributed run.

    Raises:
        KeyboardInterrupt: after the state was saved, when the user interrupted.
        ConfigError: if arguments contradict each other.
        InputError: if a file cannot be used, or something else is at `output`.
        BundleError: if `start` cannot be used.
        MissingExtra: if the `train` extra is not installed.
        TrainingError: if training cannot start or go on.
    """
    require_extra(*_EXTRA)
    from datenorm.pipeline.recipe import check_resuming, make_recipe
    from datenorm.pipeline.train import TrainingRun, open_origin, run

    sources = {"preset": preset, "start": start, "data": data, "data_share": data_share}
    sources |= {"patterns": patterns, "patterns_share": patterns_share}
    given = {name: value for name, value in {**sources, **recipe}.items() if value is not None}
    if resume:
        check_resuming(given)
    origin = open_origin(start) if start is not None else None
    chosen = None if resume else make_recipe(given, origin)
    job = TrainingRun(Path(output), chosen, origin, log, tensorboard, threads, workers, device, report)
    job.check_place(resume=resume, force=force)
    return run(job)


def average(
    models: Sequence[Path | str], output: Path | str, *, force: bool = False, report: EventHandler = ignore
) -> ExportedModel:
    """Write the mean of models that were trained one from another.

    The mean makes fewer errors than any of them and is as fast. Its confidence is calibrated anew.

    Args:
        models: two bundles or more, the one trained last at the end; `default` comes with datenorm.
        output: directory of the bundle.
        force: replace a bundle that is there.
        report: receives the events of `datenorm.training.events`.

    Raises:
        ConfigError: if there are fewer than two models.
        InputError: if something else is at `output`.
        BundleError: if a model cannot be used.
        TrainingError: if the models have no mean.
        MissingExtra: if the `train` extra is not installed.
    """
    require_extra(*_EXTRA)
    from datenorm.pipeline.average import run
    from datenorm.pipeline.export import check_output

    if len(models) < 2:
        raise ConfigError("a mean is of two models or more")
    check_output(Path(output), force=force)
    return run(models, Path(output), report)


def compare(
    out: Path | str,
    *,
    members: Sequence[str] | None = None,
    seeds: int | None = None,
    pairs: int | None = None,
    quick: bool = False,
    threads: int | None = None,
    workers: int = 1,
    report: EventHandler = ignore,
) -> Study:
    """Train the attention family under one budget and write a page about what it shows.

    Each finished run is kept, so that an interrupted study goes on where it was.

    Args:
        out: directory for `attention-study.md` and for `attention-study`, which holds figures and results.
        members: names from `datenorm.study.members.MEMBERS`; None for all.
        seeds: runs of each member; None for three, or one if `quick`.
        pairs: pairs that each run learns from; None for 150,000, or 2,000 if `quick`.
        quick: use a small budget.
        threads: threads to compute with; None for one per core.
        workers: processes that draw pairs.
        report: receives the events of `datenorm.training.events`.

    Raises:
        ConfigError: if a member is unknown.
        InputError: if files cannot be written.
        MissingExtra: if the `train` extra is not installed.
        TrainingError: if a run was interrupted.
    """
    require_extra(*_EXTRA)
    from datenorm.pipeline.compare import QUICK, USUAL, Plan, run
    from datenorm.study.members import MEMBERS

    names = tuple(MEMBERS if members is None else members)
    unknown = [name for name in names if name not in MEMBERS]
    if unknown:
        raise ConfigError(f"no member is called {unknown[0]!r}", hint=f"there are {', '.join(MEMBERS)}")
    budget = QUICK if quick else USUAL
    runs = seeds or (1 if quick else 3)
    return run(Plan(names, runs, pairs or budget.pairs, budget, Path(out), threads, workers, report))
