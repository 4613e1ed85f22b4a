"""The measured figures as the tables of docs/speed.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

_GROUPS = ("all", "English, whole dates")
_HINTS = {"hinted": "given", "bare": "none"}
_CASES = {
    "distinct": "all distinct",
    "repeated": "repeating",
    "days": "days in ISO 8601",
    "growing": "all distinct, other years",
}


def tables(figures: dict[str, Any]) -> str:
    """Every table that the figures have something for."""
    parts = []
    if "match" in figures:
        parts += [_parsers(figures["match"]), _accuracy(figures["match"]), _one_shot(figures)]
    if "flow" in figures:
        parts.append(_flow(figures["flow"]))
    return "\n\n".join([*parts, _about(figures["about"])])


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    marks = ["---"] + ["---:"] * (len(header) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, marks, *rows))


def _parsers(match: dict[str, Any]) -> str:
    english = f"{match['counts']['english']:,} whole English dates/s"
    header = ("parser", "hints", "strings/s", english, "one call, µs", "peak memory, MiB")
    return _table(
        header,
        (
            (
                _name(name, one),
                hints,
                f"{one[mode]['per_second']:,.0f}",
                f"{one[mode]['english_per_second']:,.0f}" if match["counts"]["english"] else "–",
                f"{one[mode]['call_us']:,.0f}",
                f"{one[mode]['peak_mb']:.0f}",
            )
            for name, one in match["parsers"].items()
            for mode, hints in _HINTS.items()
        ),
    )


def _accuracy(match: dict[str, Any]) -> str:
    header = ["parser", "hints"]
    for group in _GROUPS:
        rows = sum(next(iter(match["parsers"].values()))["hinted"]["accuracy"][group].values())
        header.append(f"{group} ({rows:,} rows): right / wrong / none, %")
    return _table(
        header,
        (
            [_name(name, one), hints, *(_rates(one[mode]["accuracy"][group]) for group in _GROUPS)]
            for name, one in match["parsers"].items()
            for mode, hints in _HINTS.items()
        ),
    )


def _rates(counts: dict[str, int]) -> str:
    total = sum(counts.values())
    if not total:
        return "–"
    return " / ".join(f"{100 * counts[name] / total:.1f}" for name in ("right", "wrong", "refused"))


def _one_shot(figures: dict[str, Any]) -> str:
    processes = {_name(name, one): one["one_shot"] for name, one in figures["match"]["parsers"].items()}
    return _table(
        ("one text, process started and ended", "seconds", "processor time, s", "peak memory, MiB"),
        (
            (name, f"{one['wall']:.3f}", f"{one['cpu']:.3f}", f"{one['peak_mb']:.0f}")
            for name, one in (*processes.items(), *figures["bare_processes"].items())
        ),
    )


def _flow(records: Iterable[dict[str, Any]]) -> str:
    return _table(
        ("whole process", "lines", "values", "lines/s", "processor time a line, µs", "peak memory, MiB"),
        (
            (
                one["parser"],
                f"{one['lines']:,}",
                _CASES[one["case"]],
                f"{one['per_second']:,.0f}",
                f"{one['cpu_us']:,.1f}",
                f"{one['peak_mb']:.0f}",
            )
            for one in records
        ),
    )


def _name(name: str, one: dict[str, Any]) -> str:
    return f"{name} {one['version']}"


def _about(about: dict[str, Any]) -> str:
    return (
        f"Measured by `{about['command']}` on {about['cores']} cores, {about['processor']}, "
        f"Python {about['python']}, load {about['load_before']:.1f} before, model {about['model']}."
    )
