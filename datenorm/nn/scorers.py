"""Scorers: how well a decoder state fits each source position.

Scorers hold no state: `project` computes keys once per source, and the caller passes them back. Further shape
letters: N = size of an annotation, 2H or H; K = size of a key.

In Luong's order s_i depends only on the characters before, so with teacher forcing all states are known
before scoring, and `matrix` computes the energies of all steps at once; for the dot product, E = S Hᵀ. In
Bahdanau's order s_i depends on c_i and so on s_{i-1}, and there is no matrix form.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import torch
from torch import Tensor, nn
from torch.nn.functional import normalize, pad

from datenorm.nn.config import ModelConfig


class Scorer(Protocol):
    """An alignment model a(s, h)."""

    def project(self, annotations: Tensor) -> Tensor:
        """Compute keys, (B, S, K), from annotations, (B, S, N); once per source."""
        ...

    def __call__(self, state: Tensor, keys: Tensor) -> Tensor:
        """Compute energies, (B, S), from one decoder state, (B, D), and the keys, (B, S, K)."""
        ...

    def matrix(self, states: Tensor, keys: Tensor) -> Tensor:
        """Compute the energies of all steps, (B, T, S), from all decoder states, (B, T, D), and the keys."""
        ...


class AdditiveScorer(nn.Module):
    """e_ij = v^T tanh(W s + U h_j) (Bahdanau et al. 2015, A.1.2).

    W (A, D), U (A, N), v (A); K = A. Sizes are free.
    """

    def __init__(self, annotation: int, decoder: int, alignment: int) -> None:
        super().__init__()
        self.query = nn.Linear(decoder, alignment, bias=False)
        self.key = nn.Linear(annotation, alignment, bias=False)
        self.energy = nn.Linear(alignment, 1, bias=False)

    def project(self, annotations: Tensor) -> Tensor:
        """Keys U h_j, (B, S, A)."""
        keys: Tensor = self.key(annotations)
        return keys

    def forward(self, state: Tensor, keys: Tensor) -> Tensor:
        """See `Scorer`: state (B, D), keys (B, S, A), energies (B, S)."""
        energies: Tensor = self.energy(torch.tanh(keys + self.query(state)[:, None, :]))
        return energies.squeeze(-1)

    def matrix(self, states: Tensor, keys: Tensor) -> Tensor:
        """Compute all sums W s_i + U h_j, (B, T, S, A), then the energies, (B, T, S)."""
        compared = keys[:, None, :, :] + self.query(states)[:, :, None, :]
        energies: Tensor = self.energy(torch.tanh(compared))
        return energies.squeeze(-1)


class DotScorer(nn.Module):
    """e_ij = s^T h_j (Luong et al. 2015, section 3.1, `dot`).

    No parameters; K = N, which must be D.
    """

    def project(self, annotations: Tensor) -> Tensor:
        """The annotations themselves, (B, S, N)."""
        return annotations

    def forward(self, state: Tensor, keys: Tensor) -> Tensor:
        """See `Scorer`: state (B, D), keys (B, S, D), energies (B, S)."""
        return torch.bmm(keys, state[:, :, None]).squeeze(-1)

    def matrix(self, states: Tensor, keys: Tensor) -> Tensor:
        """E = S H^T, (B, T, S)."""
        return torch.bmm(states, keys.transpose(1, 2))


class GeneralScorer(DotScorer):
    """e_ij = s^T W h_j (Luong et al. 2015, section 3.1, `general`).

    W (D, N); K = D. Sizes are free.
    """

    def __init__(self, annotation: int, decoder: int) -> None:
        super().__init__()
        self.key = nn.Linear(annotation, decoder, bias=False)

    def project(self, annotations: Tensor) -> Tensor:
        """W h_j of every source position, (B, S, D)."""
        keys: Tensor = self.key(annotations)
        return keys


class CosineScorer(DotScorer):
    """e_ij = beta cos(s, h_j) (Graves et al. 2014, section 3.3.1, equations 5 and 6: content-based).

    K = N, which must be D. Since a cosine is between -1 and 1, a factor beta is learned; without it no weight
    could exceed e^2 times another. Graves has one beta per step, here it is one for all.
    """

    def __init__(self, strength: float = 10.0) -> None:
        super().__init__()
        self.strength = nn.Parameter(torch.tensor([strength]))

    def project(self, annotations: Tensor) -> Tensor:
        """Annotations of length 1, (B, S, N)."""
        return normalize(annotations, dim=-1)

    def forward(self, state: Tensor, keys: Tensor) -> Tensor:
        """See `Scorer`: state (B, D), keys (B, S, D), energies (B, S)."""
        return self.strength * super().forward(normalize(state, dim=-1), keys)

    def matrix(self, states: Tensor, keys: Tensor) -> Tensor:
        """E = beta S H^T with unit vectors, (B, T, S)."""
        return self.strength * super().matrix(normalize(states, dim=-1), keys)


class LocationScorer(nn.Module):
    """e_ij = (W s)_j: from the state alone, h_j unseen (Luong et al. 2015, section 3.1, equation 8).

    W (P, D) has a row for each of P positions; later positions of a longer source get no weight. K = 0: keys
    only give the number of positions.
    """

    def __init__(self, decoder: int, positions: int) -> None:
        super().__init__()
        self.position = nn.Linear(decoder, positions, bias=False)

    def project(self, annotations: Tensor) -> Tensor:
        """Keys without content, (B, S, 0)."""
        return annotations[:, :, :0]

    def forward(self, state: Tensor, keys: Tensor) -> Tensor:
        """See `Scorer`: state (B, D), keys (B, S, 0), energies (B, S)."""
        return self._over(self.position(state), keys)

    def matrix(self, states: Tensor, keys: Tensor) -> Tensor:
        """E = S W^T, cut or padded to the length of the source, (B, T, S)."""
        return self._over(self.position(states), keys)

    @staticmethod
    def _over(energies: Tensor, keys: Tensor) -> Tensor:
        """Energies of P positions as energies of the S positions there are."""
        length = keys.shape[1]
        missing = max(0, length - energies.shape[-1])
        return pad(energies[..., :length], (0, missing), value=float("-inf"))


class NoScorer(nn.Module):
    """No attention: the context of every step is [→h_S; ←h_1], with weight 1 (Cho et al. 2014, section 2.2).

    So the plain encoder-decoder has the same decoder as the other networks.
    """

    def project(self, annotations: Tensor) -> Tensor:
        """Keys without content, (B, 1, 0)."""
        return annotations[:, :, :0]

    def forward(self, state: Tensor, keys: Tensor) -> Tensor:
        """Energies of zero, (B, 1)."""
        return state.new_zeros(keys.shape[:2])

    def matrix(self, states: Tensor, keys: Tensor) -> Tensor:
        """Energies of zero, (B, T, 1)."""
        return states.new_zeros(*states.shape[:2], keys.shape[1])


_MAKERS: dict[str, Callable[[ModelConfig], Scorer]] = {
    "additive": lambda config: AdditiveScorer(config.annotation, config.decoder, config.alignment),
    "dot": lambda config: DotScorer(),
    "general": lambda config: GeneralScorer(config.annotation, config.decoder),
    "cosine": lambda config: CosineScorer(),
    "location": lambda config: LocationScorer(config.decoder, config.positions),
    "none": lambda config: NoScorer(),
}


def make_scorer(config: ModelConfig) -> Scorer:
    """The scorer that a configuration names."""
    return _MAKERS[config.scorer](config)
