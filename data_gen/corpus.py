"""The corpus: examples in blocks, each of which depends only on the seed, the split and its number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from itertools import count, islice
from multiprocessing import get_context
from random import Random

from data_gen import kinds, noise
from data_gen.dates import contested
from data_gen.dates.gregorian import is_taken_for_years
from data_gen.example import Example
from data_gen.locales import SHARES, inventory, load, writings
from data_gen.small_languages import Pool
from data_gen.splits import has_held_out_form, is_held_out_locale, is_held_out_pattern

BLOCK = 1000
"""Examples in a block; any process can draw any block."""

SPLITS = ("train", "valid-seen", "valid-unseen", "valid-noise")
"""Training, and validation on seen patterns and locales, on unseen ones, and on unseen kinds of noise."""

NOISY_SHARE = 0.3
CONTESTED_SHARE = 0.025
"""Share of examples about month names that mean different months in different languages."""

_COMMON = tuple(SHARES)
_COMMON_SHARES = tuple(SHARES.values())

# Libraries also call these languages by the code of the wider one: `ku` in moment is Sorani.
_CALLED_BY = {"ckb": "ku"}


def generate(
    n: int | None,
    seed: int,
    *,
    split: str = "train",
    languages: Sequence[str] | None = None,
    workers: int = 0,
    start_block: int = 0,
    kind: str | None = None,
) -> Iterator[Example]:
    """Draw examples.

    The same seed, split and languages give the same examples in the same order, whatever the number of
    workers.

    Args:
        n: number of examples, or None for an endless stream.
        seed: any integer.
        split: one of `SPLITS`.
        languages: languages to draw from; None for all.
        workers: number of worker processes; 0 draws in this process.
        start_block: first block to draw, to continue an earlier run.
        kind: kind to draw, a name in `data_gen.kinds.KINDS`; None for all.

    Raises:
        ValueError: for an unknown split, language or kind, or a kind that the split lacks.
    """
    if split not in SPLITS:
        raise ValueError(f"unknown split {split!r}; there are {', '.join(SPLITS)}")
    unknown = sorted(set(languages or ()) - set(inventory()))
    if unknown:
        raise ValueError(f"no month names for {', '.join(unknown)}")
    if kind is not None and kind not in kinds.KINDS:
        raise ValueError(f"unknown kind {kind!r}; there are {', '.join(kinds.KINDS)}")
    if kind is not None and not _has(split, kind):
        raise ValueError(f"{split} has no examples of kind {kind}")
    chosen = tuple(languages) if languages is not None else None
    draw = partial(_block, seed=seed, split=split, languages=chosen, kind=kind)
    numbers: Iterable[int] = (
        count(start_block) if n is None else range(start_block, start_block + -(-n // BLOCK))
    )
    return islice(_drawn(draw, numbers, workers), n)


def _drawn(draw: partial[Iterator[Example]], numbers: Iterable[int], workers: int) -> Iterator[Example]:
    """The examples of some blocks. Without workers, each is drawn when it is asked for."""
    if not workers:
        for number in numbers:
            yield from draw(number)
        return
    with get_context("spawn").Pool(workers) as pool:
        blocks = pool.imap(partial(_whole_block, draw), numbers)
        yield from (example for examples in blocks for example in examples)


def _whole_block(draw: partial[Iterator[Example]], number: int) -> list[Example]:
    return list(draw(number))


def _block(
    number: int, *, seed: int, split: str, languages: tuple[str, ...] | None, kind: str | None
) -> Iterator[Example]:
    """The examples of one block."""
    rng = Random(f"{seed}/{split}/{number}")
    return (_example(rng, split, languages, kind) for _ in range(BLOCK))


def _example(rng: Random, split: str, languages: tuple[str, ...] | None, kind: str | None) -> Example:
    while True:
        if kind is not None:
            locale = draw_locale(rng, languages)
            example = kinds.draw_of(kind, rng, load(locale))
        elif languages is None and rng.random() < CONTESTED_SHARE:
            example, data = contested.draw(rng)
            locale = data.identifier
        else:
            common, small, maker = kinds.draw_maker(rng)
            locale = draw_locale(rng, languages, common=common, small=small)
            example = kinds.draw(rng, load(locale), maker)
        if not _belongs(example, locale, split):
            continue
        source, noises = _noised(example, rng, split)
        if source.strip() and not is_taken_for_years(source, example.value):
            # An example in another language, such as a Japanese era, was not written for the locale.
            written_for = locale if example.language in ("", load(locale).language) else ""
            wider = _CALLED_BY.get(example.language)
            language = wider if wider and rng.random() < 0.3 else example.language
            return replace(
                example, source=source, language=language, locale=written_for, noise=",".join(noises)
            )


def draw_locale(
    rng: Random, languages: tuple[str, ...] | None, *, common: float = 0.5, small: Pool = writings
) -> str:
    """Draw a locale, of the common languages with probability `common`, else from the pool `small`."""
    if languages is not None:
        locales = inventory()[rng.choice(languages)]
    elif rng.random() < common:
        language = rng.choices(_COMMON, _COMMON_SHARES)[0]
        locales = inventory()[language]
    else:
        locales = rng.choice(small())
    return locales[0] if rng.random() < 0.4 else rng.choice(locales)


def _has(split: str, kind: str) -> bool:
    """Whether a split has examples of a kind."""
    if split in ("train", "valid-seen"):
        return True
    found = kinds.KINDS[kind]
    if split == "valid-unseen":
        return found.split_by_pattern or found.in_unseen_locales
    return found.carried > 0


def _belongs(example: Example, locale: str, split: str) -> bool:
    """Whether an example belongs to a split; catalogue dates are held out by pattern only."""
    unseen = kinds.KINDS[example.kind].split_by_pattern and is_held_out_pattern(example.pattern)
    unseen = unseen or has_held_out_form(example.beside)
    if example.kind != "archival" or split != "valid-unseen":
        unseen = unseen or is_held_out_locale(locale)
    return _has(split, example.kind) and unseen == (split == "valid-unseen")


def _noised(example: Example, rng: Random, split: str) -> tuple[str, tuple[str, ...]]:
    if split == "valid-noise":
        return noise.add_noise(example.source, rng, 1, noise.HELD_OUT)
    if rng.random() >= NOISY_SHARE:
        return example.source, ()
    number = rng.choices((1, 2, 3), (58, 32, 10))[0]
    return noise.add_noise(example.source, rng, number, noise.TRAINED)


def to_json(example: Example) -> str:
    """An example as one line of JSON."""
    return json.dumps(asdict(example), ensure_ascii=False)
