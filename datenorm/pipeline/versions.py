"""The libraries that the generator's words come from: their versions belong to a model's record."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from datenorm.training.events import EventHandler, LibrariesChanged

LIBRARIES = ("Babel", "Faker", "num2words")
"""Libraries that decide which pairs a seed gives; with another release of one they can be others."""


def installed_libraries() -> dict[str, str]:
    """Library → version that is installed."""
    return {name: version(name) for name in LIBRARIES}


def check_libraries(recorded: Mapping[str, str], report: EventHandler) -> None:
    """EventHandler `LibrariesChanged` if pairs were made with versions that are not installed.

    Args:
        recorded: library → version, or several separated by commas of which the last counts; empty in models
            that were written without a record, of which nothing can be said.
        report: receives the event.
    """
    latest = {name: versions.split(", ")[-1] for name, versions in recorded.items()}
    installed = installed_libraries()
    if any(installed.get(name) != version for name, version in latest.items()):
        report(LibrariesChanged(latest, installed))


def with_installed(recorded: Mapping[str, str]) -> dict[str, str]:
    """The record of a run that goes on: versions of all its sessions, in order, separated by commas.

    >>> with_installed({"Babel": "1.0"})["Babel"].startswith("1.0, ")
    True
    """
    libraries = {}
    for name, installed in installed_libraries().items():
        earlier = recorded[name].split(", ") if name in recorded else []
        libraries[name] = ", ".join(earlier if earlier[-1:] == [installed] else [*earlier, installed])
    return libraries
