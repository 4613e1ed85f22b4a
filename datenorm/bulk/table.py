"""Tables: some columns converted, every other byte left as it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedIOBase
from pathlib import Path
from typing import BinaryIO

from datenorm.bulk.answers import BulkOptions, open_answerer, worker_count
from datenorm.bulk.cells import Answers, CellAnswer, CellRule, TableCounts, TableResult, answer_of, is_empty
from datenorm.bulk.decisions import CellAnswerer, Decisions
from datenorm.bulk.lines import INFER, read_ahead
from datenorm.bulk.rejects import RejectsFile, open_rejects
from datenorm.bulk.rewriting import open_source, rewrite, shown_name
from datenorm.bulk.tally import RefusedError, StatusTally
from datenorm.bulk.workers import is_many, spread
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.errors import ConfigError
from datenorm.tabular import (
    Layout,
    Window,
    choose_columns,
    open_table,
    open_target,
    remove_left_over,
)
from datenorm.tabular.layout import format_of, is_fitting
from datenorm.tabular.table import AnyTable

_CAPACITY = 100_000
"""Texts whose answers are cached, of all columns together."""

_READ_AHEAD = 1 << 16
"""Rows held in memory to infer an order; it is used for all rows."""

_READ_IN_ALL, _LEAST_READ = 8192, 64
"""Values that are read at least to infer an order: of all columns together, and of each of many columns."""

_MOST_WINDOWS = 64  # of rows so long that few fill a window

Texts = list[list[str | None]]
"""The texts of a window: of each column, of each row; None for an empty cell."""


@dataclass(frozen=True)
class _TableOptions:
    """How a table is converted; see `convert_table`."""

    columns: Sequence[str]
    layout: Layout
    rule: CellRule
    conversion: BulkOptions
    fails_when_ambiguous: bool
    decisions: Decisions | None
    written_format: str | None
    """The format that the name of the target implies, or None."""


def convert_table(
    source: str | Path | BufferedIOBase,
    target: str | Path | BinaryIO,
    columns: str | Sequence[str],
    *,
    locale: str | None = None,
    order: str | None = INFER,
    policy: Policy | None = None,
    rule: CellRule | None = None,
    layout: Layout | None = None,
    fails_when_ambiguous: bool = False,
    decisions: str | Path | Decisions | None = None,
    overwrite: bool = False,
    normalizer: Normalizer | None = None,
    workers: int | None = None,
    path: Path | None = None,
    rejects: str | Path | BinaryIO | None = None,
    advance: Callable[[int], None] = lambda rows: None,
) -> TableResult:
    """Read a table (CSV and similar, JSON lines, Parquet, Excel) and write it with the values of its dates.

    The written table has the format, quoting, line ends and encoding of the source. The target file appears
    only if the whole table was converted; partial files of killed runs beside it are removed. Files that are
    compressed with gzip or Zstandard are read as such, and a target whose name ends in .gz or .zst is written
    so. The answers do not depend on `workers`.

    Args:
        source: the table: a path, or a binary stream.
        target: where to write: a path, or a binary stream.
        columns: the columns to convert, each by its name, its number from 1, or a /pattern/ of names.
        locale: the locale the texts were written in, if known.
        order: the order of their fields, one of DMY, MDY, YMD; "infer" to infer it for each column, "none" to
            read each row on its own.
        policy: how to decide; None for the default.
        rule: what to write; None for a column `{}_iso` for each converted column.
        layout: how the table is written, if known; None to detect it.
        fails_when_ambiguous: whether an ambiguous cell ends the run.
        decisions: what people decided for texts, or a file of it (JSON lines), as `datenorm review` exports
            it; it holds in each of the columns.
        overwrite: whether the target may be the source; a stream is closed then when it has been read.
        normalizer: the model; None for the bundled one.
        workers: processes to use once there are many rows, or threads where a process cannot be forked
            safely. None takes the available cores.
        path: the name of a source stream, from which its format may be known.
        rejects: where to write the rows in which something was refused, as they were and with the reasons.
        advance: called with the number of rows that were just converted.

    Raises:
        ConfigError: if a column, order or locale is unknown, or a new column has the name of an old one.
        InputError: if the table cannot be read, or the target cannot be written.
        RefusedError: if a cell is refused and `rule` or `fails_when_ambiguous` says to stop there.
    """
    rule = rule or CellRule()
    options = _TableOptions(
        [columns] if isinstance(columns, str) else columns,
        layout or Layout(),
        rule,
        BulkOptions(locale, order, (policy or Policy()).in_form(rule.form)),
        fails_when_ambiguous,
        Decisions.read(decisions) if isinstance(decisions, (str, Path)) else decisions,
        format_of(Path(target)) if isinstance(target, (str, Path)) else None,
    )
    model = normalizer or Normalizer.load()
    count = worker_count(model, workers)
    removed: list[str] = []
    with ExitStack() as reading, ExitStack() as stack:
        if isinstance(source, (str, Path)):
            path = Path(source)
            source = reading.enter_context(open_source(path))
        elif overwrite:
            reading.callback(source.close)
        rejected = stack.enter_context(open_rejects(rejects, path, target))
        if isinstance(target, (str, Path)):
            removed = remove_left_over(Path(target))
            target = stack.enter_context(open_target(Path(target), path, overwrite=overwrite))
        stack.callback(reading.close)  # before the target is moved: Windows replaces no open file
        table = open_table(source, options.layout, options.columns, _date_test(options, model), path=path)
        result = _run(options, model, table, (target, rejected), count, advance)
    left = (f"removed {shown_name(name)}, which an interrupted run had left" for name in removed)
    return replace(result, remarks=(*left, *result.remarks))


def _run(
    options: _TableOptions,
    normalizer: Normalizer,
    table: AnyTable,
    targets: tuple[BinaryIO, RejectsFile],
    workers: int,
    advance: Callable[[int], None],
) -> TableResult:
    """Convert a table, window by window."""
    target, rejected = targets
    chosen = _chosen(options, table)
    counts = TableCounts(
        [StatusTally("row", shown_name(table.names[column])) for column in chosen], table.remarks
    )
    check = partial(_check_failures, options, counts)
    known, windows = _inferred(options.conversion, normalizer, table.windows(), chosen, counts)
    answer = _answerer(options, normalizer, known)
    with (
        closing(_answered(windows, chosen, answer, workers)) as answered,
        closing(rejected.beside(table, chosen, answered)) as passing,
    ):
        rewrite(table, target, chosen, options.rule, passing, counts, check=check, advance=advance)
    return counts.result()


def _inferred(
    options: BulkOptions,
    normalizer: Normalizer,
    windows: Iterator[Window],
    chosen: Sequence[int],
    counts: TableCounts,
) -> tuple[Mapping[int, BulkOptions], Iterator[Window]]:
    """The options for each column, with its order inferred if they ask for it, and all windows."""
    known = dict.fromkeys(chosen, options)
    if options.order == INFER:
        from datenorm.column import RowLanguages, infer

        held, windows = read_ahead(windows, _READ_AHEAD, _MOST_WINDOWS)
        least = max(_LEAST_READ, _READ_IN_ALL // len(chosen))
        languages = RowLanguages(normalizer.bundle)
        for column, tally in zip(chosen, counts.tallies, strict=True):
            texts = (text or "" for window in held for text in window.texts(column))
            reading = infer(
                texts,
                normalizer,
                locale=options.locale,
                policy=options.policy,
                least=least,
                row_languages=languages,
            )
            known[column] = options.in_column(reading)
            counts.add_order(tally.name, reading)
    return known, windows


def _answered(
    windows: Iterator[Window], chosen: Sequence[int], answer: Callable[[Texts], Answers], workers: int
) -> Generator[tuple[Window, Answers], None, None]:
    """Each window with its answers. Windows stay in this process; their texts may go to others."""
    waiting: deque[Window] = deque()

    def texts() -> Iterator[Texts]:
        for window in windows:
            waiting.append(window)
            yield [[None if is_empty(text) else text for text in window.texts(column)] for column in chosen]

    answers = spread(answer, texts(), workers=workers, is_large=lambda one: is_many(one[0]))
    with closing(answers):
        for one in answers:
            yield waiting.popleft(), one


def _answerer(
    options: _TableOptions, normalizer: Normalizer, known: Mapping[int, BulkOptions]
) -> Callable[[Texts], Answers]:
    """Answers the texts of each column, with the options for it."""
    capacity = _CAPACITY // len(known)
    keep = partial(answer_of, form=options.rule.form)
    caches: list[CellAnswerer] = []
    for one in known.values():
        read = open_answerer(normalizer, one, keep, capacity=capacity)
        decisions = options.decisions
        caches.append(read if decisions is None else decisions.answerer(normalizer, one, keep, read))

    def answer(texts: Texts) -> Answers:
        return [_answers(column, cache) for column, cache in zip(texts, caches, strict=True)]

    return answer


def _answers(texts: Sequence[str | None], cache: CellAnswerer) -> list[CellAnswer | None]:
    """The answer to each text, None for an empty cell."""
    answers = iter(cache([text for text in texts if text is not None]))
    return [None if text is None else next(answers) for text in texts]


def _chosen(options: _TableOptions, table: AnyTable) -> tuple[int, ...]:
    """The columns to convert.

    Raises:
        ConfigError: if there are no such columns, or the table cannot be written as asked.
    """
    if options.written_format is not None and not is_fitting(options.written_format, table.format):
        raise ConfigError(
            f"the table is {table.format} and stays so; the name of the output says {options.written_format}"
        )
    chosen = choose_columns(options.columns, table.names)
    if len(chosen) > 1 and not options.rule.in_place and "{}" not in options.rule.name:
        raise ConfigError(
            f"{len(chosen)} columns cannot all be named {options.rule.name!r}",
            hint="use {} for the name of the old column, as in {}_iso",
        )
    return chosen


def _date_test(options: _TableOptions, normalizer: Normalizer) -> Callable[[str], bool]:
    """Whether a text reads as a date with the hints of the run."""
    hints = options.conversion.locale, options.conversion.hint_order
    policy = options.conversion.policy
    counting = Policy(excel_serial=policy.excel_serial, epoch=policy.epoch)

    def is_date(text: str) -> bool:
        return normalizer.convert(text, *hints, policy=counting).status in ("converted", "ambiguous")

    return is_date


def _check_failures(options: _TableOptions, counts: TableCounts, window: Window, answers: Answers) -> None:
    """Raise RefusedError for the first row of a window that ends the run, if there is one."""
    fails = options.rule.on_error == "fail"
    if not fails and not options.fails_when_ambiguous:
        return
    wrong = {oddity.row: oddity.what for oddity in window.oddities if fails and oddity.is_left}
    for column in answers:
        for row, one in enumerate(column):
            if one is not None and one.value is None and (fails or one.status == "ambiguous"):
                wrong.setdefault(row, one.reason)
                break
    if wrong:
        first = min(wrong)
        raise RefusedError(f"row {counts.rows + first + 1:,}: {wrong[first]}")
