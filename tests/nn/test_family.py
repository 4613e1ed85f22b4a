"""What every member of the attention family must do, and what each scorer computes."""

import pytest

torch = pytest.importorskip("torch")

from datenorm.errors import ConfigError  # noqa: E402
from datenorm.nn.attention import attend, masked_softmax  # noqa: E402
from datenorm.nn.config import ModelConfig  # noqa: E402
from datenorm.nn.scorers import CosineScorer, make_scorer  # noqa: E402
from datenorm.nn.seq2seq import Seq2Seq  # noqa: E402
from tests.families import MEMBERS, SCORERS  # noqa: E402
from tests.nn.test_decoder import gradients, step_by_step  # noqa: E402


def build(random_config, **fields):
    torch.manual_seed(0)
    return Seq2Seq(random_config(50, hint_size=13, **fields)).double()


@pytest.fixture(params=MEMBERS.values(), ids=MEMBERS)
def member(request, random_config):
    return build(random_config, **request.param)


@pytest.fixture(params=SCORERS)
def scorer(request, random_config):
    """One of each in float64, with the number of the decoder's and the annotations' numbers."""
    config = random_config(50, scorer=request.param, **SCORERS[request.param])
    torch.manual_seed(2)
    return make_scorer(config).double(), config


def test_teacher_forcing_equals_a_loop_over_steps(member, source_ids, previous_ids, lengths):
    """For queries of the current state: the matrix form against one step after the other."""
    forced_logits, forced_weights = member(source_ids, previous_ids, lengths)
    forced = gradients(member, forced_logits)
    step_logits, step_weights = step_by_step(member, source_ids, previous_ids, lengths)
    stepped = gradients(member, step_logits)
    torch.testing.assert_close(forced_logits, step_logits)
    torch.testing.assert_close(forced_weights, step_weights)
    for name in stepped:
        torch.testing.assert_close(forced[name], stepped[name], msg=lambda text, name=name: f"{name}: {text}")


def test_padding_changes_nothing(member, source_ids, previous_ids, lengths):
    logits, weights = member(source_ids, previous_ids, lengths)
    for row, length in enumerate(lengths.tolist()):
        alone, alone_weights = member(source_ids[row : row + 1, :length], previous_ids[row : row + 1])
        torch.testing.assert_close(logits[row], alone[0])
        torch.testing.assert_close(weights[row, :, : alone_weights.shape[-1]], alone_weights[0])


def test_gradients_reach_every_parameter(member, source_ids, previous_ids, lengths):
    logits, _ = member(source_ids, previous_ids, lengths)
    for name, gradient in gradients(member, logits).items():
        assert gradient.abs().sum() > 0, name


def test_low_precision_stays_close(member, source_ids, previous_ids, lengths, low_precision):
    member.float()
    exact, _ = member(source_ids, previous_ids, lengths)
    with torch.autocast("cpu", dtype=low_precision):
        rough, _ = member(source_ids, previous_ids, lengths)
    assert rough.dtype == torch.float32
    torch.testing.assert_close(rough, exact, atol=0.1, rtol=0.1)


@pytest.mark.parametrize("name", sorted(set(SCORERS) - {"none"}))
def test_a_current_state_asks_in_the_light_of_the_character_before(random_config, source_ids, name):
    """Bahdanau's order cannot: there attention is settled before the last character is read."""
    for query, depends in (("previous", False), ("current", True)):
        network = build(random_config, scorer=name, query=query, **SCORERS[name])
        source, state = network.encode(source_ids)
        _, one, _ = network.decoder.step(source, state, torch.full((6,), 5))
        _, other, _ = network.decoder.step(source, state, torch.full((6,), 6))
        assert torch.allclose(one, other) != depends


def test_the_matrix_of_energies_has_the_energies_of_each_step(scorer):
    compute, config = scorer
    annotations = torch.randn(3, 7, config.annotation, dtype=torch.double)
    if not config.attends:
        annotations = annotations[:, :1]
    states = torch.randn(3, 5, config.decoder, dtype=torch.double)
    keys = compute.project(annotations)
    steps = torch.stack([compute(state, keys) for state in states.unbind(1)], dim=1)
    torch.testing.assert_close(compute.matrix(states, keys), steps)


