"""Dates beside other numbers: python tests/benchmarks/composed.py --n 20000

Whole dates and ranges of every century in all languages of the generator, with money, pages, shelf marks,
counts and fields before, after and around them. Forms that training never has are counted apart. Prints how
many texts are read rightly, wrongly and not at all, and how many of the printed years the text does not have.
Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from data_gen.corpus import draw_locale
from data_gen.example import Example
from data_gen.locales import load
from data_gen.neighbours import dated
from data_gen.splits import has_held_out_form, is_held_out_locale
from datenorm.convert.conversion import Conversion
from datenorm.convert.normalizer import Normalizer

_WEEKDAYS = str.maketrans("", "", "①②③④⑤⑥⑦")
_YEAR = re.compile(r"(?<!\d)\d{4}(?=\D|\Z)")


@dataclass(frozen=True)
class Composed:
    """A text, its hints, and its date.

    Attributes:
        text: the text.
        locale: its locale.
        order: the order of its fields.
        value: the date in ISO 8601.
        groups: what it is counted under.
    """

    text: str
    locale: str
    order: str
    value: str
    groups: tuple[str, ...]


def texts(seed: int) -> Iterator[Composed]:
    """Composed texts without end, each once."""
    rng, seen = Random(f"composed/{seed}"), set[str]()
    while True:
        locale = draw_locale(rng, None)
        if is_held_out_locale(locale):
            continue
        example = dated.draw(rng, load(locale))
        if not example.beside or example.source in seen:
            continue
        seen.add(example.source)
        value = example.value.translate(_WEEKDAYS)
        yield Composed(example.source, locale, example.order, value, _groups(example, value))


def _groups(example: Example, value: str) -> tuple[str, ...]:
    form = "forms held out of training" if has_held_out_form(example.beside) else "forms of training"
    year = int(value[:4])
    century = (
        "before 1000"
        if year < 1000
        else "1000-1499"
        if year < 1500
        else "1500-1799"
        if year < 1800
        else "from 1800"
    )
    return "all", form, century, "ranges" if "/" in value else "days"


def outcome(result: Conversion, value: str) -> str:
    """What came of a text: right, wrong or refused."""
    return "refused" if result.value is None else "right" if result.value == value else "wrong"


def unsupported(result: Conversion) -> int:
    """How many of the years of a value the text does not have in its digits."""
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in result.source)
    years = _YEAR.findall(re.sub(r"-\d\d-\d\d", "", result.value or ""))
    return sum(str(int(year)) not in digits for year in years)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=20_000, help="texts (default 20000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", type=Path, help="bundle to read with; default the bundled one")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="wrong answers to show")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    arguments = parser.parse_args()
    drawn = list(islice(texts(arguments.seed), arguments.n))
    results = Normalizer.load(arguments.model).convert_many(
        [one.text for one in drawn], [one.locale for one in drawn], [one.order for one in drawn]
    )
    counts: dict[str, Counter[str]] = {}
    shown = 0
    for one, result in zip(drawn, results, strict=True):
        came = outcome(result, one.value)
        for group in one.groups:
            count = counts.setdefault(group, Counter())
            count[came] += 1
            count["years"] += len(_YEAR.findall(result.value or ""))
            count["unsupported"] += unsupported(result)
        if came == "wrong" and shown < arguments.failures:
            shown += 1
            print(f"  {one.text!r} ({one.locale}): {result.value}, not {one.value}; {result.confidence:.3f}")
    print(f"{'texts':28}{'number':>8}{'right':>9}{'wrong':>9}{'refused':>9}{'years unsupported':>19}")
    for group, count in counts.items():
        total = count["right"] + count["wrong"] + count["refused"]
        shares = "".join(f"{100 * count[came] / total:8.2f}%" for came in ("right", "wrong", "refused"))
        print(f"{group:28}{total:8,}{shares}{100 * count['unsupported'] / max(1, count['years']):18.3f}%")
    if arguments.json:
        arguments.json.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
