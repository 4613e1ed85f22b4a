"""Beam search: from next-symbol scores to whole values.

`sources` and `hypotheses` need no NumPy. The search for runtimes that have none of their own is in `beam`,
which is imported on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from datenorm.search.hypotheses import WIDTH, Hypothesis
from datenorm.search.sources import SourceEncoder

if TYPE_CHECKING:
    from datenorm.search.beam import LEAST, greedy_search, top_k_many
    from datenorm.search.symbols import allowed_log_probabilities, over_source

__all__ = [
    "LEAST",
    "WIDTH",
    "Hypothesis",
    "SourceEncoder",
    "allowed_log_probabilities",
    "greedy_search",
    "over_source",
    "top_k_many",
]

_MODULES = {
    **dict.fromkeys(("LEAST", "greedy_search", "top_k_many"), "beam"),
    **dict.fromkeys(("allowed_log_probabilities", "over_source"), "symbols"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute can be anything
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
