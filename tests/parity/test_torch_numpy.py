"""The network that was trained and the network that converts are the same function."""

from collections import defaultdict

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from datenorm.bundle import Manifest, load_bundle, weight_shapes, write_bundle  # noqa: E402
from datenorm.nn.seq2seq import Seq2Seq  # noqa: E402
from datenorm.runtime import Float32Runtime  # noqa: E402
from datenorm.search import allowed_log_probabilities, greedy_search  # noqa: E402
from datenorm.text.vocabulary import (  # noqa: E402
    BOS,
    EOS,
    FIRST_HINT,
    HINTS,
    PAD,
    hint_count,
    source_vocabulary,
)
from datenorm.training import learner  # noqa: E402
from datenorm.values import (  # noqa: E402
    FINAL,
    MAX_VALUE_LENGTH,
    REFUSAL,
    START,
    TARGET_SYMBOLS,
    TARGET_VOCABULARY,
    TRANSITIONS,
)

VOCABULARY = source_vocabulary("0123456789abcdefghijklmnopqrstuvwxyz ,.-/", ["en", "fr"])
SMALL = {"hint_size": hint_count(VOCABULARY)}
DEFAULT = {
    **{"embedding": 64, "hidden": 128, "decoder": 192, "alignment": 96, "target_embedding": 32},
    **SMALL,
}


@pytest.fixture(scope="module", params=[{}, SMALL, DEFAULT], ids=["hints before", "small", "default"])
def network(request, random_config):
    """A torch network larger than life, so that its answers differ from source to source."""
    torch.manual_seed(1)
    network = Seq2Seq(random_config(len(VOCABULARY), **request.param)).eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.mul_(3.0)
    return network


@pytest.fixture(scope="module")
def runtime(network):
    return Float32Runtime(arrays(network))


def arrays(network):
    return {name: tensor.numpy() for name, tensor in network.state_dict().items()}


def sources(rows, length, seed=0):
    generator = np.random.default_rng(seed)
    hints = generator.integers(FIRST_HINT, FIRST_HINT + hint_count(VOCABULARY), (rows, HINTS))
    return np.concatenate([hints, generator.integers(4, len(VOCABULARY), (rows, length))], axis=1)


def test_the_names_and_shapes_of_the_weights_are_those_of_the_bundle(network):
    assert {name: array.shape for name, array in arrays(network).items()} == weight_shapes(network.config)


@pytest.mark.parametrize(("rows", "length"), [(1, 1), (1, 20), (7, 5), (33, 13)])
def test_encode_and_step_agree(network, runtime, rows, length):
    ids = sources(rows, length)
    encoded, (source, state) = runtime.encode(ids), network.encode(torch.tensor(ids))
    assert encoded.annotations == pytest.approx(source.annotations.detach().numpy(), abs=2e-5)
    assert encoded.keys == pytest.approx(source.keys.detach().numpy(), abs=1e-4)
    ours = encoded.initial_state
    for previous in (BOS, 5, 14, 9):
        step = runtime.step(encoded, ours, np.full(rows, previous))
        with torch.no_grad():
            logits, weights, state = network.decoder.step(source, state, torch.full((rows,), previous))
        ours = step.state
        assert step.logits == pytest.approx(logits.numpy(), abs=1e-3)
        assert step.attention_weights == pytest.approx(weights.numpy(), abs=1e-4)
        assert ours.hidden == pytest.approx(state.hidden.numpy(), abs=1e-4)


def test_padded_batches_of_training_and_unpadded_batches_of_converting_agree(network, runtime):
    lengths = [3, 9, 5, 9, 1]
    rows = [sources(1, length, seed)[0] for seed, length in enumerate(lengths)]
    padded = torch.zeros(len(rows), HINTS + max(lengths), dtype=torch.long)
    for row, ids in enumerate(rows):
        padded[row, : len(ids)] = torch.tensor(ids)
    previous = torch.tensor([[BOS, 5, 6]] * len(rows))
    with torch.no_grad():
        logits, weights = network(padded, previous, torch.tensor([HINTS + length for length in lengths]))
    for row, (ids, length) in enumerate(zip(rows, lengths, strict=True)):
        encoded = runtime.encode(ids[None, :])
        state = encoded.initial_state
        for position, symbol in enumerate(previous[row].tolist()):
            step = runtime.step(encoded, state, np.array([symbol]))
            state = step.state
            assert step.logits[0] == pytest.approx(logits[row, position].numpy(), abs=1e-3)
            assert step.attention_weights[0] == pytest.approx(
                weights[row, position, :length].numpy(), abs=1e-4
            )


def greedy_in_torch(network, ids):
    """The greedy value of one source, symbol by symbol; also the least lead of a choice in it."""
    source, state = network.encode(torch.tensor(ids[None, :]))
    previous, at, written, lead = BOS, START, [], np.inf
    for _ in range(MAX_VALUE_LENGTH + 1):
        logits, _, state = network.decoder.step(source, state, torch.tensor([previous]))
        scores = allowed_log_probabilities(logits.numpy(), np.array([at]), 1.0)[0]
        second, best = np.sort(scores)[-2:]
        lead = min(lead, best - second)
        previous = int(scores.argmax())
        at = TRANSITIONS[at][previous]
        if previous == EOS or at == FINAL:
            return "".join(written), lead
        written.append(TARGET_SYMBOLS[previous])
    return REFUSAL, lead


def test_whole_values_agree(network, runtime):
    by_length = defaultdict(list)
    for seed in range(12):
        by_length[1 + seed % 5].append(sources(1, 1 + seed % 5, seed)[0])
    compared = 0
    with torch.no_grad():
        for rows in by_length.values():
            for ids, hypothesis in zip(rows, greedy_search(runtime, np.array(rows)), strict=True):
                text, lead = greedy_in_torch(network, ids)
                if lead > 1e-3:  # a tie may fall either way
                    compared += 1
                    assert hypothesis.text == text
    assert compared >= 6


def test_where_no_value_ends_training_reads_a_refusal(network, monkeypatch):
    monkeypatch.setattr(learner, "MAX_VALUE_LENGTH", 2)  # only the refusal is as short
    written = learner.greedy_decode(network, torch.tensor(sources(3, 4, 0)))
    assert written.tolist() == [[TARGET_VOCABULARY.index(REFUSAL), EOS, PAD]] * 3


def test_a_bundle_stored_in_half_precision_is_read_as_such(network, tmp_path):
    halves = {name: array.astype(np.float16) for name, array in arrays(network).items()}
    write_bundle(tmp_path / "bundle", Manifest(network.config, VOCABULARY.symbols), halves)
    runtime = Float32Runtime(load_bundle(tmp_path / "bundle").weights)
    ids = sources(4, 10)
    encoded = runtime.encode(ids)
    rounded = Seq2Seq(network.config)
    rounded.load_state_dict({name: torch.tensor(half.astype(np.float32)) for name, half in halves.items()})
    with torch.no_grad():
        logits, _ = rounded(torch.tensor(ids), torch.full((4, 1), BOS))
    step = runtime.step(encoded, encoded.initial_state, np.full(4, BOS))
    assert step.logits == pytest.approx(logits[:, 0].numpy(), abs=1e-3)
