"""How the learning rate and the averaging go over a run: pure functions."""

from __future__ import annotations

import math


def learning_rate(share: float, *, peak: float, warm_up: float) -> float:
    """The rate when some share of the budget is used: a straight rise, then half a cosine down to zero.

    Args:
        share: 0 at the start, 1 at the end; the budget may be pairs or time.
        peak: the highest rate.
        warm_up: the share at which it is reached.

    >>> [round(learning_rate(share, peak=1.0, warm_up=0.1), 2) for share in (0.05, 0.1, 0.55, 1.0)]
    [0.5, 1.0, 0.5, 0.0]
    """
    if share < warm_up:
        return peak * share / warm_up
    progress = min(1.0, (share - warm_up) / (1 - warm_up))
    return peak * 0.5 * (1 + math.cos(math.pi * progress))


def averaging_decay(step: int, *, decay: float) -> float:
    """How much of the averaged weights an update keeps; little at first, so that the start is soon forgotten.

    >>> averaging_decay(1, decay=0.999), averaging_decay(100_000, decay=0.999)
    (0.18181818181818182, 0.999)
    """
    return min(decay, (1 + step) / (10 + step))
