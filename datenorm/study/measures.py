"""Measures a network: accuracy by length, attention, and the gradients that reach the date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from datenorm.nn.seq2seq import Seq2Seq
from datenorm.runtime import Float32Runtime
from datenorm.search import greedy_search, over_source
from datenorm.study.members import Placed, Shown, StudyTexts, fields_of_value
from datenorm.study.results import Alignment, Grid
from datenorm.text.vocabulary import HINTS, PAD
from datenorm.training.batching import collate
from datenorm.training.export import weights_of
from datenorm.training.learner import exact_match
from datenorm.values import TARGET_VOCABULARY, split

_BATCH = 128
_CPU = torch.device("cpu")
_DIGITS = 4


def by_length(network: Seq2Seq, material: StudyTexts) -> dict[int, float]:
    """Length of the text → share of the dates written exactly."""
    return {
        length: exact_match(network, [one.pair for one in placed], _CPU)
        for length, placed in material.lengths.items()
        if placed
    }


def alignment(network: Seq2Seq, marked: Mapping[str, Sequence[Placed]]) -> Alignment | None:
    """The share of alpha on the characters of the field being written, with teacher forcing; None without
    attention."""
    if not network.config.attends:
        return None
    shares: dict[str, list[float]] = defaultdict(list)
    even: dict[str, list[float]] = defaultdict(list)
    languages: dict[str, list[float]] = defaultdict(list)
    for language, placed in marked.items():
        for batch in _batches(placed):
            source_ids, lengths, target_ids = _tensors(batch)
            with torch.no_grad():
                _, weights = network(source_ids, target_ids[:, :-1], lengths)
            for one, alpha in zip(batch, weights.numpy(), strict=True):
                for kind, row in zip(_written_fields(one), alpha, strict=False):
                    carriers = [place for place, field in enumerate(one.fields) if field == kind]
                    if not kind or not carriers:
                        continue
                    shares[kind].append(float(row[carriers].sum()))
                    even[kind].append(len(carriers) / len(one.fields))
                    languages[language].append(shares[kind][-1])
    return Alignment(_means(shares), _means(even), _means(languages))


def gradient_norms(network: Seq2Seq, placed: Sequence[Placed]) -> tuple[float, float]:
    """How much of the gradient of the loss reaches the characters of a date.

    Returns:
        The mean norm of the gradient at a character of the date, and the date's share of the summed norms of
        all characters.
    """
    norms, shares = [], []
    for batch in _batches(placed):
        for one, row in zip(batch, _norms_by_character(network, batch), strict=True):
            whole = row[: len(one.fields)]
            date = whole[one.start : one.stop]
            norms.append(float(date.mean()))
            shares.append(float(date.sum() / max(float(whole.sum()), 1e-30)))
    return float(np.mean(norms)), float(np.mean(shares))


def grids(network: Seq2Seq, shown: Sequence[Shown]) -> list[Grid]:
    """The values and the attention of a network for single texts."""
    runtime = Float32Runtime(weights_of(network), network.config)
    found = []
    for one in shown:
        (best,) = greedy_search(runtime, np.array([one.source]), attention=network.config.attends)
        rows: list[list[float]] = []
        if best.attention_weights is not None:
            weights = over_source(best.attention_weights, one.offsets, len(one.text))
            rows = np.round(weights.astype(float), _DIGITS).tolist()
        found.append(Grid(one.language, one.text, list(split(best.text)), rows))
    return found


def _norms_by_character(
    network: Seq2Seq, batch: Sequence[Placed]
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Norm of the gradient of each row's loss at the embedding of each character, (B, S)."""
    source_ids, lengths, target_ids = _tensors(batch)
    embedded: list[Tensor] = []

    def keep(module: torch.nn.Module, given: tuple[Tensor, ...], result: Tensor) -> Tensor:
        leaf = result.detach().requires_grad_()
        embedded.append(leaf)
        return leaf

    hook = network.encoder.embedding.register_forward_hook(keep)
    try:
        logits, _ = network(source_ids, target_ids[:, :-1], lengths)
    finally:
        hook.remove()
    loss = cross_entropy(logits.flatten(0, 1), target_ids[:, 1:].flatten(), ignore_index=PAD, reduction="sum")
    (gradient,) = torch.autograd.grad(loss, embedded)
    norms: np.ndarray[tuple[int, int], np.dtype[np.float32]] = gradient.norm(dim=-1).T[:, HINTS:].numpy()
    return norms


def _written_fields(one: Placed) -> list[str]:
    """The field that each decoder step writes."""
    return fields_of_value(TARGET_VOCABULARY.decode(one.pair.target[1:-1]))


def _batches(placed: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Batches of texts of similar length."""
    ordered = sorted(placed, key=lambda one: len(one.pair.source))
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]


def _tensors(placed: Sequence[Placed]) -> tuple[Tensor, Tensor, Tensor]:
    """Sources, their lengths and targets of a batch that is sorted by length."""
    batch = collate([one.pair for one in placed])
    return tuple(map(torch.from_numpy, (batch.source_ids, batch.lengths, batch.target_ids)))  # type: ignore[return-value]


def _means(numbers: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {name: round(float(np.mean(some)), _DIGITS) for name, some in sorted(numbers.items())}
