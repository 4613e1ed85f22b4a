"""The kernel quantises the stored weights as NumPy does, and reads them without it."""

from array import array
from itertools import chain

import numpy as np
import pytest

from datenorm.bundle.tensors import HALF, SINGLE, StoredWeights, Tensor, read_weights, tensors_of
from datenorm.runtime import CompiledRuntime
from datenorm.runtime.int8_weights import LANES, quantise

SOURCE_SIZE, HINT_SIZE = 31, 11
MATRICES = ("bridge_hidden", "key", "query", "decoder", "output")
VECTORS = ("bridge_hidden_bias", "bridge_cell_bias", "targets", "output_bias", "energy")


@pytest.fixture(scope="module", params=[0, HINT_SIZE], ids=["no hints", "hints"])
def config(request, random_config):
    return random_config(SOURCE_SIZE, hidden=40, decoder=70, alignment=33, hint_size=request.param)


@pytest.fixture(scope="module", params=[np.float16, np.float32], ids=["half", "single"])
def stored(request, config, random_weights):
    """Weights that both precisions hold exactly."""
    drawn = random_weights(config, seed=9, scale=3.0)
    halves = {name: np.asarray(array, np.float16) for name, array in drawn.items()}
    return {name: array.astype(request.param) for name, array in halves.items()}


def test_the_kernel_quantises_as_numpy_does(stored, config, kernel):
    expected, weights = quantise(stored), CompiledRuntime(stored, kernel)._weights
    network = weights.network

    def at(address, like):
        return np.frombuffer(weights.buffers[address], like.dtype).reshape(like.shape)

    def check(matrix, wanted, factor=1):
        inputs, outputs = wanted.weights.shape
        panels = wanted.weights.reshape(inputs // 4, 4, outputs // LANES, LANES).transpose(2, 0, 3, 1)
        assert np.array_equal(at(matrix.weights, panels), panels)
        assert np.array_equal(at(matrix.start, wanted.start), wanted.start)
        assert np.array_equal(at(matrix.scale, wanted.scale), wanted.scale * np.float32(factor))

    for name in MATRICES:
        check(getattr(network, name), getattr(expected, name))
    for one, other in zip(network.recurrent, expected.recurrent, strict=True):
        check(one, other)
    check(network.bridge_cell[0], expected.bridge_cell, 256)
    check(network.bridge_cell[1], expected.bridge_cell)
    for name in VECTORS:
        assert np.array_equal(at(getattr(network, name), getattr(expected, name)), getattr(expected, name))
    assert network.energy_scale == expected.energy_scale
    weights.prepare(array("i", range(weights.sizes.symbols)), array("i", range(weights.sizes.hints)))
    tables = [*zip(network.symbols, expected.symbols, strict=True)]
    for address, wanted in chain(tables, zip(network.hints, expected.hints, strict=True)):
        assert np.array_equal(at(address, wanted), wanted)


def test_gates_are_computed_when_they_are_needed(stored, kernel):
    weights = CompiledRuntime(stored, kernel)._weights
    gates = weights.buffers[weights.network.symbols[0]]
    assert not any(gates[:])
    weights.prepare(array("i", [9]), array("i", [4, 5]))
    row = len(gates[:]) // SOURCE_SIZE
    assert any(gates[9 * row : 10 * row])
    assert not any(gates[10 * row :])


@pytest.mark.parametrize("wrong", [-1, SOURCE_SIZE])
def test_symbols_that_are_not_there_are_refused(stored, kernel, wrong):
    weights = CompiledRuntime(stored, kernel)._weights
    with pytest.raises(IndexError):
        weights.prepare(array("i", [9, wrong]), array("i", [4]))
    with pytest.raises(IndexError):
        weights.prepare(array("i", [9]), array("i", [4, wrong]))


def test_stored_weights_are_arrays_when_they_are_asked_for(stored):
    again = StoredWeights(tensors_of(stored))
    assert list(again) == list(stored)
    assert all(np.array_equal(again[name], stored[name]) for name in stored)


@pytest.mark.parametrize(
    ("kind", "dtype", "number", "is_finite"),
    [
        (HALF, "<f2", 65504.0, True),
        (HALF, "<f2", -np.inf, False),
        (HALF, "<f2", np.nan, False),
        (SINGLE, "<f4", -30000.0, True),
        (SINGLE, "<f4", np.nan, False),
        (SINGLE, "<f4", 1e30, False),
    ],
)
def test_the_upper_bytes_show_what_is_not_finite(kind, dtype, number, is_finite):
    numbers = np.array([0, 1, number, -2], dtype)
    assert Tensor(kind, (4,), bytearray(numbers.tobytes())).is_surely_finite == is_finite


def test_weights_in_whole_numbers_are_refused():
    from safetensors.numpy import save

    with pytest.raises(ValueError, match="w holds I8"):
        read_weights(save({"w": np.zeros(3, np.int8)}))
