"""Scorers: how well a decoder state fits each source position; plug-ins behind one protocol.

A scorer keeps nothing of a batch: keys are computed once a source with `project` and passed back in.
"""

from __future__ import annotations

from typing import Protocol

import torch
from torch import Tensor, nn


class Scorer(Protocol):
    """An alignment model a(s, h)."""

    def project(self, annotations: Tensor) -> Tensor:
        """Compute keys, (B, S, A), from annotations, (B, S, 2H); once a source."""
        ...

    def __call__(self, state: Tensor, keys: Tensor) -> Tensor:
        """Compute energies, (B, S), from the previous decoder state, (B, D), and the keys, (B, S, A)."""
        ...


class AdditiveScorer(nn.Module):
    """e_ij = v^T tanh(W s_{i-1} + U h_j) (Bahdanau et al. 2015, A.1.2)."""

    def __init__(self, annotation: int, decoder: int, alignment: int) -> None:
        super().__init__()
        self.query = nn.Linear(decoder, alignment, bias=False)
        self.key = nn.Linear(annotation, alignment, bias=False)
        self.energy = nn.Linear(alignment, 1, bias=False)

    def project(self, annotations: Tensor) -> Tensor:
        """U h_j of every source position.

        Args:
            annotations: h_j, (B, S, 2H).

        Returns:
            Keys, (B, S, A).
        """
        keys: Tensor = self.key(annotations)
        return keys

    def forward(self, state: Tensor, keys: Tensor) -> Tensor:
        """Score every source position against a decoder state.

        Args:
            state: the previous decoder state s_{i-1}, (B, D).
            keys: U h_j, (B, S, A).

        Returns:
            Energies e_ij before the softmax, (B, S).
        """
        energies: Tensor = self.energy(torch.tanh(keys + self.query(state)[:, None, :]))
        return energies.squeeze(-1)
