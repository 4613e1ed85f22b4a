"""A table is read window by window and written with the values of its dates."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from io import BufferedIOBase
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from datenorm.bulk.cache import CAPACITY, AnswerCache
from datenorm.bulk.cells import CellAnswer, CellRule, answer_of, is_empty
from datenorm.bulk.convert import BulkOptions, RefusedError, is_many, open_answerer
from datenorm.bulk.order import INFER, NO_ORDER, read_ahead
from datenorm.bulk.spreading import spread
from datenorm.bulk.tally import CONVERTED, EMPTY, Tally
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.errors import ConfigError
from datenorm.tabular import Layout, Window, choose_columns, open_table
from datenorm.tabular.layout import is_fitting
from datenorm.tabular.table import AnyTable

if TYPE_CHECKING:
    from datenorm.column import ColumnReading

SHOWN_ODDITIES = 5
"""Rows of an odd form that are described; the others are counted."""

_READ_AHEAD = 1 << 16
"""Rows held in memory to find an order; the rows after them are read by it."""

_MOST_WINDOWS = 64  # of rows that are so long that few make a window

Texts = list[list[str | None]]
"""The texts of a window: of each column, of each row; None for an empty cell."""

Answers = list[list[CellAnswer | None]]
"""The answers to `Texts`."""


@dataclass(frozen=True)
class TableOptions:
    """How a table is converted.

    Attributes:
        columns: the columns to convert: names, numbers from 1, or /patterns/ of names.
        layout: how the table is written, as far as it is known.
        rule: what is written.
        locale: of the texts, or None.
        order: their field order, "infer" to find one for each column, "none" to read each row by itself.
        policy: how to decide.
        fails_when_ambiguous: whether an ambiguous cell ends the run.
        written_format: the format that the name of the target says, or None.
    """

    columns: Sequence[str]
    layout: Layout = field(default_factory=Layout)
    rule: CellRule = field(default_factory=CellRule)
    locale: str | None = None
    order: str | None = INFER
    policy: Policy = field(default_factory=Policy)
    fails_when_ambiguous: bool = False
    written_format: str | None = None

    @property
    def given_order(self) -> str | None:
        """The order that the user has told."""
        return None if self.order in (INFER, NO_ORDER) else self.order


@dataclass(frozen=True)
class TableResult:
    """How converting a table went.

    Attributes:
        tallies: how the cells of each column went, in the order asked for.
        remarks: what the user should know: how columns were read, and the first rows of an odd form.
        open_orders: those remarks that are about a column whose field order is open.
        odd_rows: rows of a form that the table does not have.
        left_rows: those of them that were left as they are.
    """

    tallies: tuple[Tally, ...]
    remarks: tuple[str, ...]
    open_orders: tuple[str, ...]
    odd_rows: int
    left_rows: int

    @property
    def more_odd_rows(self) -> int:
        """How many odd rows no remark is about."""
        return max(0, self.odd_rows - SHOWN_ODDITIES)

    @property
    def is_clean(self) -> bool:
        """Whether every cell that holds something was converted."""
        return not self.left_rows and not any(tally.refused for tally in self.tallies)


class _Progress:
    """What is counted while a table is converted."""

    def __init__(self, tallies: Sequence[Tally], remarks: Iterable[str]) -> None:
        self.tallies = tuple(tallies)
        self.remarks = list(remarks)
        self.open_orders: list[str] = []
        self.rows = self.odd_rows = self.left_rows = 0

    def add(self, window: Window, answers: Answers) -> None:
        """Count the cells of a window, and describe its first odd rows."""
        left = set()
        for oddity in window.oddities:
            self.odd_rows += 1
            if oddity.is_left:
                left.add(oddity.row)
            if self.odd_rows <= SHOWN_ODDITIES:
                self.remarks.append(f"row {self.rows + oddity.row + 1:,}: {oddity.what}")
        self.left_rows += len(left)
        for tally, column in zip(self.tallies, answers, strict=True):
            for row, answer in enumerate(column):
                if row in left:
                    continue
                if answer is None:
                    tally.counts[EMPTY] += 1
                elif answer.value is not None:
                    tally.counts[CONVERTED] += 1
                else:
                    tally.refuse(self.rows + row + 1, answer.status, answer.reason, answer.code)
        self.rows += len(window)

    def result(self) -> TableResult:
        open_orders = tuple(self.open_orders)
        return TableResult(self.tallies, tuple(self.remarks), open_orders, self.odd_rows, self.left_rows)


def run_table(
    options: TableOptions,
    normalizer: Normalizer,
    source: BufferedIOBase,
    target: BinaryIO,
    *,
    path: PurePath | None = None,
    workers: int = 1,
    advance: Callable[[int], None] = lambda rows: None,
) -> TableResult:
    """Convert a table from one stream to another; see `convert_table`."""
    table = open_table(source, options.layout, options.columns, _date_test(options, normalizer), path=path)
    chosen = _chosen(options, table)
    progress = _Progress([Tally("row", _shown(table.names[column])) for column in chosen], table.remarks)
    new = [new for column in chosen for new in options.rule.new_columns(column, table.names[column])]
    writer = table.writer(target, new)
    windows = table.windows()
    known = dict.fromkeys(chosen, (options.locale, options.given_order))
    if options.order == INFER:
        held, windows = read_ahead(windows, _READ_AHEAD, _MOST_WINDOWS)
        for column, tally in zip(chosen, progress.tallies, strict=True):
            reading = _infer(held, column, normalizer, options.locale)
            known[column] = reading.locale, reading.hint_order
            progress.remarks.append(f"{tally.name}: {reading.explanation}")
            if reading.is_open:
                progress.open_orders.append(progress.remarks[-1])
    answer = _answerer(options, normalizer, known)
    writer.begin()
    try:
        with closing(_answered(windows, chosen, answer, workers)) as answered:
            for window, answers in answered:
                _check_failures(options, window, answers, progress.rows)
                writer.write(window, [cells for one in answers for cells in options.rule.cells(one)])
                target.flush()
                progress.add(window, answers)
                advance(len(window))
    except BaseException:
        writer.abandon()
        raise
    writer.end()
    return progress.result()


def _answered(
    windows: Iterator[Window], chosen: Sequence[int], answer: Callable[[Texts], Answers], workers: int
) -> Generator[tuple[Window, Answers], None, None]:
    """Each window with its answers. Windows stay in this process, and their texts may go to others."""
    waiting: deque[Window] = deque()

    def texts() -> Iterator[Texts]:
        for window in windows:
            waiting.append(window)
            yield [_filled(window.texts(column)) for column in chosen]

    answers = spread(answer, texts(), workers=workers, is_large=lambda one: is_many(one[0]))
    with closing(answers):
        for one in answers:
            yield waiting.popleft(), one


def _filled(texts: Sequence[str | None]) -> list[str | None]:
    return [None if is_empty(text) else text for text in texts]


def _answerer(
    options: TableOptions, normalizer: Normalizer, known: Mapping[int, tuple[str | None, str | None]]
) -> Callable[[Texts], Answers]:
    """What answers the texts of each column, by the hints known of it."""
    caches = [
        open_answerer(
            normalizer,
            BulkOptions(locale, order, options.policy),
            answer_of,
            capacity=CAPACITY // len(known),
        )
        for locale, order in known.values()
    ]

    def answer(texts: Texts) -> Answers:
        return [_answers(column, cache) for column, cache in zip(texts, caches, strict=True)]

    return answer


def _answers(texts: Sequence[str | None], cache: AnswerCache[CellAnswer]) -> list[CellAnswer | None]:
    """The answer to each text, None to what is empty."""
    answers = iter(cache([text for text in texts if text is not None]))
    return [None if text is None else next(answers) for text in texts]


def _infer(held: Sequence[Window], column: int, normalizer: Normalizer, locale: str | None) -> ColumnReading:
    """What a column shows, as far as it was read; its row numbers are those of the table."""
    from datenorm.column import infer

    texts = (text or "" for window in held for text in window.texts(column))
    return infer(texts, normalizer, locale=locale)


def _chosen(options: TableOptions, table: AnyTable) -> tuple[int, ...]:
    """The columns to convert, if the table is one that the run can write.

    Raises:
        ConfigError: if it is not, or there are no such columns.
    """
    if options.written_format is not None and not is_fitting(options.written_format, table.format):
        raise ConfigError(
            f"the table is {table.format} and stays so; the name of the output says {options.written_format}"
        )
    chosen = choose_columns(options.columns, table.names)
    if len(chosen) > 1 and not options.rule.in_place and "{}" not in options.rule.name:
        raise ConfigError(
            f"{len(chosen)} columns cannot all be named {options.rule.name!r}",
            hint="{} in the name of the new column stands for that of the old one, as in {}_iso",
        )
    return chosen


def _shown(name: str) -> str:
    """The name of a column, with nothing in it that a terminal would obey."""
    return name if name.isprintable() else ascii(name)


def _date_test(options: TableOptions, normalizer: Normalizer) -> Callable[[str], bool]:
    """Whether a text reads as a date under the run's hints."""

    def is_date(text: str) -> bool:
        status = normalizer.convert(text, options.locale, options.given_order).status
        return status in ("converted", "ambiguous")

    return is_date


def _check_failures(options: TableOptions, window: Window, answers: Answers, before: int) -> None:
    """Raise RefusedError for the first row of a window that may not be, if there is one."""
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
        raise RefusedError(f"row {before + first + 1:,}: {wrong[first]}")