def test_energies_follow_the_equations(scorer):
    compute, config = scorer
    annotations = torch.randn(3, 7, config.annotation, dtype=torch.double)
    state = torch.randn(3, config.decoder, dtype=torch.double)
    energy = compute(state, compute.project(annotations))[1, 4]
    s, h = state[1], annotations[1, 4]
    expected = {
        "additive": lambda: (
            compute.energy.weight[0] @ torch.tanh(compute.query.weight @ s + compute.key.weight @ h)
        ),
        "dot": lambda: s @ h,
        "general": lambda: s @ compute.key.weight @ h,
        "cosine": lambda: compute.strength[0] * (s @ h) / (s.norm() * h.norm()),
        "location": lambda: compute.position.weight[4] @ s,
        "none": lambda: torch.zeros((), dtype=torch.double),
    }
    torch.testing.assert_close(energy, expected[config.scorer]())


def test_for_the_dot_product_the_matrix_is_s_times_h_transposed(random_config):
    compute = make_scorer(random_config(50, scorer="dot", decoder=24))
    states, annotations = torch.randn(2, 4, 24), torch.randn(2, 6, 24)
    energies = compute.matrix(states, compute.project(annotations))
    torch.testing.assert_close(energies[1], states[1] @ annotations[1].T)


def test_location_gives_nothing_to_what_it_cannot_reach(random_config):
    compute = make_scorer(random_config(50, scorer="location", positions=3))
    keys = compute.project(torch.randn(2, 5, 24))
    weights = masked_softmax(compute(torch.randn(2, 20), keys), None)
    assert torch.all(weights[:, 3:] == 0)
    torch.testing.assert_close(weights.sum(-1), torch.ones(2))


def test_location_does_not_look_at_the_text(random_config, source_ids):
    network = build(random_config, scorer="location", positions=20)
    source, state = network.encode(source_ids)
    mixed = source._replace(annotations=source.annotations.flip(1))
    _, before, _ = network.decoder.step(source, state, torch.full((6,), 5))
    _, after, _ = network.decoder.step(mixed, state, torch.full((6,), 5))
    assert torch.equal(before, after)


def test_a_cosine_can_be_made_sharp():
    annotations = torch.eye(4)[None]
    soft, sharp = (
        masked_softmax(scorer(torch.eye(4)[:1], scorer.project(annotations)), None)[0, 0].item()
        for scorer in (CosineScorer(1.0), CosineScorer(50.0))
    )
    assert soft < 0.5 < 0.99 < sharp


def test_without_attention_every_step_sees_where_the_encoder_ended(random_config, source_ids):
    network = build(random_config, scorer="none")
    source, _ = network.encode(source_ids)
    weights = torch.ones(6, 1, dtype=torch.double)
    torch.testing.assert_close(attend(weights, source.annotations), network.encoder(source_ids).final_hidden)


@pytest.mark.parametrize(
    ("fields", "advice"),
    [
        ({"scorer": "dot"}, "`decoder` 24, or `hidden` 10"),
        ({"scorer": "cosine", "decoder": 23}, "`decoder` 24"),
        ({"scorer": "dot", "encoder": "lstm"}, "`decoder` 12, or `hidden` 20"),
        ({"scorer": "location"}, "`positions`"),
        ({"scorer": "general", "positions": 9}, "leave out `positions`"),
        ({"scorer": "luong"}, "additive"),
        ({"query": "next"}, "previous"),
        ({"encoder": "transformer"}, "bilstm"),
    ],
)
def test_a_network_that_cannot_be_is_refused_with_advice(random_config, fields, advice):
    with pytest.raises(ConfigError) as caught:
        random_config(50, **fields)
    assert advice in caught.value.hint


def test_a_bundle_from_before_the_family_is_the_usual_network():
    old = {"source_size": 9, "target_size": 8, "embedding": 7, "hidden": 6, "decoder": 5, "alignment": 4}
    config = ModelConfig.from_dict({**old, "target_embedding": 3, "hint_size": 2})
    assert config.is_usual and config.annotation == 12 and config.attends


def test_a_configuration_says_what_it_is(random_config):
    assert random_config(50).description == (
        "A BiLSTM reads the text character by character; an attentional LSTM decoder writes the value."
    )
    deep = random_config(50, encoder="bigru", layers=2, scorer="general", query="current").description
    assert "A BiGRU of 2 layers" in deep and "(general scorer, query from the current state)" in deep
    assert "without attention" in random_config(50, encoder="lstm", scorer="none").description
