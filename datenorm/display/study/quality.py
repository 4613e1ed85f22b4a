"""The sections on exact match, and helpers for Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from datenorm.display.study.figures import ByMember
from datenorm.study.members import MEMBERS, USUAL_CORPUS
from datenorm.study.results import Result

_LEARNT = 0.2
"""Exact match at short texts below which a comparison says nothing."""

_TENTHS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "all")

_CLEAR = 0.02
"""A difference in exact match that counts if the runs of both sides do not overlap."""


def opening(runs: ByMember) -> str:
    """The introduction."""
    rows = [
        [
            name,
            MEMBERS[name].title,
            f"{some[0].weights:,}",
            str(len(some)),
            f"{mean(result.seconds for result in some):,.0f}",
        ]
        for name, some in runs.items()
    ]
    pairs = next((some[0].curve[-1].pairs for some in runs.values() if some[0].curve), 0)
    return f"""\
# The attention family on dates

Written by `datenorm compare`; the numbers are in [attention-study/results](attention-study/results). Every
member learns from the same {pairs:,} pairs with the same schedule, and has annotations and decoder states of
the same size. The pairs are days from 1700 to 2030 in CLDR's patterns of {_corpus(runs)}; \
the language and the field order are given. ± is half the
range over the runs of a member; seconds are wall-clock time.

{table(["member", "description", "parameters", "runs", "seconds per run"], rows)}"""


def _corpus(runs: ByMember) -> str:
    """Describes the dates that the networks learnt from."""
    made_by = next((one.made_by for some in runs.values() for one in some), {})
    languages = len(made_by.get("languages", USUAL_CORPUS.languages))
    share = made_by.get("long_share", USUAL_CORPUS.long_share)
    longest = made_by.get("longest", USUAL_CORPUS.longest)
    return (
        f"{languages} languages, {_TENTHS[round(10 * share)]} in ten\n"
        f"of them in longer texts of up to {longest} characters"
    )


def lengths_section(runs: ByMember) -> str:
    lengths = sorted({length for some in runs.values() for result in some for length in result.by_length})
    rows = [
        [name, *(percent([result.by_length[length] for result in some]) for length in lengths)]
        for name, some in runs.items()
    ]
    findings = [
        _length_finding(runs, attending, other, lengths)
        for attending, other in (("additive", "none"), ("lstm", "lstm-none"), ("birnn", "birnn-none"))
        if runs.get(attending) and runs.get(other)
    ]
    return f"""\
## 1. Length: does a single vector lose what attention keeps?

The claim: a fixed vector keeps less and less of a longer text; attention does not have this problem.
Measured: the share of values written exactly, for dates of at most 25 characters among ordinary words of
their language, at any place (the shortest texts are only dates, of at most 10 characters). The network is
given the language and the order of numeric dates.

{table(["member", *map(str, lengths)], rows)}

{bullets(findings)}"""


def _length_finding(runs: ByMember, attending: str, other: str, lengths: Sequence[int]) -> str:
    """What both lose from the shortest text with words to the longest, and whether that differs clearly."""
    short, long = lengths[min(1, len(lengths) - 1)], lengths[-1]
    with_it, without = (
        [result.by_length[short] - result.by_length[long] for result in runs[name]]
        for name in (attending, other)
    )
    level, least = (mean(result.by_length[short] for result in runs[name]) for name in (attending, other))
    if level - least > _LEARNT > least:
        return (
            f"At {short} characters `{attending}` writes {100 * level:.1f} % exactly, `{other}` "
            f"{100 * least:.1f} %: **attention has learnt what the other has not**."
        )
    if min(level, least) < _LEARNT:
        return f"`{attending}` and `{other}` learnt too little for a comparison."
    said = (
        f"From {short} to {long} characters `{attending}` loses {points(with_it)}, `{other}` "
        f"{points(without)}: "
    )
    if min(without) > max(with_it) + _CLEAR:
        return said + "**the claim holds** for this encoder."
    if min(with_it) > max(without) + _CLEAR:
        return said + "**the claim fails**: the network with attention loses more."
    return said + "**no clear difference**, so the claim is not shown for this encoder."


def curves_section(runs: ByMember) -> str:
    marks = (0.5, 0.8, 0.9)
    rows = [
        [
            name,
            *(_reached(some, mark) for mark in marks),
            percent([result.curve[-1].right for result in some if result.curve]),
        ]
        for name, some in runs.items()
    ]
    head = ["member", *(f"pairs to {mark:.0%}".replace("%", " %") for mark in marks), "at the end"]
    best = max(runs, key=lambda name: mean(result.curve[-1].right for result in runs[name]), default="")
    said = f"Best at the end: `{best}`." if best else ""
    return f"""\
## 2. Learning curves

Exact match on pairs that are not used in training, with the same share of long texts.

{table(head, rows)}

{said}"""


def _reached(some: Sequence[Result], mark: float) -> str:
    """Pairs at which the mean curve reaches a mark, or a dash."""
    for together in zip(*(result.curve for result in some), strict=False):
        if mean(point.right for point in together) >= mark:
            return f"{together[0].pairs:,}"
    return "–"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def ranged(parts: Sequence[float], digits: int) -> str:
    """The mean, and for several numbers half their range."""
    if not parts:
        return "–"
    half = f" ± {(max(parts) - min(parts)) / 2:.{digits}f}" if len(parts) > 1 else ""
    return f"{mean(parts):.{digits}f}{half}"


def percent(parts: Sequence[float]) -> str:
    return ranged([100 * part for part in parts], 1)


def points(parts: Sequence[float]) -> str:
    return f"{100 * mean(parts):.1f} points"
