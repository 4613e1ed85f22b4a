"""The lesson: its numbers follow from its weights by the formulas of the page."""

import math

import numpy as np
import pytest

from datenorm.display.lesson import FORMULAS, matrices, overview, whole
from datenorm.errors import ConfigError, InputError
from datenorm.nn.config import SCORERS
from datenorm.study.lesson import lesson

TEXTS = {"5 May": "-05-05", "5 Jul": "-07-05", "7 May": "-05-07", "7 Jul": "-07-07"}


def test_the_states_of_the_encoder_are_reckoned_by_hand():
    forward, backward = [], []
    before = after = 0.0
    for kind in (1, 0, -1, -1, -1):
        forward.append(before := math.tanh(2 * kind + before / 2))
    for number in (1, 1, 1, 0, -1):
        backward.insert(0, after := math.tanh(number + after / 2))
    found = lesson("7 May").annotations
    assert found.T == pytest.approx(np.array([forward, backward]), abs=1e-6)


def test_the_first_step_is_reckoned_by_hand():
    read = lesson("7 May")
    step = read.steps[0]
    s = (math.tanh(-1.5), math.tanh(-1))
    assert step.query == pytest.approx(s, abs=1e-6)
    energies = [
        2 * math.tanh(3 * s[0] + 4 * s[1] + 3 * h) - 2 * math.tanh(3 * s[0] - 4 * s[1] + 3 * h)
        for h in read.annotations[:, 0].tolist()
    ]
    assert step.energies == pytest.approx(energies, abs=1e-5)
    total = sum(map(math.exp, energies))
    weights = [math.exp(energy) / total for energy in energies]
    assert step.weights == pytest.approx(weights, abs=1e-6)
    context = [sum(a * h for a, h in zip(weights, side, strict=True)) for side in read.annotations.T.tolist()]
    assert step.context == pytest.approx(context, abs=1e-6)
    opened, closed = 1 / (1 + math.exp(-3)), 1 / (1 + math.exp(3))
    memory = (opened * math.tanh(2), -opened)
    assert step.gates[:, 0] == pytest.approx([opened, closed, opened, math.tanh(2)], abs=1e-6)
    assert step.cell == pytest.approx(memory, abs=1e-6)
    state = [opened * math.tanh(one) for one in memory]
    assert step.state == pytest.approx(state, abs=1e-6)
    assert step.logits == pytest.approx([4 * context[1], -4 * context[1], 10 * state[1] - 2], abs=1e-5)
    assert step.symbol == "-05"


@pytest.mark.parametrize("scorer", SCORERS)
@pytest.mark.parametrize("text", TEXTS)
def test_the_gates_shown_are_those_that_were_computed_with(text, scorer):
    memory = np.array([0.0, -1.0])
    for step in lesson(text, scorer).steps:
        enters, forgets, shows, candidate = step.gates
        memory = forgets * memory + enters * candidate
        assert step.cell == pytest.approx(memory, abs=1e-6)
        assert step.state == pytest.approx(shows * np.tanh(memory), abs=1e-6)


@pytest.mark.parametrize("scorer", ["additive", "general"])
@pytest.mark.parametrize("text", [*TEXTS, "May 7", "Jul 5"])
def test_scorers_with_matrices_read_both_orders(text, scorer):
    day, month = sorted(text.split(), key=len)
    assert lesson(text, scorer).value == TEXTS[f"{day} {month}"]


def test_places_alone_read_one_order_only():
    assert {text: lesson(text, "location").value for text in TEXTS} == TEXTS
    assert lesson("May 7", "location").value == "-07-05"


def test_one_context_for_all_steps_writes_one_number_twice():
    assert {text: lesson(text, "none").value for text in TEXTS} == {
        "5 May": "-05-05",
        "5 Jul": "-05-05",
        "7 May": "-07-07",
        "7 Jul": "-07-07",
    }
    contexts = [step.context for step in lesson("7 May", "none").steps]
    assert np.array_equal(contexts, [contexts[0]] * 3)


@pytest.mark.parametrize("scorer", ["dot", "cosine"])
def test_without_a_matrix_the_count_disturbs_the_comparison(scorer):
    assert lesson("7 May", scorer).value == "-05-07"
    assert lesson("5 Jul", scorer).value == "-07-07"


def test_a_text_outside_the_small_world_is_refused():
    with pytest.raises(InputError, match="'8'"):
        lesson("8 May")
    with pytest.raises(InputError, match="empty"):
        lesson("")
    with pytest.raises(ConfigError, match="transformer"):
        lesson("7 May", "transformer")


@pytest.mark.parametrize("scorer", SCORERS)
def test_no_printed_number_is_so_near_to_the_next_that_processors_may_differ(scorer):
    for text in ("7 May", "5 Jul", "May 7"):
        read = lesson(text, scorer)
        numbers = [read.annotations, *(part for step in read.steps for part in vectors(step))]
        hundredths = 100 * np.concatenate([np.ravel(part) for part in numbers]).astype(float)
        assert (np.abs(hundredths - np.floor(hundredths) - 0.5) > 1e-3).all()


def vectors(step):
    """The numbers of a step that are printed."""
    states = step.query, step.energies, step.weights, step.context, step.gates, step.cell, step.state
    return *states, step.logits, step.probabilities


def test_everything_is_printed_in_columns():
    lines = list(whole(lesson("7 May")))
    assert lines[0] == f"additive: {FORMULAS['additive']}"
    assert "x kind       1.00   0.00  -1.00  -1.00  -1.00" in lines
    assert lines[-1] == "value: -05-07"
    assert not any("-0.00" in line for line in lines)
    assert list(FORMULAS) == list(SCORERS)


def test_the_overview_has_a_line_for_each_step_of_each_scorer():
    lines = list(overview(lesson("7 May", scorer) for scorer in SCORERS))
    assert [line for line in lines if ":" in line][-1] == "none: -07-07"
    assert sum(line.startswith("  step") for line in lines) == 3 * len(SCORERS)
    assert {len(line) for line in lines if line.startswith("  step")} == {len(lines[0])}


def test_the_weights_of_a_scorer_are_named_as_in_its_formula():
    lines = list(matrices("additive"))
    start = lines.index("decoder.scorer.query.weight = W")
    assert [line.split() for line in lines[start + 1 : start + 3]] == [["3", "4"], ["3", "-4"]]
    assert "decoder.scorer.key.weight = W" in list(matrices("general"))
    assert "decoder.scorer.strength = β" in list(matrices("cosine"))
    assert not any("scorer" in line for line in matrices("dot"))
