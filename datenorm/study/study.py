"""One member trained and measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch

from datenorm.errors import TrainingError
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.study.measures import alignment, by_length, gradient_norms, grids
from datenorm.study.results import Point, Reach, Result
from datenorm.study.texts import StudyTexts
from datenorm.training.batching import BatchMaker, Pools
from datenorm.training.events import Event, Stopped, ValidationDone
from datenorm.training.processor import single_threaded
from datenorm.training.recipes import Recipe
from datenorm.training.trainer import RunSettings, Trainer

VALIDATION = "validation"
"""What the one validation set is called."""


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
        recipe: what to train by.
        made_by: the recipe and what else the result depends on; a result made by another is not used again.
        pools: where pairs come from.
        material: what to measure on.
        settings: of training.
        show: is told what happens.

    Raises:
        Diverged: if the loss is no longer a sensible number.
        TrainingError: if training ended before its budget did.
    """
    batcher = BatchMaker(pools, material.vocabulary, recipe.batch_size, recipe.dropping, recipe.seed)
    trainer = Trainer(recipe, batcher, {VALIDATION: material.validation}, settings)
    untrained = _copy(trainer.averaged)
    curve, seconds = [], 0.0
    for event in trainer.fit():
        show(event)
        if isinstance(event, ValidationDone):
            curve.append(Point(event.pairs, event.loss, event.exact_match[VALIDATION]))
        elif isinstance(event, Stopped):
            seconds = event.seconds
            if event.reason != "finished":
                raise TrainingError(f"the run of {member} was {event.reason}", hint="start the study again")
    network = _copy(trainer.averaged)
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


def _copy(network: Seq2Seq) -> Seq2Seq:
    """The network as it is now, on the CPU."""
    copy = Seq2Seq(network.config)
    copy.load_state_dict({name: tensor.cpu() for name, tensor in network.state_dict().items()})
    return copy.requires_grad_(False).eval()


def _reach(untrained: Seq2Seq, trained: Seq2Seq, material: StudyTexts) -> list[Reach]:
    """Gradients at dates in texts of all places and lengths."""
    found = []
    with torch.enable_grad():
        for (place, length), placed in material.places.items():
            before, _ = gradient_norms(untrained, placed)
            after, share = gradient_norms(trained, placed)
            found.append(Reach(place, length, before, after, share))
    return found
