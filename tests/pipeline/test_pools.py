"""Pools in which the generator's pairs and the user's stand together."""

from collections import Counter
from functools import partial

import pytest

pytest.importorskip("babel")
pytest.importorskip("faker")

from data_gen.corpus import generate
from data_gen.user_patterns import read_styles
from datenorm.pipeline.pools import CorpusPools, OwnPools, Share, StylePools, mixed
from datenorm.training.user_pairs import UserPair

OWN = tuple(UserPair(f"day {number}", "1569") for number in range(30))
STYLES = read_styles('[[style]]\npatterns = ["y.M.d"]')


def pairs(part):
    return Share(part, partial(OwnPools, OWN, ("en", "fr"), seed=1))


def styles(part):
    return Share(part, partial(StylePools, STYLES, seed=1))


def own_of(pool):
    return [pair.source for pair in pool if isinstance(pair, UserPair)]


def test_each_source_is_the_share_asked_for():
    pools = mixed(CorpusPools(4_000, 1, ("en",)), [pairs(0.3), styles(0.2)])
    pool = pools(0)
    kinds = Counter(getattr(pair, "kind", "own") == "style" for pair in pool)
    assert (len(pool), len(own_of(pool)), kinds[True]) == (4_000, 1_200, 800)
    assert pool == pools(0)
    assert pool != pools(1)


def test_every_own_pair_comes_as_often_as_any_other():
    pools = OwnPools(OWN, ("en",), 47, seed=1)
    seen = Counter(source for number in range(60) for source in own_of(pools(number)))
    assert set(seen.values()) == {94}  # 60 pools of 47 are 94 times 30
    assert own_of(pools(0))[:30] != own_of(OwnPools(OWN, ("en",), 47, seed=2)(0))[:30]


def test_words_are_learnt_under_any_hint_and_numbers_under_the_hints_given():
    numbers, french = UserPair("3/4/1990", "1990-04-03"), UserPair("3/4/90", "XX90-04-03", "fr", "DMY")
    pool = OwnPools((*OWN, numbers, french), ("en", "de"), 320, seed=1)(0)
    hints = {(pair.language, pair.order) for pair in pool if pair.source.startswith("day")}
    assert hints == {
        (language, order) for language in ("", "en", "de") for order in ("", "DMY", "MDY", "YMD")
    }
    assert {pair for pair in pool if pair.source.startswith("3/4")} == {numbers, french}


@pytest.mark.parametrize("shares", [[pairs(1.0)], [pairs(0.7), styles(0.3)]])
def test_own_sources_alone_need_no_generator(shares):
    pools = mixed(CorpusPools(300, 1, ("en",)), shares)
    assert len(pools(3)) == 300
    assert not any(isinstance(source, CorpusPools) for source in pools.sources)


def test_pools_go_through_the_corpus_without_gap_or_overlap():
    pools = mixed(CorpusPools(1_500, 1, ("en",)), [pairs(0.4)])
    drawn = [pair for number in (0, 1) for pair in pools(number) if not isinstance(pair, UserPair)]
    assert drawn == list(generate(len(drawn), 1, languages=("en",)))
