"""Runs the study; finished runs are kept. Needs the `train` extra."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data_gen import GENERATOR_VERSION
from datenorm.bulk.workers import available_cores
from datenorm.display.study import write_page
from datenorm.errors import Diverged, InputError, TrainingError
from datenorm.pipeline.study_texts import StudyPools, draw_study_texts
from datenorm.study.members import (
    CLASSROOM_CORPUS,
    MEMBERS,
    USUAL_CORPUS,
    Corpus,
    Member,
    StudyTexts,
    recipe_for,
)
from datenorm.study.results import (
    Cost,
    Result,
    load_costs,
    load_result,
    save_costs,
    save_result,
)
from datenorm.study.study import SOURCES, TARGETS, measure_costs, study
from datenorm.training.events import EventHandler, PhaseStarted, StudyRunFailed, StudyRunStarted
from datenorm.training.recipes import Recipe
from datenorm.training.trainer import RunSettings

_COSTED = ("additive", "dot", "none", "additive-current", "dot-current")


@dataclass(frozen=True)
class Budget:
    """The size of a study.

    Attributes:
        pairs: training pairs of each run.
        texts: number of texts of each kind to measure on.
        members: names of the networks to train.
        seeds: runs of each.
        sources, targets: sizes that costs are measured at.
        corpus: the dates to train and measure with.
        threads: threads to compute with; None for one per core.
    """

    pairs: int
    texts: int
    members: tuple[str, ...] = tuple(MEMBERS)
    seeds: int = 3
    sources: tuple[int, ...] = SOURCES
    targets: tuple[int, ...] = TARGETS
    corpus: Corpus = USUAL_CORPUS
    threads: int | None = None


USUAL = Budget(pairs=150_000, texts=1_000)
QUICK = Budget(pairs=2_000, texts=40, seeds=1, sources=(10, 20), targets=(5, 10))
CLASSROOM = Budget(
    pairs=50_000,
    texts=300,
    # Attention by content in both orders, no attention, and attention to places alone.
    members=("additive", "none", "dot-current", "location"),
    seeds=1,
    sources=(25, 50, 100),
    targets=(5, 10),
    corpus=CLASSROOM_CORPUS,
    threads=1,  # two are no faster for short texts, and the other core draws the pairs
)
"""At most ten minutes on two cores, and enough for attention to learn what the others do not."""


@dataclass(frozen=True)
class Plan:
    """The arguments of a study; see `datenorm.compare`."""

    members: tuple[str, ...]
    seeds: int
    pairs: int
    budget: Budget
    out: Path
    threads: int | None
    workers: int
    report: EventHandler

    @property
    def directory(self) -> Path:
        """Directory of figures and results."""
        return self.out / "attention-study"

    def path_of(self, member: str, seed: int) -> Path:
        """File of the result of a run."""
        return self.directory / "results" / f"{member}-{seed}.json"

    def recipe(self, member: Member, seed: int) -> Recipe:
        """The recipe of a run."""
        return recipe_for(member, pairs=self.pairs, seed=seed, languages=self.budget.corpus.languages)


@dataclass(frozen=True)
class Study:
    """The outcome of a study.

    Attributes:
        page: the page that was written.
        results: all finished runs with this budget, including those of earlier calls.
        costs: time and memory of the decoders.
    """

    page: Path
    results: Sequence[Result]
    costs: Sequence[Cost]


def run(plan: Plan) -> Study:
    """Train and measure what is missing, then write the page.

    Raises:
        DatenormError: see `study`; or if files cannot be written.
    """
    try:
        plan.directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write {plan.directory}: {error.strerror}") from error
    _train_missing(plan)
    with _writing(plan.out):
        costs, results = _costs(plan), list(_results(plan))
        write_page(plan.out, plan.directory, results, costs)
    return Study(plan.out / "attention-study.md", results, costs)


def _train_missing(plan: Plan) -> None:
    """Train and measure the members that have no stored result."""
    missing = [
        (MEMBERS[name], seed)
        for seed in range(1, plan.seeds + 1)  # all members once, then again
        for name in plan.members
        if _load(plan, MEMBERS[name], seed) is None
    ]
    if missing:
        plan.report(PhaseStarted("generating the texts to measure on"))
        texts = draw_study_texts(plan.budget.texts, corpus=plan.budget.corpus)
        for number, (member, seed) in enumerate(missing, 1):
            plan.report(StudyRunStarted(number, len(missing), member.title, seed))
            try:
                _study(plan, member, seed, texts)
            except Diverged as error:  # the study continues with the others
                plan.report(StudyRunFailed(str(error)))


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Say what could not be written."""
    try:
        yield
    except OSError as error:
        raise TrainingError(f"cannot write {error.filename or path}: {error.strerror or error}") from error


def _study(plan: Plan, member: Member, seed: int, texts: StudyTexts) -> None:
    recipe = plan.recipe(member, seed)
    settings = RunSettings(threads=plan.threads or available_cores(), workers=plan.workers)
    pools = StudyPools(recipe.pool, seed, plan.budget.corpus)
    result = study(member.name, recipe, _made_by(recipe, plan), pools, texts, settings, plan.report)
    path = plan.path_of(member.name, seed)
    with _writing(path):
        save_result(result, path)


def _made_by(recipe: Recipe, plan: Plan) -> dict[str, object]:
    """Everything that a result depends on."""
    return {
        **recipe.to_dict(),
        **plan.budget.corpus.to_dict(),
        "generator": GENERATOR_VERSION,
        "texts": plan.budget.texts,
    }


def _load(plan: Plan, member: Member, seed: int) -> Result | None:
    recipe = plan.recipe(member, seed)
    return load_result(plan.path_of(member.name, seed), _made_by(recipe, plan))


def _results(plan: Plan) -> Iterator[Result]:
    """All stored runs with the same budget."""
    for name, member in MEMBERS.items():
        for path in sorted(plan.directory.glob(f"results/{name}-*.json")):
            seed = path.stem.removeprefix(f"{name}-")
            result = _load(plan, member, int(seed)) if seed.isdigit() else None
            if result is not None:
                yield result


def _costs(plan: Plan) -> list[Cost]:
    path = plan.directory / "results" / "costs.json"
    costs = load_costs(path)
    sizes = {(source, target) for source in plan.budget.sources for target in plan.budget.targets}
    if costs is None or {(cost.source, cost.target) for cost in costs} != sizes:
        plan.report(PhaseStarted("measuring time and memory"))
        members = [MEMBERS[name] for name in _COSTED]
        costs = measure_costs(members, sources=plan.budget.sources, targets=plan.budget.targets)
        save_costs(costs, path)
    return costs
