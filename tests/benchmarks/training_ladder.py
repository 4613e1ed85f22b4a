"""What each part of the way training uses a processor gives: python -m tests.benchmarks.training_ladder

Pairs a second of the recipe `default`, drawn beforehand, by a learner that has none of it, then one part more
a rung. Every rung learns the same pairs from the same weights in a process of its own, in turns. Needs the
extra `train`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.peers.processes import elsewhere

if TYPE_CHECKING:
    from datenorm.text.vocabulary import Vocabulary
    from datenorm.training.batching import Batch, TrainingPair


@dataclass(frozen=True)
class Rung:
    """How the processor is used.

    Attributes:
        name: what is new.
        alike: pairs of a batch have nearly one length; else they come as drawn.
        threads: torch's own, within each operation.
        shards: parts of a batch that are worked on side by side.
        keeps: freed memory stays with the process.
        fast: products are in bfloat16, where the processor has it.
        muon: matrices are updated by Muon in place of AdamW: slower, and more is learnt of a pair.
    """

    name: str
    alike: bool = False
    threads: int = 1
    shards: int = 1
    keeps: bool = False
    fast: bool = False
    muon: bool = False


RUNGS = (
    Rung("one core, pairs as they come, float32"),
    Rung("torch's threads, one a core", threads=2),
    Rung("batches of one length", threads=2, alike=True),
    Rung("a part of the batch for each core in place of torch's threads", shards=2, alike=True),
    Rung("freed memory is kept", shards=2, alike=True, keeps=True),
    Rung("products in bfloat16", shards=2, alike=True, keeps=True, fast=True),
    Rung("Muon in place of AdamW", shards=2, alike=True, keeps=True, fast=True, muon=True),
)


def climb(rung: Rung, pairs: int, target: Path) -> None:
    """Write the pairs a second of one rung."""
    import torch

    from datenorm.pipeline.pools import CorpusPools
    from datenorm.text.vocabulary import source_vocabulary
    from datenorm.training.batching import frequent_characters
    from datenorm.training.devices import keep_freed_memory
    from datenorm.training.learner import Learner
    from datenorm.training.recipes import DEFAULT

    drawn = CorpusPools(pairs, DEFAULT.seed, None)(0)
    languages = sorted({example.language for example in drawn} - {""})
    vocabulary = source_vocabulary(frequent_characters(drawn, minimum_count=2), languages)
    torch.set_num_threads(rung.threads)
    if rung.keeps:
        keep_freed_memory()
    device = torch.device("cpu")
    recipe = replace(DEFAULT, optimiser="muon" if rung.muon else "adamw")
    learner = Learner(recipe, recipe.model_config(vocabulary), device=device, shards=rung.shards)
    if not rung.fast:
        learner._precision = None  # what a processor without the instruction gets
    batches = _batches(rung, drawn, vocabulary)
    for step, batch in enumerate(batches[:8], 1):  # warms up
        learner.learn(batch, rate=1e-4, step=step)
    started = time.perf_counter()
    for step, batch in enumerate(batches[8:], 9):
        learner.learn(batch, rate=1e-4, step=step)
    learnt = sum(map(len, batches[8:]))
    target.write_text(json.dumps(learnt / (time.perf_counter() - started)), encoding="utf-8")


def _batches(rung: Rung, drawn: Sequence[TrainingPair], vocabulary: Vocabulary) -> Sequence[Batch]:
    from datenorm.training.batching import BatchMaker, collate, drop_hints, encode
    from datenorm.training.recipes import DEFAULT

    size, dropping, seed = DEFAULT.batch_size, DEFAULT.dropping, DEFAULT.seed
    if rung.alike:
        return BatchMaker(lambda _: drawn, vocabulary, size, dropping, seed)(0)
    rng = Random(seed)
    encoded = [
        pair
        for example in drawn
        if (pair := encode(example, vocabulary, *drop_hints(example, rng, dropping))) is not None
    ]
    return [collate(encoded[start : start + size]) for start in range(0, len(encoded), size)]


def main() -> None:
    """Print the table, write JSON."""
    parser = argparse.ArgumentParser(
        "python -m tests.benchmarks.training_ladder",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--pairs", type=int, default=10_000, help="each rung learns from (%(default)s)")
    parser.add_argument("--rounds", type=int, default=1, help="times every rung is climbed (%(default)s)")
    parser.add_argument("--json", type=Path, help="write the figures here")
    asked = parser.parse_args()
    rates: dict[str, list[float]] = {rung.name: [] for rung in RUNGS}
    with TemporaryDirectory() as directory:
        target = Path(directory) / "rate.json"
        for _ in range(asked.rounds):
            for rung in RUNGS:
                elsewhere(climb, rung, asked.pairs, target)
                rates[rung.name].append(json.loads(target.read_text(encoding="utf-8")))
    print("| how the processor is used | pairs/s |\n| --- | ---: |")
    for name, found in rates.items():
        print(f"| {name} | {statistics.median(found):,.0f} |")
    if asked.json:
        record = {
            "load": os.getloadavg()[0],
            "pairs": asked.pairs,
            "rungs": [asdict(rung) | {"pairs_per_second": rates[rung.name]} for rung in RUNGS],
        }
        asked.json.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
