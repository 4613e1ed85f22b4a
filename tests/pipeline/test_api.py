"""Training, evaluation and the generator as functions of the package."""

import threading
from dataclasses import FrozenInstanceError, replace

import pytest

import datenorm
from datenorm.errors import BundleNotFound, ConfigError, InputError

pytest.importorskip("torch")
pytest.importorskip("babel")
pytest.importorskip("faker")

from datenorm.training.events import Stopped, TrainingStarted, ValidationDone

SMALL = {
    "pairs": 1_000,
    "pool": 1_000,
    "validation_size": 40,
    "validate_every": 500,
    "embedding": 8,
    "hidden": 12,
    "decoder": 16,
    "alignment": 8,
    "target_embedding": 8,
}
TABLE = b"input\texpected\n20 July 1969\t1969-07-20\nhello\t\n"


def test_generated_pairs_depend_on_the_seed_alone():
    pairs = list(datenorm.generate(5, seed=3, languages=["fr"], kind="full"))
    assert pairs == list(datenorm.generate(5, seed=3, languages=["fr"], kind="full"))
    assert {pair.kind for pair in pairs} == {"full"}
    with pytest.raises(InputError, match="unknown split"):
        datenorm.generate(5, split="test")


def test_an_evaluation_counts_and_tells_how_far_it_is(tiny_bundle, tmp_path, capsys):
    path = tmp_path / "table.tsv"
    path.write_bytes(TABLE)
    seen = []
    found = datenorm.evaluate(
        [path], model=tiny_bundle, hints=(True, False), progress=lambda *figures: seen.append(figures)
    )
    assert [report.hinted for report in found.reports] == [True, False]
    assert found.reports[0].rows == 2 and found.card is None
    assert seen[-1] == (4, 4)
    call = f"datenorm.evaluate(tables=['table.tsv'], model={str(tiny_bundle)!r}"
    assert [report.command for report in found.reports] == [f"{call})", f"{call}, hints=[False])"]
    assert capsys.readouterr() == ("", "")
    with pytest.raises(FrozenInstanceError):
        found.model = "other"


def test_an_evaluation_says_which_parser_is_unknown(tiny_bundle):
    with pytest.raises(ConfigError):
        datenorm.evaluate(model=tiny_bundle, peers=["nobody"])


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"data_share": 0.5}, "`data_share` needs `data`"),
        ({"start": "default", "embedding": 8}, "leave out `embedding`"),
        ({"resume": True, "seed": 3}, "leave out `seed`"),
    ],
)
def test_arguments_that_cannot_be_meant_are_refused(tmp_path, arguments, reason):
    with pytest.raises(ConfigError, match=reason):
        datenorm.train(tmp_path / "model", **arguments)


def test_what_is_no_bundle_is_not_replaced(tmp_path, tiny_bundle):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="is not a bundle"):
        datenorm.train(tmp_path, preset="tiny", force=True)
    with pytest.raises(InputError, match="holds a bundle already"):
        datenorm.average([tiny_bundle, tiny_bundle], tiny_bundle)


def test_a_mean_is_of_two_models_that_are_there(tmp_path, tiny_bundle):
    with pytest.raises(ConfigError, match="two models or more"):
        datenorm.average([tiny_bundle], tmp_path / "mean")
    with pytest.raises(BundleNotFound):
        datenorm.average([tiny_bundle, tmp_path / "none"], tmp_path / "mean")


def test_a_mean_may_end_with_the_bundled_model():
    """Its recipe is of a version that did not record the optimiser yet."""
    pytest.importorskip("torch")
    from datenorm.pipeline.export import recipe_of_mean
    from datenorm.training.continuation import Origin

    last = Origin.open("default")
    recipe = recipe_of_mean(last)
    assert (recipe.seed, recipe.decoder) == (last.recipe["seed"], last.architecture.decoder)
    with pytest.raises(ConfigError, match="does not record"):
        recipe_of_mean(replace(last, history={"training": {}}))
    with pytest.raises(ConfigError, match="another version"):
        recipe_of_mean(replace(last, history={"training": {"recipe": {**last.recipe, "heads": 4}}}))


def test_a_study_knows_its_members(tmp_path):
    with pytest.raises(ConfigError, match="no member is called 'transformer'"):
        datenorm.compare(tmp_path, members=["transformer"])


@pytest.mark.slow
def test_training_returns_what_it_wrote_and_reports_events(tmp_path, capsys):
    """In a thread of its own too, where signals cannot be handled."""
    results, events = [], []

    def work():
        results.append(
            datenorm.train(
                tmp_path / "model", preset="tiny", threads=1, workers=0, report=events.append, **SMALL
            )
        )

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    (exported,) = results
    assert exported.path == tmp_path / "model"
    assert set(exported.exact_match) == {"seen", "unseen"}
    (started,) = (event for event in events if isinstance(event, TrainingStarted))
    assert (started.recipe, started.pairs) == ("tiny", 1_000)
    assert sum(isinstance(event, ValidationDone) for event in events) == 2
    assert any(isinstance(event, Stopped) and event.reason == "finished" for event in events)
    assert capsys.readouterr() == ("", "")
    assert datenorm.Normalizer.load(exported.path).convert("20 July 1969").status
