"""Search over a network that is a table, so that every answer can be worked out by hand."""

import heapq
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datenorm import search
from datenorm.runtime import Float32Runtime
from datenorm.search import (
    SourceEncoder,
    allowed_log_probabilities,
    beam,
    greedy_search,
    top_k_many,
)
from datenorm.search.hypotheses import AUTOMATON, any_digits
from datenorm.text.vocabulary import BOS, EOS, PAD, encode_hints, encode_source, source_vocabulary
from datenorm.values import (
    FINAL,
    FORBIDDEN,
    REFUSAL,
    START,
    TARGET_SYMBOLS,
    TARGET_VOCABULARY,
    TRANSITIONS,
    accepts,
    split,
)

ROW = np.array([4, 4, 9, 10, 11])
SOURCE = ROW[None, :]
TRAP = {"1969": 0.2, "1968": 0.2, "1967": 0.2, "2005-04-03": 0.4}


def top_k(runtime, row, **wanted):
    """The most likely values of one source."""
    return top_k_many(runtime, row[None, :], **wanted)[0]


def best_first(runtime, source_ids, k, least, temperature):
    """The k most likely values by the plainest exact search: one prefix at a time, the likeliest first."""
    encoded = runtime.encode(source_ids)
    heap = [(0.0, 0, (), START, encoded.initial_state)]
    found, number = [], 0
    while heap and len(found) < k:
        cost, _, symbols, state, decoder = heapq.heappop(heap)
        if state == FINAL:
            found.append((-cost, "".join(TARGET_SYMBOLS[symbol] for symbol in symbols if symbol != EOS)))
            continue
        step = runtime.step(encoded, decoder, np.array([symbols[-1] if symbols else BOS]))
        scores = allowed_log_probabilities(step.logits, np.array([state]), temperature)[0].astype(float)
        for symbol in np.flatnonzero(scores - cost >= math.log(least)).tolist():
            number += 1
            after = TRANSITIONS[state][symbol]
            heapq.heappush(heap, (cost - scores[symbol], number, (*symbols, symbol), after, step.state))
    return found


def test_greedy_takes_the_likeliest_character_and_top_k_the_likeliest_value(scripted_runtime):
    runtime = scripted_runtime(lambda ids: TRAP)
    (greedy,) = greedy_search(runtime, SOURCE)
    best, *_ = top_k(runtime, ROW, k=2)
    assert greedy.text in ("1969", "1968", "1967")
    assert best.text == "2005-04-03"
    assert best.probability == pytest.approx(0.4, rel=1e-4)


def test_a_value_has_the_same_probability_in_both_searches(scripted_runtime):
    runtime = scripted_runtime(lambda ids: {"1969-07-20": 0.7, "1969-07": 0.2, "196X": 0.1})
    (greedy,) = greedy_search(runtime, SOURCE)
    best, *_ = top_k(runtime, ROW, k=3)
    assert greedy == best


def test_forbidden_characters_never_come_out(scripted_runtime):
    runtime = scripted_runtime(lambda ids: {"2021-13-01": 0.9, "2021-02-30": 0.09, "2021-02-03": 0.01})
    (greedy,) = greedy_search(runtime, SOURCE)
    assert accepts(greedy.text)
    assert all(accepts(hypothesis.text) for hypothesis in top_k(runtime, ROW, k=5))


def test_what_is_forbidden_gives_its_probability_to_the_rest():
    logits = np.zeros((1, len(TARGET_VOCABULARY)), np.float32)
    scores = allowed_log_probabilities(logits, np.array([START]), 1.0)
    allowed = [index for index, following in enumerate(TRANSITIONS[START]) if following != FORBIDDEN]
    assert np.exp(scores[0, allowed]) == pytest.approx(1 / len(allowed))
    assert np.exp(scores).sum() == pytest.approx(1)


def test_temperature_changes_probabilities_and_not_the_greedy_value(scripted_runtime):
    runtime = scripted_runtime(lambda ids: TRAP)
    cold, plain, hot = (greedy_search(runtime, SOURCE, temperature=t)[0] for t in (0.5, 1.0, 2.0))
    assert cold.text == plain.text == hot.text
    assert cold.probability > plain.probability > 0
    assert plain.probability > 0.19
    # At temperature 2 odds of 3:2 become sqrt(3):sqrt(2), and three equal characters keep a third each.
    first = math.sqrt(0.6) / (math.sqrt(0.6) + math.sqrt(0.4))
    assert hot.probability == pytest.approx(first / 3, rel=1e-4)


