"""One run of `datenorm table`: reads a table window by window and writes it with its new columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BufferedIOBase
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from datenorm.bulk.cache import CAPACITY, AnswerCache
from datenorm.cli.options import INFER
from datenorm.cli.table_cells import Answer, CellRule, Tally, answer_of, is_empty
from datenorm.cli.table_order import NO_ORDER, infer_order, read_ahead
from datenorm.errors import ConfigError, DatenormError
from datenorm.tabular import Cell, Layout, Window, choose_columns, open_table
from datenorm.tabular.layout import is_fitting
from datenorm.tabular.table import AnyTable

if TYPE_CHECKING:
    from datenorm.convert.normalizer import Normalizer
    from datenorm.convert.options import Policy

_SHOWN_ODDITIES = 5


class RefusedError(DatenormError):
    """`--on-error fail` or `--on-ambiguous fail` met a cell without a value."""


@dataclass(frozen=True)
class TableRun:
    """What the user asked for.

    Attributes:
        columns: the columns to convert, as the user names them.
        layout: how the table is written, as far as it is known.
        rule: what is written.
        locale: of the texts, or None.
        order: their field order, `INFER` to find one for each column, `NO_ORDER` to read each row by itself.
        policy: how to decide.
        fails_when_ambiguous: whether an ambiguous cell ends the run.
        written_format: the format that the name of the target says, or None.
    """

    columns: Sequence[str]
    layout: Layout
    rule: CellRule
    locale: str | None
    order: str
    policy: Policy
    fails_when_ambiguous: bool = False
    written_format: str | None = None

    @property
    def given_order(self) -> str | None:
        """The order that the user has told."""
        return None if self.order in (INFER, NO_ORDER) else self.order


@dataclass
class Outcome:
    """How a run went.

    Attributes:
        tallies: how the cells of each column went, in the order asked for.
        remarks: what the user should know, oddities of single rows among it.
        oddities: rows of a form that the table does not have.
        left: those of them that were left as they are.
    """

    tallies: list[Tally] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    oddities: int = 0
    left: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether every cell that holds something was converted."""
        return not self.left and not any(tally.first for tally in self.tallies)

    def note_oddities(self, before: int, window: Window) -> None:
        """Count the odd rows of a window, `before` rows of the table came before it; keep the first few."""
        for oddity in window.oddities:
            self.oddities += 1
            self.left += oddity.is_left
            if self.oddities <= _SHOWN_ODDITIES:
                self.remarks.append(f"row {before + oddity.row + 1:,}: {oddity.what}")

    def lines(self) -> Iterator[str]:
        """The closing summary: remarks, then one line a column."""
        yield from self.remarks
        if self.oddities > _SHOWN_ODDITIES:
            more = self.oddities - _SHOWN_ODDITIES
            yield f"{more:,} more rows like these; {self.left:,} in all left as they are"
        for tally in self.tallies:
            yield f"{tally.name}: {tally.summary()}" if len(self.tallies) > 1 else tally.summary()


