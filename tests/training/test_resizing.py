"""A network made smaller keeps the units that do something; one made larger answers as before and learns."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from datenorm.bundle import load_bundle  # noqa: E402
from datenorm.errors import ConfigError  # noqa: E402
from datenorm.nn.seq2seq import Seq2Seq  # noqa: E402
from datenorm.text.vocabulary import BOS, encode_source  # noqa: E402
from datenorm.training.continuation import Origin  # noqa: E402
from datenorm.training.recipes import RESIZED  # noqa: E402
from datenorm.training.resizing import of_one_size, resized  # noqa: E402
from tests.training.years import Years  # noqa: E402


@pytest.fixture
def origin(tiny_bundle):
    return Origin.of(load_bundle(tiny_bundle))


def logits(origin):
    network = Seq2Seq(origin.architecture)
    origin.put_into(network, origin.vocabulary)
    source = torch.tensor([encode_source(origin.vocabulary, "20 July 1969", "en", "DMY")])
    with torch.no_grad():
        return network(source, torch.tensor([[BOS, *range(4, 12)]]))[0]


def silenced(origin, dead):
    """The bundle where nothing listens to some units any more: group of units → its dead ones."""
    weights = {name: array.astype(np.float32) for name, array in origin.weights.items()}
    sizes, written = origin.architecture, origin.architecture.target_embedding
    columns = {
        "encoder.forward_lstm.weight_hh_l0": {"forward": 0},
        "encoder.backward_lstm.weight_hh_l0": {"backward": 0},
        "bridge.hidden.weight": {"forward": 0, "backward": sizes.hidden},
        "bridge.cell.weight": {"forward": 0, "backward": sizes.hidden},
        "decoder.scorer.key.weight": {"forward": 0, "backward": sizes.hidden},
        "decoder.scorer.query.weight": {"decoder": 0},
        "decoder.scorer.energy.weight": {"alignment": 0},
        "decoder.cell.weight_ih": {"forward": written, "backward": written + sizes.hidden},
        "decoder.cell.weight_hh": {"decoder": 0},
        "decoder.output.weight": {
            "decoder": 0,
            "forward": sizes.decoder,
            "backward": sizes.decoder + sizes.hidden,
        },
    }
    for name, starts in columns.items():
        for group, start in starts.items():
            weights[name][:, [start + unit for unit in dead[group]]] = 0
    return replace(origin, weights=weights)


def test_units_that_nothing_listens_to_go_and_no_answer_changes(origin, recipe):
    sizes = origin.architecture
    dead = {"forward": (0, 5), "backward": (2, 3), "decoder": (1, 4, 6), "alignment": (0,)}
    quiet = silenced(origin, dead)
    wanted = {"hidden": sizes.hidden - 2, "decoder": sizes.decoder - 3, "alignment": sizes.alignment - 1}
    small = resized(quiet, replace(quiet.fitted(recipe), **wanted), Years(80))
    assert {name: getattr(small.architecture, name) for name in RESIZED} == wanted
    assert sum(array.size for array in small.weights.values()) < sum(a.size for a in quiet.weights.values())
    assert torch.allclose(logits(small), logits(quiet), atol=1e-5)


def test_what_stays_is_what_the_bundle_has(origin, recipe):
    kept = resized(origin, origin.fitted(recipe), Years(80))
    assert kept is origin


def test_a_smaller_bundle_gets_the_sizes_of_the_last_one_and_answers_as_before(origin, recipe):
    large = larger(origin, recipe, hidden=8, decoder=4)
    same, last = of_one_size([origin, large], seed=recipe.seed)
    assert last is large
    assert same.architecture == large.architecture
    assert torch.allclose(logits(same), logits(origin), atol=1e-5)


def test_a_larger_bundle_keeps_its_sizes_beside_a_smaller_last_one(origin, recipe):
    large = larger(origin, recipe, hidden=8)
    assert of_one_size([large, origin], seed=1) == [large, origin]


def larger(origin, recipe, **more):
    sizes = {name: getattr(origin.architecture, name) + units for name, units in more.items()}
    return resized(origin, replace(origin.fitted(recipe), **sizes), Years(80))


@pytest.mark.parametrize("more", [{"hidden": 8}, {"decoder": 5}, {"alignment": 3}, dict.fromkeys(RESIZED, 7)])
def test_a_network_with_more_units_answers_as_before(origin, recipe, more):
    large = larger(origin, recipe, **more)
    assert torch.allclose(logits(large), logits(origin), atol=1e-5)


def test_new_units_receive_a_gradient(origin, recipe):
    large = larger(origin, recipe, hidden=8)
    network = Seq2Seq(large.architecture)
    large.put_into(network, large.vocabulary)
    source = torch.tensor([encode_source(large.vocabulary, "20 July 1969", "en", "DMY")])
    network(source, torch.tensor([[BOS, *range(4, 12)]]))[0].square().sum().backward()
    listens = network.encoder.forward_lstm.weight_hh_l0.grad
    size = origin.architecture.hidden
    assert bool((listens[:size, size:].abs() > 0).all())


def test_a_network_loses_units_of_one_group_and_gains_units_of_another(origin, recipe):
    before = origin.architecture
    wanted = {"hidden": before.hidden + 4, "decoder": before.decoder - 3}
    after = resized(origin, replace(origin.fitted(recipe), **wanted), Years(80)).architecture
    assert (after.hidden, after.decoder, after.alignment) == (*wanted.values(), before.alignment)


def test_other_members_of_the_family_keep_their_sizes(origin, recipe):
    other = replace(origin, architecture=replace(origin.architecture, scorer="general"))
    with pytest.raises(ConfigError, match="additive"):
        resized(other, replace(origin.fitted(recipe), hidden=8), Years(80))
