"""What attention costs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from datenorm.display.study.figures import cost_chart
from datenorm.display.study.text import bullets, table
from datenorm.study.results import Cost

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

The claim: attention costs T·S. Measured: teacher forcing through the decoder, forward and backward, one
thread, 32 rows; memory is what forward keeps for backward.

{bullets(findings)}

![time]({link}/cost-time.svg)

![memory]({link}/cost-memory.svg)

{table(["member", "T", "S", "T·S", "ms", "MiB"], rows)}"""


def _cost_finding(name: str, own: Sequence[Cost]) -> str:
    """How cost grows with S at the largest T, and with T at the largest S."""
    source, target = max(cost.source for cost in own), max(cost.target for cost in own)
    by_source = [cost for cost in own if cost.target == target]
    by_target = [cost for cost in own if cost.source == source]
    return f"`{name}`: {_growth('S', by_source)}; {_growth('T', by_target)}."


def _growth(letter: str, own: Sequence[Cost]) -> str:
    """The last of some costs beside the first, where one size grows."""
    first, last = (choose(own, key=lambda cost: cost.source * cost.target) for choose in (min, max))
    work = last.source * last.target / (first.source * first.target)
    time, memory = last.milliseconds / first.milliseconds, last.kept / max(1, first.kept)
    return f"{letter} × {work:.3g} makes time × {time:.1f} and memory × {memory:.1f}"
