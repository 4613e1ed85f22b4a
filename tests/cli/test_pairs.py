"""Pools in which the generator's pairs and the user's stand together."""

from collections import Counter

import pytest

pytest.importorskip("babel")
pytest.importorskip("faker")

from data_gen.corpus import generate
from datenorm.cli.pairs import CorpusPools, MixedPools
from datenorm.training.user_pairs import UserPair

OWN = tuple(UserPair(f"day {number}", "1569") for number in range(30))


def own_of(pool):
    return [pair.source for pair in pool if isinstance(pair, UserPair)]


def test_own_pairs_are_the_share_asked_for():
    pools = MixedPools.of(CorpusPools(2_000, 1, ("en",)), OWN, 0.5)
    pool = pools(0)
    assert len(own_of(pool)) == 1_000
    assert len(pool) == 2_000
    assert pool == pools(0)


def test_every_own_pair_comes_as_often_as_any_other():
    pools = MixedPools(CorpusPools(0, 1, None), OWN, size=47, seed=1)
    seen = Counter(source for number in range(60) for source in own_of(pools(number)))
    assert set(seen.values()) == {94}  # 60 pools of 47 are 94 times 30
    assert own_of(pools(0))[:30] != own_of(MixedPools(CorpusPools(0, 2, None), OWN, 47, seed=2)(0))[:30]


def test_own_pairs_alone_need_no_generator():
    pool = MixedPools.of(CorpusPools(300, 1, ("en",)), OWN, 1.0)(3)
    assert len(own_of(pool)) == len(pool) == 300


def test_pools_go_through_the_corpus_without_gap_or_overlap():
    pools = MixedPools.of(CorpusPools(1_500, 1, ("en",)), OWN, 0.4)
    drawn = [pair for number in (0, 1) for pair in pools(number) if not isinstance(pair, UserPair)]
    assert drawn == list(generate(len(drawn), 1, languages=("en",)))
