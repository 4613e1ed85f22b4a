"""Time and memory of teacher forcing through a decoder, against the T·S weights that attention has."""

from __future__ import annotations

import time
from collections.abc import Sequence

import torch
from torch import Tensor

from datenorm.nn.config import ModelConfig
from datenorm.nn.decoder import LstmState, Source
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.study.members import Member, recipe_for
from datenorm.study.results import Cost
from datenorm.training.processor import single_threaded
from datenorm.values import TARGET_SYMBOLS

SOURCES, TARGETS = (25, 50, 100, 200), (5, 10, 20)
_ROWS, _SYMBOLS = 32, 100


def measure_costs(
    members: Sequence[Member],
    *,
    sources: Sequence[int] = SOURCES,
    targets: Sequence[int] = TARGETS,
    tries: int = 5,
) -> list[Cost]:
    """The cost of each decoder for every S and T; sources as long as they say, 32 of them together.

    Args:
        members: whose decoders.
        sources: characters of the sources.
        targets: characters of the values.
        tries: of which the fastest counts.
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
    """What the decoder works on, as if an encoder had made it."""
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
    """Bytes that forward keeps for backward; each storage once, weights and what was given left out."""
    given = [*network.parameters(), *(part for part in source if part is not None), *state]
    seen = {part.untyped_storage().data_ptr() for part in given}
    kept: dict[int, Tensor] = {}  # held, so that no address is used twice

    def keep(tensor: Tensor) -> Tensor:
        if tensor.untyped_storage().data_ptr() not in seen:
            kept[tensor.untyped_storage().data_ptr()] = tensor
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        network.decoder(source, state, previous)
    return sum(tensor.untyped_storage().nbytes() for tensor in kept.values())
