"""The encoder reads each row as if it were alone."""

import pytest

torch = pytest.importorskip("torch")


def test_shapes(network, config, source_ids, lengths):
    encoded = network.encoder(source_ids, lengths)
    assert encoded.annotations.shape == (6, 12, 22)
    assert encoded.final_hidden.shape == encoded.final_cell.shape == (6, 22)


def test_padding_changes_nothing(network, source_ids, lengths):
    together = network.encoder(source_ids, lengths)
    for row, length in enumerate(lengths.tolist()):
        alone = network.encoder(source_ids[row : row + 1, :length])
        torch.testing.assert_close(together.annotations[row, :length], alone.annotations[0])
        torch.testing.assert_close(together.final_hidden[row], alone.final_hidden[0])
        torch.testing.assert_close(together.final_cell[row], alone.final_cell[0])


def test_what_stands_on_padding_does_not_matter(network, source_ids, lengths):
    other = source_ids.clone()
    for row, length in enumerate(lengths.tolist()):
        other[row, length:] = 3
    before, after = network.encoder(source_ids, lengths), network.encoder(other, lengths)
    assert torch.equal(before.final_hidden, after.final_hidden)
    assert torch.equal(before.final_cell, after.final_cell)


def test_full_rows_need_no_lengths(network, source_ids):
    without = network.encoder(source_ids)
    with_lengths = network.encoder(source_ids, torch.full((6,), 12))
    for one, other in zip(without, with_lengths, strict=True):
        torch.testing.assert_close(one, other)


def test_backward_direction_starts_at_the_last_real_symbol(network, source_ids, lengths):
    """Its annotation of the last symbol depends on that symbol and the hints alone."""
    hidden = network.encoder.forward_lstm.hidden_size
    other = source_ids.clone()
    for row, length in enumerate(lengths.tolist()):
        other[row, 2 : length - 1] = 23
    before, after = (
        network.encoder(source_ids, lengths).annotations,
        network.encoder(other, lengths).annotations,
    )
    for row, length in enumerate(lengths.tolist()):
        torch.testing.assert_close(before[row, length - 1, hidden:], after[row, length - 1, hidden:])
        forward = before[row, length - 1, :hidden], after[row, length - 1, :hidden]
        assert torch.allclose(*forward) == (length == 3)  # a single character has nothing before it


def test_gradients_pass_the_padding_unchanged(network, source_ids, lengths):
    """The gradient of a batch is the sum of the gradients of its rows."""
    network.encoder(source_ids, lengths).final_cell.sin().sum().backward()
    together = [parameter.grad.clone() for parameter in network.encoder.parameters()]
    network.zero_grad()
    for row, length in enumerate(lengths.tolist()):
        network.encoder(source_ids[row : row + 1, :length]).final_cell.sin().sum().backward()
    for one, parameter in zip(together, network.encoder.parameters(), strict=True):
        torch.testing.assert_close(one, parameter.grad)


def test_a_hint_reaches_the_last_character_read_backwards(network, source_ids):
    """Which no recurrence does: the backward direction begins there."""
    hidden = network.encoder.forward_lstm.hidden_size
    other = source_ids.clone()
    other[:, 1] = 4 + (source_ids[:, 1] - 3) % 13
    before, after = (network.encoder(ids).annotations[:, -1, hidden:] for ids in (source_ids, other))
    assert all(not torch.allclose(one, two) for one, two in zip(before, after, strict=True))
    network.encoder.hints = None
    before, after = (network.encoder(ids).annotations[:, -1, hidden:] for ids in (source_ids, other))
    torch.testing.assert_close(before, after)