def test_rows_that_end_early_leave_the_others_alone(scripted_runtime):
    values = ["∅", "1969", "1969-07-20", "1914-03-12/1914-03-15", "-0043~", "196X", "∅", "1850"]
    runtime = scripted_runtime(lambda ids: {values[ids[-1] - 10]: 1.0})
    sources = np.array([[4, 4, 9, 10 + index] for index in range(len(values))])
    found = greedy_search(runtime, sources, attention=True)
    assert [hypothesis.text for hypothesis in found] == values
    for hypothesis in found:
        steps = len(split(hypothesis.text))
        assert hypothesis.attention_weights.shape == (steps, 2)
        assert hypothesis.attention_weights[:, 0].tolist() == [(i + 1) % 2 for i in range(steps)]
        assert hypothesis.probability == pytest.approx(1)


def test_sources_searched_side_by_side_do_not_depend_on_each_other(scripted_runtime):
    readings = [{"1969": 0.6, "1968": 0.4}, {"∅": 0.9, "19XX": 0.1}, TRAP, {"2020-02-29": 1.0}]
    runtime = scripted_runtime(lambda ids: readings[ids[-1] - 10])
    sources = np.array([[4, 4, 10 + index] for index in range(len(readings))])
    together = top_k_many(runtime, sources, k=3)
    assert together == [top_k(runtime, row, k=3) for row in sources]


def test_top_k_keeps_the_attention_of_each_symbol(scripted_runtime):
    found = top_k(scripted_runtime(lambda ids: TRAP), ROW, k=4, attention=True)
    assert [hypothesis.attention_weights.shape for hypothesis in found] == [
        (len(split(h.text)), 3) for h in found
    ]


def test_a_network_that_knows_nothing_is_kept_within_bounds(scripted_runtime, monkeypatch):
    monkeypatch.setattr(beam, "WIDTH", 7)
    flat = scripted_runtime(lambda ids: {})
    rows = []
    step = flat.step
    monkeypatch.setattr(flat, "step", lambda *given: rows.append(len(given[2])) or step(*given))
    found = top_k(flat, ROW, k=5)
    assert len(found) == 5
    assert all(accepts(hypothesis.text) for hypothesis in found)
    assert max(rows) == 7


def test_a_text_for_which_nothing_is_likely_gets_what_is_greedy(scripted_runtime):
    flat = scripted_runtime(lambda ids: {} if ids[-1] == 10 else TRAP)
    sources = np.array([[4, 4, 11], [4, 4, 10]])
    trap, nothing = top_k_many(flat, sources, k=4, least=0.3)
    assert [hypothesis.text for hypothesis in trap] == ["2005-04-03"]
    assert nothing == greedy_search(flat, sources)[1:]
    assert nothing[0].probability < 0.3


def test_a_value_with_more_symbols_than_any_is_not_found(scripted_runtime):
    runtime = scripted_runtime(lambda ids: {"1969": 0.4, "1969-07-20": 0.6})
    six, five, four, three = (
        top_k(runtime, ROW, k=2, automaton=replace(AUTOMATON, longest=length)) for length in (6, 5, 4, 3)
    )
    assert [hypothesis.text for hypothesis in six] == ["1969-07-20", "1969"]
    assert five == four == six[1:]
    assert three == []


def test_a_text_for_which_no_value_ends_is_refused(scripted_runtime, monkeypatch):
    runtime = scripted_runtime(lambda ids: {"1969-07-20": 1.0} if ids[-1] == 11 else {"1969": 1.0})
    monkeypatch.setitem(top_k_many.__kwdefaults__, "automaton", replace(AUTOMATON, longest=5))
    endless, other = greedy_search(runtime, np.array([[4, 4, 11], [4, 4, 10]]), attention=True)
    assert (endless.text, endless.probability, endless.attention_weights) == (REFUSAL, 0.0, None)
    assert (other.text, other.probability) == ("1969", pytest.approx(1))


