"""From energies to attention weights and contexts; `datenorm.nn` only."""

from __future__ import annotations

import torch
from torch import Tensor


def masked_softmax(energies: Tensor, mask: Tensor | None) -> Tensor:
    """Attention weights over the real characters of each source.

    Args:
        energies: e_ij, (B, S), or of all steps, (B, T, S).
        mask: True at real characters, (B, S), at least one in each row; None when every position is one.

    Returns:
        alpha_ij in the shape of the energies: exactly zero where the mask is False; each row sums to 1.
    """
    if mask is not None:
        outside = ~mask if energies.ndim == mask.ndim else ~mask[:, None, :]
        energies = energies.masked_fill(outside, float("-inf"))
    return torch.softmax(energies, dim=-1)


def attend(attention_weights: Tensor, annotations: Tensor) -> Tensor:
    """The context c_i = sum_j alpha_ij h_j.

    Args:
        attention_weights: alpha_ij, (B, S), or of all steps, (B, T, S).
        annotations: h_j, (B, S, N).

    Returns:
        c_i, (B, N), or (B, T, N).
    """
    if attention_weights.ndim == annotations.ndim:
        return torch.bmm(attention_weights, annotations)
    return torch.bmm(attention_weights[:, None, :], annotations).squeeze(1)
