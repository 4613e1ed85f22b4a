"""The network in NumPy against the equations it implements, written out one row and one number at a time."""

import itertools

import numpy as np
import pytest

from datenorm.runtime import Float32Runtime
from datenorm.text.vocabulary import BOS, FIRST_HINT, HINTS

SOURCE_SIZE = 31
HINT_SIZE = 11


def draw_sources(generator, rows, length):
    """Hint symbols, then any symbols; (B, S')."""
    hints = generator.integers(FIRST_HINT, FIRST_HINT + HINT_SIZE, (rows, HINTS))
    return np.concatenate([hints, generator.integers(4, SOURCE_SIZE, (rows, length))], axis=1)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm_cell(w, prefix, suffix, x, hidden, cell):
    """Torch's LSTM cell: gates in the order i f g o."""
    gates = w[f"{prefix}.weight_ih{suffix}"] @ x + w[f"{prefix}.bias_ih{suffix}"]
    gates = gates + w[f"{prefix}.weight_hh{suffix}"] @ hidden + w[f"{prefix}.bias_hh{suffix}"]
    i, f, g, o = np.split(gates, 4)
    cell = sigmoid(f) * cell + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(cell), cell


def embed(w, ids):
    """E of the hint symbols; E of each character and C of both hints, where the network has it."""
    embedded = [w["encoder.embedding.weight"][symbol] for symbol in ids]
    if "encoder.hints.weight" not in w:
        return embedded
    meaning = sum(w["encoder.hints.weight"][hint - FIRST_HINT] for hint in ids[:HINTS])
    return [*embedded[:HINTS], *(x + meaning for x in embedded[HINTS:])]


def direction(w, prefix, inputs):
    """Hidden states of one direction in the order they are read, and the last cell."""
    size = w[f"{prefix}.weight_hh_l0"].shape[1]
    hidden, cell, states = np.zeros(size), np.zeros(size), []
    for x in inputs:
        hidden, cell = lstm_cell(w, prefix, "_l0", x, hidden, cell)
        states.append(hidden)
    return states, cell


def equations(weights, ids, targets):
    """Logits and attention weights of one source, its targets forced; (T, V) and (T, S)."""
    w = {name: array.astype(np.float64) for name, array in weights.items()}
    inputs = embed(w, ids)
    forward, forward_cell = direction(w, "encoder.forward_lstm", inputs)
    backward, backward_cell = direction(w, "encoder.backward_lstm", inputs[::-1])
    annotations = [np.concatenate(pair) for pair in zip(forward, backward[::-1], strict=True)][HINTS:]
    finals = np.concatenate([forward[-1], backward[-1]])
    final_cells = np.concatenate([forward_cell, backward_cell])
    hidden = np.tanh(w["bridge.hidden.weight"] @ finals + w["bridge.hidden.bias"])
    cell = w["bridge.cell.weight"] @ final_cells + w["bridge.cell.bias"]
    logits, attention = [], []
    for previous in targets:
        query = w["decoder.scorer.query.weight"] @ hidden
        keys = [w["decoder.scorer.key.weight"] @ h for h in annotations]
        energies = [float((w["decoder.scorer.energy.weight"] @ np.tanh(query + key))[0]) for key in keys]
        alpha = np.exp(energies) / np.exp(energies).sum()
        context = sum(a * h for a, h in zip(alpha, annotations, strict=True))
        x = np.concatenate([w["decoder.embedding.weight"][previous], context])
        hidden, cell = lstm_cell(w, "decoder.cell", "", x, hidden, cell)
        output = w["decoder.output.weight"] @ np.concatenate([hidden, context])
        logits.append(output + w["decoder.output.bias"])
        attention.append(alpha)
    return np.array(logits), np.array(attention)


def run(runtime, source_ids, targets):
    """The same from the runtime for a batch, one list of targets for all; (B, T, V) and (B, T, S)."""
    encoded = runtime.encode(source_ids)
    state, logits, attention = encoded.initial_state, [], []
    for previous in targets:
        step = runtime.step(encoded, state, np.full(len(source_ids), previous))
        state = step.state
        logits.append(step.logits)
        attention.append(step.attention_weights)
    return np.stack(logits, axis=1), np.stack(attention, axis=1)


