"""`datenorm` with the preset `tiny` made so short that it learns nothing; a program, for tests of processes.

Usage: python tests/cli/short_training.py train --preset tiny -o DIR
"""

from __future__ import annotations

from dataclasses import replace

from datenorm.cli import main
from datenorm.training.recipes import PRESETS, Recipe


def short_tiny(pairs: int) -> Recipe:
    """The preset `tiny` with so many pairs, in pools of a thousand at most."""
    pool = min(pairs, 1_000)
    sizes = {"embedding": 8, "hidden": 12, "decoder": 16, "alignment": 8, "target_embedding": 8}
    return replace(PRESETS["tiny"], pairs=pairs, pool=pool, validation_size=40, validate_every=pool, **sizes)


if __name__ == "__main__":
    PRESETS["tiny"] = short_tiny(300)
    main()
