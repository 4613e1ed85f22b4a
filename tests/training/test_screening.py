"""A model that reads the pairs first leaves out what it reads surely, and the weights make up for it."""

import pickle
from dataclasses import replace
from random import Random

import pytest

from datenorm.bundle import load_bundle
from datenorm.errors import BundleError
from datenorm.text.vocabulary import extended_vocabulary
from datenorm.training.batching import BatchMaker, encode
from datenorm.training.recipes import HintDropping
from datenorm.training.screening import LEAST_KEPT, Screening, share_kept
from tests.training.test_batching import Pair

VOCABULARY = load_bundle().vocabulary
SURE = Pair("1969-07-20", "1969-07-20", "", "")
MISREAD = Pair("20 July 1969", "1066-10-14", "en", "")


def encoded(pair, vocabulary=VOCABULARY):
    return encode(pair, vocabulary, pair.language, pair.order)


@pytest.fixture
def screening():
    return Screening("default", VOCABULARY)


def test_a_pair_that_is_read_surely_has_a_probability_near_one_and_a_misread_one_near_zero(screening):
    sure, misread = screening.probabilities([encoded(SURE), encoded(MISREAD)])
    assert sure > 0.99
    assert misread < 0.01


def test_the_probability_of_a_pair_does_not_depend_on_the_others(screening):
    pairs = [encoded(Pair("x" * length, "∅")) for length in range(1, 60)]
    assert screening.probabilities(pairs) == [screening.probabilities([pair])[0] for pair in pairs]


def test_what_is_misread_stays_and_most_of_what_is_read_surely_does_not(screening):
    kept = screening([encoded(SURE)] * 4000 + [encoded(MISREAD)] * 100, Random(1))
    misread = [pair for pair in kept if pair.value == MISREAD.value]
    sure = [pair for pair in kept if pair.value == SURE.value]
    assert len(misread) == 100
    assert 400 < len(sure) < 600
    assert sure[0].weight == pytest.approx(misread[0].weight / LEAST_KEPT)


def test_each_kind_of_pair_weighs_as_much_as_without_screening(screening):
    kept = screening([encoded(SURE)] * 8000 + [encoded(MISREAD)] * 1000, Random(2))
    weights = {
        value: sum(pair.weight for pair in kept if pair.value == value)
        for value in ("1066-10-14", "1969-07-20")
    }
    assert weights["1969-07-20"] / weights["1066-10-14"] == pytest.approx(8, rel=0.1)
    assert sum(weights.values()) == pytest.approx(len(kept))


def test_the_less_probable_the_value_the_more_pairs_stay():
    shares = [share_kept(step / 100) for step in range(101)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    assert shares[-1] == LEAST_KEPT


def test_the_model_that_reads_may_lack_symbols_and_languages_of_the_pairs(screening):
    wider = extended_vocabulary(VOCABULARY, "☾", ["xqq"])
    same = Pair("20 July 1969", "1969-07-20", "xqq", "")
    bare = replace(same, language="")
    assert Screening("default", wider).probabilities([encoded(same, wider)]) == screening.probabilities(
        [encoded(bare)]
    )


def test_a_batch_maker_with_screening_makes_fewer_pairs_of_the_same_pool(screening):
    maker = BatchMaker(SomeDates(), VOCABULARY, 16, HintDropping(), seed=1)
    screened = replace(maker, screen=screening)
    assert sum(map(len, screened(0))) < sum(map(len, maker(0)))
    assert [batch.weights.tolist() for batch in screened(0)] == [
        batch.weights.tolist() for batch in screened(0)
    ]
    assert {weight for batch in maker(0) for weight in batch.weights.tolist()} == {1.0}


class SomeDates:
    """A pool of dates that any model reads."""

    def __call__(self, number):
        return [Pair(f"{year}-07-20", f"{year}-07-20") for year in range(1800, 2000)]


def test_it_can_be_sent_to_another_process(screening):
    assert pickle.loads(pickle.dumps(screening)) == screening


def test_a_missing_model_is_an_error(tmp_path):
    with pytest.raises(BundleError):
        Screening(str(tmp_path / "nowhere"), VOCABULARY).probabilities([encoded(SURE)])
