"""What gradients reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean

from datenorm.display.study.figures import GROUPS, ByMember, reach_chart
from datenorm.display.study.text import bullets, table
from datenorm.study.results import Reach, Result


def gradient_section(runs: ByMember, directory: Path, link: str) -> str:
    names = [name for name in GROUPS["attention"] if runs.get(name)]
    reached = [one for name in names for result in runs[name] for one in result.reach]
    if not reached:
        return ""
    figures = []
    for place in dict.fromkeys(one.place for one in reached):
        (directory / f"gradient-{place}.svg").write_text(reach_chart(runs, names, place), encoding="utf-8")
        figures.append(f"![gradient, date at the {place}]({link}/gradient-{place}.svg)")
    longest = max(one.length for one in reached)
    shortest = min(one.length for one in reached)
    places = list(dict.fromkeys(one.place for one in reached))
    rows = [
        [
            name,
            *(f"{_reach(runs[name], place, longest, _untrained):.1e}" for place in places),
            *(f"{_reach(runs[name], place, longest, _share):.1%}".replace("%", " %") for place in places),
        ]
        for name in names
    ]
    head = ["member", *(f"norm, {place}" for place in places), *(f"share, {place}" for place in places)]
    findings = [_reach_finding(name, runs[name], places, shortest, longest) for name in names]
    drawn = "\n\n".join(figures)
    return f"""\
## 4. Gradients: what reaches the date from far away?

The claim: gradients vanish over long inputs, and attention eases that. Measured: the norm of the gradient of
the loss at the characters of a date that stands at the start, in the middle or at the end of a text, before
training; and after it the share of all characters' norms that falls on the date. The table is for {longest}
characters.

{table(head, rows)}

{bullets(findings)}

{drawn}"""


def _untrained(one: Reach) -> float:
    return one.untrained


def _share(one: Reach) -> float:
    return one.share


def _reach(some: Sequence[Result], place: str, length: int, part: Callable[[Reach], float]) -> float:
    found = [
        part(one) for result in some for one in result.reach if (one.place, one.length) == (place, length)
    ]
    return mean(found)


def _reach_finding(
    name: str, some: Sequence[Result], places: Sequence[str], shortest: int, longest: int
) -> str:
    """By how much the gradient shrinks from the shortest text to the longest where it shrinks most."""
    factors = {
        place: _reach(some, place, shortest, _untrained)
        / max(_reach(some, place, longest, _untrained), 1e-30)
        for place in places
    }
    worst = max(factors, key=lambda place: factors[place])
    many = f"{factors[worst]:.0f}" if factors[worst] < 1e4 else f"{factors[worst]:.0e}"
    times = longest / shortest
    said = "vanishes" if factors[worst] > times**3 else "shrinks no faster than a power of the length"
    return (
        f"`{name}`: from {shortest} to {longest} characters the gradient falls to 1/{many} at the {worst} "
        f"(text {times:.0f} times as long): it {said}."
    )
