"""Fits the detection head (language, field order, whether there is a date) to a trained network.

The network does not change, so its annotations are computed once.

Shape letters: B batch, S source characters, H encoder hidden per direction, N characters of all texts.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from datenorm.bundle import Bundle
from datenorm.detection import DETECTED_ORDERS, DetectionHead
from datenorm.detection.head import Annotator
from datenorm.nn.attention import PoolingClassifier
from datenorm.runtime import FloatArray
from datenorm.training.devices import single_threaded

SIZE = 64
"""Size of the keys."""

ROUNDS, ROUNDS_AGAIN = 7, 3
"""Epochs for a new head, and for one that is fitted again."""

_LEAST_STEPS, _LEAST_STEPS_AGAIN = 300, 100
_BATCH = 256
_SPREAD = 16  # batches that are sorted by length together
_RATE, _RATE_AGAIN = 1.5e-2, 3e-3
_WEIGHT_DECAY = 0.01
_UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and its labels.

    Attributes:
        text: canonical, not empty.
        language: language code, or "" if unknown.
        order: one of `DETECTED_ORDERS`, or "" if unknown.
        has_date: whether it has a date, or None if unknown.
        is_common: whether languages were sampled by their frequency; else uniformly.
    """

    text: str
    language: str = ""
    order: str = ""
    has_date: bool | None = None
    is_common: bool = True


@dataclass(frozen=True)
class _Material:
    """Encoded texts and their labels.

    Attributes:
        annotations: of all characters, text by text, (N, 2H).
        starts: start of each text, and end of the last.
        languages, orders: indices, or `_UNKNOWN`.
        dates: 0 or 1, or NaN if unknown.
        is_common: see `Labelled`.
    """

    annotations: FloatArray
    starts: Tensor
    languages: Tensor
    orders: Tensor
    dates: Tensor
    is_common: Tensor


