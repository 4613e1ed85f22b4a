"""Several processes train one network: as one process would on the same batches, whatever their number."""

import json
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from datenorm.training.batching import BatchMaker, BatchStream  # noqa: E402
from datenorm.training.devices import ALONE, Ranks  # noqa: E402

ROOT = Path(__file__).parents[2]

# float32 sums of the same numbers in another order, through some tens of updates of size 1e-2 and less.
TOLERANCE = 2e-3


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """What one process saw that trained alone, without a stop."""
    (seen,) = train_on(1, tmp_path_factory.mktemp("alone") / "checkpoint.pt")
    return seen


@pytest.fixture
def train(tmp_path):
    """Train on so many ranks; what each saw. A second call goes on from the checkpoint of the first."""
    return partial(train_on, checkpoint=tmp_path / "checkpoint.pt")


def train_on(count, checkpoint, *, stop_after=0, stopping_rank=0):
    """Train on so many ranks; what each saw."""
    everywhere = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    if count > 1:
        everywhere |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free_port())}
        everywhere["WORLD_SIZE"] = str(count)
    command = [sys.executable, Path(__file__).with_name("one_rank.py"), checkpoint]
    command += [str(stop_after), str(stopping_rank)]
    running = [
        subprocess.Popen(
            command,
            env={**everywhere, "RANK": str(rank), "LOCAL_RANK": str(rank)} if count > 1 else everywhere,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in range(count)
    ]
    told = [process.communicate(timeout=240) for process in running]
    assert [process.returncode for process in running] == [0] * count, told
    return [json.loads(out.splitlines()[-1]) for out, _ in told]


def assert_alike(weights, others):
    """The same but for the few whose gradient is mere rounding: Adam makes a whole step of its sign."""
    assert np.quantile(np.abs(np.subtract(weights, others)), 0.95) < TOLERANCE


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 3])
def test_several_ranks_learn_what_one_process_learns(train, alone, count):
    together = train(count)
    for one in together[1:]:
        assert one == together[0]  # the same numbers on all ranks, or they would drift apart
    assert len(alone["losses"]) == len(together[0]["losses"]) > 15
    np.testing.assert_allclose(together[0]["losses"], alone["losses"], atol=TOLERANCE)
    assert_alike(together[0]["weights"], alone["weights"])
    # 61 held-out pairs: at most one whose two best characters are a rounding apart.
    np.testing.assert_allclose(together[0]["scores"], alone["scores"], atol=1.5 / 61)


@pytest.mark.slow
@pytest.mark.parametrize("counts", [(2, 1), (1, 3), (3, 2)])
def test_a_run_stopped_on_one_rank_stops_on_all_and_goes_on_with_another_number(train, alone, counts):
    before, after = counts
    first = train(before, stop_after=7, stopping_rank=before - 1)
    assert {one["reason"] for one in first} == {"interrupted"}
    assert {len(one["losses"]) for one in first} == {7}
    second = train(after)
    assert {one["reason"] for one in second} == {"finished"}
    losses = first[0]["losses"] + second[0]["losses"]
    np.testing.assert_allclose(losses, alone["losses"], atol=TOLERANCE)
    assert_alike(second[0]["weights"], alone["weights"])


@pytest.mark.parametrize("rows", [0, 1, 2, 7, 256])
@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_the_rows_of_all_ranks_are_all_rows_and_none_twice(rows, count):
    spans = [Ranks(number, count).span(rows) for number in range(count)]
    assert [row for first, end in spans for row in range(first, end)] == list(range(rows))
    assert max(end - first for first, end in spans) - min(end - first for first, end in spans) <= 1


@dataclass(frozen=True)
class Numbers:
    """Pools that say their number."""

    def __call__(self, number):
        from tests.training.years import Pair

        return [Pair(str(1000 + number), str(1000 + number))]


@pytest.mark.parametrize("first", [0, 5])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_each_pool_is_drawn_by_one_rank(vocabulary, recipe, first, count):
    batcher = BatchMaker(Numbers(), vocabulary, 4, recipe.dropping, 1)
    drawn = []
    for number in range(count):
        ranks = Ranks(number, count)
        stream = BatchStream(batcher, first_pool=ranks.first_from(first), stride=count, workers=0)
        pools = stream.pools()
        mine = [next(pools)[0] for _ in range(4)]
        assert {pool % count for pool in mine} == {number}
        drawn += mine
    assert sorted(drawn) == list(range(first, first + 4 * count))


def test_a_process_alone_has_nobody_to_ask():
    assert ALONE.is_first
    assert ALONE.span(7) == (0, 7)
    assert ALONE.agree(True, 3.0) == (True, 3.0)
    assert ALONE.total([1, 2]) == [1, 2]
    assert ALONE.from_one(0, lambda: "made") == "made"
