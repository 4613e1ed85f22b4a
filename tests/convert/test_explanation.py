"""How a value was written: the numbers that converting used, and nothing else."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datenorm.convert.explanation import END, Explainer, explain
from datenorm.convert.normalizer import Normalizer
from datenorm.errors import ConfigError, InputError
from datenorm.runtime import Float32Runtime, Int8Runtime
from datenorm.text import canonicalise
from datenorm.text.vocabulary import BOS, encode_source
from datenorm.values import FORBIDDEN, START, TARGET_SYMBOLS, TRANSITIONS
from datenorm.values.alphabet import EOS_ID

TEXTS = [
    "23 April, 1564",
    "03/04/2005",
    "hello",
    "c. 1850",
    "ﬁrst of May ２００１",
    "le 20\u00adjuillet 1969",
]


@pytest.fixture(scope="module")
def normalizer():
    return Normalizer.load()


@pytest.fixture(scope="module")
def explainer(normalizer):
    return Explainer(normalizer)


def written(explanation):
    return "".join(step.symbol for step in explanation.steps)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("locale", "order"), [(None, None), ("en-GB", None), (None, "MDY")])
def test_it_is_about_what_converting_says(normalizer, explainer, text, locale, order):
    conversion = normalizer.convert(text, locale, order, alternatives=1, attention=True)
    explanation = explainer.explain(text, locale, order)
    assert explanation.conversion == conversion
    assert written(explanation) == conversion.written
    weights = np.array([step.attention_weights for step in explanation.steps])
    assert np.array_equal(weights[: len(conversion.symbols)], conversion.attention)


def test_the_probabilities_of_the_characters_multiply_to_that_of_the_reading(explainer):
    for text in ["23 April, 1564", "c. 1850", "hello"]:  # readings that are written in one way only
        explanation = explainer.explain(text)
        product = math.prod(step.probability for step in explanation.steps)
        assert product == pytest.approx(explanation.conversion.confidence, abs=1e-5)


def test_a_sure_reading_is_the_likeliest_character_at_every_step(explainer):
    steps = explainer.explain("July 20th 1969").steps
    assert all(step.choices[0].symbol == step.symbol for step in steps)
    assert steps[-1].symbol == END


def after(symbols):
    """The state of the automaton after some symbols."""
    state = START
    for symbol in symbols:
        state = TRANSITIONS[state][TARGET_SYMBOLS.index(symbol)]
    return state


@pytest.mark.parametrize("text", TEXTS)
def test_what_can_only_end_is_not_asked_for_its_end(explainer, text):
    symbols = [step.symbol for step in explainer.explain(text).steps]
    written = [symbol for symbol in symbols if symbol != END]
    can_go_on = sum(state != FORBIDDEN for state in TRANSITIONS[after(written)]) > 1
    assert symbols == [*written, *([END] if can_go_on else [])]


@pytest.mark.parametrize("text", TEXTS)
def test_the_softmax_of_the_energies_is_the_attention(explainer, text):
    for step in explainer.explain(text).steps:
        exponentials = np.exp(step.energies - step.energies.max())
        # The converting path keeps nine bits of an exponential.
        assert exponentials / exponentials.sum() == pytest.approx(step.attention_weights, abs=0.01)


@pytest.mark.parametrize("text", TEXTS)
def test_the_context_is_the_mean_of_the_annotations_that_the_attention_weighs(text, tiny_normalizer):
    runtime = Float32Runtime(tiny_normalizer.bundle.weights)
    precise = Normalizer(tiny_normalizer.bundle, runtime)
    ids = encode_source(precise.bundle.vocabulary, canonicalise(text).text, None, None)
    encoded = runtime.encode(np.array([ids]))
    decoder, previous = encoded.initial_state, BOS
    for step in explain(precise, text).steps:
        assert np.array_equal(step.state, decoder.hidden[0])
        after = runtime.step(encoded, decoder, np.array([previous]))
        mean = sum(
            weight * annotation
            for weight, annotation in zip(after.attention_weights[0], encoded.annotations[0], strict=True)
        )
        assert step.context == pytest.approx(mean, abs=1e-5)
        decoder = after.state
        previous = TARGET_SYMBOLS.index(step.symbol) if step.symbol else EOS_ID


@pytest.mark.parametrize("text", TEXTS)
def test_states_and_contexts_of_eight_bits_are_near_those_of_the_trained_weights(text, tiny_normalizer):
    bundle = tiny_normalizer.bundle
    first, second = (
        explain(Normalizer(bundle, kind(bundle.weights)), text).steps[0]
        for kind in (Int8Runtime, Float32Runtime)
    )
    assert first.state == pytest.approx(second.state, abs=0.1)
    assert first.context.shape == second.context.shape == (bundle.manifest.architecture.annotation,)
    assert np.abs(first.context).max() <= 1


def test_characters_that_the_network_never_sees_have_no_energy(explainer):
    text = "le 20\u00adjuillet 1969"
    for step in explainer.explain(text).steps:
        assert [index for index, one in enumerate(step.energies) if one == -np.inf] == [text.index("\u00ad")]


def test_the_choices_are_what_the_value_language_allows_best_first(explainer):
    before = []
    for step in explainer.explain("23 April, 1564").steps:
        probabilities = [choice.probability for choice in step.choices]
        assert probabilities == sorted(probabilities, reverse=True)
        assert sum(probabilities) == pytest.approx(1)
        row = TRANSITIONS[after(before)]
        allowed = [index for index, state in enumerate(row) if state != FORBIDDEN]
        symbols = {END if index == EOS_ID else TARGET_SYMBOLS[index] for index in allowed}
        assert {choice.symbol for choice in step.choices} == symbols
        before.append(step.symbol)


@pytest.mark.parametrize("text", ["", "  ", "x" * 5000, "\ud800"])
def test_what_the_network_was_not_asked_about_has_no_steps(explainer, text):
    explanation = explainer.explain(text)
    assert explanation.steps == () and explanation.conversion.source == text


def test_hints_are_checked_as_converting_checks_them(explainer):
    with pytest.raises(ConfigError, match="locale"):
        explainer.explain("1969", "no locale")
    with pytest.raises(InputError):
        explainer.explain(1969)


@pytest.mark.parametrize("kind", [Int8Runtime, Float32Runtime])
def test_every_runtime_explains_itself(normalizer, kind):
    other = Normalizer(normalizer.bundle, kind(normalizer.bundle.weights))
    explanation = explain(other, "20 juillet 1969", "fr")
    conversion = other.convert("20 juillet 1969", "fr", attention=True)
    assert written(explanation) == conversion.written == "1969-07-20"
    weights = np.array([step.attention_weights for step in explanation.steps])
    assert np.array_equal(weights[:-1], conversion.attention)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=20))
def test_any_text_can_be_explained(tiny_normalizer, text):
    explanation = explain(tiny_normalizer, text)
    read = "" if explanation.conversion.kept else explanation.conversion.written  # a value is not read
    assert written(explanation) == read
    for step in explanation.steps:
        assert step.attention_weights.shape == step.energies.shape == (len(text),)
        assert step.attention_weights.sum() == pytest.approx(1, abs=1e-3)
        assert step.choices[0].probability >= step.probability > 0
