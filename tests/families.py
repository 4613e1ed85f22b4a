"""The attention family as the tests go through it: every member once, in small."""

SCORERS = {
    "additive": {},
    "dot": {"decoder": 24},
    "general": {},
    "cosine": {"decoder": 24},
    "location": {"positions": 6},
    "none": {},
}
"""Scorer → what it needs beside its name, where the encoder has 12 hidden numbers in two directions."""

MEMBERS = {
    **{
        f"{scorer}-{query}": {"scorer": scorer, "query": query, **needs}
        for scorer, needs in SCORERS.items()
        for query in ("previous", "current")
    },
    **{encoder: {"encoder": encoder} for encoder in ("lstm", "bigru", "birnn")},
    "two layers": {"layers": 2},
    "three bigru layers, dot, current": {
        "encoder": "bigru",
        "layers": 3,
        "scorer": "dot",
        "query": "current",
        "decoder": 24,
    },
    "two lstm layers, none": {"encoder": "lstm", "layers": 2, "scorer": "none"},
}
"""Name → fields of `ModelConfig` beside the sizes."""
