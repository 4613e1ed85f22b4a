"""Attention weights and contexts; attention pooling to classify whole texts."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def masked_softmax(energies: Tensor, mask: Tensor | None) -> Tensor:
    """Attention weights over the real characters of each source.

    Args:
        energies: e_ij, (B, S), or of all steps, (B, T, S).
        mask: True at real characters, (B, S), at least one per row; None without padding.

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


class AttentionPooling(nn.Module):
    """beta_qj = softmax_j(q_q . tanh(P h_j + b)); c_q = sum_j beta_qj h_j.

    Additive attention whose query is a parameter, the same for every text: word attention of Yang et al. 2016
    ("Hierarchical Attention Networks for Document Classification", equations 5 to 7). Q questions share the
    keys, and each has its own query.
    """

    def __init__(self, annotation: int, size: int, questions: int) -> None:
        super().__init__()
        self.key = nn.Linear(annotation, size)
        self.query = nn.Linear(size, questions, bias=False)

    def forward(self, annotations: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Pool each text once per question.

        Args:
            annotations: h_j, (B, S, 2H).
            mask: True at real characters, (B, S), at least one per row; None without padding.

        Returns:
            The pooled annotations c_q, (B, Q, 2H), and the weights beta_qj, (B, Q, S).
        """
        energies = self.query(torch.tanh(self.key(annotations))).transpose(1, 2)
        weights = masked_softmax(energies, None if mask is None else mask[:, None, :])
        return torch.bmm(weights, annotations), weights


class PoolingClassifier(nn.Module):
    """Classifies the language and the field order of a text, and whether it has a date.

    One linear layer per question, on the annotation pooled for it.
    """

    def __init__(self, annotation: int, size: int, languages: int, orders: int) -> None:
        super().__init__()
        self.pooling = AttentionPooling(annotation, size, questions=3)
        self.language = nn.Linear(annotation, languages)
        self.order = nn.Linear(annotation, orders)
        self.date = nn.Linear(annotation, 1)

    def forward(self, annotations: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Score texts; for the arguments see `AttentionPooling`.

        Returns:
            Logits of the languages, (B, L), of the field orders, (B, O), and of a date, (B,).
        """
        pooled, _ = self.pooling(annotations, mask)
        for_language, for_order, for_date = pooled.unbind(1)
        return self.language(for_language), self.order(for_order), self.date(for_date).squeeze(-1)
