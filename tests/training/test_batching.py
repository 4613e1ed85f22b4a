"""Batches depend on the seed and the number of the pool alone; hiding hints changes nothing else."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from datenorm.errors import NoData, TrainingError
from datenorm.text.vocabulary import ANY, BOS, EOS, PAD, source_vocabulary
from datenorm.training.batching import (
    BatchMaker,
    BatchStream,
    collate,
    drop_hints,
    encode,
    frequent_characters,
)
from datenorm.training.recipes import HintDropping
from datenorm.values import TARGET_VOCABULARY


@dataclass(frozen=True)
class Pair:
    source: str
    value: str
    language: str = "en"
    order: str = "DMY"


@dataclass(frozen=True)
class Texts:
    """Pools of texts of many lengths, some with long values."""

    size: int = 200

    def __call__(self, number):
        rng = Random(number)
        values = ["1969", "1969-07-20", "∅", "1914-03-12/1914-03-15"]
        return [Pair("x" * rng.randrange(1, 120), rng.choice(values)) for _ in range(self.size)]


@dataclass(frozen=True)
class Failing:
    """A pool with a value outside the language."""

    def __call__(self, number):
        return [Pair("x", "20 July")]


@dataclass(frozen=True)
class Nothing:
    """Pools without a usable pair."""

    def __call__(self, number):
        return [Pair("  ", "1969"), Pair("x" * 300, "1969")]


@pytest.fixture
def vocabulary():
    return source_vocabulary(frequent_characters(Texts()(0), minimum_count=1), ["en", "fr"])


@pytest.fixture
def batcher(vocabulary):
    return BatchMaker(Texts(), vocabulary, batch_size=16, dropping=HintDropping(), seed=1)


def as_lists(batches):
    return [
        (batch.source_ids.tolist(), batch.lengths.tolist(), batch.target_ids.tolist()) for batch in batches
    ]


def test_same_seed_same_batches(batcher):
    assert as_lists(batcher(3)) == as_lists(batcher(3))
    assert as_lists(batcher(3)) != as_lists(replace(batcher, seed=2)(3))
    assert as_lists(batcher(3)) != as_lists(batcher(4))


def test_every_pair_is_in_one_batch(batcher):
    batches = batcher(0)
    assert sum(map(len, batches)) == 200
    expected = sorted(len(pair.source) + 2 for pair in Texts()(0))
    assert sorted(length for batch in batches for length in batch.lengths.tolist()) == expected


def test_batches_hold_sources_of_nearly_one_length_and_no_more_pairs_than_asked(batcher):
    for batch in batcher(0):
        assert len(batch) <= 16
        assert batch.lengths.max() <= 1.2 * batch.lengths.min() + 2
        assert batch.lengths.max() == batch.source_ids.shape[1]


def test_long_values_are_batched_apart(batcher):
    widths = {batch.target_ids.shape[1] for batch in batcher(0)}
    assert all(width <= 8 or width == 15 for width in widths)
    for batch in batcher(0):
        written = (batch.target_ids != PAD).sum(axis=1) - 2
        assert (written > 6).all() or (written <= 6).all()


def test_hiding_hints_never_changes_characters_or_targets(batcher, vocabulary):
    shown = replace(batcher, dropping=HintDropping(both=0, language=0, order=0))(0)
    hidden = replace(batcher, dropping=HintDropping(both=1))(0)
    for one, other in zip(shown, hidden, strict=True):
        assert np.array_equal(one.source_ids[:, 2:], other.source_ids[:, 2:])
        assert np.array_equal(one.target_ids, other.target_ids)
        assert np.all(other.source_ids[:, :2] == vocabulary.index(ANY))
        assert set(one.source_ids[:, 0].tolist()) == {vocabulary.index("<en>")}
        assert set(one.source_ids[:, 1].tolist()) == {vocabulary.index("<DMY>")}


def test_hints_are_hidden_as_often_as_asked():
    rng, pair = Random(0), Pair("x", "∅")
    left = [drop_hints(pair, rng, HintDropping(both=0.2, language=0.5, order=0.25)) for _ in range(20_000)]
    share = {hints: left.count(hints) / len(left) for hints in set(left)}
    assert share[("", "")] == pytest.approx(0.2 + 0.8 * 0.5 * 0.25, abs=0.01)
    assert share[("en", "DMY")] == pytest.approx(0.8 * 0.5 * 0.75, abs=0.01)
    assert share[("en", "")] == pytest.approx(0.8 * 0.5 * 0.25, abs=0.01)


def test_targets_begin_and_end(vocabulary):
    pair = encode(Pair("May 1969", "1969-05"), vocabulary, "en", "")
    assert (pair.target[0], pair.target[-1]) == (BOS, EOS)
    assert "".join(TARGET_VOCABULARY.decode(pair.target[1:-1])) == "1969-05"


def test_sources_that_cannot_be_read_are_left_out(vocabulary):
    assert encode(Pair("", "∅"), vocabulary, "", "") is None
    assert encode(Pair(" \u200b ", "∅"), vocabulary, "", "") is None
    assert encode(Pair("x" * 257, "∅"), vocabulary, "", "") is None


def test_a_value_outside_the_language_is_an_error(vocabulary):
    with pytest.raises(TrainingError, match="33 February"):
        encode(Pair("33 February", "2001-02-33"), vocabulary, "", "")


def test_rare_characters_stay_unknown():
    pairs = [Pair("ab", "∅"), Pair("a", "∅")]
    vocabulary = source_vocabulary(frequent_characters(pairs, minimum_count=2), ["en"])
    assert "a" in vocabulary
    assert "b" not in vocabulary


def test_rows_of_a_batch_lose_padding_they_do_not_need(vocabulary):
    pairs = [Pair("x" * 9, "1914-03-12/1914-03-15"), Pair("x" * 4, "1969")]
    batch = collate([encode(pair, vocabulary, "", "") for pair in pairs])
    assert batch.lengths.tolist() == [6, 11]
    assert batch.rows(0, 1).source_ids.shape == (1, 6)
    assert batch.rows(0, 1).target_ids.shape == (1, 6)
    assert batch.rows(1, 2).target_ids.shape == (1, 15)


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_change_nothing(batcher, workers):
    with BatchStream(batcher, first_pool=2, workers=workers) as stream:
        pools = stream.pools()
        made = [next(pools) for _ in range(3)]
    assert [number for number, _ in made] == [2, 3, 4]
    for number, batches in made:
        assert as_lists(batches) == as_lists(batcher(number))


@pytest.mark.parametrize("workers", [0, 1])
def test_an_error_in_a_worker_reaches_the_trainer(batcher, workers):
    with BatchStream(replace(batcher, pools=Failing()), workers=workers) as stream:
        with pytest.raises(TrainingError, match="20 July"):
            next(stream.pools())


def test_a_pool_without_pairs_is_an_error(batcher):
    with BatchStream(replace(batcher, pools=Nothing()), workers=0) as stream, pytest.raises(NoData):
        next(stream.pools())


TRAINER = """
import sys
from datenorm.text.vocabulary import source_vocabulary
from datenorm.training.batching import BatchMaker, BatchStream
from datenorm.training.recipes import HintDropping
from tests.training.years import Years

if __name__ == "__main__":
    batcher = BatchMaker(Years(5000), source_vocabulary("0123456789(", ["en"]), 16, HintDropping(), 1)
    with BatchStream(batcher, workers=1) as stream:
        next(stream.pools())
        print(stream._processes[0].pid, flush=True)
        sys.stdin.read()
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_worker_ends_when_the_trainer_is_killed(tmp_path):
    """Its queue is full, and the thread that feeds the queue waits for a reader that is gone."""
    script = tmp_path / "trainer.py"
    script.write_text(TRAINER, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, script], env=environment, **pipes) as trainer:
        worker = int(trainer.stdout.readline())
        time.sleep(1)  # until the queue is full
        trainer.kill()
    try:
        assert has_ended(worker, within=5)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)


def has_ended(pid, within):
    """Whether a process ends within some seconds; one that only waits to be collected has ended."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        listed = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
        if listed.stdout.strip()[:1] in ("", "Z"):
            return True
        time.sleep(0.1)
    return False
