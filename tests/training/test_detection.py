"""Fitting the head to a network that is trained: what its annotations tell is learnt."""

import itertools
from random import Random

import numpy as np
import pytest

from datenorm.bundle import load_bundle
from datenorm.detection import NO_ORDER, DetectionHead
from datenorm.training import detection
from datenorm.training.detection import Labelled, fit_head

WORDS = {"en": ("july", "march", "may"), "fr": ("juillet", "mars", "mai")}


def texts(count, seed):
    """Days with the month's name, day first in French and month first in English; and words alone."""
    rng = Random(seed)
    for language, kind in itertools.islice(itertools.cycle(itertools.product(WORDS, range(3))), count):
        month, day, year = rng.choice(WORDS[language]), rng.randint(1, 28), rng.randint(1900, 2020)
        if kind == 0:
            yield Labelled(" ".join(rng.choices(WORDS[language], k=2)), language, NO_ORDER, False)
        elif language == "fr":
            yield Labelled(f"{day} {month} {year}", language, "DMY", True)
        else:
            yield Labelled(f"{month} {day}, {year}", language, "MDY", True)


@pytest.fixture(scope="module")
def bundle(tiny_bundle):
    return load_bundle(tiny_bundle)


def asked(head, bundle, labelled):
    from datenorm.detection.head import Annotator

    for places, encoded in Annotator(bundle)([one.text for one in labelled]):
        answers = head(encoded.annotations)
        for row, place in enumerate(places):
            yield labelled[place], answers, row


@pytest.fixture(scope="module")
def head(bundle):
    return fit_head(bundle, list(texts(600, "fit")), seed=1)


def test_what_can_be_told_apart_is(bundle, head):
    assert isinstance(head, DetectionHead) and head.languages == ("en", "fr")
    assert head.shares == pytest.approx([0.5, 0.5])
    right = {"language": [], "order": [], "date": []}
    for wanted, answers, row in asked(head, bundle, list(texts(120, "held out"))):
        right["language"].append(head.languages[answers.languages[row].argmax()] == wanted.language)
        order = ("DMY", "MDY", "YMD", NO_ORDER)[answers.orders[row].argmax()]
        right["order"].append(order == wanted.order)
        right["date"].append((answers.date[row] >= 0.5) == wanted.has_date)
    assert {name: np.mean(found) > 0.9 for name, found in right.items()} == dict.fromkeys(right, True)


def test_the_same_texts_and_seed_give_the_same_head(bundle, monkeypatch):
    monkeypatch.setattr(detection, "_LEAST_STEPS", 5)
    drawn = list(texts(60, "fit"))
    one, other = (fit_head(bundle, drawn, seed=3) for _ in range(2))
    for name, array in one.arrays().items():
        np.testing.assert_array_equal(array, other.arrays()[name])


def test_a_language_drawn_often_is_common_but_no_text_is_taken_for_it(bundle):
    """Nine texts in ten are English; of a text that fits both equally the head itself must not say so."""
    english = [Labelled("12 may 1999", "en"), *[one for one in texts(540, "en") if one.language == "en"]]
    drawn = [*english * 3, *[one for one in texts(180, "fr") if one.language == "fr"]]
    ambiguous = [Labelled(f"{day}.03.1999", language) for day in range(10, 28) for language in WORDS]
    weight = sum(one.language == "en" for one in drawn) / len(drawn)
    drawn += [one for one in ambiguous for _ in range(9 if one.language == "en" else 1)]
    head = fit_head(bundle, drawn, seed=1)
    assert weight > 0.85 and head.shares[0] > 0.85
    found = [answers.languages[row][0] for _, answers, row in asked(head, bundle, ambiguous)]
    assert 0.3 < np.mean(found) < 0.7


def test_what_nobody_knows_is_not_learnt_from(bundle, monkeypatch):
    monkeypatch.setattr(detection, "_LEAST_STEPS", 20)
    head = fit_head(bundle, [Labelled("20 july 1969", "en"), Labelled("20 juillet 1969", "fr")] * 20, seed=1)
    for _, answers, row in asked(head, bundle, [Labelled("20 july 1969")]):
        assert answers.date[row] == pytest.approx(0.5, abs=0.01)
        assert answers.orders[row] == pytest.approx([0.25] * 4, abs=0.01)


def test_a_head_that_was_fitted_before_goes_on_from_there(bundle, head, monkeypatch):
    monkeypatch.setattr(detection, "_LEAST_STEPS_AGAIN", 1)
    monkeypatch.setattr(detection, "_RATE_AGAIN", 0.0)
    again = fit_head(bundle, list(texts(60, "fit")), seed=2, start=head)
    assert again.languages == head.languages
    for (labelled, one, row), (_, other, _) in zip(
        asked(head, bundle, list(texts(30, "held out"))),
        asked(again, bundle, list(texts(30, "held out"))),
        strict=True,
    ):
        assert other.languages[row] == pytest.approx(one.languages[row], abs=0.02), labelled.text
        assert other.orders[row] == pytest.approx(one.orders[row], abs=0.02)
        assert other.date[row] == pytest.approx(one.date[row], abs=0.02)
