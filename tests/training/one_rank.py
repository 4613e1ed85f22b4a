"""One process of a training run on the task of `years`; started by tests, alone or as one of several ranks.

Usage: one_rank.py CHECKPOINT STOP_AFTER RANK. Writes what it saw as JSON to standard output; asks to stop
after an update, on one rank alone.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from datenorm.text.vocabulary import source_vocabulary
from datenorm.training.batching import BatchMaker, encode, frequent_characters
from datenorm.training.checkpoint import load_checkpoint
from datenorm.training.devices import joined_ranks
from datenorm.training.events import StepDone, Stopped, ValidationDone
from datenorm.training.trainer import RunSettings, Trainer
from tests.training.years import RECIPE, Years

# Pools of five batches, three pools; a batch of 15 does not divide evenly among two.
TASK = replace(RECIPE, pairs=240, batch_size=15, pool=80, validate_every=120, checkpoint_every=10_000)


def main(checkpoint: Path, stop_after: int, stopping_rank: int) -> None:
    vocabulary = source_vocabulary(frequent_characters(Years(300)(0), minimum_count=1), ["en", "fr"])
    held = [encode(pair, vocabulary, pair.language, pair.order) for pair in Years(61)(-1)]
    batcher = BatchMaker(Years(TASK.pool), vocabulary, TASK.batch_size, TASK.dropping, TASK.seed)
    resumed = load_checkpoint(checkpoint) if checkpoint.is_file() else None
    with joined_ranks("cpu") as ranks:
        place = checkpoint if ranks.is_first else None
        settings = RunSettings(place, workers=0, ranks=ranks)
        trainer = Trainer(TASK, batcher, {"years": held}, settings, resume=resumed)
        losses, scores, reason = [], [], ""
        for event in trainer.fit():
            if isinstance(event, StepDone):
                losses.append(event.loss)
                if event.step == stop_after and ranks.number == stopping_rank:
                    trainer.request_stop()
            elif isinstance(event, ValidationDone):
                scores.append(event.exact_match["years"])
            elif isinstance(event, Stopped):
                reason = event.reason
        ranks.wait()
    weights = [number for tensor in trainer.averaged.parameters() for number in tensor.flatten().tolist()]
    print(json.dumps({"losses": losses, "scores": scores, "reason": reason, "weights": weights}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