@pytest.fixture(scope="module", params=[1.0, 3.0, 9.0])
def drawn_runtime(request, random_config, random_weights):
    """Networks that were never trained: of no opinion, of some, of strong ones."""
    return Float32Runtime(random_weights(random_config(40), seed=7, scale=request.param))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.integers(10, 39), min_size=1, max_size=6), min_size=1, max_size=5),
    st.integers(1, 5),
    st.floats(1 / search.WIDTH, 0.3),
    st.floats(0.3, 2),
)
def test_the_search_finds_what_searching_one_prefix_at_a_time_finds(
    drawn_runtime, texts, k, least, temperature
):
    texts.sort(key=len, reverse=True)
    sources = np.full((len(texts), 2 + len(texts[0])), PAD)
    for row, text in enumerate(texts):
        sources[row, : 2 + len(text)] = [4, 4, *text]
    found = top_k_many(drawn_runtime, sources, k=k, least=least, temperature=temperature)
    for text, hypotheses in zip(texts, found, strict=True):
        expected = best_first(drawn_runtime, np.array([[4, 4, *text]]), k, least, temperature)
        likely = [h for h in hypotheses if h.probability >= least * (1 + 1e-4)]
        assert [h.log_probability for h in likely] == pytest.approx(
            [log for log, _ in expected if log >= math.log(least) + 1e-4], abs=1e-4
        )
        # Texts whose probabilities are the same but for rounding may stand in either order.
        apart = {
            log: text for log, text in expected if sum(abs(log - other) < 1e-3 for other, _ in expected) == 1
        }
        for log, value in apart.items():
            assert value in {h.text for h in hypotheses if abs(h.log_probability - log) < 1e-3}


VALUES = [
    "∅",
    "1969",
    "1968",
    "196X",
    "19XX",
    "XX69-07-20",
    "1969-07-20",
    "1969-07-02",
    "1969-07",
    "1850~",
    "../1945",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(VALUES), st.floats(0.001, 1), min_size=1), st.integers(1, 6))
def test_top_k_is_exact(scripted_runtime, probabilities, k):
    total = sum(probabilities.values())
    readings = {value: probability / total for value, probability in probabilities.items()}
    found = top_k(scripted_runtime(lambda ids: readings), ROW, k=k)
    # What is not in the table has about e^-40 and lies below what the search calls negligible.
    expected = sorted(readings.values(), reverse=True)[:k]
    assert [h.probability for h in found] == pytest.approx(expected, rel=1e-3)
    assert all(h.probability == pytest.approx(readings[h.text], rel=1e-3) for h in found)


def test_refusal_is_one_character(scripted_runtime):
    (greedy,) = greedy_search(scripted_runtime(lambda ids: {REFUSAL: 1.0}), SOURCE, attention=True)
    assert greedy.text == REFUSAL
    assert greedy.attention_weights.shape == (1, 3)


WORDS = st.text(st.sampled_from("ab ü年\U0001f4c5\U0010ffff"), min_size=1, max_size=300)


@given(st.lists(st.tuples(WORDS, st.sampled_from([None, "fr"]), st.sampled_from([None, "DMY"])), max_size=60))
def test_batches_hold_every_source_once_and_stay_small(rows):
    vocabulary = source_vocabulary("ab ü年", ["fr"])
    rows.sort(key=lambda row: len(row[0]), reverse=True)
    hints = [encode_hints(vocabulary, language, order) for _, language, order in rows]
    found = []
    for start, batch in SourceEncoder(vocabulary).batches([text for text, *_ in rows], hints):
        assert start == len(found)
        assert batch.size <= max(1 << 14, batch.shape[1])
        found += [[symbol for symbol in row if symbol != PAD] for row in batch.tolist()]
    assert found == [encode_source(vocabulary, *row) for row in rows]


def test_another_automaton_finds_days_that_do_not_exist(scripted_runtime):
    runtime = scripted_runtime(lambda ids: {"2021-04-33": 0.7, "2021-04-30": 0.2, "∅": 0.1})
    ((best, *_),) = top_k_many(runtime, SOURCE, k=2, automaton=any_digits())
    assert best.text == "2021-04-33"
    assert best.probability == pytest.approx(0.7 / 0.9, rel=1e-3)  # the refusal is not among them
    ((best, *_),) = top_k_many(runtime, SOURCE, k=2)
    assert best.text == "2021-04-30"
