"""The type of an example, and the constants that all makers share."""

from __future__ import annotations

from dataclasses import dataclass

REFUSAL = "∅"
ORDERS = ("DMY", "MDY", "YMD")
DAY = frozenset("yMd")


@dataclass(frozen=True, slots=True)
class Example:
    """A training pair and its metadata.

    A maker fills in what it knows; `dataclasses.replace` adds the rest on the way to the corpus.

    Attributes:
        source: the text.
        value: its meaning in the value language, before resolution (`XX69-07-20`, `∅`).
        language: language code, or "" where the text has none.
        locale: CLDR locale of the text, or "".
        order: field order a user of that text would give (`DMY`, `MDY`, `YMD`), or "".
        pattern: the pattern it was made from.
        kind: a name in `data_gen.kinds.KINDS`; "" before the maker of that kind has set it.
        noise: names of the kinds of noise added, joined by commas.
        beside: forms of the layout and the numbers beside the date, joined by tabs; "" if it has none.
    """

    source: str
    value: str
    language: str
    locale: str = ""
    order: str = ""
    pattern: str = ""
    kind: str = ""
    noise: str = ""
    beside: str = ""
