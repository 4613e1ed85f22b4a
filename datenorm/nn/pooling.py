"""Attention pooling over the encoder, to classify a text as a whole.

The decoder attends once per output character, with its state as the query. A classifier has no output
sequence: its queries are learned vectors, the same for every text.

Shape letters beside those of `datenorm.nn`: Q questions.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from datenorm.nn.attention import masked_softmax


class AttentionPooling(nn.Module):
    """beta_qj = softmax_j(q_q . tanh(P h_j + b)); c_q = sum_j beta_qj h_j.

    Additive attention whose query is no state but a parameter: word attention of Yang et al. 2016
    (Hierarchical Attention Networks for Document Classification, eq. 5 to 7), known from text classification
    as BiLSTM with attention. Keys are shared by the questions, each of which has a query of its own.
    """

    def __init__(self, annotation: int, size: int, questions: int) -> None:
        super().__init__()
        self.key = nn.Linear(annotation, size)
        self.query = nn.Linear(size, questions, bias=False)

    def forward(self, annotations: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Pool each text, once for each question.

        Args:
            annotations: h_j, (B, S, 2H).
            mask: True at real characters, (B, S), at least one in each row; None when every position is one.

        Returns:
            The pooled annotations c_q, (B, Q, 2H), and the weights beta_qj, (B, Q, S): zero where the mask is
            False, each row summing to 1.
        """
        energies = self.query(torch.tanh(self.key(annotations))).transpose(1, 2)
        weights = masked_softmax(energies, None if mask is None else mask[:, None, :])
        return torch.bmm(weights, annotations), weights


class PoolingClassifier(nn.Module):
    """In which language and field order a text is written, and whether it holds a date.

    One linear layer for each question, on the annotation that was pooled for it.
    """

    def __init__(self, annotation: int, size: int, languages: int, orders: int) -> None:
        super().__init__()
        self.pooling = AttentionPooling(annotation, size, questions=3)
        self.language = nn.Linear(annotation, languages)
        self.order = nn.Linear(annotation, orders)
        self.date = nn.Linear(annotation, 1)

    def forward(self, annotations: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Score texts; arguments as `AttentionPooling` takes them.

        Returns:
            Scores of the languages, (B, L), and of the field orders, (B, O), before a softmax; of there being
            a date, (B,), before a sigmoid.
        """
        pooled, _ = self.pooling(annotations, mask)
        for_language, for_order, for_date = pooled.unbind(1)
        return self.language(for_language), self.order(for_order), self.date(for_date).squeeze(-1)
