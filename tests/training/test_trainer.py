"""The loop: what it learns, what it tells, and that stopping and going on changes nothing."""

import errno
from dataclasses import replace
from itertools import count

import pytest

torch = pytest.importorskip("torch")

from datenorm.errors import ConfigError, Diverged, TrainingError  # noqa: E402
from datenorm.training.batching import BatchMaker  # noqa: E402
from datenorm.training.checkpoint import load_checkpoint  # noqa: E402
from datenorm.training.events import CheckpointSaved, StepDone, Stopped, ValidationDone  # noqa: E402
from datenorm.training.learner import Learner, exact_match  # noqa: E402
from datenorm.training.recipes import Recipe  # noqa: E402
from datenorm.training.trainer import RunSettings, Trainer  # noqa: E402
from tests.training.years import Years  # noqa: E402

HERE = RunSettings(workers=0)


def losses(events):
    return [event.loss for event in events if isinstance(event, StepDone)]


def weights(trainer):
    return {name: tensor.clone() for name, tensor in trainer.averaged.state_dict().items()}


def assert_equal(one, other):
    assert one.keys() == other.keys()
    for name in one:
        assert torch.equal(one[name], other[name]), name


def make_learner(recipe, vocabulary, **options):
    return Learner(recipe, recipe.model_config(vocabulary), device=torch.device("cpu"), **options)


@pytest.mark.slow
def test_overfits_one_batch(recipe, vocabulary, batcher):
    learner = make_learner(recipe, vocabulary)
    batch = batcher(0)[0]
    for step in range(1, 151):
        loss = learner.learn(batch, rate=1e-2, step=step)
    assert loss < 0.05


@pytest.mark.slow
def test_learns_to_copy(recipe, vocabulary, held_out):
    """Years never seen are copied digit by digit: this needs attention that moves along the source."""
    recipe = replace(
        recipe, pairs=24_000, batch_size=64, pool=640, hidden=32, decoder=48, validate_every=24_000
    )
    batcher = BatchMaker(Years(recipe.pool), vocabulary, recipe.batch_size, recipe.dropping, recipe.seed)
    events = list(Trainer(recipe, batcher, {"years": held_out}, HERE).fit())
    (validation,) = [event for event in events if isinstance(event, ValidationDone)]
    assert validation.exact_match["years"] >= 0.95


def test_events_tell_the_run(recipe, batcher, held_out, tmp_path):
    path = tmp_path / "checkpoint.pt"
    trainer = Trainer(
        recipe, batcher, {"seen": held_out, "unseen": held_out[:7]}, replace(HERE, checkpoint=path)
    )
    events = list(trainer.fit())
    steps = [event for event in events if isinstance(event, StepDone)]
    assert [event.step for event in steps] == list(range(1, len(steps) + 1))
    assert steps[-1].pairs >= recipe.pairs > steps[-2].pairs
    assert steps[-1].share == 1.0
    assert steps[-1].learning_rate == 0.0
    validations = [event for event in events if isinstance(event, ValidationDone)]
    assert len(validations) == 4  # at 500, 1,000, 1,500 and the end
    assert all(event.exact_match.keys() == {"seen", "unseen"} for event in validations)
    assert [event.path for event in events if isinstance(event, CheckpointSaved)] == [path] * 3
    assert isinstance(events[-1], Stopped)
    assert events[-1].reason == "finished"
    assert list(tmp_path.iterdir()) == [path]


def test_same_seed_same_run(recipe, batcher):
    recipe = replace(recipe, pairs=320)
    one, two = (Trainer(recipe, batcher, {}, HERE) for _ in range(2))
    assert losses(one.fit()) == losses(two.fit())
    assert_equal(weights(one), weights(two))
    other = Trainer(replace(recipe, seed=2), batcher, {}, HERE)
    assert losses(other.fit()) != losses(Trainer(recipe, batcher, {}, HERE).fit())


def test_a_worker_process_changes_nothing(recipe, batcher):
    recipe = replace(recipe, pairs=320)
    here, there = (Trainer(recipe, batcher, {}, replace(HERE, workers=workers)) for workers in (0, 1))
    assert losses(here.fit()) == losses(there.fit())


