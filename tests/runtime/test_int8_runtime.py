"""The network in whole numbers: close to the one in floats, and in NumPy and compiled the same to the bit."""

import math
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datenorm.detection.tagging import TaggingHead, labelled
from datenorm.runtime import (
    CompiledRuntime,
    Float32Runtime,
    Int8Runtime,
    int8_runtime,
    open_runtime,
)
from datenorm.runtime.int8_weights import quantise
from datenorm.runtime.library import LONGEST
from datenorm.runtime.units import tanh_lines
from datenorm.search import greedy_search, top_k_many
from datenorm.search.hypotheses import AUTOMATON, WIDTH, any_digits
from datenorm.search.sources import LEAST_SEARCHABLE, search, sources_of
from datenorm.text.vocabulary import BOS, FIRST_HINT, HINTS, PAD
from datenorm.values import split

SOURCE_SIZE, HINT_SIZE = 31, 11
DEFAULT = {"embedding": 64, "hidden": 128, "decoder": 192, "alignment": 96, "target_embedding": 32}
SIZES = [{}, {"hint_size": HINT_SIZE}, {**DEFAULT, "hint_size": HINT_SIZE}]


@pytest.fixture(scope="module", params=SIZES, ids=["small", "small, hints", "default"])
def config(request, random_config):
    return random_config(SOURCE_SIZE, **request.param)


@pytest.fixture(scope="module")
def weights(config, random_weights):
    return random_weights(config, seed=3, scale=2.0)


def padded(texts, hints=(4, 5)):
    """Sources of several lengths, longest first, as `Runtime.encode` takes them."""
    texts = sorted(texts, key=len, reverse=True)
    ids = np.full((len(texts), HINTS + len(texts[0])), PAD)
    ids[:, :HINTS] = hints
    for row, text in enumerate(texts):
        ids[row, HINTS : HINTS + len(text)] = text
    return ids


def drawn(seed, rows, longest=14):
    generator = np.random.default_rng(seed)
    texts = [generator.integers(FIRST_HINT, SOURCE_SIZE, generator.integers(1, longest)) for _ in range(rows)]
    hints = generator.integers(FIRST_HINT, FIRST_HINT + HINT_SIZE, (rows, HINTS))
    return padded(texts, hints)


def steps(runtime, ids, *, crossed=False):
    """What the runtime gives along some targets; crossed: the last step reads the sources in reverse."""
    encoded = runtime.encode(ids)
    state, given = encoded.initial_state, []
    for previous in (BOS, 5, 13, 8):
        sources = np.arange(len(ids))[::-1] if crossed and previous == 8 else None
        given.append(runtime.step(encoded, state, np.full(len(ids), previous), sources))
        state = given[-1].state
    return encoded, given


def test_whole_numbers_stay_close_to_floats(weights):
    ids = drawn(1, 40)
    exact, rounded = Float32Runtime(weights), Int8Runtime(weights)
    for one, other in zip(steps(exact, ids)[1], steps(rounded, ids)[1], strict=True):
        assert abs(one.logits - other.logits).max() < 0.2
        assert abs(one.logits - other.logits).mean() < 0.02
        assert abs(one.attention_weights - other.attention_weights).max() < 0.02
        assert other.attention_weights.sum(axis=1) == pytest.approx(1)


def test_tanh_by_lines_is_tanh():
    start, rise = map(np.array, tanh_lines())
    arguments = np.arange(64 * 128)
    values = (start[arguments >> 7] + rise[arguments >> 7] * (arguments % 128) / 128) / 32768
    assert abs(values - np.tanh(arguments / 2048)).max() < 5e-4
    assert values[0] == 0


def test_units_that_pad_the_sizes_stay_silent(random_config, random_weights):
    w = quantise(random_weights(random_config(SOURCE_SIZE), seed=1))
    assert (w.hidden, w.decoder_size, w.alignment) == (32, 32, 32)
    silent = Int8Runtime(random_weights(random_config(SOURCE_SIZE), seed=1)).encode(drawn(2, 5))
    sides = silent.annotations.reshape(5, -1, 2, 32)
    assert (sides[..., 12:] == 128).all()
    assert (sides[..., :12] != 128).any()


def test_a_row_is_the_same_in_every_batch_in_numpy(weights):
    check_rows_alone(Int8Runtime(weights))


def test_a_row_is_the_same_in_every_batch_of_a_kernel(weights, kernel):
    check_rows_alone(CompiledRuntime(weights, kernel))


