"""The runs of `datenorm compare`, one after the other; finished ones are kept. Needs the `train` extra."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from data_gen import GENERATOR_VERSION
from datenorm.bulk.workers import available_cores
from datenorm.display.progress import TrainingProgress, error_console
from datenorm.display.study import write_page
from datenorm.errors import Diverged, InputError
from datenorm.pipeline.study_texts import StudyPools, draw_study_texts
from datenorm.study.costs import SOURCES, TARGETS, measure_costs
from datenorm.study.members import MEMBERS, Member, recipe_for
from datenorm.study.results import (
    Cost,
    Result,
    load_costs,
    load_result,
    save_costs,
    save_result,
)
from datenorm.study.study import study
from datenorm.study.texts import StudyTexts
from datenorm.training.recipes import Recipe
from datenorm.training.trainer import RunSettings

_COSTED = ("additive", "dot", "none", "additive-current", "dot-current")


@dataclass(frozen=True)
class Budget:
    """How much a study does.

    Attributes:
        pairs: a run learns from.
        texts: of each kind that members are measured on.
        sources, targets: sizes that costs are measured at.
    """

    pairs: int
    texts: int
    sources: tuple[int, ...] = SOURCES
    targets: tuple[int, ...] = TARGETS


USUAL = Budget(pairs=150_000, texts=1_000)
QUICK = Budget(pairs=2_000, texts=40, sources=(10, 20), targets=(5, 10))


@dataclass(frozen=True)
class Plan:
    """What the user asked for; see `datenorm compare --help`."""

    members: tuple[str, ...]
    seeds: int
    pairs: int
    budget: Budget
    out: Path
    threads: int | None
    workers: int

    @property
    def directory(self) -> Path:
        """Where figures and results lie."""
        return self.out / "attention-study"

    def path_of(self, member: str, seed: int) -> Path:
        """The result of a run."""
        return self.directory / "results" / f"{member}-{seed}.json"


def run(plan: Plan) -> None:
    """Train and measure what is not there yet, then write the page about all that is.

    Raises:
        DatenormError: see `study`; or if files cannot be written.
    """
    console = error_console()
    try:
        plan.directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write {plan.directory}: {error.strerror}") from error
    missing = [
        (MEMBERS[name], seed)
        for seed in range(1, plan.seeds + 1)  # all members once, then again
        for name in plan.members
        if _load(plan, MEMBERS[name], seed) is None
    ]
    if missing:
        with console.status("drawing the texts to measure on"):
            material = draw_study_texts(plan.budget.texts)
        for number, (member, seed) in enumerate(missing, 1):
            _say(console, f"run {number} of {len(missing)}: {member.title}, seed {seed}")
            try:
                _study(plan, member, seed, material, console)
            except Diverged as error:  # the others are worth having without it
                _say(console, f"left out: {error}")
    costs = _costs(plan, console)
    write_page(plan.out, plan.directory, list(_results(plan)), costs)
    _say(console, f"wrote {plan.out / 'attention-study.md'}")


def _study(plan: Plan, member: Member, seed: int, material: StudyTexts, console: Console) -> None:
    recipe = recipe_for(member, pairs=plan.pairs, seed=seed)
    threads = plan.threads or available_cores()
    settings = RunSettings(threads=threads, workers=plan.workers)
    pools = StudyPools(recipe.pool, seed)
    with TrainingProgress(console) as progress:
        result = study(member.name, recipe, _made_by(recipe, plan), pools, material, settings, progress.show)
    save_result(result, plan.path_of(member.name, seed))


def _made_by(recipe: Recipe, plan: Plan) -> dict[str, object]:
    """All that a result depends on."""
    return {**recipe.to_dict(), "generator": GENERATOR_VERSION, "texts": plan.budget.texts}


def _load(plan: Plan, member: Member, seed: int) -> Result | None:
    recipe = recipe_for(member, pairs=plan.pairs, seed=seed)
    return load_result(plan.path_of(member.name, seed), _made_by(recipe, plan))


def _results(plan: Plan) -> Iterator[Result]:
    """All runs of the same budget that are there, those of other members and seeds too."""
    for name, member in MEMBERS.items():
        for path in sorted(plan.directory.glob(f"results/{name}-*.json")):
            seed = path.stem.removeprefix(f"{name}-")
            result = _load(plan, member, int(seed)) if seed.isdigit() else None
            if result is not None:
                yield result


def _costs(plan: Plan, console: Console) -> list[Cost]:
    path = plan.directory / "results" / "costs.json"
    costs = load_costs(path)
    sizes = {(source, target) for source in plan.budget.sources for target in plan.budget.targets}
    if costs is None or {(cost.source, cost.target) for cost in costs} != sizes:
        with console.status("measuring time and memory"):
            members = [MEMBERS[name] for name in _COSTED]
            costs = measure_costs(members, sources=plan.budget.sources, targets=plan.budget.targets)
        save_costs(costs, path)
    return costs


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)