@pytest.mark.parametrize(
    "stop_after", [3, 10, 14], ids=["inside a pool", "at the end of a pool", "in the second"]
)
def test_resumed_run_equals_an_uninterrupted_one(recipe, batcher, held_out, tmp_path, stop_after):
    recipe = replace(recipe, pairs=480, validate_every=200)
    whole = Trainer(recipe, batcher, {"seen": held_out}, HERE)
    expected = list(whole.fit())
    settings = replace(HERE, checkpoint=tmp_path / "checkpoint.pt")
    first = Trainer(recipe, batcher, {"seen": held_out}, settings)
    before = []
    for event in first.fit():
        before.append(event)
        if isinstance(event, StepDone) and event.step == stop_after:
            first.request_stop()
    assert before[-1].reason == "interrupted"
    checkpoint = load_checkpoint(settings.checkpoint)
    assert Recipe.from_dict(checkpoint.recipe) == recipe
    second = Trainer(recipe, batcher, {"seen": held_out}, settings, resume=checkpoint)
    after = list(second.fit())
    assert losses(before) + losses(after) == losses(expected)
    assert_equal(weights(second), weights(whole))

    def validations(events):
        return [replace(event, seconds=0) for event in events if isinstance(event, ValidationDone)]

    assert validations(before) + validations(after) == validations(expected)


def test_threads_share_a_batch_without_changing_what_is_learnt(recipe, vocabulary, batcher):
    one, two = (make_learner(recipe, vocabulary, shards=shards) for shards in (1, 2))
    for step, batch in enumerate(batcher(0)[:5], 1):
        assert one.learn(batch, rate=1e-3, step=step) == pytest.approx(
            two.learn(batch, rate=1e-3, step=step), rel=0.02
        )


@pytest.mark.parametrize("shards", [1, 2])
def test_the_loss_of_a_pair_counts_by_its_weight(recipe, vocabulary, batcher, shards):
    batch = batcher(0)[0]
    once, twice, never = (
        make_learner(recipe, vocabulary, shards=shards).learn(
            replace(batch, weights=batch.weights * weight), rate=1e-3, step=1
        )
        for weight in (1, 2, 0)
    )
    assert twice == pytest.approx(2 * once, rel=1e-3)
    assert never == 0


@pytest.mark.parametrize("shards", [1, 2])
def test_the_first_update_goes_against_the_gradient_everywhere(recipe, vocabulary, batcher, shards):
    """Also where the gradient is a slice, as the encoder's input weights have in a padded batch."""
    recipe = replace(recipe, optimiser="adamw")
    for parameter, move in first_moves(recipe, vocabulary, batcher, shards):
        is_clear = parameter.grad.abs() > 1e-5  # Adam's first step is a whole one whatever the length
        assert torch.equal(move[is_clear] > 0, parameter.grad[is_clear] < 0)


@pytest.mark.parametrize("shards", [1, 2])
def test_the_first_update_of_whole_matrices_lowers_the_loss_by_each_of_them(
    recipe, vocabulary, batcher, shards
):
    """Muon turns a gradient, but never by a right angle or more."""
    for parameter, move in first_moves(replace(recipe, optimiser="muon"), vocabulary, batcher, shards):
        assert float((move * parameter.grad).sum()) < 0


def first_moves(recipe, vocabulary, batcher, shards):
    """(Parameter with its gradient, how far it went) of the first update, by a padded batch."""
    batch = next(batch for batch in batcher(0) if batch.lengths[0] < batch.lengths[-1])
    learner = make_learner(recipe, vocabulary, shards=shards)
    before = [parameter.detach().clone() for parameter in learner.network.parameters()]
    learner.learn(batch, rate=1e-2, step=1)
    after = list(learner.network.parameters())
    return [(parameter, parameter.detach() - start) for parameter, start in zip(after, before, strict=True)]


def test_a_batch_smaller_than_the_threads_is_learnt_from(recipe, vocabulary, batcher):
    learner = make_learner(recipe, vocabulary, shards=3)
    assert learner.learn(batcher(0)[0].rows(0, 2), rate=1e-3, step=1) > 0


def test_time_can_be_the_budget(recipe, batcher):
    ticks = iter(range(1000))
    settings = replace(HERE, clock=lambda: 6.0 * next(ticks))
    events = list(Trainer(replace(recipe, minutes=1.0), batcher, {}, settings).fit())
    rates = [event.learning_rate for event in events if isinstance(event, StepDone)]
    assert len(rates) == 10  # one tick of six seconds each
    assert rates[1:] == sorted(rates[1:], reverse=True)


