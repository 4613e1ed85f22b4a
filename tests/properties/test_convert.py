"""Whatever the text: an answer, never an exception, and a valid value if there is one."""

import datetime
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datenorm import Policy, Reckoning
from datenorm.convert.conversion import Status
from datenorm.values import accepts

anything = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TEXTS = st.text(st.characters(), max_size=40) | st.text("0123456789/-. ﬁ年ÅX", max_size=20)
ACCEPTING = Policy(on_ambiguous="best", min_confidence=0.0)
STATUSES = set(get_args(Status))


@anything
@given(TEXTS)
def test_every_text_gets_an_answer(tiny_normalizer, text):
    conversion = tiny_normalizer.convert(text, alternatives=1, attention=True, policy=ACCEPTING)
    assert conversion.source == text
    assert conversion.status in STATUSES
    assert 0 <= conversion.confidence <= 1
    assert (conversion.value is None) == (conversion.status not in ("converted", "ambiguous"))
    for value in (conversion.value, *(reading.value for reading in conversion.alternatives)):
        assert value is None or accepts(value)
    if conversion.attention is not None:
        assert conversion.attention.shape == (len(conversion.symbols), len(text))
        assert (abs(conversion.attention.sum(axis=1) - 1) < 1e-5).all()


@anything
@given(st.lists(TEXTS, max_size=12))
def test_many_texts_get_the_answers_they_get_alone(tiny_normalizer, texts):
    together = list(tiny_normalizer.convert_many(texts))
    assert together == [tiny_normalizer.convert(text) for text in texts]


@anything
@given(TEXTS, st.integers(0, 100), st.dates(), st.sampled_from(["nearest", "past", "future"]))
def test_reckoning_keeps_values_valid(tiny_normalizer, text, pivot, reference, prefer):
    reckoning = Reckoning(pivot=pivot, reference_date=reference, prefer=prefer)
    policy = Policy(on_ambiguous="best", min_confidence=0.0, reckoning=reckoning)
    conversion = tiny_normalizer.convert(text, policy=policy)
    assert conversion.value is None or accepts(conversion.value)
    assert conversion.date is None or isinstance(conversion.date, datetime.date)


@anything
@given(TEXTS, st.integers(1, 6))
def test_asking_for_alternatives_never_changes_the_answer(tiny_normalizer, text, alternatives):
    plain = tiny_normalizer.convert(text)
    shown = tiny_normalizer.convert(text, alternatives=alternatives)
    assert (plain.value, plain.status, plain.confidence) == (shown.value, shown.status, shown.confidence)
    probabilities = [reading.probability for reading in shown.alternatives]
    assert len(probabilities) <= alternatives + 1
    assert len({reading.value for reading in shown.alternatives}) == len(probabilities)
