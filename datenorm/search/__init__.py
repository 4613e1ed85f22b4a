"""Beam search: from next-character scores to whole values."""

from datenorm.search.beam import LEAST, WIDTH, greedy_search, top_k_many
from datenorm.search.symbols import Hypothesis, SourceEncoder, allowed_log_probabilities, over_source

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
