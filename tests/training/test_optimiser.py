"""How weights are updated."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

pytest.importorskip("torch")

import torch
from torch import Tensor

from datenorm.errors import ConfigError
from datenorm.nn.config import ModelConfig
from datenorm.nn.seq2seq import Seq2Seq
from datenorm.training.optimiser import Optimiser, averaging_decay, learning_rate, orthogonalised
from datenorm.training.recipes import OPTIMISERS, TINY
from datenorm.values import TARGET_SYMBOLS

RATE = 0.01
CONFIG = ModelConfig(21, len(TARGET_SYMBOLS), 6, 8, 12, 10, 5)


@pytest.mark.parametrize("shape", [(3, 6, 20), (2, 20, 6), (1, 9, 9)])
def test_a_matrix_keeps_its_directions_and_loses_their_lengths(shape: tuple[int, int, int]) -> None:
    torch.manual_seed(1)
    matrices = torch.randn(shape)

    left, _, right = torch.linalg.svd(matrices, full_matrices=False)
    turned = left.mT @ orthogonalised(matrices) @ right.mT  # in its own directions

    lengths = turned.diagonal(dim1=1, dim2=2)
    well_conditioned = torch.linalg.svdvals(matrices) > 0.05 * matrices.norm(dim=(1, 2))[:, None]
    assert ((0.6 < lengths) & (lengths < 1.3))[well_conditioned].all()
    assert (turned - torch.diag_embed(lengths)).abs().max() < 1e-4


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize(
    "network",
    [{}, {"encoder": "bigru", "query": "current"}, {"encoder": "birnn", "layers": 2}, {"scorer": "none"}],
)
def test_every_weight_is_updated_once(optimiser: str, network: dict[str, object]) -> None:
    model, learnt = _network(**network)
    before = {name: parameter.detach().clone() for name, parameter in model.named_parameters()}
    rule = Optimiser(model, replace(TINY, optimiser=optimiser, weight_decay=0.0))

    _step(rule, model, dict.fromkeys(learnt, 1.0))

    for name, parameter in model.named_parameters():
        moved = (parameter - before[name]).abs().max()
        assert 0 < moved <= 10.5 * RATE, name


def test_each_gate_is_updated_whatever_the_gradients_of_the_others() -> None:
    name = "encoder.forward_lstm.weight_hh_l0"
    moves = []
    for loudness in (1.0, 1_000.0):
        model, learnt = _network()
        before = model.get_parameter(name).detach().clone()
        rule = Optimiser(model, replace(TINY, weight_decay=0.0))
        gate = torch.ones(4, CONFIG.hidden, 1)
        gate[2] = loudness
        _step(rule, model, dict.fromkeys(learnt, 1.0) | {name: gate.view(-1, 1)})
        moves.append(model.get_parameter(name).detach() - before)

    assert torch.allclose(moves[0], moves[1], atol=1e-5)


def test_going_on_from_a_state_gives_what_would_have_been() -> None:
    recipe = replace(TINY, optimiser="muon")
    whole, learnt = _network()
    first, _ = _network()
    once, twice = dict.fromkeys(learnt, 1.0), dict.fromkeys(learnt, -0.5)

    uninterrupted = Optimiser(whole, recipe)
    _step(uninterrupted, whole, once)
    _step(uninterrupted, whole, twice)
    interrupted = Optimiser(first, recipe)
    _step(interrupted, first, once)
    resumed = Optimiser(first, recipe)
    resumed.load_state_dict(interrupted.state_dict())
    _step(resumed, first, twice)

    for one, other in zip(whole.parameters(), first.parameters(), strict=True):
        assert torch.equal(one, other)


def test_an_unknown_optimiser_is_named() -> None:
    with pytest.raises(ConfigError, match="unknown optimiser 'sgd'; there are muon, adamw"):
        replace(TINY, optimiser="sgd")


def _network(**changes: object) -> tuple[Seq2Seq, list[str]]:
    """A network, always the same, and the names of its weights."""
    torch.manual_seed(7)
    model = Seq2Seq(replace(CONFIG, **changes))  # type: ignore[arg-type]
    return model, [name for name, _ in model.named_parameters()]


def _step(rule: Optimiser, model: Seq2Seq, sizes: dict[str, float | Tensor]) -> None:
    """One update by gradients that are always the same but for their sizes."""
    torch.manual_seed(3)
    for name, parameter in model.named_parameters():
        parameter.grad = torch.randn_like(parameter) * sizes[name]
    with ThreadPoolExecutor(2) as threads:
        rule.step(RATE, threads)


def test_rate_rises_then_falls_to_zero():
    rates = [learning_rate(share / 100, peak=0.3, warm_up=0.2) for share in range(101)]
    assert rates[0] == 0.0
    assert rates[10] == pytest.approx(0.15)
    assert max(rates) == rates[20] == pytest.approx(0.3)
    assert rates[60] == pytest.approx(0.15)
    assert rates[100] == pytest.approx(0.0)
    assert rates[:21] == sorted(rates[:21])
    assert rates[20:] == sorted(rates[20:], reverse=True)


def test_rate_stays_zero_after_the_end():
    assert learning_rate(1.5, peak=0.3, warm_up=0.2) == 0.0


def test_no_warm_up_starts_at_the_peak():
    assert learning_rate(0.0, peak=0.3, warm_up=0.0) == 0.3


def test_averages_forget_the_start_fast_and_then_keep():
    decays = [averaging_decay(step, decay=0.99) for step in range(1, 2000)]
    assert decays == sorted(decays)
    assert decays[0] < 0.2
    assert decays[-1] == 0.99
