"""The figures of an evaluation as tables on a terminal. No text of the user is read as Rich markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from datenorm.display.cells import isolated
from datenorm.evaluation import EvaluationReport, Failure, Tally, is_apart, worst
from datenorm.evaluation.peers import PeerRun

WORST, LEAST_ROWS = 10, 5
"""How many languages with the smallest share of right answers to list, and the rows each must have."""

_GROUPS = {"group": "language group", "source": "source", "noise": "noise"}
_LONGEST = 60


def render(report: EvaluationReport, *, brief: bool = False) -> Iterator[RenderableType]:
    """The parts of a report; a brief one ends with the figures below its first table."""
    hints = "with hints" if report.hinted else "without hints"
    rate = f"{report.rows / report.seconds:,.0f} texts/s" if report.seconds else ""
    about = [f"{report.rows:,} rows", hints, f"threshold {report.threshold:g}", rate]
    yield Text.assemble("\n", (_shown(report.title), "bold"), f": {', '.join(filter(None, about))}")
    yield outcome_table("kind", report.by["kind"], report.total)
    yield Text("\n".join(_lines(report)))
    if not brief:
        yield from _details(report)


def _details(report: EvaluationReport) -> Iterator[RenderableType]:
    for name, heading in _GROUPS.items():
        if len(report.by[name]) > 1:
            yield outcome_table(heading, report.by[name])
    languages = report.by["language"]
    if len(languages) > 1:
        kept = worst(languages, WORST, least=LEAST_ROWS)
        if kept:
            yield outcome_table(f"worst languages of {LEAST_ROWS} rows or more", kept)
    yield _calibration(report)
    if report.peers:
        yield peer_table(report.total, report.rows / max(report.seconds, 1e-9), report.peers)
    if report.failures:
        yield Text("\nFailures", style="bold")
        yield from map(_failure, report.failures)


def outcome_table(heading: str, groups: Mapping[str, Tally], total: Tally | None = None) -> Table:
    """The shares of right, wrong and refused answers in each group."""
    table = _table(heading, "rows", "right %", "wrong %", "refused %")
    apart = [name for name in groups if is_apart(name)]
    for name, one in groups.items():
        if name not in apart:
            table.add_row(*_outcomes(name, one))
    if total is not None:
        table.add_section()
        table.add_row(*_outcomes("all", total), style="bold")
    for name in apart:
        table.add_row(*_outcomes(f"{name} (apart)", groups[name]), style="dim")
    return table


def peer_table(own: Tally, rate: float, peers: Sequence[PeerRun]) -> Table:
    """datenorm beside other parsers on the same rows."""
    table = _table("parser", "rows", "right %", "wrong %", "refused %", "texts/s")
    table.add_row(*_outcomes("datenorm", own), f"{rate:,.0f}", style="bold")
    for peer in peers:
        speed = f"{peer.rows / max(peer.seconds, 1e-9):,.0f}"
        table.add_row(*_outcomes(f"{peer.name} {peer.version}", peer.total), speed)
    return table


def _outcomes(name: str, one: Tally) -> list[Text | str]:
    return [Text(_shown(name)), f"{one.total:,}", *(f"{100 * rate:.1f}" for rate in one.rates)]


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="right" if place else "left", no_wrap=bool(place))
    return table


def _lines(report: EvaluationReport) -> Iterator[str]:
    yield f"\nexact match, the threshold aside: {_percent(report.exact_match)}"
    if len(report.by["language"]) > 1:
        yield f"right, mean over {len(report.by['language']):,} languages: {_percent(report.macro_average)}"
    yield "fields right in the whole dates printed: " + ", ".join(
        f"{name} {_percent(part)}" for name, part in report.fields.items()
    )
    statuses = [
        f"{count:,} {status}" for status, count in sorted(report.statuses.items(), key=lambda x: -x[1])
    ]
    yield f"statuses: {', '.join(statuses)}"
    rows, named = report.named
    if rows:
        yield f"order unknowable: {rows:,} rows; {named:,} refused as ambiguous with the right reading named"
    if report.apart:
        yield "rows marked (apart) are in no total and in no figure below"


def _calibration(report: EvaluationReport) -> RenderableType:
    reliability = _table("confidence", "texts", "right %")
    for one in report.reliability:
        reliability.add_row(f"{100 * one.confidence:.1f} %", f"{one.count:,}", f"{100 * one.right:.1f}")
    risks = _table("threshold", "coverage %", "risk %")
    for point in report.risk_coverage:
        style = "bold" if point.threshold == report.threshold else ""
        risks.add_row(
            f"{point.threshold:g}", f"{100 * point.coverage:.1f}", f"{100 * point.risk:.2f}", style=style
        )
    side_by_side = Table.grid(padding=(0, 4))
    side_by_side.add_row(reliability, risks)
    return Group(Text(f"\ncalibration error: {_percent(report.calibration_error)}"), side_by_side)


def _failure(failure: Failure) -> Text:
    """One line with the text, the answer and the expected date."""
    source = failure.row.text if len(failure.row.text) <= _LONGEST else failure.row.text[:_LONGEST] + "…"
    expected = " or ".join(map(_shown, failure.row.reference)) or "no date"
    style = "red" if failure.outcome == "wrong" else "yellow"
    return Text.assemble(
        f"line {failure.row.number:>5}  ",
        (f"{failure.outcome:8}", style),
        f"{_shown(failure.row.kind):9} {_shown(source)} → {failure.value or '∅'} ({failure.confidence:.2f}), "
        f"expected {expected}",
    )


def _shown(text: str) -> str:
    """A text that neither harms the terminal nor changes the direction of its line."""
    return text if text.isascii() and text.isprintable() else isolated(text)


def _percent(part: float) -> str:
    return f"{100 * part:.2f} %"
