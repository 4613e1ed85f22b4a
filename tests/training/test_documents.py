"""Windows of documents beside the pairs: how they are labelled, batched and learnt."""

from dataclasses import dataclass, replace
from random import Random

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from datenorm.bundle import Manifest, load_bundle, write_bundle  # noqa: E402
from datenorm.detection.tagger import Tagger  # noqa: E402
from datenorm.detection.tagging import load_tagging, save_tagging  # noqa: E402
from datenorm.errors import TrainingError  # noqa: E402
from datenorm.runtime import Float32Runtime  # noqa: E402
from datenorm.text.labels import END, INSIDE, OUTSIDE, START  # noqa: E402
from datenorm.text.vocabulary import HINTS, source_vocabulary  # noqa: E402
from datenorm.training import tagging  # noqa: E402
from datenorm.training.batching import BatchMaker  # noqa: E402
from datenorm.training.checkpoint import load_checkpoint, save_checkpoint  # noqa: E402
from datenorm.training.continuation import Origin  # noqa: E402
from datenorm.training.documents import UNLABELLED, encode_window, window_batches  # noqa: E402
from datenorm.training.events import ValidationDone  # noqa: E402
from datenorm.training.export import check_tagging, head_of, layer_of, network_of, weights_of  # noqa: E402
from datenorm.training.trainer import SPANS, RunSettings, Trainer  # noqa: E402
from tests.training.years import Years  # noqa: E402


