"""The corpus: seeded, split by pattern and locale, valid in every value."""

import json
from collections import Counter
from dataclasses import asdict
from itertools import islice

import pytest

from data_gen.corpus import BLOCK, SPLITS, generate, to_json
from data_gen.example import REFUSAL, Example
from data_gen.kinds import KINDS
from data_gen.splits import has_held_out_form, is_held_out_locale, is_held_out_pattern
from datenorm.values import accepts


def test_every_value_is_in_the_value_language(examples: tuple[Example, ...]) -> None:
    assert [example for example in examples if not accepts(example.value)] == []


def test_all_kinds_and_many_languages_occur(examples: tuple[Example, ...]) -> None:
    kinds = Counter(example.kind for example in examples)
    assert set(kinds) == set(KINDS)
    assert len({example.language for example in examples}) > 250


def test_the_same_seed_gives_the_same_corpus() -> None:
    assert list(generate(50, seed=3)) == list(generate(50, seed=3))
    assert list(generate(50, seed=3)) != list(generate(50, seed=4))


@pytest.mark.slow
def test_worker_processes_change_nothing() -> None:
    n = BLOCK + 17
    assert list(generate(n, seed=5, workers=2)) == list(generate(n, seed=5))


def test_a_later_block_is_the_rest_of_the_corpus() -> None:
    assert (
        list(islice(generate(None, seed=5, start_block=1), 20)) == list(generate(BLOCK + 20, seed=5))[BLOCK:]
    )


def test_training_never_sees_what_validation_holds_out(examples: tuple[Example, ...]) -> None:
    split = [example for example in examples if KINDS[example.kind].split_by_pattern]
    assert not any(is_held_out_pattern(example.pattern) for example in split)
    assert not any(is_held_out_locale(example.locale) for example in examples if example.locale)


def is_unseen(example: Example) -> bool:
    """Whether training holds out its pattern, its locale or the form of what is beside it."""
    return (
        is_held_out_pattern(example.pattern)
        or has_held_out_form(example.beside)
        or bool(example.locale and is_held_out_locale(example.locale))
    )


def test_unseen_validation_holds_only_what_training_never_saw() -> None:
    unseen = list(generate(100, seed=1, split="valid-unseen"))
    assert all(is_unseen(example) for example in unseen)


def test_relative_dates_of_unseen_locales_are_in_validation() -> None:
    unseen = list(generate(60, seed=1, split="valid-unseen", kind="relative"))
    assert all(example.value != REFUSAL and is_unseen(example) for example in unseen)


def test_held_out_noise_is_kept_out_of_training(examples: tuple[Example, ...]) -> None:
    from data_gen.noise import HELD_OUT

    trained = {name for example in examples for name in example.noise.split(",")}
    assert not trained & set(HELD_OUT)
    unseen = {
        name for example in generate(300, seed=1, split="valid-noise") for name in example.noise.split(",")
    }
    assert unseen - {""} <= set(HELD_OUT)
    assert unseen - {""}


def test_a_language_can_be_chosen() -> None:
    assert {example.locale.split("-")[0] for example in generate(200, seed=2, languages=["en"])} <= {"en", ""}


@pytest.mark.parametrize("arguments", [{"split": "test"}, {"languages": ["xx"]}])
def test_unknown_splits_and_languages_are_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"xx|test"):
        generate(1, seed=1, **arguments)  # type: ignore[arg-type]


def test_an_example_is_a_line_of_json_with_all_its_fields(examples: tuple[Example, ...]) -> None:
    for example in examples[:30]:
        assert "\n" not in to_json(example)
        assert json.loads(to_json(example)) == asdict(example)


def test_splits_have_names() -> None:
    assert SPLITS == ("train", "valid-seen", "valid-unseen", "valid-noise")
