"""Measures how quickly a project answers: groups, facets, decisions, undo, on many distinct texts.

    python tests/benchmarks/workbench.py --rows 200000

The texts are made up, all distinct but for every tenth, and are converted with the bundled model first.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from datenorm import Normalizer
from datenorm.workbench import Project, ReviewFilter, ReviewSettings, Ruling, Scope
from datenorm.workbench.meaning import MONTH_NAMES

_REPEATS = 15


def text_of(chance: random.Random) -> str:
    """One of several ways to write a date, or something else."""
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1500, 2020)
    name = MONTH_NAMES[month - 1]
    return chance.choice(
        (
            f"{day} {name} {year}",
            f"{day:02}/{month:02}/{year}",
            f"{name[:3]}. {day}, {year}",
            f"{year}-{month:02}-{day:02}",
            f"c. {year}, no. {chance.randint(1, 99_999)}",
            f"{name} {year} (p. {chance.randint(1, 9_999)})",
            f"{year}/{year % 100 + 1:02}, box {chance.randint(1, 9_999)}",
            f"letter {chance.randint(1, 999_999)}",
        )
    )


def write_table(path: Path, rows: int) -> None:
    """Write a table of made-up dates."""
    chance = random.Random(1)
    texts: list[str] = []
    seen: set[str] = set()
    while len(texts) < rows:
        text = text_of(chance)
        if text not in seen or chance.random() < 0.1:
            seen.add(text)
            texts.append(text)
    path.write_text("n,dated\n" + "".join(f'{n},"{text}"\n' for n, text in enumerate(texts)))


def timed(
    what: str,
    call: Callable[[], object],
    repeats: int = _REPEATS,
    before: Callable[[], object] = lambda: None,
) -> None:
    """Print the median and the longest time of a call; what is called before is not counted."""
    times = []
    for _ in range(repeats):
        before()
        start = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - start))
    print(f"{what:<58} {statistics.median(times):9.1f} ms   at most {max(times):9.1f} ms")


def measure(project: Project) -> None:
    """Print the times of what a page asks for."""
    summary = project.summary()
    print(f"{summary.rows:,} rows, {summary.distinct:,} texts, {dict(summary.counts)}")
    open_texts = ReviewFilter(status=("ambiguous", "doubtful"))
    days = ReviewFilter(shape=("dd/dd/dddd",))
    july = ReviewFilter(search="july 1")
    one = Scope(ids=(project.groups(days).groups[0].id,))
    values = itertools.cycle(("1850~", "1914-24"))

    def decide() -> object:
        return project.decide(one, Ruling("value", next(values)))

    timed("decide one text", decide)
    timed("summary, after a change", project.summary, before=decide)
    for name, filter in (("all", ReviewFilter()), ("open", open_texts), ("shape", days), ("search", july)):
        timed(f"facets, {name}, after a change", partial(project.facets, filter), before=decide)
        timed(f"facets, {name}, again", partial(project.facets, filter))
        half = project.groups(filter, limit=1).total // 2
        for sort, offset in itertools.product(("count", "text", "confidence", "first"), (0, half)):
            page = partial(project.groups, filter, sort=sort, offset=offset)
            timed(f"groups, {name}, by {sort} from {offset:,}", page)
    shape = Scope(filter=days)
    timed("preview a value for a shape", lambda: project.decide(shape, Ruling("no-date"), preview=True), 3)
    timed("decide a value for a shape", lambda: project.decide(shape, Ruling("no-date")), 1)
    timed("undo it", project.undo, 1)
    everything = Scope(filter=ReviewFilter())
    timed("decide all texts", lambda: project.decide(everything, Ruling("no-date")), 1)
    timed("undo it", project.undo, 1)
    dmy = ReviewSettings(order="DMY")
    timed("preview settings", lambda: project.change_settings(dmy, preview=True), 3)
    timed("change settings", lambda: project.change_settings(dmy), 1)


def main() -> None:
    """Make a project and measure it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "dated.csv"
        write_table(table, rows)
        start = time.perf_counter()
        path = Path(folder) / "dated.review"
        with Project.create(path, table, "dated", normalizer=Normalizer.load()) as project:
            print(f"made in {time.perf_counter() - start:.1f} s")
            start = time.perf_counter()
            project.convert_waiting()
            print(f"converted in {time.perf_counter() - start:.1f} s, {path.stat().st_size >> 20} MiB")
            measure(project)


if __name__ == "__main__":
    main()
