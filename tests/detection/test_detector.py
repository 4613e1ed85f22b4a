"""Texts in, languages and orders out: what is said does not depend on what stands beside it."""

import numpy as np
import pytest

import datenorm
from datenorm.detection import NO_ORDER, Detector
from datenorm.errors import BundleNotFound, InputError

TEXTS = ["20 july 1969", "3 mars 1970", "", "\N{FULLWIDTH DIGIT TWO}0 juli 1969", "x" * 5000, "14 aout 1988"]


@pytest.fixture
def detector(detecting_bundle):
    return Detector.load(detecting_bundle.path)


def test_every_text_gets_an_answer_in_its_place(detector):
    found = list(detector.detect_many(TEXTS))
    assert [one.source for one in found] == TEXTS
    for one in found:
        if one.reason:
            assert not one.languages and not one.orders and not one.has_date and one.language is None
        else:
            assert 0 < one.date < 1 and one.language == one.languages[0].name
            assert one.order in ("DMY", "MDY", "YMD", NO_ORDER)
    assert [bool(one.reason) for one in found] == [False, False, True, False, True, False]
    assert [(one.code, one.facts) for one in found if one.reason] == [
        ("empty", {}),
        ("too-long", {"length": len(TEXTS[4]), "limit": 256}),
    ]


def test_the_likeliest_stand_first_and_all_of_them_sum_to_one(detector):
    found = detector.detect("20 july 1969", top=20)
    for guesses in (found.languages, found.orders):
        probabilities = [guess.probability for guess in guesses]
        assert probabilities == sorted(probabilities, reverse=True)
        assert sum(probabilities) == pytest.approx(1)
    assert len(found.languages) == 3 and len(found.orders) == 4
    assert detector.detect("20 july 1969", top=1).languages == found.languages[:1]


def test_a_text_is_looked_at_the_same_in_any_company(detector):
    together = list(detector.detect_many(TEXTS * 3))
    for index, text in enumerate(TEXTS):
        alone = detector.detect(text)
        assert together[index] == together[index + len(TEXTS)]
        assert alone.date == pytest.approx(together[index].date, abs=1e-6)
        assert alone.order == together[index].order


def test_weights_lie_on_the_characters_of_the_user(detector):
    source = "  \N{FULLWIDTH DIGIT TWO}0   juli\u200b 1969"
    weights = detector.detect(source, attention=True).attention_weights
    assert weights.shape == (len(source),)
    assert weights.sum() == pytest.approx(1, abs=1e-5)
    assert weights[:2].sum() == 0 and weights[source.index("\u200b")] == 0
    assert detector.detect(source).attention_weights is None


def test_whether_there_is_a_date_can_be_asked_of_both(detector):
    text = "20 july 1969"
    decoder, pooling = (detector.detect(text, date_by=one).date for one in ("decoder", "pooling"))
    assert decoder != pooling


def test_the_decoder_says_no_date_as_often_as_it_would_write_so(detecting_bundle):
    """The probability that conversion has for the refusal, of a network that is sure of nothing."""
    from datenorm.convert.normalizer import Normalizer

    detector = Detector.load(detecting_bundle.path)
    normalizer = Normalizer(detecting_bundle)
    for text in ("20 july 1969", "hello", "3.4.5"):
        refused = [
            reading.probability
            for reading in normalizer.convert(text, alternatives=20).alternatives
            if reading.value is None
        ]
        converted = normalizer.convert(text)
        if converted.status == "no-date":
            refused.append(converted.confidence)
        if refused:
            assert 1 - detector.detect(text).date == pytest.approx(refused[0], abs=0.05)


def test_a_bundle_without_a_head_says_how_to_get_one(plain_bundle):
    assert Detector.of(plain_bundle) is None
    with pytest.raises(BundleNotFound) as caught:
        Detector.load(plain_bundle.path)
    assert str(plain_bundle.path) in caught.value.hint


@pytest.mark.parametrize("texts", ["20 july 1969", [None], [b"bytes"]])
def test_what_is_no_text_is_refused(detector, texts):
    with pytest.raises(InputError):
        list(detector.detect_many(texts))


def test_it_is_a_public_name():
    assert datenorm.Detector is Detector
    assert np.isscalar(datenorm.Detection("x", 0.5).date)
