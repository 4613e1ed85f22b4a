"""Pools are the same in every process, whatever order they are asked for in."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from data_gen import language as language_files
from data_gen.carriers import pools
from data_gen.locales import inventory, load

SCRIPT = """
import sys
from data_gen.carriers import pools
for language in sys.argv[1].split(","):
    for kind in ("people", "places", "words", "addresses"):
        pools.__dict__[kind](language)
print({kind: pools.__dict__[kind]("it")[:40] for kind in ("people", "places", "words", "addresses")})
"""


def test_pools_do_not_depend_on_hashing_or_on_what_was_drawn_before() -> None:
    runs = []
    for seed, languages in (("1", "it"), ("2", "ja,it")):
        command = [sys.executable, "-c", SCRIPT, languages]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        runs.append(
            subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        )
    assert runs[0] == runs[1]


@pytest.mark.parametrize(
    "kind", ["people", "places", "words", "addresses", "phone_numbers", "jobs", "companies"]
)
def test_every_language_has_a_pool_of_each_kind(kind: str) -> None:
    for language in inventory():
        assert getattr(pools, kind)(language)


def test_carrier_words_name_no_time_and_no_number() -> None:
    for language in ("en", "de", "fr", "es", "ru", "ja"):
        words = set(pools.words(language))
        assert not words & pools.date_words(language)
        assert not words & {
            "before",
            "after",
            "vor",
            "nach",
            "avant",
            "après",
            "antes",
            "drei",
            "three",
            "до",
        }


@pytest.mark.parametrize("language", ["en", "fr", "es", "nb", "de", "ru"])
def test_nothing_put_beside_a_date_names_a_weekday(language: str) -> None:
    weekdays = {
        name.lower().strip(".")
        for names in load(language).weekdays.values()
        for name in names
        if len(name) > 1
    }
    keys = ("carriers.leads", "carriers.tails", "carriers.sentences", "clock.joints")
    texts = [form for key in keys for form in language_files.texts(language, key)]
    texts += [*pools.words(language), *pools.people(language), *pools.places(language)]
    texts += pools.plain_sentences(language)
    for text in texts:
        assert not weekdays & set(re.findall(r"[^\W\d_]+", text.lower())), text