@dataclass(frozen=True)
class _Scaling:
    """Mean and standard deviation of annotations, (2H,) each; the layers of the head absorb them."""

    mean: FloatArray
    deviation: FloatArray

    @classmethod
    def of(cls, annotations: FloatArray) -> _Scaling:
        """Estimated on a part of the rows."""
        some = annotations[:: 1 + len(annotations) // 200_000].astype(np.float32)
        return cls(some.mean(axis=0), some.std(axis=0) + np.float32(1e-3))


def fit_head(
    bundle: Bundle, texts: Sequence[Labelled], *, seed: int, start: DetectionHead | None = None
) -> DetectionHead:
    """Fit a head to the network of a bundle.

    The logarithm of each language's frequency is added to its score during fitting (logit adjustment, Menon
    et al. 2021), so that scores depend on the text and not on the frequency of its language.

    Args:
        bundle: the network.
        texts: labelled texts.
        seed: of weights and of the order of the texts; the same texts and seed give the same head.
        start: head of a similar network to start from; needs fewer texts. Its languages are kept.
    """
    languages = start.languages if start else tuple(sorted({one.language for one in texts if one.language}))
    shares = start.shares if start else _shares(texts, languages)
    material = _read(bundle, texts, languages)
    scaling = _Scaling.of(material.annotations)
    torch.manual_seed(seed)
    network = PoolingClassifier(len(scaling.mean), SIZE, len(languages), len(DETECTED_ORDERS))
    if start:
        _put(start, network, scaling)
    else:
        for layer in (network.language, network.order, network.date):
            torch.nn.init.zeros_(layer.weight)
            torch.nn.init.zeros_(layer.bias)
    rounds, least = (ROUNDS_AGAIN, _LEAST_STEPS_AGAIN) if start else (ROUNDS, _LEAST_STEPS)
    steps, rate = max(least, rounds * len(texts) // _BATCH), _RATE_AGAIN if start else _RATE
    rows = itertools.islice(_batches(material.starts, Random(seed)), steps)
    with single_threaded():
        _fit(network, material, torch.from_numpy(np.log(shares)), scaling, list(rows), rate)
    return _head(network, languages, shares, scaling)


def _shares(texts: Sequence[Labelled], languages: Sequence[str]) -> FloatArray:
    """Frequency of each language among the texts sampled by it, smoothed by one."""
    counts = Counter(one.language for one in texts if one.is_common)
    numbers = np.array([counts[language] + 1 for language in languages], np.float32)
    shares: FloatArray = numbers / numbers.sum()
    return shares


def _read(bundle: Bundle, texts: Sequence[Labelled], languages: Sequence[str]) -> _Material:
    starts = np.cumsum([0, *(len(one.text) for one in texts)])
    annotations: FloatArray | None = None
    for places, encoded in Annotator(bundle)([one.text for one in texts]):
        if annotations is None:  # float16, because they take most of the memory
            annotations = np.empty((starts[-1], encoded.annotations.shape[2]), np.float16)
        for place, own in zip(places, encoded.annotations, strict=True):
            annotations[starts[place] : starts[place + 1]] = own
    assert annotations is not None
    language = {code: index for index, code in enumerate(languages)}
    order = {name: index for index, name in enumerate(DETECTED_ORDERS)}
    return _Material(
        annotations,
        torch.from_numpy(starts),
        torch.tensor([language.get(one.language, _UNKNOWN) for one in texts]),
        torch.tensor([order.get(one.order, _UNKNOWN) for one in texts]),
        torch.tensor([float("nan") if one.has_date is None else float(one.has_date) for one in texts]),
        torch.tensor([one.is_common for one in texts]),
    )


def _fit(
    network: PoolingClassifier,
    material: _Material,
    common: Tensor,
    scaling: _Scaling,
    batches: Sequence[Tensor],
    rate: float,
) -> None:
    """Minimise the sum of the three cross-entropies with AdamW and a linearly falling learning rate."""
    centre, width = torch.from_numpy(scaling.mean), torch.from_numpy(scaling.deviation)
    optimiser = torch.optim.AdamW(network.parameters(), rate, betas=(0.9, 0.98), weight_decay=_WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / len(batches))
    for rows in batches:
        annotations, mask = _gather(material, rows)
        languages, orders, dates = network((annotations - centre) / width, mask)
        adjusted = languages + common * material.is_common[rows][:, None]
        loss = _mean_loss(adjusted, material.languages[rows]) + _mean_loss(orders, material.orders[rows])
        wanted = material.dates[rows]
        known = ~wanted.isnan()
        if known.any():
            loss = loss + binary_cross_entropy_with_logits(dates[known], wanted[known])
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        schedule.step()


def _mean_loss(scores: Tensor, wanted: Tensor) -> Tensor:
    """Mean cross-entropy over the rows with a known label."""
    known = (wanted != _UNKNOWN).sum().clamp(min=1)
    return cross_entropy(scores, wanted, ignore_index=_UNKNOWN, reduction="sum") / known


def _batches(starts: Tensor, rng: Random) -> Iterator[Tensor]:
    """Endless batches of texts of similar length, epoch by epoch."""
    lengths = starts.diff().tolist()
    rows = list(range(len(lengths)))
    while True:
        rng.shuffle(rows)
        for start in range(0, len(rows), _BATCH * _SPREAD):
            block = sorted(rows[start : start + _BATCH * _SPREAD], key=lengths.__getitem__)
            batches = [block[place : place + _BATCH] for place in range(0, len(block), _BATCH)]
            rng.shuffle(batches)
            yield from map(torch.tensor, batches)


def _gather(material: _Material, rows: Tensor) -> tuple[Tensor, Tensor]:
    """Annotations of some texts, (B, S, 2H), and the mask of real characters, (B, S)."""
    first = material.starts[rows]
    lengths = material.starts[rows + 1] - first
    steps = torch.arange(int(lengths.max()))
    mask = steps < lengths[:, None]
    places = (first[:, None] + steps).clamp(max=len(material.annotations) - 1)
    return torch.from_numpy(material.annotations[places.numpy()].astype(np.float32)), mask


def _put(head: DetectionHead, network: PoolingClassifier, scaling: _Scaling) -> None:
    """Copy the weights of a head into a network; the inverse of `_head`."""
    layers = {
        "pooling.key": (head.key_weight, head.key_bias),
        "language": (head.language_weight, head.language_bias),
        "order": (head.order_weight, head.order_bias),
        "date": (head.date_weight, head.date_bias),
    }
    state = {"pooling.query.weight": torch.from_numpy(head.query.astype(np.float32))}
    for name, (weight, bias) in layers.items():
        full = weight.astype(np.float32)
        state[f"{name}.weight"] = torch.from_numpy(full * scaling.deviation)
        state[f"{name}.bias"] = torch.from_numpy(bias + full @ scaling.mean)
    network.load_state_dict(state)


def _head(
    network: PoolingClassifier, languages: tuple[str, ...], shares: FloatArray, scaling: _Scaling
) -> DetectionHead:
    """The head for unscaled annotations."""

    def plain(layer: torch.nn.Linear) -> tuple[FloatArray, FloatArray]:
        weight = layer.weight.detach().numpy() / scaling.deviation
        bias = layer.bias.detach().numpy() - weight @ scaling.mean
        return weight.astype(np.float16), bias.astype(np.float32)

    return DetectionHead(
        languages,
        shares,
        *plain(network.pooling.key),
        network.pooling.query.weight.detach().numpy().astype(np.float16),
        *plain(network.language),
        *plain(network.order),
        *plain(network.date),
    )