def run_table(
    run: TableRun,
    normalizer: Normalizer,
    source: BufferedIOBase,
    target: BinaryIO,
    *,
    path: PurePath | None = None,
    advance: Callable[[int], None] = lambda rows: None,
) -> Outcome:
    """Read a table, write it with its new columns.

    Args:
        run: what to do.
        normalizer: what reads the dates.
        source: the table.
        target: where to write.
        path: the name of the source, which may tell its format.
        advance: called with how many more rows are done.

    Raises:
        DatenormError: see `open_table` and `choose_columns`; `RefusedError` where the run says so.
    """
    table = open_table(source, run.layout, run.columns, _date_test(run, normalizer), path=path)
    chosen = _chosen(run, table)
    outcome = Outcome([Tally(_shown(table.names[column])) for column in chosen], list(table.remarks))
    columns = [new for column in chosen for new in run.rule.new_columns(column, table.names[column])]
    writer = table.writer(target, columns)
    windows = table.windows()
    known = dict.fromkeys(chosen, (run.locale, run.given_order))
    if run.order == INFER:
        held, windows = read_ahead(windows)
        for column, tally in zip(chosen, outcome.tallies, strict=True):
            reading = infer_order(held, column, normalizer, run.locale)
            known[column] = reading.locale, reading.hint_order
            outcome.remarks.append(f"{tally.name}: {reading.explanation}")
    capacity = CAPACITY // len(chosen)
    readers = {column: AnswerCache(_reader(run, normalizer, *known[column]), capacity) for column in chosen}
    writer.begin()
    before = 0
    try:
        for window in windows:
            outcome.note_oddities(before, window)
            writer.write(window, _new_cells(run, readers, outcome, window, before))
            target.flush()
            before += len(window)
            advance(len(window))
    except BaseException:
        writer.abandon()
        raise
    writer.end()
    return outcome


def _chosen(run: TableRun, table: AnyTable) -> tuple[int, ...]:
    """The columns to convert, if the table is one that the run can write.

    Raises:
        ConfigError: if it is not, or there are no such columns.
    """
    if run.written_format is not None and not is_fitting(run.written_format, table.format):
        raise ConfigError(
            f"the table is {table.format} and stays so; the name of the output says {run.written_format}"
        )
    chosen = choose_columns(run.columns, table.names)
    if len(chosen) > 1 and not run.rule.in_place and "{}" not in run.rule.name:
        raise ConfigError(
            f"{len(chosen)} columns cannot all be named {run.rule.name!r}",
            hint="{} in the name of the new column stands for that of the old one, as in {}_iso",
        )
    return chosen


def _shown(name: str) -> str:
    """The name of a column, with nothing in it that a terminal would obey."""
    return name if name.isprintable() else ascii(name)


def _date_test(run: TableRun, normalizer: Normalizer) -> Callable[[str], bool]:
    """Whether a text reads as a date under the run's hints."""

    def is_date(text: str) -> bool:
        return normalizer.convert(text, run.locale, run.given_order).status in ("converted", "ambiguous")

    return is_date


def _reader(
    run: TableRun, normalizer: Normalizer, locale: str | None, order: str | None
) -> Callable[[Sequence[str]], Iterator[Answer]]:
    def read(texts: Sequence[str]) -> Iterator[Answer]:
        return map(answer_of, normalizer.convert_many(texts, locale, order, policy=run.policy))

    return read


def _new_cells(
    run: TableRun, readers: Mapping[int, AnswerCache[Answer]], outcome: Outcome, window: Window, before: int
) -> list[list[Cell]]:
    """The cells of a window's new columns, counted."""
    cells: list[list[Cell]] = []
    answers = {column: _answers(window.texts(column), reader) for column, reader in readers.items()}
    _check_failures(run, window, list(answers.values()), before)
    left = {oddity.row for oddity in window.oddities if oddity.is_left}
    for one, tally in zip(answers.values(), outcome.tallies, strict=True):
        cells += run.rule.cells(one)
        tally.add(before, [answer for row, answer in enumerate(one) if row not in left] if left else one)
    return cells


def _answers(texts: Sequence[str | None], reader: AnswerCache[Answer]) -> list[Answer | None]:
    """The answer for each text, None for what is empty."""
    distinct = [text for text in dict.fromkeys(texts) if text is not None and not is_empty(text)]
    known: dict[str | None, Answer] = dict(zip(distinct, reader(distinct), strict=True))
    return [known.get(text) for text in texts]


def _check_failures(
    run: TableRun, window: Window, answers: Sequence[Sequence[Answer | None]], before: int
) -> None:
    """Raise RefusedError for the first row of a window that may not be, if there is one."""
    fails = run.rule.on_error == "fail"
    if not fails and not run.fails_when_ambiguous:
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