def test_stops_when_nothing_gets_better(recipe, batcher, held_out):
    recipe = replace(recipe, pairs=100_000, validate_every=16, learning_rate=1e-9, patience=3)
    *_, last = Trainer(recipe, batcher, {"seen": held_out[:5]}, HERE).fit()
    assert last.reason == "no better"
    assert last.step == 4


def test_a_diverging_run_is_an_error(recipe, batcher):
    trainer = Trainer(replace(recipe, learning_rate=1e4, warm_up=0.0), batcher, {}, HERE)
    with pytest.raises(Diverged, match="diverged at update"):
        list(trainer.fit())


def test_not_a_number_is_an_error(recipe, vocabulary, batcher):
    learner = make_learner(recipe, vocabulary)
    torch.nn.init.constant_(learner.network.decoder.output.bias, float("nan"))
    with pytest.raises(Diverged):
        learner.learn(batcher(0)[0], rate=1e-3, step=1)


def test_a_checkpoint_that_is_not_there_or_damaged_is_an_error(tmp_path):
    with pytest.raises(TrainingError, match="no checkpoint"):
        load_checkpoint(tmp_path / "none.pt")
    damaged = tmp_path / "damaged.pt"
    damaged.write_bytes(b"not a checkpoint")
    with pytest.raises(TrainingError, match="damaged"):
        load_checkpoint(damaged)


@pytest.fixture
def checkpoint(recipe, batcher, tmp_path):
    """A checkpoint of a short run."""
    settings = replace(HERE, checkpoint=tmp_path / "checkpoint.pt")
    list(Trainer(replace(recipe, pairs=32), batcher, {}, settings).fit())
    return settings.checkpoint


def test_a_flipped_bit_in_a_checkpoint_is_noticed_wherever_it_is(checkpoint):
    content = checkpoint.read_bytes()
    for place in range(0, len(content), max(1, len(content) // 100)):
        checkpoint.write_bytes(content[:place] + bytes([content[place] ^ 0b100]) + content[place + 1 :])
        with pytest.raises(TrainingError, match="damaged"):
            load_checkpoint(checkpoint)


@pytest.mark.parametrize("size", [0, 1, 100, 1000])
def test_a_truncated_checkpoint_is_damaged(checkpoint, size):
    checkpoint.write_bytes(checkpoint.read_bytes()[:size])
    with pytest.raises(TrainingError, match="damaged"):
        load_checkpoint(checkpoint)


def test_a_checkpoint_of_the_version_without_checksums_is_read(checkpoint):
    saved = load_checkpoint(checkpoint)
    checkpoint.write_bytes(checkpoint.read_bytes().split(b"\n", 1)[1])
    assert load_checkpoint(checkpoint).position == saved.position


def test_a_full_disk_is_an_error_and_keeps_the_last_checkpoint(checkpoint, monkeypatch):
    from datenorm.training import checkpoint as module

    before = load_checkpoint(checkpoint)
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(module.os, "fsync", lambda descriptor: (_ for _ in ()).throw(full))
    with pytest.raises(TrainingError, match="No space left") as caught:
        module.save_checkpoint(checkpoint, before)
    assert "resume" in caught.value.hint
    assert load_checkpoint(checkpoint).position == before.position
    assert list(checkpoint.parent.iterdir()) == [checkpoint]


def test_the_first_checkpoint_is_written_within_a_minute(recipe, batcher, tmp_path):
    seconds = count(0, 10)
    settings = replace(HERE, checkpoint=tmp_path / "checkpoint.pt", clock=lambda: float(next(seconds)))
    recipe = replace(recipe, pairs=320, checkpoint_every=10_000, validate_every=10_000)
    events = list(Trainer(recipe, batcher, {}, settings).fit())
    saved = [event.step for event in events if isinstance(event, CheckpointSaved)]
    times = {event.step: event.seconds for event in events if isinstance(event, StepDone)}
    assert len(saved) == 2  # early, and at the end
    assert 30 <= times[saved[0]] < 60


def test_an_untrained_network_still_writes_values(recipe, vocabulary, held_out):
    network = make_learner(recipe, vocabulary).network
    assert 0 <= exact_match(network, held_out, torch.device("cpu")) < 0.5


@pytest.mark.parametrize(
    "change", [{"pairs": 0}, {"learning_rate": 0.0}, {"minutes": -1.0}, {"averaging": 1.0}]
)
def test_impossible_recipes_are_refused(recipe, change):
    with pytest.raises(ConfigError):
        replace(recipe, **change)
