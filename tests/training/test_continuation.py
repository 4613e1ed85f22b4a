"""What a network knows stays known when it goes on learning with more symbols."""

from dataclasses import replace

import pytest

torch = pytest.importorskip("torch")

from datenorm.bundle import load_bundle  # noqa: E402
from datenorm.errors import TrainingError  # noqa: E402
from datenorm.nn.seq2seq import Seq2Seq  # noqa: E402
from datenorm.text.vocabulary import BOS, encode_source, extended_vocabulary  # noqa: E402
from datenorm.training.batching import BatchMaker, encode  # noqa: E402
from datenorm.training.checkpoint import load_checkpoint  # noqa: E402
from datenorm.training.continuation import Origin  # noqa: E402
from datenorm.training.events import StepDone, ValidationDone  # noqa: E402
from datenorm.training.export import network_of  # noqa: E402
from datenorm.training.recipes import DEFAULT  # noqa: E402
from datenorm.training.trainer import RunSettings, Trainer  # noqa: E402
from tests.training.years import Years  # noqa: E402

HERE = RunSettings(workers=0)
TEXT, WRITTEN = "20 juillet 1969", [BOS, *range(4, 12)]


@pytest.fixture
def bundle(tiny_bundle):
    return load_bundle(tiny_bundle)


def logits(network, vocabulary, language="fr"):
    source = torch.tensor([encode_source(vocabulary, TEXT, language, "DMY")])
    with torch.no_grad():
        return network(source, torch.tensor([WRITTEN]))[0]


def continued(bundle, vocabulary, seed=0):
    torch.manual_seed(seed)
    origin = Origin.of(bundle)
    network = Seq2Seq(origin.fitted(DEFAULT).model_config(vocabulary))
    origin.put_into(network, vocabulary)
    return network


@pytest.mark.parametrize(
    ("characters", "languages"), [("", []), ("ß☾", []), ("", ["de", "zu"]), ("ßñ", ["aa", "en"])]
)
def test_new_characters_and_languages_change_no_answer(bundle, characters, languages):
    vocabulary = extended_vocabulary(bundle.vocabulary, characters, languages)
    network = continued(bundle, vocabulary)
    before = network_of(Seq2Seq(bundle.manifest.architecture), bundle.weights)
    for language in ("fr", ""):
        assert torch.equal(logits(network, vocabulary, language), logits(before, bundle.vocabulary, language))


def test_what_is_new_is_drawn_by_chance(bundle):
    vocabulary = extended_vocabulary(bundle.vocabulary, "ß☾", ["zu"])
    networks = [continued(bundle, vocabulary, seed) for seed in (1, 2)]
    for name, symbol in (("encoder.embedding.weight", "ß"), ("encoder.embedding.weight", "<zu>")):
        one, other = (network.state_dict()[name][vocabulary.index(symbol)] for network in networks)
        assert not torch.equal(one, other)


def test_a_network_of_another_kind_is_refused(bundle):
    recipe = replace(Origin.of(bundle).fitted(DEFAULT), hints_throughout=False)
    with pytest.raises(TrainingError, match="hints"):
        Origin.of(bundle).put_into(Seq2Seq(recipe.model_config(bundle.vocabulary)), bundle.vocabulary)


@pytest.fixture
def recipe(bundle, recipe):
    origin = Origin.of(bundle)
    return replace(origin.fitted(recipe), pairs=320, validate_every=160).continuing(origin.history["model"])


def test_the_schedule_of_a_continued_run_is_shorter_and_slower(bundle, recipe):
    assert recipe.pairs == 64
    assert recipe.learning_rate < 1e-2 / 2
    assert recipe.continues == Origin.of(bundle).history["model"]


def test_a_run_measures_what_it_starts_from_and_can_be_resumed(bundle, recipe, tmp_path):
    origin = Origin.of(bundle)
    pools = Years(80)
    batcher = BatchMaker(pools, bundle.vocabulary, recipe.batch_size, recipe.dropping, recipe.seed)
    held = [encode(pair, bundle.vocabulary, pair.language, pair.order) for pair in pools(-1)]
    settings = replace(HERE, checkpoint=tmp_path / "checkpoint.pt")
    whole = Trainer(recipe, batcher, {"years": held}, HERE, origin=origin)
    events = list(whole.fit())
    assert isinstance(events[0], ValidationDone)
    assert (events[0].step, events[0].pairs) == (0, 0)
    first = Trainer(recipe, batcher, {"years": held}, settings, origin=origin)
    for event in first.fit():
        if isinstance(event, StepDone) and event.step == 2:
            first.request_stop()
    checkpoint = load_checkpoint(settings.checkpoint)
    assert checkpoint.history == origin.history
    second = Trainer(recipe, batcher, {"years": held}, settings, resume=checkpoint)
    later = list(second.fit())
    assert sum(isinstance(event, ValidationDone) and event.step == 0 for event in later) == 0
    assert second.history == origin.history
    for name, tensor in whole.averaged.state_dict().items():
        assert torch.equal(tensor, second.averaged.state_dict()[name]), name