@dataclass(frozen=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    text: str
    spans: tuple[Span, ...]
    language: str = "en"


@dataclass(frozen=True)
class YearsInText:
    """Pool number and how many → texts with a year of four digits between other numbers."""

    def __call__(self, number, count):
        rng = Random(number)
        for _ in range(count):
            lead = str(rng.randint(1, 99)) + " " * rng.randint(1, 2)
            year = str(rng.randint(1000, 2999))
            tail = "(" * rng.randint(0, 3)
            yield Text(lead + year + tail, (Span(len(lead), len(lead) + 4),))


def test_labels_follow_the_characters_into_the_canonical_form():
    window = encode_window(
        Text("a\u0301  １９６９ b", (Span(4, 8),)), source_vocabulary("á1969b ", ["en"]), ""
    )
    assert window.labels == [OUTSIDE, OUTSIDE, START, INSIDE, INSIDE, END, OUTSIDE, OUTSIDE]
    assert len(window.source) == HINTS + 8


def test_an_empty_window_is_left_out():
    assert encode_window(Text("  ", ()), source_vocabulary("a", ["en"]), "") is None


def test_batches_have_all_windows_once_and_no_label_on_padding(vocabulary):
    texts = list(YearsInText()(1, 50))
    batches = list(window_batches(texts, vocabulary, 8, Random(1)))
    assert sum(map(len, batches)) == 50
    for batch in batches:
        for row, length in enumerate(batch.lengths - HINTS):
            assert (batch.labels[row, length:] == UNLABELLED).all()
            assert (batch.labels[row, :length] != UNLABELLED).all()
            assert (batch.labels[row] == START).sum() == 1


@pytest.fixture
def reading(recipe):
    """A recipe with documents."""
    return replace(recipe, pairs=600, validate_every=600, documents=8, tagging=0.5)


def trainer_of(recipe, vocabulary, **options):
    documents = [encode_window(text, vocabulary, "") for text in YearsInText()(-1, 60)]
    batcher = BatchMaker(
        Years(recipe.pool), vocabulary, recipe.batch_size, recipe.dropping, 1, YearsInText(), recipe.documents
    )
    return Trainer(recipe, batcher, {}, options.pop("settings", HERE), documents=documents, **options)


HERE = RunSettings(workers=0)


def finished(trainer):
    return [event for event in trainer.fit() if isinstance(event, ValidationDone)]


def test_every_batch_of_pairs_has_windows_beside_it(reading, vocabulary):
    batcher = BatchMaker(
        Years(reading.pool), vocabulary, reading.batch_size, reading.dropping, 1, YearsInText(), 8
    )
    batches = batcher(0)
    assert all(len(batch.windows) == 8 for batch in batches)
    assert batches[0].rows(0, 1).windows is None


def test_dates_in_documents_are_learnt_beside_pairs(reading, vocabulary):
    (validation, *_) = finished(trainer_of(replace(reading, pairs=3000, validate_every=3000), vocabulary))
    assert validation.exact_match[SPANS] > 0.9


def test_threads_give_the_same_gradient(reading, vocabulary):
    one, two = (
        trainer_of(replace(reading, pairs=48), vocabulary, settings=replace(HERE, threads=threads))
        for threads in (1, 2)
    )
    finished(one)
    finished(two)
    for ours, theirs in zip(one.tagging.parameters(), two.tagging.parameters(), strict=True):
        assert torch.allclose(ours, theirs, atol=1e-3)


def test_a_run_resumes_with_the_head_that_it_has(reading, vocabulary, tmp_path):
    path = tmp_path / "checkpoint.pt"
    settings = replace(HERE, checkpoint=path)
    whole = trainer_of(reading, vocabulary)
    finished(whole)
    part = trainer_of(reading, vocabulary, settings=settings)
    for number, _ in enumerate(part.fit()):
        if number == 3:
            part.request_stop()
    resumed = trainer_of(reading, vocabulary, resume=load_checkpoint(path))
    finished(resumed)
    for ours, theirs in zip(whole.tagging.parameters(), resumed.tagging.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_a_run_that_began_without_a_head_is_resumed_with_one(reading, vocabulary, tmp_path):
    path = tmp_path / "checkpoint.pt"
    before = trainer_of(replace(reading, documents=0), vocabulary, settings=replace(HERE, checkpoint=path))
    for _ in before.fit():
        before.request_stop()
    checkpoint = load_checkpoint(path)
    assert checkpoint.tagging == {}
    save_checkpoint(path, checkpoint)
    resumed = trainer_of(reading, vocabulary, resume=load_checkpoint(path))
    (validation, *_) = finished(resumed)
    assert SPANS in validation.exact_match


def test_the_head_of_a_bundle_gives_the_scores_of_torch_and_is_continued(reading, vocabulary, tmp_path):
    trainer = trainer_of(reading, vocabulary)
    finished(trainer)
    manifest = Manifest(trainer.averaged.config, vocabulary.symbols, locales={"en": ("en", "")})
    write_bundle(tmp_path / "model", manifest, weights_of(trainer.averaged))
    bundle = load_bundle(tmp_path / "model")
    network = network_of(trainer.averaged, bundle.weights)
    windows = [encode_window(text, vocabulary, "") for text in YearsInText()(7, 20)]
    with pytest.raises(TrainingError):
        check_tagging(network, bundle, windows)
    save_tagging(bundle, head_of(trainer.tagging))
    assert check_tagging(network, load_bundle(bundle.path), windows) < 1e-4
    continued = trainer_of(reading, vocabulary, origin=Origin.of(load_bundle(bundle.path)))
    assert torch.equal(continued.tagging.linear.weight, trainer.tagging.linear.weight)


def test_a_head_is_fitted_again_to_a_network_that_does_not_change(reading, vocabulary, monkeypatch):
    monkeypatch.setattr(tagging, "_STEPS", 400)
    trainer = trainer_of(reading, vocabulary)
    finished(trainer)
    encoder, head = trainer.averaged.encoder, head_of(trainer.tagging)
    wrong = replace(head, weight=-head.weight, bias=-head.bias)
    windows = [encode_window(text, vocabulary, "") for text in YearsInText()(7, 60)]

    def found_by(one):
        return tagging.count_spans(encoder, layer_of(one), windows, torch.device("cpu"))

    again = tagging.refitted(encoder, wrong, windows, seed=1)
    right, found, there = found_by(again)
    assert found_by(wrong)[0] < 0.2 * there
    assert right > 0.9 * max(found, there)
    assert np.array_equal(again.weight, tagging.refitted(encoder, wrong, windows, seed=1).weight)


def test_another_head_is_caught(reading, vocabulary, tmp_path):
    trainer = trainer_of(reading, vocabulary)
    manifest = Manifest(trainer.averaged.config, vocabulary.symbols, locales={"en": ("en", "")})
    write_bundle(tmp_path / "model", manifest, weights_of(trainer.averaged))
    head = head_of(trainer.tagging)
    save_tagging(load_bundle(tmp_path / "model"), replace(head, bias=head.bias + 1))
    bundle = load_bundle(tmp_path / "model")
    layer = layer_of(load_tagging(bundle))
    assert not torch.equal(layer.linear.bias, trainer.tagging.linear.bias)
    tagger = Tagger.of(bundle, Float32Runtime(bundle.weights, trainer.averaged.config))
    assert isinstance(tagger.tag("12 1969"), list)
