"""How weights are updated: the optimisers, the learning rate and the averaging."""

from __future__ import annotations

import math
from concurrent.futures import Executor
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from datenorm.nn.cells import Recurrence
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.training.recipes import Recipe

_MOMENTUM = 0.95

# Updates of Muon are scaled to the usual length of AdamW's (Liu et al. 2025, section 2.2), so that both take
# the same rates.
_USUAL_UPDATE = 0.2

# Newton and Schulz's iteration X ← aX + (b XXᵀ + c (XXᵀ)²) X with Jordan's coefficients: after five of them
# every singular value is between 0.7 and 1.2, which is close enough to 1.
_ITERATIONS = 5
_A, _B, _C = 3.4445, -4.7750, 2.0315

# Learning rates relative to that of matrices. A row of an embedding is used in few batches, and its initial
# values are about twenty times as large as those of a matrix.
_EMBEDDINGS, _OTHERS = 10.0, 3.0


class Stack(NamedTuple):
    """Matrices of one shape, updated together.

    Attributes:
        parameters: each (parts · rows, columns).
        momenta: running means of their gradients, same shapes.
        parts: number of matrices stacked in each parameter, such as the gates of a recurrence.
    """

    parameters: list[Tensor]
    momenta: list[Tensor]
    parts: int


class Optimiser:
    """Updates the weights of a network by their gradients.

    Depending on the recipe, either AdamW for all (Loshchilov and Hutter 2019), or Muon for the matrices
    of the hidden layers and AdamW for embeddings, vectors and the output layer (Jordan et al. 2024, "Muon: an
    optimizer for hidden layers in neural networks").

    Args:
        network: its weights are updated in place.
        recipe: gives the optimiser and the weight decay.
        head: another part that AdamW updates, or None.
        precision: of Muon's matrix products, or None for that of the weights.
    """

    def __init__(
        self,
        network: Seq2Seq,
        recipe: Recipe,
        *,
        head: nn.Module | None = None,
        precision: torch.dtype | None = None,
    ) -> None:
        self._decay, self._precision = recipe.weight_decay, precision
        embeddings = {id(module.weight) for module in network.modules() if isinstance(module, nn.Embedding)}
        is_muon = recipe.optimiser == "muon"
        apart = embeddings | {id(network.decoder.output.weight)}
        self._stacks = _stacks(network, apart) if is_muon else []
        stacked = {id(parameter) for stack in self._stacks for parameter in stack.parameters}
        groups: dict[tuple[float, float], list[Tensor]] = {}
        for parameter in network.parameters():
            if id(parameter) not in stacked:
                decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
                multiple = (_EMBEDDINGS if id(parameter) in embeddings else _OTHERS) if is_muon else 1.0
                groups.setdefault((decay, multiple), []).append(parameter)
        self._adamw = _adamw(
            [
                {"params": found, "weight_decay": decay, "multiple": multiple}
                for (decay, multiple), found in groups.items()
            ],
            recipe,
        )
        # With a state of its own, since runs of earlier versions have no head.
        others = {"weight_decay": recipe.weight_decay, "multiple": _OTHERS if is_muon else 1.0}
        self._head = None if head is None else _adamw([{"params": list(head.parameters()), **others}], recipe)

    def step(self, rate: float, threads: Executor) -> None:
        """Update every weight once.

        Args:
            rate: the learning rate of matrices.
            threads: update stacks in parallel.
        """
        for adamw in (self._adamw, self._head):
            if adamw is not None:
                for group in adamw.param_groups:
                    group["lr"] = rate * group["multiple"]
                adamw.step()
        list(threads.map(lambda stack: self._update(stack, rate), self._stacks))

    @torch.no_grad()
    def _update(self, stack: Stack, rate: float) -> None:
        """Muon: a step of equal length in every direction of the (Nesterov) momentum."""
        parameters, momenta, parts = stack
        gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
        torch._foreach_lerp_(momenta, gradients, 1 - _MOMENTUM)
        ahead = torch.cat(torch._foreach_lerp(gradients, momenta, _MOMENTUM))
        matrices = ahead.view(parts * len(parameters), -1, ahead.shape[-1])
        length = _USUAL_UPDATE * math.sqrt(max(matrices.shape[1:]))
        moves = orthogonalised(matrices.to(self._precision or matrices.dtype)).to(ahead.dtype)
        torch._foreach_mul_(parameters, 1 - rate * self._decay)
        by_parameter = moves.reshape(ahead.shape).chunk(len(parameters))
        torch._foreach_add_(parameters, by_parameter, alpha=-rate * length)

    def state_dict(self) -> dict[str, Any]:
        """Everything an update depends on except weights and gradients."""
        head = {} if self._head is None else {"head": self._head.state_dict()}
        momenta = [stack.momenta for stack in self._stacks]
        return {"adamw": self._adamw.state_dict(), "momenta": momenta, **head}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restore the result of `state_dict`."""
        self._adamw.load_state_dict(state["adamw"])
        for stack, momenta in zip(self._stacks, state["momenta"], strict=True):
            torch._foreach_copy_(stack.momenta, momenta)
        if self._head is not None and "head" in state:
            self._head.load_state_dict(state["head"])


def _adamw(groups: list[dict[str, Any]], recipe: Recipe) -> torch.optim.AdamW:
    return torch.optim.AdamW(groups, lr=recipe.learning_rate, betas=(0.9, 0.98), fused=True)


def orthogonalised(matrices: Tensor) -> Tensor:
    """Approximate U Vᵀ of each matrix U Σ Vᵀ by Newton and Schulz's iteration (Bernstein and Newhouse 2024).

    Args:
        matrices: (B, rows, columns).

    Returns:
        The same shape; singular values between 0.7 and 1.2, except tiny ones.
    """
    is_tall = matrices.shape[1] > matrices.shape[2]
    wide = matrices.mT if is_tall else matrices
    wide = wide / wide.norm(dim=(1, 2), keepdim=True).clamp(min=1e-7)
    for _ in range(_ITERATIONS):
        gram = wide @ wide.mT
        wide = torch.baddbmm(wide, torch.baddbmm(gram, gram, gram, beta=_B, alpha=_C), wide, beta=_A)
    return wide.mT if is_tall else wide


def _stacks(network: Seq2Seq, apart: set[int]) -> list[Stack]:
    """The matrices of a network grouped by shape, without those whose id is in `apart`."""
    gates = _gates(network)
    shapes: dict[tuple[int, int, int], list[Tensor]] = {}
    for parameter in network.parameters():
        if parameter.ndim == 2 and min(parameter.shape) > 1 and id(parameter) not in apart:
            shapes.setdefault((gates.get(id(parameter), 1), *parameter.shape), []).append(parameter)
    return [
        Stack(found, [torch.zeros_like(parameter) for parameter in found], parts)
        for (parts, *_), found in shapes.items()
    ]


def _gates(network: Seq2Seq) -> dict[int, int]:
    """Id of a recurrence's parameter → number of gates in it."""
    found = {}
    for module in network.modules():
        if isinstance(module, Recurrence | nn.RNNCellBase):
            for parameter in module.parameters():
                found[id(parameter)] = parameter.shape[0] // module.hidden_size
    return found


def learning_rate(share: float, *, peak: float, warm_up: float) -> float:
    """The learning rate: a linear warm-up, then half a cosine down to zero.

    Args:
        share: used part of the budget, from 0 to 1.
        peak: the highest rate.
        warm_up: the share at which it is reached.

    >>> [round(learning_rate(share, peak=1.0, warm_up=0.1), 2) for share in (0.05, 0.1, 0.55, 1.0)]
    [0.5, 1.0, 0.5, 0.0]
    """
    if share < warm_up:
        return peak * share / warm_up
    progress = min(1.0, (share - warm_up) / (1 - warm_up))
    return peak * 0.5 * (1 + math.cos(math.pi * progress))


def averaging_decay(step: int, *, decay: float) -> float:
    """How much of the averaged weights an update keeps; less at first, so that the start is soon forgotten.

    >>> averaging_decay(1, decay=0.999), averaging_decay(100_000, decay=0.999)
    (0.18181818181818182, 0.999)
    """
    return min(decay, (1 + step) / (10 + step))
