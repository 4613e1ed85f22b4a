"""Measures against networks whose behaviour is known."""

from dataclasses import replace

import pytest

torch = pytest.importorskip("torch")

from datenorm.nn.seq2seq import Seq2Seq  # noqa: E402
from datenorm.study.measures import alignment, by_length, gradient_norms, grids  # noqa: E402
from datenorm.study.members import (  # noqa: E402
    MEMBERS,
    fields_of_value,
    recipe_for,
)


@pytest.fixture
def build(material):
    def make(name):
        torch.manual_seed(1)
        config = recipe_for(MEMBERS[name], pairs=100, seed=1).model_config(material.vocabulary)
        return Seq2Seq(config)

    return make


@pytest.mark.parametrize("name", MEMBERS)
def test_every_member_can_be_built_with_annotations_as_large_as_states(build, name):
    network = build(name)
    assert network.config.annotation == network.config.decoder == 96


def test_an_attention_that_looks_everywhere_alike_has_the_even_share(build, material):
    network = build("additive")
    torch.nn.init.zeros_(network.decoder.scorer.energy.weight)
    found = alignment(network, material.marked)
    assert found.shares == pytest.approx({"M": 2 / 7, "y": 4 / 7}, abs=1e-3)
    assert found.shares == pytest.approx(found.even, abs=1e-3)
    assert found.by_language["en"] == pytest.approx((4 * 4 / 7 + 2 / 7) / 5, abs=1e-3)


def test_an_attention_on_one_place_has_all_or_nothing_of_a_field(build, material):
    network = build("location")
    with torch.no_grad():
        network.bridge.hidden.weight.zero_()
        network.bridge.hidden.bias.fill_(3.0)
        network.decoder.scorer.position.weight.zero_()
        network.decoder.scorer.position.weight[5].fill_(9.0)  # the first figure of the month
        network.decoder.cell.bias_ih[96:192].fill_(99.0)  # keep the cell, and with it the state
        network.decoder.cell.bias_ih[288:].fill_(99.0)
        network.bridge.cell.bias.fill_(9.0)
        network.bridge.cell.weight.zero_()
    found = alignment(network, material.marked)
    assert found.shares == pytest.approx({"M": 1, "y": 0}, abs=1e-3)


def test_without_attention_there_is_no_alignment(build, material):
    assert alignment(build("none"), material.marked) is None
    (grid,) = grids(build("none"), material.shown)
    assert grid.attention == [] and grid.written


def test_grids_have_a_row_for_each_character_written(build, material):
    (grid,) = grids(build("dot-current"), material.shown)
    assert (grid.language, grid.source) == ("en", "1969-07")
    assert len(grid.attention) == len(grid.written)
    for row in grid.attention:
        assert len(row) == 7 and sum(row) == pytest.approx(1, abs=1e-3)


def test_a_date_alone_has_all_of_the_gradient_but_what_its_hyphen_gets(build, dates):
    alone = [replace(one, start=0, stop=7) for one in dates(8)]
    norm, share = gradient_norms(build("additive"), alone)
    assert norm > 0 and share == pytest.approx(1)


def test_what_a_network_does_not_read_gets_no_gradient(build, dates):
    network = build("lstm-none")
    with torch.no_grad():
        network.bridge.hidden.weight.zero_()
        network.bridge.cell.weight.zero_()
        network.decoder.cell.weight_ih.zero_()
        network.decoder.output.weight.zero_()
    norm, _ = gradient_norms(network, dates(8, after=5))
    assert norm == 0


def test_the_norm_is_that_of_a_difference_quotient(build, dates):
    """Moving one embedding along its gradient changes the loss by the norm."""
    network, (one,) = build("bigru").double(), dates(1)
    single = replace(one, start=2, stop=3)
    norm, _ = gradient_norms(network, [single])
    source = torch.tensor([one.pair.source])
    target = torch.tensor([one.pair.target])

    def loss(moved):
        hook = network.encoder.embedding.register_forward_hook(lambda *call: call[2] + moved)
        try:
            logits, _ = network(source, target[:, :-1], torch.tensor([source.shape[1]]))
        finally:
            hook.remove()
        flat = logits.flatten(0, 1)
        return torch.nn.functional.cross_entropy(flat, target[:, 1:].flatten(), reduction="sum")

    zero = torch.zeros(source.shape[1], 1, 32, dtype=torch.double, requires_grad=True)
    (gradient,) = torch.autograd.grad(loss(zero), zero)
    at_character = gradient[4, 0]  # two hints, then the third character
    step = torch.zeros_like(gradient)
    step[4, 0] = 1e-5 * at_character / at_character.norm()
    slope = (loss(step) - loss(-step)) / 2e-5
    assert norm == pytest.approx(slope.item(), rel=1e-4)


def test_exact_match_is_measured_at_every_length(build, material):
    assert by_length(build("additive"), material).keys() == {7, 17}


def test_figures_that_are_not_known_are_written_without_reading():
    assert fields_of_value(("X", "X", "6", "9", "-07")) == ["", "", "y", "y", "M"]
    assert fields_of_value(("1", "9", "6", "9", "-07", "-20", "⑦"))[-2:] == ["d", "E"]
