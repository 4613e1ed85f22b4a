"""Draws the pairs that models are trained and measured with. Imports `data_gen` when it is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from datenorm.errors import InputError
from datenorm.pipeline.extras import require_extra

if TYPE_CHECKING:
    from data_gen.example import Example


def generate(
    count: int,
    *,
    seed: int = 1,
    split: str = "train",
    languages: Sequence[str] | None = None,
    kind: str | None = None,
    workers: int = 0,
) -> Iterator[Example]:
    """Draw pairs of a text and the date it means.

    The same arguments give the same pairs, whatever the number of workers.

    Args:
        count: number of pairs.
        seed: of the random generator.
        split: `train`, `valid-seen`, `valid-unseen` (patterns and locales that training never sees) or
            `valid-noise` (kinds of noise that training never sees).
        languages: language codes to draw from; None for all.
        kind: draw only this kind, such as `full`, `archival` or `nodate`; None for all.
        workers: processes that draw; 0 draws in this one.

    Returns:
        An iterator of examples with the attributes `source`, `value`, `language`, `locale`, `order`,
        `pattern`, `kind` and `noise`.

    Raises:
        MissingExtra: if the `train` extra is not installed.
        InputError: if the split, a language or the kind is unknown.
    """
    require_extra("babel", "faker", "num2words")
    from data_gen import corpus

    chosen = tuple(languages) if languages else None
    try:
        return corpus.generate(count, seed, split=split, languages=chosen, workers=workers, kind=kind)
    except ValueError as error:
        raise InputError(str(error)) from error


def as_json(example: Example) -> str:
    """The JSON object of an example on one line, as `read_table` and other tools read it."""
    from data_gen.corpus import to_json

    return to_json(example)
