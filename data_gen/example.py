"""The type of an example, and the constants that all who make examples share."""

from __future__ import annotations

from dataclasses import dataclass

REFUSAL = "∅"
ORDERS = ("DMY", "MDY", "YMD")
DAY = frozenset("yMd")


@dataclass(frozen=True, slots=True)
class Example:
    """One training pair and what is known about it.

    A maker fills in what it knows; `dataclasses.replace` adds the rest on the way to the corpus.

    Attributes:
        source: human text.
        value: what it says, in the value language, before it is resolved (`XX69-07-20`, `∅`).
        language: language code, or "" where the text has none.
        locale: CLDR locale it was written for, or "".
        order: field order a user of that text would give (`DMY`, `MDY`, `YMD`), or "".
        pattern: the pattern it was written by.
        kind: a name in `data_gen.kinds.KINDS`; "" before the maker of that kind has set it.
        noise: names of the noises it went through, joined by commas.
    """

    source: str
    value: str
    language: str
    locale: str = ""
    order: str = ""
    pattern: str = ""
    kind: str = ""
    noise: str = ""
