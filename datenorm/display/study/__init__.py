"""The page about the attention family: figures, tables and findings, which follow from the numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from datenorm.display.study.figures import GROUPS, ByMember, curve_chart, length_chart, save_grids
from datenorm.display.study.quality import curves_section, lengths_section, opening
from datenorm.display.study.sections import alignment_section, cost_section, gradient_section
from datenorm.study.results import Cost, Result

PAGE_NAME = "attention-study.md"


def write_page(out: Path, directory: Path, results: Sequence[Result], costs: Sequence[Cost]) -> None:
    """Write the page and its figures.

    Args:
        out: directory of the page.
        directory: of the figures, in `out`.
        results: all runs with one budget.
        costs: costs of the decoders.
    """
    runs: dict[str, list[Result]] = {}
    for result in results:
        runs.setdefault(result.member, []).append(result)
    link = directory.relative_to(out).as_posix()
    sections = [
        opening(runs),
        *_drawn(runs, directory, link, "length", length_chart, lengths_section(runs)),
        *_drawn(runs, directory, link, "curve", curve_chart, curves_section(runs)),
        alignment_section(runs),
        gradient_section(runs, directory, link),
        cost_section(costs, directory, link),
        _grids(runs, directory, link),
    ]
    (out / PAGE_NAME).write_text("\n\n".join(section for section in sections if section) + "\n", "utf-8")


def _drawn(
    runs: ByMember,
    directory: Path,
    link: str,
    kind: str,
    draw: Callable[[ByMember, Sequence[str]], str],
    text: str,
) -> Iterator[str]:
    """A section, followed by the figure of each group with a member."""
    yield text
    for group, names in GROUPS.items():
        if any(runs.get(name) for name in names):
            (directory / f"{kind}-{group}.svg").write_text(draw(runs, names), encoding="utf-8")
            yield f"![{kind}, {group}]({link}/{kind}-{group}.svg)"


def _grids(runs: ByMember, directory: Path, link: str) -> str:
    figures = "\n\n".join(f"![{name}]({link}/{name})" for name in save_grids(runs, directory))
    if not figures:
        return ""
    return f"""\
## 6. Attention: right to left, agglutinative, CJK

20 July 1969 in the full pattern of each language, read by the first run of `additive`. Rows are characters
written, columns characters of the text in logical order, so right-to-left texts begin at the left.

{figures}"""
