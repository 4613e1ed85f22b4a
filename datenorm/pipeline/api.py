"""The public functions that need the `train` extra; each imports it only when it is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datenorm.errors import ConfigError, InputError
from datenorm.pipeline import require_extra
from datenorm.training.events import EventHandler, ignore

if TYPE_CHECKING:
    from data_gen.documents import Document
    from data_gen.example import Example
    from datenorm.pipeline.compare import Study
    from datenorm.training.export import ExportedModel

_GENERATOR = ("babel", "faker", "num2words")


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

    The network learns from generated pairs, and from your own if you give any. Until the bundle is written,
    the state of the run is in a directory next to it, `output` with `.run` appended. Ctrl-C saves the state,
    and `resume` continues from it.

    Args:
        output: directory of the bundle.
        preset: `default` (every language, hours) or `tiny` (English only, minutes).
        start: bundle to continue from; `default` comes with datenorm. None starts with random weights.
        data: file of your own pairs: TSV, CSV or JSON lines with source, value, and optionally locale, order.
        data_share: share of the training pairs that come from `data`; 0.3 if None.
        patterns: TOML file of your own patterns of dates.
        patterns_share: share of the training pairs that come from `patterns`; 0.3 if None.
        resume: resume the interrupted run of this output, with its recipe.
        force: replace the bundle or the interrupted run of this output.
        log: file for one JSON line per validation; None for `log.jsonl` in the directory of the run.
        tensorboard: directory for TensorBoard's curves, or None.
        threads: threads to compute with; None for one per core.
        workers: processes that generate pairs.
        device: torch's name of the device; `auto` uses a GPU if there is one.
        report: receives the events of `datenorm.training.events`.
        recipe: fields of `datenorm.training.recipes.Recipe` to change, such as `pairs=100_000`; None
            leaves a field unchanged.

    Returns:
        The bundle; None in all but the first process of a distributed run.

    Raises:
        KeyboardInterrupt: if the user interrupted, after the state was saved.
        ConfigError: if arguments contradict each other.
        InputError: if a file cannot be used, something else is at `output`, or another process trains there.
        BundleError: if `start` cannot be used.
        MissingExtra: if the `train` extra is not installed.
        TrainingError: if training cannot start or continue.
    """
    require_extra("torch", *_GENERATOR)
    from datenorm.pipeline.recipe import check_resuming, make_recipe
    from datenorm.pipeline.train import TrainingRun, run
    from datenorm.training.continuation import Origin

    sources = {"preset": preset, "start": start, "data": data, "data_share": data_share}
    sources |= {"patterns": patterns, "patterns_share": patterns_share}
    given = {name: value for name, value in {**sources, **recipe}.items() if value is not None}
    if resume:
        check_resuming(given)
    origin = Origin.open(start) if start is not None else None
    chosen = None if resume else make_recipe(given, origin)
    job = TrainingRun(Path(output), chosen, origin, log, tensorboard, threads, workers, device, report)
    job.check_place(resume=resume, force=force)
    return run(job)


def average(
    models: Sequence[Path | str], output: Path | str, *, force: bool = False, report: EventHandler = ignore
) -> ExportedModel:
    """Write the mean of models that were trained one from another.

    The mean makes fewer errors than any of them at the same speed. Its confidence is calibrated again.

    Args:
        models: two bundles or more, the one trained last at the end; `default` comes with datenorm.
        output: directory of the bundle.
        force: replace an existing bundle.
        report: receives the events of `datenorm.training.events`.

    Raises:
        ConfigError: if there are fewer than two models.
        InputError: if something else is at `output`.
        BundleError: if a model cannot be used.
        TrainingError: if the models have no mean.
        MissingExtra: if the `train` extra is not installed.
    """
    require_extra("torch", *_GENERATOR)
    from datenorm.pipeline.export import check_output, write_mean

    if len(models) < 2:
        raise ConfigError("a mean needs two models or more")
    check_output(Path(output), force=force)
    return write_mean(models, Path(output), report)


