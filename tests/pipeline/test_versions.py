"""The versions of the libraries that make the pairs."""

import pytest

from datenorm.bundle import load_bundle
from datenorm.evaluation.card import facts
from datenorm.pipeline import recipe
from datenorm.training.events import LibrariesChanged

INSTALLED = {"Babel": "2.19.0", "Faker": "40.1", "num2words": "0.5.14"}


@pytest.fixture(autouse=True)
def installed(monkeypatch):
    monkeypatch.setattr(recipe, "version", INSTALLED.get)


def reported(recorded):
    events = []
    recipe.check_libraries(recorded, events.append)
    return events


@pytest.mark.parametrize("recorded", [{}, INSTALLED, {**INSTALLED, "Babel": "2.18.0, 2.19.0"}])
def test_pairs_of_the_installed_versions_and_models_without_a_record_give_no_warning(recorded):
    assert reported(recorded) == []


def test_another_version_is_a_warning_that_names_both():
    (event,) = reported({**INSTALLED, "Babel": "2.17.0, 2.18.0"})
    assert isinstance(event, LibrariesChanged)
    assert event.differing == ["Babel"]
    assert (event.recorded["Babel"], event.installed["Babel"]) == ("2.18.0", "2.19.0")


def test_the_record_of_a_resumed_run_has_the_versions_of_all_its_sessions():
    assert recipe.with_installed({}) == INSTALLED
    assert recipe.with_installed(INSTALLED) == INSTALLED
    assert recipe.with_installed({**INSTALLED, "Faker": "39.0"})["Faker"] == "39.0, 40.1"


def test_the_card_tells_the_versions_where_they_were_recorded(tiny_bundle):
    bundle = load_bundle(tiny_bundle)
    assert "pairs made with" not in dict(facts(bundle, "", {}))
    bundle.manifest.training["libraries"] = INSTALLED
    assert dict(facts(bundle, "", {}))["pairs made with"] == "Babel 2.19.0, Faker 40.1, num2words 0.5.14"
