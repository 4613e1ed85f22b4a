"""Line charts as small SVG files that load nothing from elsewhere.

Lines and text have middle tones and the background is transparent, so that charts are readable on light and
dark pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from datenorm.evaluation import EvaluationReport

_WIDTH, _HEIGHT = 560, 380
_LEFT, _TOP, _RIGHT, _BOTTOM = 64, 16, 28, 52
_LINE_HEIGHT = 18
_MOST_POINTS = 150
_TICKS = 5
_SURE = 0.999

# Those of Okabe and Ito's colours that are visible on white and on black.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
_STYLE = """\
text { font: 12px system-ui, sans-serif; fill: #57606a; }
.axis { stroke: #8c959f; fill: none; }
.grid { stroke: #8c959f; stroke-opacity: 0.25; }
.even { stroke: #8c959f; stroke-dasharray: 4 4; }
@media (prefers-color-scheme: dark) { text { fill: #9ea7b3; } }"""


@dataclass(frozen=True)
class Series:
    """One line of a chart.

    Attributes:
        name: for the legend.
        points: x and y of each point, left to right.
        sizes: radius of the dot of each point; empty for no dots.
        is_dashed: whether the line is dashed.
    """

    name: str
    points: Sequence[tuple[float, float]]
    sizes: Sequence[float] = ()
    is_dashed: bool = False


@dataclass(frozen=True)
class Axis:
    """A range of numbers.

    Attributes:
        title: what the numbers are.
        low: its start; a power of ten if it is logarithmic.
        high: its end; a power of ten if it is logarithmic.
        unit: "%" for shares, shown in per cent, or "" for plain numbers.
        is_logarithmic: whether the scale is logarithmic.
    """

    title: str
    low: float
    high: float
    unit: str = "%"
    is_logarithmic: bool = False

    def place(self, value: float) -> float:
        """The position of a value on the axis, 0 to 1."""
        low, inside, high = self.low, min(max(value, self.low), self.high), self.high
        if self.is_logarithmic:
            low, inside, high = math.log10(low), math.log10(inside), math.log10(high)
        return (inside - low) / (high - low)

    @property
    def ticks(self) -> list[float]:
        """The numbers of its labels."""
        if self.is_logarithmic:
            first, last = round(math.log10(self.low)), round(math.log10(self.high))
            step = max(1, math.ceil((last - first) / _TICKS))
            return [10.0**power for power in range(first, last + 1, step)]
        return [self.low + (self.high - self.low) * step / _TICKS for step in range(_TICKS + 1)]

    def label(self, value: float) -> str:
        """The label of a number."""
        if self.unit == "%":
            return f"{100 * value:.3g} %"
        return f"{value:,.0f}" if value >= 1000 and not self.is_logarithmic else f"{value:.3g}"


def reliability_chart(reports: Iterable[EvaluationReport]) -> str:
    """The accuracy of readings by confidence; the dashed diagonal is perfect calibration."""
    series = [
        Series(
            _name(report),
            [(one.confidence, one.right) for one in report.reliability],
            [2 + 4 * math.sqrt(one.count / max(1, report.rows)) for one in report.reliability],
            not report.hinted,
        )
        for report in reports
    ]
    return chart(series, Axis("confidence", 0, 1), Axis("right", 0, 1), diagonal=True)


def risk_coverage_chart(reports: Iterable[EvaluationReport]) -> str:
    """The share of wrong values by the share of dates answered."""
    listed = list(reports)
    series = [
        Series(
            _name(report), _thinned([(one.coverage, one.risk) for one in report.curve]), (), not report.hinted
        )
        for report in listed
    ]
    risks = [risk for one in series for _, risk in one.points]
    sure = [one.coverage for report in listed for one in report.risk_coverage if one.threshold >= _SURE]
    lowest = math.floor(min([*sure, 0.9]) * 10) / 10
    return chart(
        series,
        Axis("dates answered", lowest, 1),
        Axis("answers wrong", 0, min(1.0, rounded_up(max([*risks, 0.001])))),
    )


def _name(report: EvaluationReport) -> str:
    return f"{report.title}, {'with' if report.hinted else 'without'} hints"


def _thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """At most `_MOST_POINTS` points, with the last one."""
    step = max(1, math.ceil(len(points) / _MOST_POINTS))
    return [*points[:-1:step], *points[-1:]]


def rounded_up(value: float) -> float:
    """The next 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(one * power for one in (1, 2, 2.5, 5, 10) if one * power >= value * 0.9999)


def chart(series: Sequence[Series], across: Axis, up: Axis, *, diagonal: bool = False) -> str:
    """An SVG file with lines and a legend below them.

    Args:
        series: the lines.
        across: the x axis.
        up: the y axis.
        diagonal: whether to draw the diagonal.
    """
    height = _HEIGHT + _LINE_HEIGHT * len(series)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(up.title)} against {escape(across.title)}">',
        f"<style>\n{_STYLE}\n</style>",
        *_frame(across, up),
    ]
    if diagonal:
        parts.append(
            _line("even", _x(across, across.low), _y(up, up.low), _x(across, across.high), _y(up, up.high))
        )
    for number, one in enumerate(series):
        parts += _drawn(one, _COLOURS[number % len(_COLOURS)], across, up)
        parts += _legend(one, _COLOURS[number % len(_COLOURS)], _HEIGHT + _LINE_HEIGHT * number)
    return "\n".join([*parts, "</svg>", ""])


def _frame(across: Axis, up: Axis) -> list[str]:
    """Axes with their ticks and titles."""
    left, right, top, bottom = _LEFT, _WIDTH - _RIGHT, _TOP, _HEIGHT - _BOTTOM
    parts = []
    for tick in across.ticks:
        x = _x(across, tick)
        parts.append(_line("grid", x, top, x, bottom))
        parts.append(_text(x, bottom + 18, across.label(tick), "middle"))
    for tick in up.ticks:
        y = _y(up, tick)
        parts.append(_line("grid", left, y, right, y))
        parts.append(_text(left - 8, y + 4, up.label(tick), "end"))
    parts.append(f'<path class="axis" d="M{left} {top}V{bottom}H{right}"/>')
    parts.append(_text((left + right) / 2, bottom + 38, across.title, "middle"))
    turned = f'transform="rotate(-90 14 {(top + bottom) / 2})"'
    parts.append(_text(14, (top + bottom) / 2, up.title, "middle", turned))
    return parts


def _drawn(one: Series, colour: str, across: Axis, up: Axis) -> list[str]:
    places = [(_x(across, x), _y(up, y)) for x, y in one.points]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    line = f'<polyline fill="none" stroke="{colour}" stroke-width="1.8"{_dashes(one)} points="{points}"/>'
    dots = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{colour}"/>'
        for (x, y), size in zip(places, one.sizes, strict=False)
    ]
    return [line, *dots]


def _legend(one: Series, colour: str, y: float) -> list[str]:
    line = f'<path d="M{_LEFT} {y}h24" fill="none" stroke="{colour}" stroke-width="2.5"{_dashes(one)}/>'
    return [line, _text(_LEFT + 32, y + 4, one.name, "start")]


def _dashes(one: Series) -> str:
    return ' stroke-dasharray="5 3"' if one.is_dashed else ""


def _x(axis: Axis, value: float) -> float:
    return _LEFT + axis.place(value) * (_WIDTH - _LEFT - _RIGHT)


def _y(axis: Axis, value: float) -> float:
    return _HEIGHT - _BOTTOM - axis.place(value) * (_HEIGHT - _TOP - _BOTTOM)


def _line(name: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{name}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}>{escape(text)}</text>'