def compare(
    out: Path | str,
    *,
    members: Sequence[str] | None = None,
    seeds: int | None = None,
    pairs: int | None = None,
    quick: bool = False,
    classroom: bool = False,
    threads: int | None = None,
    workers: int = 1,
    report: EventHandler = ignore,
) -> Study:
    """Train the attention family with one budget and write a page about the results.

    Finished runs are kept, so that an interrupted study can be resumed.

    Args:
        out: directory for `attention-study.md` and for `attention-study`, which holds figures and results.
        members: names from `datenorm.study.members.MEMBERS`; None for all, or for four if `classroom`.
        seeds: runs of each member; None for three, or one if `quick` or `classroom`.
        pairs: training pairs of each run; None for 150,000, for 2,000 if `quick`, for 50,000 if `classroom`.
        quick: use a small budget, which is too small to learn anything.
        classroom: compare attention with its absence on dates of four languages, in at most ten minutes on
            two cores.
        threads: threads to compute with; None for one per core, or for one if `classroom`.
        workers: processes that generate pairs.
        report: receives the events of `datenorm.training.events`.

    Raises:
        ConfigError: if a member is unknown, or both `quick` and `classroom` are set.
        InputError: if files cannot be written.
        MissingExtra: if the `train` extra is not installed.
        TrainingError: if a run was interrupted.
    """
    require_extra("torch", *_GENERATOR)
    from datenorm.pipeline.compare import CLASSROOM, QUICK, USUAL, Plan, run
    from datenorm.study.members import MEMBERS

    if quick and classroom:
        raise ConfigError("`quick` and `classroom` are different budgets", hint="leave out one of them")
    budget = QUICK if quick else CLASSROOM if classroom else USUAL
    names = budget.members if members is None else tuple(members)
    unknown = [name for name in names if name not in MEMBERS]
    if unknown:
        raise ConfigError(f"no member is called {unknown[0]!r}", hint=f"choose from {', '.join(MEMBERS)}")
    return run(
        Plan(
            names,
            seeds or budget.seeds,
            pairs or budget.pairs,
            budget,
            Path(out),
            threads or budget.threads,
            workers,
            report,
        )
    )


def generate(
    count: int,
    *,
    seed: int = 1,
    split: str = "train",
    languages: Sequence[str] | None = None,
    kind: str | None = None,
    workers: int = 0,
) -> Iterator[Example]:
    """Generate pairs of a text and the date it means.

    The same arguments give the same pairs, whatever the number of workers.

    Args:
        count: number of pairs.
        seed: of the random generator.
        split: `train`, `valid-seen`, `valid-unseen` (patterns and locales kept out of training) or
            `valid-noise` (kinds of noise kept out of training).
        languages: language codes; None for all.
        kind: one kind, such as `full`, `archival` or `nodate`; None for all.
        workers: processes that generate; 0 generates in this one.

    Returns:
        An iterator of examples with the attributes `source`, `value`, `language`, `locale`, `order`,
        `pattern`, `kind` and `noise`.

    Raises:
        MissingExtra: if the `train` extra is not installed.
        InputError: if the split, a language or the kind is unknown.
    """
    require_extra(*_GENERATOR)
    from data_gen import corpus

    chosen = tuple(languages) if languages else None
    try:
        return corpus.generate(count, seed, split=split, languages=chosen, workers=workers, kind=kind)
    except ValueError as error:
        raise InputError(str(error)) from error


def generate_documents(
    count: int, *, seed: int = 1, languages: Sequence[str] | None = None, workers: int = 0
) -> Iterator[Document]:
    """Generate documents: texts of up to some 2,000 characters with several dates or none.

    The same arguments give the same documents, whatever the number of workers.

    Args:
        count: number of documents.
        seed: of the random generator.
        languages: language codes; None for all.
        workers: processes that generate; 0 generates in this one.

    Returns:
        An iterator of documents with the attributes `text`, `spans`, `language` and `kind`. A span has
        `start`, `end`, `value` and `language`.

    Raises:
        MissingExtra: if the `train` extra is not installed.
        InputError: if a language is unknown.
    """
    require_extra(*_GENERATOR)
    from data_gen.documents import documents

    try:
        return documents(seed, count, languages=tuple(languages) if languages else None, workers=workers)
    except ValueError as error:
        raise InputError(str(error)) from error


def as_json(drawn: Example | Document) -> str:
    """A pair or a document as a JSON object on one line, as `evaluate` and other tools read it."""
    from data_gen.corpus import to_json
    from data_gen.documents import Document, document_to_json

    return document_to_json(drawn) if isinstance(drawn, Document) else to_json(drawn)
