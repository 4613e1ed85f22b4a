"""Trains and measures a member, and measures the cost of decoders."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from datenorm.errors import TrainingError
from datenorm.nn.config import ModelConfig
from datenorm.nn.decoder import LstmState, Source
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.study.measures import alignment, by_length, gradient_norms, grids
from datenorm.study.members import Member, StudyTexts, recipe_for
from datenorm.study.results import Cost, Point, Reach, Result
from datenorm.training.batching import BatchMaker, Pools
from datenorm.training.devices import single_threaded
from datenorm.training.events import Event, Stopped, ValidationDone
from datenorm.training.export import network_of, weights_of
from datenorm.training.recipes import Recipe
from datenorm.training.trainer import RunSettings, Trainer
from datenorm.values import TARGET_SYMBOLS

VALIDATION = "validation"
"""Name of the validation set."""

SOURCES, TARGETS = (25, 50, 100, 200), (5, 10, 20)
"""Sizes that costs are measured at."""

_ROWS, _SYMBOLS = 32, 100


def study(
    member: str,
    recipe: Recipe,
    made_by: Mapping[str, Any],
    pools: Pools,
    material: StudyTexts,
    settings: RunSettings,
    show: Callable[[Event], None],
) -> Result:
    """Train a member and measure it.

    Args:
        member: its name.
        recipe: its recipe.
        made_by: all that the result depends on; a stored result with other values is not reused.
        pools: provides the training pairs.
        material: texts to measure on.
        settings: of training.
        show: receives the events of training.

    Raises:
        Diverged: if training diverged.
        TrainingError: if training was interrupted.
    """
    batcher = BatchMaker(pools, material.vocabulary, recipe.batch_size, recipe.dropping, recipe.seed)
    trainer = Trainer(recipe, batcher, {VALIDATION: material.validation}, settings)
    untrained = network_of(trainer.averaged, weights_of(trainer.averaged))
    curve, seconds = [], 0.0
    for event in trainer.fit():
        show(event)
        if isinstance(event, ValidationDone):
            curve.append(Point(event.pairs, event.loss, event.exact_match[VALIDATION]))
        elif isinstance(event, Stopped):
            seconds = event.seconds
            if event.reason != "finished":
                raise TrainingError(f"the run of {member} was {event.reason}", hint="start the study again")
    network = network_of(trainer.averaged, weights_of(trainer.averaged))
    with single_threaded():
        return Result(
            member=member,
            seed=recipe.seed,
            made_by=made_by,
            weights=sum(parameter.numel() for parameter in network.parameters()),
            seconds=round(seconds, 1),
            curve=curve,
            by_length=by_length(network, material),
            alignment=alignment(network, material.marked),
            reach=_reach(untrained, network, material),
            grids=grids(network, material.shown),
        )


def _reach(untrained: Seq2Seq, trained: Seq2Seq, material: StudyTexts) -> list[Reach]:
    """Gradients at dates at all places in texts of all lengths."""
    found = []
    with torch.enable_grad():
        for (place, length), placed in material.places.items():
            before, _ = gradient_norms(untrained, placed)
            after, share = gradient_norms(trained, placed)
            found.append(Reach(place, length, before, after, share))
    return found


def measure_costs(
    members: Sequence[Member],
    *,
    sources: Sequence[int] = SOURCES,
    targets: Sequence[int] = TARGETS,
    tries: int = 5,
) -> list[Cost]:
    """The cost of each decoder for every S and T, in batches of 32.

    Args:
        members: members whose decoders are measured.
        sources: numbers of characters of the sources.
        targets: numbers of characters of the values.
        tries: number of runs, of which the fastest counts.
    """
    with single_threaded():
        return [
            _cost(member, source, target, tries)
            for member in members
            for source in sources
            for target in targets
        ]


def _cost(member: Member, source: int, target: int, tries: int) -> Cost:
    fields = recipe_for(member, pairs=1, seed=1).to_dict()
    names = ModelConfig.__dataclass_fields__.keys() & fields.keys()
    config = ModelConfig(_SYMBOLS, len(TARGET_SYMBOLS), **{name: fields[name] for name in names})
    torch.manual_seed(1)
    network = Seq2Seq(config)
    looked_at, state, previous = _inputs(network, source, target)
    best = min(_seconds(network, looked_at, state, previous) for _ in range(tries))
    return Cost(member.name, source, target, 1000 * best, _kept(network, looked_at, state, previous))


def _inputs(network: Seq2Seq, source: int, target: int) -> tuple[Source, LstmState, Tensor]:
    """Inputs of the decoder in place of an encoder's."""
    config = network.config
    annotations = torch.randn(_ROWS, source if config.attends else 1, config.annotation)
    with torch.no_grad():
        keys = network.decoder.scorer.project(annotations)
    state = LstmState(torch.zeros(_ROWS, config.decoder), torch.zeros(_ROWS, config.decoder))
    previous = torch.randint(4, config.target_size, (_ROWS, target))
    return Source(annotations, keys, None), state, previous


def _seconds(network: Seq2Seq, source: Source, state: LstmState, previous: Tensor) -> float:
    start = time.perf_counter()
    logits, _ = network.decoder(source, state, previous)
    parameters = list(network.decoder.parameters())
    torch.autograd.grad(logits.logsumexp(-1).sum(), parameters, allow_unused=True)
    return time.perf_counter() - start


def _kept(network: Seq2Seq, source: Source, state: LstmState, previous: Tensor) -> int:
    """Bytes that the forward pass keeps for the backward pass, without weights and inputs."""
    given = [*network.parameters(), *(part for part in source if part is not None), *state]
    seen = {part.untyped_storage().data_ptr() for part in given}
    kept: dict[int, Tensor] = {}  # keeps the tensors, so that no address is reused

    def keep(tensor: Tensor) -> Tensor:
        if tensor.untyped_storage().data_ptr() not in seen:
            kept[tensor.untyped_storage().data_ptr()] = tensor
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        network.decoder(source, state, previous)
    return sum(tensor.untyped_storage().nbytes() for tensor in kept.values())