def check_rows_alone(runtime):
    ids = drawn(5, 70)
    _, together = steps(runtime, ids)
    generator = np.random.default_rng(6)
    for size in (1, 1, 2, 3, 17, 25, 69):
        rows = np.sort(generator.choice(len(ids), size, replace=False))
        width = HINTS + np.count_nonzero(ids[rows[0], HINTS:])
        _, some = steps(runtime, ids[rows, :width])
        for one, other in zip(together, some, strict=True):
            assert np.array_equal(one.logits[rows], other.logits)
            assert np.array_equal(one.attention_weights[rows, : width - HINTS], other.attention_weights)


@pytest.mark.parametrize("scale", [0.3, 2.0, 40.0])
def test_compiled_and_numpy_are_the_same_to_the_bit(config, random_weights, scale, kernel):
    weights = random_weights(config, seed=9, scale=scale)  # of the largest everything runs into its limits
    assert_same_bits(Int8Runtime(weights), CompiledRuntime(weights, kernel), drawn(7, 53, longest=40))


@pytest.mark.parametrize("scale", [math.nan, math.inf, -1.0, 0.0, 1e30])
def test_a_wrong_scale_of_the_energies_reads_nothing_from_outside(weights, kernel, monkeypatch, scale):
    wrong = replace(quantise(weights), energy_scale=np.float32(scale))
    monkeypatch.setattr(int8_runtime, "quantise", lambda _: wrong)
    runtimes = Int8Runtime(weights), CompiledRuntime(weights, kernel)
    runtimes[1]._weights.network.energy_scale = scale
    assert_same_bits(*runtimes, drawn(7, 30, longest=40))
    assert top_k_many(runtimes[1], drawn(7, 30), k=2, least=0.1)


def assert_same_bits(numpy_runtime, compiled_runtime, ids):
    """Both runtimes give the same numbers wherever a source has characters."""
    inside = np.arange(ids.shape[1] - HINTS) < np.count_nonzero(ids[:, HINTS:], axis=1)[:, None]
    (one, first), (other, second) = (
        steps(runtime, ids, crossed=True) for runtime in (numpy_runtime, compiled_runtime)
    )
    assert np.array_equal(one.annotations[inside], other.annotations[inside])
    assert np.array_equal(one.keys[inside], other.keys[inside])
    assert np.array_equal(one.initial_state.cell, other.initial_state.cell)
    for ours, theirs in zip(first, second, strict=True):
        assert np.array_equal(ours.logits, theirs.logits)
        assert np.array_equal(ours.attention_weights, theirs.attention_weights)
        assert np.array_equal(ours.state.hidden, theirs.state.hidden)
        assert np.array_equal(ours.state.cell, theirs.state.cell)


class Steps:
    """A compiled runtime that cannot search by itself."""

    def __init__(self, runtime):
        self.encode, self.step = runtime.encode, runtime.step


@settings(max_examples=10, deadline=None)
@given(
    st.integers(0, 10_000),
    st.integers(1, 60),
    st.integers(1, 6),
    st.floats(LEAST_SEARCHABLE, 0.5),
    st.floats(0.3, 2),
)
def test_the_kernel_finds_what_the_search_in_numpy_finds(weights, kernel, seed, rows, k, least, temperature):
    runtime = CompiledRuntime(weights, kernel)
    ids = drawn(seed, rows)
    wanted = {"k": k, "least": least, "temperature": temperature}
    compiled, plain = (top_k_many(one, ids, **wanted) for one in (runtime, Steps(runtime)))
    for ours, theirs in zip(compiled, plain, strict=True):
        assert [h.text for h in ours] == [h.text for h in theirs]
        assert [h.log_probability for h in ours] == pytest.approx(
            [h.log_probability for h in theirs], abs=1e-9
        )
    greedy = [greedy_search(one, ids, temperature=temperature) for one in (runtime, Steps(runtime))]
    assert [h.text for h in greedy[0]] == [h.text for h in greedy[1]]
    days = [top_k_many(one, ids, **wanted, automaton=any_digits()) for one in (runtime, Steps(runtime))]
    assert [[h.text for h in found] for found in days[0]] == [[h.text for h in found] for found in days[1]]


