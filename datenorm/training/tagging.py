"""How the tagging head learns from windows of documents, and how many dates it finds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from datenorm.detection.tagging import TaggingHead, best_labels
from datenorm.nn.encoder import Encoder
from datenorm.nn.tagging import TaggingLayer
from datenorm.text.labels import OUTSIDE, spans_of
from datenorm.text.vocabulary import HINTS
from datenorm.training.documents import UNLABELLED, EncodedWindow, WindowBatch, collate_windows

_BATCH = 128
_NEVER = -1e30

_STEPS, _CHARACTERS, _RATE = 2500, 4096, 0.02
"""Updates of a head that is fitted again, characters of each, and the first learning rate."""


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


def refitted(
    encoder: Encoder, head: TaggingHead, windows: Sequence[EncodedWindow], *, seed: int
) -> TaggingHead:
    """The head fitted again to an encoder that does not change, with Adam and a linearly falling rate.

    The annotations of a mean of networks differ from those of each, and the mean of their heads does not
    follow.

    Args:
        encoder: gives the annotations.
        head: to start from.
        windows: of documents, with the labels of their characters.
        seed: of the order of the characters.
    """
    annotations, labels = _labelled_characters(encoder, windows)
    layer = nn.Linear(*reversed(head.weight.shape))
    layer.load_state_dict({"weight": torch.tensor(head.weight), "bias": torch.tensor(head.bias)})
    optimiser = torch.optim.Adam(layer.parameters(), _RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / _STEPS)
    generator = torch.Generator().manual_seed(seed)
    for _ in range(_STEPS):
        rows = torch.randint(len(labels), (_CHARACTERS,), generator=generator)
        optimiser.zero_grad()
        torch.autograd.backward(cross_entropy(layer(annotations[rows]), labels[rows]))
        optimiser.step()
        schedule.step()
    return TaggingHead(layer.weight.detach().numpy(), layer.bias.detach().numpy())


def _labelled_characters(encoder: Encoder, windows: Sequence[EncodedWindow]) -> tuple[Tensor, Tensor]:
    """The annotations (N, 2H) and labels (N,) of all characters."""
    annotations, labels = [], []
    by_length = sorted(windows, key=lambda window: len(window.source), reverse=True)
    for start in range(0, len(by_length), _BATCH):
        batch = collate_windows(by_length[start : start + _BATCH])
        own = torch.from_numpy(batch.labels)
        with torch.no_grad():
            encoded = encoder(torch.from_numpy(batch.source_ids), torch.from_numpy(batch.lengths))
        annotations.append(encoded.annotations[:, HINTS:][own != UNLABELLED])
        labels.append(own[own != UNLABELLED])
    return torch.cat(annotations), torch.cat(labels)
