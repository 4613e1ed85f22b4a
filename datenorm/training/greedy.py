"""Batched greedy decoding in torch, to measure a network while it trains."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from datenorm.nn.seq2seq import Seq2Seq
from datenorm.text.vocabulary import BOS, EOS, PAD
from datenorm.training.batching import EncodedPair, collate
from datenorm.values import MAX_VALUE_LENGTH, START, TRANSITIONS

_BATCH = 256


def greedy_decode(network: Seq2Seq, source_ids: Tensor, lengths: Tensor | None = None) -> Tensor:
    """Write the most likely value of each source that the value language allows.

    Args:
        network: in any mode; its weights are not touched.
        source_ids: hint symbols and characters, (B, S').
        lengths: symbols of each source before its padding, (B,), or None.

    Returns:
        Symbols after BOS: the value, EOS, padding, (B, `MAX_VALUE_LENGTH` + 1).
    """
    transitions = torch.tensor(TRANSITIONS, device=source_ids.device)
    written = source_ids.new_full((len(source_ids), MAX_VALUE_LENGTH + 1), PAD)
    with torch.no_grad():
        source, decoder_state = network.encode(source_ids, lengths)
        previous, state = (
            source_ids.new_full((len(source_ids),), BOS),
            source_ids.new_full((len(source_ids),), START),
        )
        for position in range(written.shape[1]):
            logits, _, decoder_state = network.decoder.step(source, decoder_state, previous)
            allowed = transitions[state] >= 0
            previous = logits.masked_fill(~allowed, float("-inf")).argmax(-1)
            written[:, position] = previous
            state = transitions[state, previous]
            if bool(((previous == EOS) | (previous == PAD)).all()):
                break
    return written


def exact_match(network: Seq2Seq, pairs: Sequence[EncodedPair], device: torch.device) -> float:
    """The part of the pairs whose value is written exactly, 0 to 1."""
    return count_exact(network, pairs, device) / len(pairs)


def count_exact(network: Seq2Seq, pairs: Sequence[EncodedPair], device: torch.device) -> int:
    """How many of the pairs have their value written exactly."""
    ordered = sorted(pairs, key=lambda pair: len(pair.source))
    right = 0
    for start in range(0, len(ordered), _BATCH):
        batch = collate(ordered[start : start + _BATCH])
        even = batch.lengths[0] == batch.lengths[-1]
        lengths = None if even else torch.from_numpy(batch.lengths).to(device)
        written = greedy_decode(network, torch.from_numpy(batch.source_ids).to(device), lengths).cpu().numpy()
        targets = np.full_like(written, PAD)
        targets[:, : batch.target_ids.shape[1] - 1] = batch.target_ids[:, 1:]
        right += int((written == targets).all(axis=1).sum())
    return right
