"""The sections on alignment, gradients and cost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Literal

from datenorm.display.study.figures import GROUPS, ByMember, cost_chart, reach_chart
from datenorm.display.study.quality import bullets, ranged, table
from datenorm.study.results import Alignment, Cost, Result

_FIELDS = {"y": "year", "M": "month", "d": "day", "E": "weekday"}
_CLEAR = 0.02
"""A difference to uniform attention that counts if every run has it."""


def alignment_section(runs: ByMember) -> str:
    known = {name: [result.alignment for result in some if result.alignment] for name, some in runs.items()}
    known = {name: some for name, some in known.items() if some}
    rows = [[name, *(_shares(some, field) for field in _FIELDS)] for name, some in known.items()]
    if known:
        rows.append(["uniform attention", *(_even(next(iter(known.values())), field) for field in _FIELDS)])
    languages = sorted({name for some in known.values() for one in some for name in one.by_language})
    by_language = [
        [
            name,
            *(f"{mean(one.by_language.get(language, 0.0) for one in some):.2f}" for language in languages),
        ]
        for name, some in known.items()
    ]
    return f"""\
## 3. Alignment: is attention on the field being written?

The claim: attention learns the alignment without supervision. Measured: the share of α on the characters of a
field while its digits are written, in CLDR's patterns, where the generator knows each position. An annotation
includes its neighbours, so a network may attend next to a field and still read it.

{table(["member", *_FIELDS.values()], rows)}

{bullets([_alignment_finding(name, some) for name, some in known.items()])}

By language, all fields together:

{table(["member", *languages], by_language)}"""


def _alignment_finding(name: str, some: Sequence[Alignment]) -> str:
    """Whether a member attends to fields more than uniform attention does."""
    kinds = [kind for kind in _FIELDS if all(kind in one.shares for one in some)]
    above = [kind for kind in kinds if min(one.shares[kind] - one.even[kind] for one in some) > _CLEAR]
    if len(above) == len(kinds):
        return f"`{name}`: **holds** for every field."
    rest = ", ".join(_FIELDS[kind] for kind in kinds if kind not in above)
    if above:
        return f"`{name}`: holds except for {rest}, where α is no more than uniform."
    return f"`{name}`: **fails**; α is not clearly above uniform attention for any field."


def _shares(some: Sequence[Alignment], field: str) -> str:
    return ranged([one.shares[field] for one in some if field in one.shares], 2)


def _even(some: Sequence[Alignment], field: str) -> str:
    return f"{some[0].even[field]:.2f}" if field in some[0].even else "–"


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
            *(f"{_reach(runs[name], place, longest, 'untrained'):.1e}" for place in places),
            *(f"{_reach(runs[name], place, longest, 'share'):.1%}".replace("%", " %") for place in places),
        ]
        for name in names
    ]
    head = ["member", *(f"norm, {place}" for place in places), *(f"share, {place}" for place in places)]
    findings = [_reach_finding(name, runs[name], places, shortest, longest) for name in names]
    drawn = "\n\n".join(figures)
    return f"""\
## 4. Gradients: how much reaches a distant date?

The claim: gradients vanish over long inputs, and attention reduces that. Measured: before training, the norm
of the gradient of the loss at the characters of a date at the start, in the middle or at the end of a text;
after training, the date's share of the norms of all characters. The table is for {longest} characters.

{table(head, rows)}

{bullets(findings)}

{drawn}"""


def _reach(some: Sequence[Result], place: str, length: int, field: Literal["untrained", "share"]) -> float:
    """The mean of a field of `Reach` over some runs."""
    return mean(
        float(getattr(one, field))
        for result in some
        for one in result.reach
        if (one.place, one.length) == (place, length)
    )


def _reach_finding(
    name: str, some: Sequence[Result], places: Sequence[str], shortest: int, longest: int
) -> str:
    """How much the gradient shrinks from the shortest text to the longest, at the worst place."""
    factors = {
        place: _reach(some, place, shortest, "untrained")
        / max(_reach(some, place, longest, "untrained"), 1e-30)
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


_MIB = 2**20


def cost_section(costs: Sequence[Cost], directory: Path, link: str) -> str:
    if not costs:
        return ""
    charts = {
        "cost-time": cost_chart(costs, lambda cost: cost.milliseconds, "milliseconds, 32 rows"),
        "cost-memory": cost_chart(costs, lambda cost: cost.kept / _MIB, "MiB kept, 32 rows"),
    }
    for name, drawn in charts.items():
        (directory / f"{name}.svg").write_text(drawn, encoding="utf-8")
    rows = [
        [
            cost.member,
            str(cost.target),
            str(cost.source),
            f"{cost.target * cost.source:,}",
            f"{cost.milliseconds:.1f}",
            f"{cost.kept / _MIB:.2f}",
        ]
        for cost in costs
    ]
    members = dict.fromkeys(cost.member for cost in costs)
    findings = [_cost_finding(name, [cost for cost in costs if cost.member == name]) for name in members]
    return f"""\
## 5. Cost: time and memory against T·S

The claim: attention costs T·S. Measured: the decoder with teacher forcing, forward and backward, one thread,
32 rows; memory is what the forward pass keeps for the backward pass.

{bullets(findings)}

![time]({link}/cost-time.svg)

![memory]({link}/cost-memory.svg)

{table(["member", "T", "S", "T·S", "ms", "MiB"], rows)}"""


def _cost_finding(name: str, own: Sequence[Cost]) -> str:
    """Growth of the cost with S at the largest T, and with T at the largest S."""
    source, target = max(cost.source for cost in own), max(cost.target for cost in own)
    by_source = [cost for cost in own if cost.target == target]
    by_target = [cost for cost in own if cost.source == source]
    return f"`{name}`: {_growth('S', by_source)}; {_growth('T', by_target)}."


def _growth(letter: str, own: Sequence[Cost]) -> str:
    """The cost at the largest size relative to the smallest."""
    first, last = (choose(own, key=lambda cost: cost.source * cost.target) for choose in (min, max))
    work = last.source * last.target / (first.source * first.target)
    time, memory = last.milliseconds / first.milliseconds, last.kept / max(1, first.kept)
    return f"{letter} × {work:.3g} makes time × {time:.1f} and memory × {memory:.1f}"
