"""The rows parsers are measured on, and how good what they made of them is. Runs in processes of its own.

Rows of a table, or pairs of the corpus that training has not seen.
"""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datenorm.evaluation import Row

HELD_OUT = ("valid-seen", "valid-unseen")
ENGLISH = "English, whole dates"
"""What all parsers are made for."""


@dataclass(frozen=True)
class Choice:
    """Which rows.

    Attributes:
        table: file with columns `input`, `expected` and perhaps `locale`, `order_hint`, `kind`, `ref` and
            `flags`; None for pairs of the corpus.
        rows: how many at most; 0 for all of a table.
        sample: how many of them slow parsers are timed on.
        single: how many are read one by one.
        seed: of pairs and of their order.
        model: bundle that knows what locales mean; None for the bundled one.
    """

    table: Path | None
    rows: int
    sample: int
    single: int
    seed: int
    model: Path | None


def is_english(row: Row) -> bool:
    """Whether a row is one of the group `ENGLISH`."""
    return row.language == "en" and row.kind == "full"


def job_name(mode: str, what: str) -> str:
    """File of a job; `what` is answers, times, sample or english."""
    return f"{mode}-{what}.json"


def prepare(choice: Choice, directory: Path) -> None:
    """Write the rows, and for each way of giving hints jobs for answers and for times.

    Times are of all rows, of a sample for slow parsers, and of those that all parsers are made for.
    """
    from datenorm.bundle import load_bundle
    from datenorm.convert.hints import resolve_hints

    manifest, vocabulary = (bundle := load_bundle(choice.model)).manifest, bundle.vocabulary

    def order_of(locale: str, order: str) -> str:
        return resolve_hints(locale or None, order or None, manifest.locales, vocabulary).order or ""

    rows = _rows(choice, order_of)
    random.Random(choice.seed).shuffle(rows)
    rows = rows[: choice.rows or None]
    (directory / "rows.pickle").write_bytes(pickle.dumps(rows))
    distinct = list({row.text: row for row in rows}.values())  # equal texts are read once by some parsers
    wanted = {
        "answers": rows,
        "times": distinct,
        "sample": distinct[: choice.sample],
        "english": [row for row in distinct if is_english(row)][: choice.sample],
    }
    for mode in ("hinted", "bare"):
        for what, some in wanted.items():
            job = {
                "rows": [_told(row, order_of, hinted=mode == "hinted") for row in some],
                "single": choice.single,
                "answers": what == "answers",
            }
            (directory / job_name(mode, what)).write_text(json.dumps(job), encoding="utf-8")
    counts = {what: len(some) for what, some in wanted.items()}
    (directory / "counts.json").write_text(json.dumps(counts), encoding="utf-8")


def judge(directory: Path, answered: Mapping[str, Mapping[str, Path]], target: Path) -> None:
    """Count right, wrong and missing answers: of all rows and of whole English dates.

    Args:
        directory: where `prepare` wrote.
        answered: parser → mode → file of its answers.
        target: file for the counts, parser → mode → group → outcome.
    """
    from datenorm.evaluation import is_apart, tally, verdict
    from datenorm.evaluation.outcomes import group_of

    rows = pickle.loads((directory / "rows.pickle").read_bytes())
    counts: dict[str, dict[str, dict[str, dict[str, int]]]] = {}
    for name, modes in answered.items():
        for mode, path in modes.items():
            values = json.loads(path.read_text(encoding="utf-8"))["answers"]
            judged = [
                (row, verdict(row, value))
                for row, value in zip(rows, values, strict=True)
                if not is_apart(group_of(row, hinted=mode == "hinted"))
            ]
            english = [one for row, one in judged if is_english(row)]
            groups = {"all": [one for _, one in judged], ENGLISH: english}
            counts.setdefault(name, {})[mode] = {key: tally(some).to_dict() for key, some in groups.items()}
    target.write_text(json.dumps(counts), encoding="utf-8")


def _rows(choice: Choice, check: Callable[[str, str], object]) -> list[Row]:
    from datenorm.evaluation import read_table, table_of_pairs

    if choice.table is not None:
        content = choice.table.read_bytes()
        return list(read_table(choice.table, content, lambda locale: check(locale, "")).rows)
    from datenorm.pipeline.pools import held_out

    each = -(-choice.rows // len(HELD_OUT))
    pairs: Iterable[Mapping[str, object]] = (
        asdict(pair) for split in HELD_OUT for pair in held_out(split, each, choice.seed, None)
    )
    return list(table_of_pairs(pairs, "pairs").rows)


def _told(row: Row, order_of: Callable[[str, str], str], *, hinted: bool) -> Sequence[str]:
    """What a worker's `Row` holds: today's date always, the rest where hints are given."""
    hints = (row.locale, row.language, row.order, order_of(row.locale, row.order)) if hinted else ("",) * 4
    today = row.reference_date.isoformat() if row.reference_date else ""
    return [row.text, *hints, today, today if row.kind == "noyear" else ""]