@pytest.fixture(scope="module", params=[0, HINT_SIZE], ids=["hints before", "hints throughout"])
def weights(request, random_weights, random_config):
    return random_weights(random_config(SOURCE_SIZE, hint_size=request.param), seed=11, scale=3.0)


@pytest.mark.parametrize(("rows", "length"), [(1, 1), (1, 6), (3, 4), (5, 9)])
def test_it_computes_the_equations(weights, rows, length):
    sources = draw_sources(np.random.default_rng(length), rows, length)
    targets = [BOS, 5, 6, 4, 14]
    logits, attention = run(Float32Runtime(weights), sources, targets)
    for row, ids in enumerate(sources):
        expected_logits, expected_attention = equations(weights, ids, targets)
        assert logits[row] == pytest.approx(expected_logits, abs=1e-5)
        assert attention[row] == pytest.approx(expected_attention, abs=1e-6)


def test_attention_is_over_the_characters_and_sums_to_one(weights):
    sources = np.full((4, HINTS + 7), 8)
    _, attention = run(Float32Runtime(weights), sources, [BOS, 7])
    assert attention.shape == (4, 2, 7)
    assert attention.sum(axis=2) == pytest.approx(1)


def test_without_energies_attention_is_uniform(weights):
    flat = {**weights, "decoder.scorer.energy.weight": weights["decoder.scorer.energy.weight"] * 0}
    _, attention = run(Float32Runtime(flat), np.arange(4, HINTS + 9)[None, :], [BOS])
    assert attention == pytest.approx(1 / 5)


def test_hints_reach_the_decoder_though_it_cannot_attend_to_them(weights):
    runtime = Float32Runtime(weights)
    sources = np.array([[4, 5, 9, 9, 9], [4, 6, 9, 9, 9]])
    logits, _ = run(runtime, sources, [BOS])
    assert abs(logits[0] - logits[1]).max() > 1e-3


SIZES = [
    {"hint_size": HINT_SIZE},
    {
        **{"embedding": 64, "hidden": 128, "decoder": 192, "alignment": 96, "target_embedding": 32},
        "hint_size": HINT_SIZE,
    },
]


@pytest.mark.parametrize("sizes", SIZES, ids=["small", "default"])
def test_a_row_does_not_depend_on_its_neighbours(random_weights, random_config, sizes):
    runtime = Float32Runtime(random_weights(random_config(SOURCE_SIZE, **sizes), seed=3))
    generator = np.random.default_rng(5)
    sources = draw_sources(generator, 70, 12)
    targets = [BOS, 5, 13, 8]
    logits, attention = run(runtime, sources, targets)
    batches = [np.sort(generator.choice(70, size, replace=False)) for size in (1, 1, 2, 3, 17, 64, 69)]
    for rows, k in itertools.product(batches, (0, 1)):
        rows = rows[::-1] if k else rows
        some_logits, some_attention = run(runtime, sources[rows], targets)
        # Equal to the bit where BLAS has AVX-512 kernels; docs/adr/0001-runtime.md says what others give.
        assert abs(some_logits - logits[rows]).max() <= 1e-5
        assert abs(some_attention - attention[rows]).max() <= 1e-6
        if has_avx512():
            assert np.array_equal(some_logits, logits[rows])
            assert np.array_equal(some_attention, attention[rows])


def has_avx512():
    try:
        from numpy._core._multiarray_umath import __cpu_features__
    except ImportError:
        return False
    return __cpu_features__.get("AVX512_SKX", False) or __cpu_features__.get("X86_V4", False)


def test_selected_rows_go_on_as_they_would_have(weights):
    runtime = Float32Runtime(weights)
    sources = draw_sources(np.random.default_rng(2), 6, 3)
    encoded = runtime.encode(sources)
    rows = np.array([4, 1, 1])
    whole = runtime.step(encoded, encoded.initial_state, np.full(6, BOS))
    part = runtime.step(encoded.select(rows), encoded.initial_state.select(rows), np.full(3, BOS))
    assert part.logits == pytest.approx(whole.logits[rows], abs=1e-5)
    assert part.state.hidden == pytest.approx(whole.state.hidden[rows], abs=1e-5)
