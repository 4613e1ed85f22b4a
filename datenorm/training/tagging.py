"""How the tagging head learns from windows of documents, and how many dates it finds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from datenorm.detection.tagging import best_labels
from datenorm.nn.encoder import Encoder
from datenorm.nn.tagging import TaggingLayer
from datenorm.text.labels import OUTSIDE, spans_of
from datenorm.training.documents import UNLABELLED, EncodedWindow, WindowBatch, collate_windows

_BATCH = 128
_NEVER = -1e30


def label_scores(encoder: Encoder, layer: TaggingLayer, windows: WindowBatch, device: torch.device) -> Tensor:
    """The scores of all labels of a batch, (B, S, L)."""
    source_ids = torch.from_numpy(windows.source_ids).to(device)
    even = bool((windows.lengths == windows.lengths[0]).all())
    lengths = None if even else torch.from_numpy(windows.lengths).to(device)
    scores: Tensor = layer(encoder, source_ids, lengths)
    return scores


def tagging_loss(encoder: Encoder, layer: TaggingLayer, windows: WindowBatch, device: torch.device) -> Tensor:
    """The summed cross-entropy of the labels of a batch."""
    scores = label_scores(encoder, layer, windows, device)
    labels = torch.from_numpy(windows.labels).to(device)
    return cross_entropy(
        scores.float().flatten(0, 1), labels.flatten(), ignore_index=UNLABELLED, reduction="sum"
    )


def count_spans(
    encoder: Encoder, layer: TaggingLayer, windows: Sequence[EncodedWindow], device: torch.device
) -> tuple[int, int, int]:
    """The number of dates found exactly, of all found and of all there."""
    right = found = there = 0
    for start in range(0, len(windows), _BATCH):
        batch = collate_windows(windows[start : start + _BATCH])
        with torch.no_grad():
            scores = label_scores(encoder, layer, batch, device).double().cpu().numpy()
        is_padding = batch.labels == UNLABELLED
        scores[is_padding] = _NEVER
        scores[is_padding, OUTSIDE] = 0
        wanted = np.where(is_padding, OUTSIDE, batch.labels)
        for row, labels in enumerate(best_labels(scores)):
            ours, truths = set(spans_of(labels.tolist())), set(spans_of(wanted[row].tolist()))
            right, found, there = right + len(ours & truths), found + len(ours), there + len(truths)
    return right, found, there
