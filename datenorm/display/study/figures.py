"""The figures of the study as SVG."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import mean

from rich.console import Group, RenderableType
from rich.text import Text

from datenorm.display.cells import isolated
from datenorm.display.charts import Axis, Series, chart, rounded_up
from datenorm.display.consoles import save
from datenorm.display.grid import AttentionHeatmap, legend
from datenorm.study.members import MEMBERS
from datenorm.study.results import Cost, Result

ByMember = Mapping[str, Sequence[Result]]
"""Member → its runs."""

GROUPS = {
    "attention": ("additive", "none", "lstm", "lstm-none", "birnn", "birnn-none"),
    "scorers": ("additive", "dot", "general", "cosine", "location", "none"),
    "queries": ("additive", "additive-current", "dot", "dot-current", "general", "general-current"),
}
"""Figure → its members, no more than there are colours."""

SCRIPTS = {
    "right-to-left": ("ar", "he", "fa"),
    "agglutinative": ("fi", "hu", "tr"),
    "cjk": ("ja", "zh", "ko"),
    "english": ("en",),
}
"""Figure of grids → its languages."""

_DRAWN = "additive"
_GRID_WIDTH = 84
_DASHED = "none"


def length_chart(runs: ByMember, names: Sequence[str]) -> str:
    """Exact match against the length of the text."""

    def points(results: Sequence[Result]) -> list[tuple[float, float]]:
        lengths = sorted({length for result in results for length in result.by_length})
        return [
            (length, mean(one.by_length[length] for one in results if length in one.by_length))
            for length in lengths
        ]

    series = _series(runs, names, points)
    longest = max((x for one in series for x, _ in one.points), default=1)
    return chart(series, Axis("characters of the text", 0, longest, ""), Axis("exactly right", 0, 1))


def curve_chart(runs: ByMember, names: Sequence[str]) -> str:
    """Exact match on validation against pairs learnt from."""

    def points(results: Sequence[Result]) -> list[tuple[float, float]]:
        count = min(len(result.curve) for result in results)
        return [
            (results[0].curve[index].pairs, mean(result.curve[index].right for result in results))
            for index in range(count)
        ]

    series = _series(runs, names, points)
    most = max((x for one in series for x, _ in one.points), default=1)
    return chart(series, Axis("pairs learnt from", 0, most, ""), Axis("exactly right", 0, 1))


def reach_chart(runs: ByMember, names: Sequence[str], place: str) -> str:
    """Norm of the gradient at the date before training, against the length of the text."""

    def points(results: Sequence[Result]) -> list[tuple[float, float]]:
        lengths = sorted({one.length for result in results for one in result.reach if one.place == place})
        norms = {
            length: mean(
                one.untrained
                for result in results
                for one in result.reach
                if (one.place, one.length) == (place, length)
            )
            for length in lengths
        }
        return [(length, max(norm, _LEAST_NORM)) for length, norm in norms.items()]

    series = _series(runs, names, points)
    norms = [y for one in series for _, y in one.points] or [1.0]
    longest = max((x for one in series for x, _ in one.points), default=1)
    low, high = 10.0 ** math.floor(math.log10(min(norms))), 10.0 ** math.ceil(math.log10(max(norms)))
    up = Axis("norm of the gradient at the date", low, max(high, 10 * low), "", is_logarithmic=True)
    return chart(series, Axis("characters of the text", 0, longest, ""), up)


_LEAST_NORM = 1e-12  # smaller norms are lost in float32


def cost_chart(costs: Sequence[Cost], measured: Callable[[Cost], float], title: str) -> str:
    """Cost of the decoders against T·S, at the largest T."""
    target = max(cost.target for cost in costs)
    series = []
    for name in dict.fromkeys(cost.member for cost in costs):
        own = [cost for cost in costs if cost.member == name and cost.target == target]
        points = [(cost.source * cost.target, measured(cost)) for cost in own]
        series.append(Series(_title(name), points, [3.0] * len(points), _is_dashed(name)))
    highest = rounded_up(max(y for one in series for _, y in one.points))
    widest = max(x for one in series for x, _ in one.points)
    return chart(series, Axis(f"T·S, with T = {target}", 0, widest, ""), Axis(title, 0, highest, ""))


def save_grids(runs: ByMember, directory: Path) -> list[str]:
    """Draw the grids of one run, one file per kind of script; returns their names."""
    if not runs.get(_DRAWN):
        return []
    by_language = {grid.language: grid for grid in runs[_DRAWN][0].grids if grid.attention}
    names = []
    for name, languages in SCRIPTS.items():
        drawn: list[RenderableType] = []
        for grid in (by_language[language] for language in languages if language in by_language):
            title = Text(f"{grid.language}: {isolated(grid.source)} → {''.join(grid.written)}", style="bold")
            drawn += [title, AttentionHeatmap(grid.written, grid.source, grid.attention), Text()]
        if drawn:
            path = directory / f"grids-{name}.svg"
            save(Group(*drawn, legend(colour=True)), path, title="datenorm compare", width=_GRID_WIDTH)
            names.append(path.name)
    return names


def _series(
    runs: ByMember,
    names: Sequence[str],
    points: Callable[[Sequence[Result]], list[tuple[float, float]]],
) -> list[Series]:
    """A line for each trained member; dashed without attention."""
    return [
        Series(_title(name), points(runs[name]), (), _is_dashed(name)) for name in names if runs.get(name)
    ]


def _title(name: str) -> str:
    return MEMBERS[name].title if name in MEMBERS else name


def _is_dashed(name: str) -> bool:
    return name.endswith(_DASHED)
