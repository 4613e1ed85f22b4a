"""The tagging head: a label for each character, from its annotation alone."""

from __future__ import annotations

from torch import Tensor, nn

from datenorm.nn.encoder import Encoder
from datenorm.text.labels import LABELS
from datenorm.text.vocabulary import HINTS


class TaggingLayer(nn.Module):
    """scores_j = T h_j + t; see `datenorm.detection.tagging` for what is made of them.

    Args:
        annotation: size of an annotation.
    """

    def __init__(self, annotation: int) -> None:
        super().__init__()
        self.linear = nn.Linear(annotation, len(LABELS))

    def forward(self, encoder: Encoder, source_ids: Tensor, lengths: Tensor | None = None) -> Tensor:
        """The scores of the labels of each character, (B, S, L); undefined on padding.

        Args:
            encoder: gives the annotations.
            source_ids: hint symbols and characters, (B, S').
            lengths: symbols of each source without padding, (B,); None without padding.
        """
        scores: Tensor = self.linear(encoder(source_ids, lengths).annotations[:, HINTS:])
        return scores
