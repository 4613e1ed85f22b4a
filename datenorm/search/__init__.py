"""Search: from the network's next-character scores to whole values of the value language."""

from datenorm.search.beam import LEAST, WIDTH, greedy_search, top_k, top_k_many
from datenorm.search.symbols import Hypothesis, SourceEncoder, allowed_log_probabilities, over_source

__all__ = [
    "LEAST",
    "WIDTH",
    "Hypothesis",
    "SourceEncoder",
    "allowed_log_probabilities",
    "greedy_search",
    "over_source",
    "top_k",
    "top_k_many",
]