def test_threads_that_begin_together_share_a_runtime(weights, kernel):
    ids = drawn(5, 40)
    expected = [
        [h.text for h in found] for found in top_k_many(CompiledRuntime(weights, kernel), ids, k=2, least=0.1)
    ]
    for _ in range(20):
        runtime, start = CompiledRuntime(weights, kernel), threading.Barrier(4)

        def search_at_once(runtime=runtime, start=start):
            start.wait()
            return [[h.text for h in found] for found in top_k_many(runtime, ids, k=2, least=0.1)]

        with ThreadPoolExecutor(4) as pool:
            assert [one.result() for one in [pool.submit(search_at_once) for _ in range(4)]] == [expected] * 4


def test_sources_with_many_likely_prefixes_are_given_up_and_searched_by_positions(weights, kernel):
    runtime, ids = CompiledRuntime(weights, kernel), drawn(11, 40)
    wanted = {"k": 3, "least": LEAST_SEARCHABLE, "temperature": 0.01}  # few symbols are likely, but many tie
    given_up = [one is None for one in search(runtime, sources_of(ids), AUTOMATON, **wanted)]
    assert any(given_up) and not all(given_up)
    assert not any(
        one is None
        for one in search(runtime, sources_of(ids), AUTOMATON, k=3, least=1 / WIDTH, temperature=1)
    )
    compiled, plain = (top_k_many(one, ids, **wanted) for one in (runtime, Steps(runtime)))
    for ours, theirs in zip(compiled, plain, strict=True):
        assert [h.log_probability for h in ours] == pytest.approx(
            [h.log_probability for h in theirs], abs=1e-9
        )


def test_the_search_by_positions_tells_the_attention(weights, kernel):
    found = top_k_many(CompiledRuntime(weights, kernel), drawn(11, 3), k=3, least=1e-6, attention=True)
    assert all(h.attention_weights.shape[0] == len(split(h.text)) for hypotheses in found for h in hypotheses)
    assert all(h.probability >= 1e-6 for hypotheses in found for h in hypotheses)


def test_every_kernel_labels_characters_as_numpy_does(weights, kernel):
    generator = np.random.default_rng(8)
    size = 2 * weights["encoder.forward_lstm.weight_hh_l0"].shape[1]
    head = TaggingHead(*(generator.normal(size=shape).astype("f4") for shape in ((5, size), 5)))
    for ids in (drawn(seed=5, rows=60), drawn(seed=6, rows=1)):
        ours, theirs = (
            labelled(one(), head, ids)
            for one in (lambda: CompiledRuntime(weights, kernel), lambda: Int8Runtime(weights))
        )
        assert len(ours.scores)
        assert all(map(np.array_equal, ours, theirs))


def test_symbols_without_a_row_in_the_tables_are_refused(weights, kernel):
    runtime = CompiledRuntime(weights, kernel)
    for wrong in (SOURCE_SIZE, -1):
        with pytest.raises(IndexError):
            runtime.encode(np.array([[4, 5, 9, wrong]]))
    encoded = runtime.encode(np.array([[4, 5, 9, 9]]))
    for previous, source in ((len(quantise(weights).targets), 0), (-1, 0), (BOS, 1), (BOS, -1)):
        with pytest.raises(IndexError):
            runtime.step(encoded, encoded.initial_state, np.array([previous]), np.array([source]))


@pytest.mark.parametrize("kind", [Float32Runtime, Int8Runtime])
def test_sources_stand_longest_first(weights, kind):
    with pytest.raises(ValueError, match="longest first"):
        kind(weights).encode(np.array([[4, 5, 9, PAD], [4, 5, 9, 9]]))


@pytest.mark.parametrize(("alike", "exact"), [(False, True), (True, False)])
def test_a_network_with_sums_that_floats_cannot_hold_runs_in_floats_throughout(
    random_weights, random_config, alike, exact
):
    """400 + 119 bytes of 255 times weights of 127 come to more than 2^24; weights of many sizes do not."""
    config = random_config(SOURCE_SIZE, hidden=200, decoder=119)
    weights = dict(random_weights(config))
    if alike:
        weights["decoder.output.weight"] = np.full_like(weights["decoder.output.weight"], 0.25)
    assert isinstance(open_runtime(weights, config), Float32Runtime) != exact


def test_the_kernel_stores_every_value(weights, kernel):
    assert AUTOMATON.longest <= LONGEST
    longer = replace(AUTOMATON, longest=LONGEST + 1)
    with pytest.raises(ValueError, match="65 symbols"):
        top_k_many(CompiledRuntime(weights, kernel), drawn(1, 1), k=1, least=0.1, automaton=longer)
