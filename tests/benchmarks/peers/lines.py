"""Files of lines to convert. Written in processes of their own, kept in a temporary directory.

Drawn lines are texts of the corpus as training draws them: every language, kind and noise. Drawing takes a
third of a millisecond a line, so the longest files hold redrawn ones: each drawn line that has one year of
four digits, with other years in its place. They are as long and as noisy, but texts without such a year are
not among them; so they tell how cost grows, not what it is.
"""

from __future__ import annotations

import datetime
import itertools
import json
import math
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SEED = 11
YEARS = range(1000, 2100)
_YEAR = re.compile(r"(?<!\d)(?:1[0-9]{3}|20[0-9]{2})(?!\d)")
_STRIDE = 1_000_003
_SPARE = 1.15
"""Lines drawn for one that is new."""


def drawn(directory: Path, count: int, workers: int) -> Path:
    """File of so many distinct lines of the corpus."""
    from data_gen import GENERATOR_VERSION

    path = directory / f"drawn-{GENERATOR_VERSION}-{SEED}-{count}.txt"
    if not path.exists():
        _write(path, _distinct(count, workers))
    return path


def repeated(directory: Path, source: Path, count: int, distinct: int) -> Path:
    """File of so many lines, each one of the first few of a file, at random."""
    path = directory / f"repeated-{distinct}-{count}-of-{source.name}"
    if not path.exists():
        some = list(itertools.islice(_lines(source), distinct))
        generator = random.Random(SEED)
        _write(path, (generator.choice(some) for _ in range(count)))
    return path


def redrawn(directory: Path, source: Path, count: int) -> Path:
    """File of so many distinct lines: those of a file with other years.

    Raises:
        ValueError: if the file has too few lines with a year.
    """
    path = directory / f"redrawn-{count}-of-{source.name}"
    if not path.exists():
        _write(path, itertools.islice(with_other_years(_lines(source)), count))
        found = sum(1 for _ in _lines(path))
        if found < count:
            path.unlink()
            raise ValueError(f"{source} gives {found:,} lines with other years, not {count:,}: draw more")
    return path


def iso_days(directory: Path, count: int) -> Path:
    """File of so many days in ISO 8601, well mixed."""
    path = directory / f"days-{count}.txt"
    if not path.exists():
        first, last = (datetime.date(year, 1, 1).toordinal() for year in (YEARS.start, YEARS.stop))
        places = (first + place * _STRIDE % (last - first) for place in range(count))
        _write(path, (str(datetime.date.fromordinal(place)) for place in places))
    return path


def beginning(directory: Path, source: Path, count: int) -> Path:
    """File of the first lines of a file, or the file itself where it has no more."""
    if sum(1 for _ in itertools.islice(_lines(source), count + 1)) <= count:
        return source
    path = directory / f"first-{count}-of-{source.name}"
    if not path.exists():
        _write(path, itertools.islice(_lines(source), count))
    return path


def with_other_years(lines: Iterable[str]) -> Iterator[str]:
    """Lines with one year of four digits, with every year in its place; all distinct, well mixed.

    >>> some = list(with_other_years(["5 May 1969", "5 May 1970", "no date", "1914-1918", "3 mai 1820"]))
    >>> len(some) == len(set(some)) == 2 * len(YEARS), "5 May 2050" in some
    (True, True)
    """
    frames = dict.fromkeys(tuple(parts) for line in lines if len(parts := _YEAR.split(line)) == 2)
    texts = list(frames)
    total = len(texts) * len(YEARS)
    stride = next(step for step in itertools.count(_STRIDE) if math.gcd(step, max(total, 1)) == 1)
    place = 0
    for _ in range(total):
        year, which = divmod(place, len(texts))
        before, after = texts[which]
        yield f"{before}{YEARS[year]}{after}"
        place = (place + stride) % total


def _distinct(count: int, workers: int) -> Iterator[str]:
    from data_gen.corpus import BLOCK, generate

    seen: set[str] = set()
    block = 0
    while len(seen) < count:
        blocks = math.ceil(_SPARE * (count - len(seen)) / BLOCK)
        examples = generate(blocks * BLOCK, SEED, start_block=block, workers=workers)
        block += blocks
        for example in examples:
            text = example.source
            if text not in seen and len(seen) < count and not {"\n", "\r"}.intersection(text):
                seen.add(text)
                yield text


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield line.removesuffix("\n")


def _write(path: Path, lines: Iterable[str]) -> None:
    """Write a file that is whole once it has its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in lines)
    part.replace(path)


@dataclass(frozen=True)
class Plan:
    """Which files of lines.

    Attributes:
        given: lines to take in place of drawn ones.
        count: lines to draw.
        distinct: values in the file where lines repeat.
        peer: lines of the beginnings for a slow parser.
        lengths: of the files that grow.
        workers: processes that draw.
        kept: directory in which the files stay.
    """

    given: Path | None
    count: int
    distinct: int
    peer: int
    lengths: Sequence[int]
    workers: int
    kept: Path


def make_all(plan: Plan, target: Path) -> None:
    """Write every file of a plan that is not there yet and, as JSON, where each is and how long."""
    kept = plan.kept
    base = plan.given or drawn(kept, plan.count, plan.workers)
    again = repeated(kept, base, plan.count, plan.distinct)
    days = iso_days(kept, plan.count)
    longest = redrawn(kept, base, max(plan.lengths))
    files = {
        "distinct": base,
        "repeated": again,
        "days": days,
        "distinct-peer": beginning(kept, base, plan.peer),
        "repeated-peer": beginning(kept, again, plan.peer),
        "days-peer": beginning(kept, days, plan.peer),
        "growing-peer": beginning(kept, longest, plan.peer),
        **{f"growing-{length}": beginning(kept, longest, length) for length in plan.lengths},
    }
    listed = {
        name: {"path": str(path), "lines": sum(1 for _ in _lines(path))} for name, path in files.items()
    }
    target.write_text(json.dumps(listed), encoding="utf-8")
