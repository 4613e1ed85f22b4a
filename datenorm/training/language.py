"""Fitting the head that tells languages apart, once the network is trained."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from datenorm.language import LanguageHead
from datenorm.runtime import FloatArray
from datenorm.training.processor import single_threaded

STEPS = 1000
_BATCH = 512
_RATE = 4e-3


def fit_head(annotations: FloatArray, labels: Sequence[str], *, seed: int = 0) -> LanguageHead:
    """Multinomial logistic regression, by Adam with a rate that falls to nothing.

    Args:
        annotations: of each text, see `datenorm.language.summarise`, (B, 4H).
        labels: the language of each.
        seed: of the order of the texts; the same texts and seed give the same head.
    """
    languages = tuple(sorted(set(labels)))
    mean, scale = annotations.mean(axis=0), annotations.std(axis=0) + 1e-3
    inputs = torch.from_numpy(((annotations - mean) / scale).astype(np.float32))
    wanted = torch.tensor([languages.index(label) for label in labels])
    head = torch.nn.Linear(annotations.shape[1], len(languages))
    torch.nn.init.zeros_(head.weight)
    torch.nn.init.zeros_(head.bias)
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(head.parameters(), _RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / STEPS)
    with single_threaded():
        for _ in range(STEPS):
            batch = torch.randint(len(inputs), (_BATCH,), generator=generator)
            loss = torch.nn.functional.cross_entropy(head(inputs[batch]), wanted[batch])
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()
            schedule.step()
    weight = head.weight.detach().numpy() / scale
    bias = head.bias.detach().numpy() - weight @ mean
    return LanguageHead(languages, weight.astype(np.float16), bias.astype(np.float32))
