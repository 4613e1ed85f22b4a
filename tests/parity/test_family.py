"""Every member of the attention family is the same function in torch and in NumPy."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from datenorm.bundle import Manifest, load_bundle, weight_shapes, write_bundle  # noqa: E402
from datenorm.nn.seq2seq import Seq2Seq  # noqa: E402
from datenorm.runtime import Float32Runtime, open_runtime  # noqa: E402
from datenorm.text.vocabulary import BOS, FIRST_HINT, HINTS, hint_count, source_vocabulary  # noqa: E402
from tests.families import MEMBERS  # noqa: E402

VOCABULARY = source_vocabulary("0123456789abcdefghijklmnopqrstuvwxyz ,.-/", ["en", "fr"])
LENGTHS = (9, 9, 7, 4, 1)


@pytest.fixture(scope="module", params=MEMBERS.values(), ids=MEMBERS)
def network(request, random_config):
    """A torch network larger than life, so that its answers differ from source to source."""
    torch.manual_seed(1)
    config = random_config(len(VOCABULARY), hint_size=hint_count(VOCABULARY), **request.param)
    network = Seq2Seq(config).eval()
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if "strength" not in name:
                parameter.mul_(3.0)
    return network


@pytest.fixture(scope="module")
def runtime(network):
    return Float32Runtime(arrays(network), network.config)


def arrays(network):
    return {name: tensor.numpy() for name, tensor in network.state_dict().items()}


def sources():
    """Longest first, padded with zeros, as converting batches them."""
    generator = np.random.default_rng(3)
    ids = np.zeros((len(LENGTHS), HINTS + max(LENGTHS)), np.int64)
    for row, length in enumerate(LENGTHS):
        ids[row, :HINTS] = generator.integers(FIRST_HINT, FIRST_HINT + hint_count(VOCABULARY), HINTS)
        ids[row, HINTS : HINTS + length] = generator.integers(12, len(VOCABULARY), length)
    return ids


def test_the_names_and_shapes_of_the_weights_are_those_of_the_bundle(network):
    assert {name: array.shape for name, array in arrays(network).items()} == weight_shapes(network.config)


def test_torch_and_numpy_compute_the_same(network, runtime):
    ids = sources()
    previous = np.array([[BOS, 5, 14, 9]] * len(ids))
    with torch.no_grad():
        lengths = torch.tensor(LENGTHS) + HINTS
        logits, weights = network(torch.tensor(ids), torch.tensor(previous), lengths)
    encoded = runtime.encode(ids)
    state = encoded.initial_state
    for position in range(previous.shape[1]):
        energies = runtime.energies(encoded, state, previous[:, position])
        step = runtime.step(encoded, state, previous[:, position])
        state = step.state
        assert step.logits == pytest.approx(logits[:, position].numpy(), abs=1e-3)
        assert step.attention_weights.shape == energies.shape == (len(ids), max(LENGTHS))
        if network.config.attends:
            assert step.attention_weights == pytest.approx(weights[:, position].numpy(), abs=1e-4)
            exponentials = np.exp(energies - energies.max(axis=1, keepdims=True))
            alone = exponentials / exponentials.sum(axis=1, keepdims=True)
            assert step.attention_weights == pytest.approx(alone, abs=1e-5)
        else:
            assert not step.attention_weights.any() and np.isneginf(energies).all()


def test_a_row_does_not_depend_on_its_neighbours(runtime):
    ids = sources()
    together = runtime.encode(ids)
    whole = runtime.step(together, together.initial_state, np.full(len(ids), BOS))
    for row, length in enumerate(LENGTHS):
        alone = runtime.encode(ids[row : row + 1, : HINTS + length])
        step = runtime.step(alone, alone.initial_state, np.array([BOS]))
        assert step.logits[0] == pytest.approx(whole.logits[row], abs=1e-5)
        assert step.attention_weights[0] == pytest.approx(whole.attention_weights[row, :length], abs=1e-6)


def test_a_bundle_says_which_network_it_holds(network, tmp_path):
    write_bundle(tmp_path / "bundle", Manifest(network.config, VOCABULARY.symbols), arrays(network))
    bundle = load_bundle(tmp_path / "bundle")
    assert bundle.manifest.architecture == network.config
    opened = open_runtime(bundle.weights, bundle.manifest.architecture)
    assert isinstance(opened, Float32Runtime) != network.config.is_usual
    if network.config.is_usual:  # whole numbers; tests/runtime compares those
        return
    ids = sources()
    encoded = opened.encode(ids)
    step = opened.step(encoded, encoded.initial_state, np.full(len(ids), BOS))
    with torch.no_grad():
        logits, _ = network(torch.tensor(ids), torch.full((len(ids), 1), BOS), torch.tensor(LENGTHS) + HINTS)
    assert step.logits == pytest.approx(logits[:, 0].numpy(), abs=1e-3)
