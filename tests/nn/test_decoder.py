"""The decoder: Bahdanau's order, and teacher forcing does what the steps of a search do."""

import pytest

torch = pytest.importorskip("torch")


def step_by_step(network, source_ids, previous_ids, lengths=None):
    """Teacher forcing as a loop over `step`."""
    source, state = network.encode(source_ids, lengths)
    logits, weights = [], []
    for previous in previous_ids.T:
        scores, attention_weights, state = network.decoder.step(source, state, previous)
        logits.append(scores)
        weights.append(attention_weights)
    return torch.stack(logits, dim=1), torch.stack(weights, dim=1)


def gradients(network, logits):
    network.zero_grad()
    logits.sin().sum().backward()
    return {name: parameter.grad.clone() for name, parameter in network.named_parameters()}


@pytest.mark.parametrize("padded", [False, True])
def test_teacher_forcing_equals_a_loop_over_steps(network, source_ids, previous_ids, lengths, padded):
    arguments = (source_ids, previous_ids, lengths if padded else None)
    forced_logits, forced_weights = network(*arguments)
    forced = gradients(network, forced_logits)
    step_logits, step_weights = step_by_step(network, *arguments)
    stepped = gradients(network, step_logits)
    torch.testing.assert_close(forced_logits, step_logits)
    torch.testing.assert_close(forced_weights, step_weights)
    for name in stepped:
        torch.testing.assert_close(forced[name], stepped[name], msg=lambda text, name=name: f"{name}: {text}")


def test_shapes(network, source_ids, previous_ids, lengths):
    logits, weights = network(source_ids, previous_ids, lengths)
    assert logits.shape == (6, 8, 29)
    assert weights.shape == (6, 8, 10)


def test_gradients_reach_every_parameter(network, source_ids, previous_ids, lengths):
    logits, _ = network(source_ids, previous_ids, lengths)
    for name, gradient in gradients(network, logits).items():
        assert gradient.abs().sum() > 0, name


def test_padding_changes_nothing(network, source_ids, previous_ids, lengths):
    logits, weights = network(source_ids, previous_ids, lengths)
    for row, length in enumerate(lengths.tolist()):
        alone, alone_weights = network(source_ids[row : row + 1, :length], previous_ids[row : row + 1])
        torch.testing.assert_close(logits[row], alone[0])
        torch.testing.assert_close(weights[row, :, : length - 2], alone_weights[0])


def test_query_is_the_previous_state(network, source_ids):
    """Where it looks for a character cannot depend on the character before, only on the state before."""
    source, state = network.encode(source_ids)
    _, one, after_one = network.decoder.step(source, state, torch.full((6,), 5))
    _, other, after_other = network.decoder.step(source, state, torch.full((6,), 6))
    assert torch.equal(one, other)
    assert not torch.allclose(after_one.hidden, after_other.hidden)
    _, next_one, _ = network.decoder.step(source, after_one, torch.full((6,), 7))
    _, next_other, _ = network.decoder.step(source, after_other, torch.full((6,), 7))
    assert not torch.allclose(next_one, next_other)


def test_later_characters_cannot_be_seen(network, source_ids, previous_ids):
    changed = previous_ids.clone()
    changed[:, 5:] = 4
    before, _ = network(source_ids, previous_ids)
    after, _ = network(source_ids, changed)
    torch.testing.assert_close(before[:, :5], after[:, :5])


def test_names_and_shapes_are_those_of_a_bundle(network, config):
    from datenorm.bundle import weight_shapes

    assert {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()} == weight_shapes(
        config
    )


def test_low_precision_stays_close(config, source_ids, previous_ids, lengths, low_precision):
    from datenorm.nn.seq2seq import Seq2Seq

    torch.manual_seed(0)
    network = Seq2Seq(config)
    exact, _ = network(source_ids, previous_ids, lengths)
    with torch.autocast("cpu", dtype=low_precision):
        rough, _ = network(source_ids, previous_ids, lengths)
    assert rough.dtype == torch.float32
    torch.testing.assert_close(rough, exact, atol=0.05, rtol=0.05)
