"""The model card in Markdown: what a bundle is, how good it is, and the call behind every table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datenorm.bundle import Bundle
from datenorm.convert.conversion import Conversion
from datenorm.evaluation.outcomes import THRESHOLDS, Tally, is_apart, worst
from datenorm.evaluation.report import EvaluationReport
from datenorm.evaluation.tables import NO_DATE

_WORST, _LEAST = 15, 5

SPLITS = {
    "valid-seen": "seen patterns",
    "valid-unseen": "unseen patterns",
    "valid-noise": "unseen noise",
}
"""Split of the generator → its name in the card."""

_CLOSING = Path(__file__).parent / "card_use_and_limits.md"


@dataclass(frozen=True)
class Held:
    """Figures on generated pairs that training has not seen.

    Attributes:
        splits: one report per split, with hints and, if measured, without.
        together: all splits merged, one report per setting of the hints.
    """

    splits: Sequence[EvaluationReport] = ()
    together: Sequence[EvaluationReport] = ()


@dataclass(frozen=True)
class Card:
    """The contents of a card.

    Attributes:
        bundle: the model.
        model_id: its identifier.
        sizes: file name → size in bytes.
        held: figures on generated pairs.
        tables: figures on the user's tables.
        smoke: conversions of `datenorm.evaluation.smoke.TEXTS`.
        figures: title → path of a picture, relative to the card.
    """

    bundle: Bundle
    model_id: str
    sizes: Mapping[str, int]
    held: Held
    tables: Sequence[EvaluationReport]
    smoke: Sequence[Conversion]
    figures: Mapping[str, str]


def markdown(card: Card) -> str:
    """The text of the card."""
    about = facts(card.bundle, card.model_id, card.sizes)
    network = card.bundle.manifest.architecture
    parts = ["# datenorm: model card\n", f"{network.description}\n", *_rows(("", ""), about)]
    if card.held.splits:
        parts += [*_accuracy(card.held), *_languages(card.held), *_confidence(card)]
    for report in card.tables:
        parts += _table(report)
    parts += [f"![{title}]({path})\n" for title, path in card.figures.items()]
    parts += [*_smoke(card), _CLOSING.read_text(encoding="utf-8")]
    return "\n".join(parts)


def facts(bundle: Bundle, identifier: str, sizes: Mapping[str, int]) -> list[tuple[str, str]]:
    """What a bundle is and how it was made, as (name, value) pairs.

    Args:
        bundle: the model.
        identifier: the model's identifier.
        sizes: file name → size in bytes.
    """
    manifest, weights = bundle.manifest, bundle.weights
    recipe: Mapping[str, Any] = manifest.training.get("recipe", {})
    network = manifest.architecture.to_dict()
    languages = {language for language, _ in manifest.locales.values() if language}
    settings = [f"{name} {recipe[name]}" for name in ("name", "seed", "batch_size") if name in recipe]
    calibration = manifest.calibration
    return [
        ("model", f"`{identifier}`, written by datenorm {manifest.created_by}"),
        ("parameters", f"{sum(array.size for array in weights.values()):,}"),
        ("network", ", ".join(f"{name.replace('_', ' ')} {_size(size)}" for name, size in network.items())),
        ("stored as", str(next(iter(weights.values())).dtype)),
        ("files", ", ".join(f"{name} {size / 1e6:.2f} MB" for name, size in sizes.items())),
        ("source symbols", f"{len(manifest.source_symbols):,}"),
        ("languages, locales", f"{len(languages):,}, {len(manifest.locales):,}"),
        (
            "value language, canonical form",
            f"{manifest.value_language_version}, {manifest.canonical_version}",
        ),
        ("generator", ", ".join(f"{name} {value}" for name, value in manifest.generator.items())),
        ("recipe", ", ".join(settings)),
        ("trained on", _trained(manifest.training)),
        *_libraries(manifest.training),
        *_own(recipe),
        *_continued(manifest.training),
        ("temperature, threshold", f"{calibration.temperature:g}, {calibration.threshold:g}"),
    ]


def _libraries(training: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Versions of the libraries that generated the pairs, if recorded."""
    if "libraries" in training:
        versions = (f"{name} {version}" for name, version in training["libraries"].items())
        yield "pairs made with", ", ".join(versions)


def _own(recipe: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The user's own pairs and patterns."""
    for name in ("data", "patterns"):
        if recipe.get(name):
            own = recipe[name]
            file = f"`{own['path']}`, SHA-256 {own['checksum'][:12]}"
            yield f"own {name}", f"{100 * own['share']:g} % of the pairs: {file}"


def _size(size: Any) -> str:  # noqa: ANN401 - a number, or the name of a part
    return f"{size:,}" if isinstance(size, int) else str(size)


def _trained(training: Mapping[str, Any]) -> str:
    if "pairs" not in training:
        return "not recorded"
    seconds = training.get("seconds", 0)
    return f"{training['pairs']:,} generated pairs in {seconds:,.0f} s, torch {training.get('torch', '?')}"


def _continued(training: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The models that it is the mean of, and those it was trained from, the latest first."""
    if "mean_of" in training:
        yield "mean of", ", ".join(f"`{model}`" for model in training["mean_of"])
    while "continued_from" in training:
        origin = training["continued_from"]
        training = origin["training"]
        yield "continued from", f"`{origin['model']}`: {_trained(training)}"


def _accuracy(held: Held) -> Iterator[str]:
    yield "## Accuracy on generated pairs\n"
    yield (
        "Generated with a seed that training does not use. *Seen patterns*: patterns and kinds of noise\n"
        "that training uses too. *Unseen patterns*: patterns and regional locales kept out of training.\n"
        "*Unseen noise*: kinds of noise kept out of training. Exact: the best reading is the date, whatever\n"
        "the threshold.\n"
    )
    yield from _commands(held.splits)
    figures = ("exact %", "right %", "wrong %", "refused %", "calibration error %")
    heading = ("pairs", "hints", "number", *figures)
    yield from _rows(
        heading,
        [
            (
                SPLITS.get(one.title, one.title),
                "yes" if one.hinted else "no",
                f"{one.total.total:,}",
                f"{100 * one.exact_match:.2f}",
                *_rates(one.total, 2),
                f"{100 * one.calibration_error:.2f}",
            )
            for one in [*held.splits, *held.together]
        ],
    )
    together = held.together[0]
    yield f"By kind, all splits together{', with hints' if together.hinted else ''}:\n"
    yield from _outcomes("kind", together.by["kind"])
    if NO_DATE in together.by["kind"]:
        negatives = together.by["kind"][NO_DATE]
        yield f"Of {negatives.total:,} texts without a date, {100 * negatives.rates[0]:.2f} % were refused.\n"
    fields = ", ".join(f"{name} {100 * part:.2f} %" for name, part in together.fields.items())
    yield f"Correct fields in the complete dates printed: {fields}.\n"
    if together.by["noise"]:
        yield "By noise:\n"
        yield from _outcomes("noise", together.by["noise"])


def _languages(held: Held) -> Iterator[str]:
    together = held.together[0]
    languages = together.by["language"]
    if len(languages) < 2:
        return
    yield "## Languages\n"
    yield from _commands([together])
    perfect = sum(one.right == one.total for one in languages.values())
    yield (
        f"Right, mean over {len(languages):,} languages: {100 * together.macro_average:.2f} %. "
        f"Languages without an error: {perfect:,}. The worst languages with at least {_LEAST} pairs:\n"
    )
    yield from _outcomes("language", worst(languages, _WORST, least=_LEAST))


def _confidence(card: Card) -> Iterator[str]:
    yield "## Confidence\n"
    calibration = card.bundle.manifest.calibration
    yield (
        f"Readings below {calibration.threshold:g} are refused as doubtful. Coverage: share of the texts\n"
        "with a date that are answered. Risk: share of the answers that are wrong.\n"
    )
    yield from _commands(card.held.together)
    yield from _risks(card.held.together)
    if calibration.risk_coverage:
        pairs = f"{calibration.pairs:,}" if calibration.pairs else "the"
        yield f"On {pairs} pairs held out in training; this table turns a maximum risk into a threshold:\n"
        points = [
            (f"{threshold:g}", f"{100 * coverage:.1f}", f"{100 * risk:.2f}")
            for threshold, coverage, risk in calibration.risk_coverage
            if threshold in (*THRESHOLDS, calibration.threshold)
        ]
        yield from _rows(("threshold", "coverage %", "risk %"), points)


def _risks(reports: Sequence[EvaluationReport]) -> Iterator[str]:
    columns = [part for one in reports for part in (f"coverage %, {one.hints}", f"risk %, {one.hints}")]
    rows = []
    for points in zip(*(one.risk_coverage for one in reports), strict=True):
        figures = [text for one in points for text in (f"{100 * one.coverage:.1f}", f"{100 * one.risk:.2f}")]
        rows.append((f"{points[0].threshold:g}", *figures))
    yield from _rows(("threshold", *columns), rows)


def _table(report: EvaluationReport) -> Iterator[str]:
    yield f"## {report.title}, {report.hints}\n"
    yield from _commands([report])
    kinds = report.by["kind"]
    yield from _outcomes("kind", kinds, report.total)
    if any(map(is_apart, kinds)):
        yield "Kinds in italics count in no total: refused by design, or more than one answer is right.\n"
    rows, named = report.named
    if rows:
        yield f"{named:,} of {rows:,} rows with an open field order were refused, the right reading named.\n"
    rate = f"{report.rows / max(report.seconds, 1e-9):,.0f}"
    languages = len(report.by["language"])
    if languages > 1:
        yield f"Right, mean over {languages:,} languages: {100 * report.macro_average:.2f} %.\n"
    yield f"Calibration error: {100 * report.calibration_error:.2f} %. {rate} texts/s in one process.\n"
    if report.peers:
        yield "Other parsers on the same rows, in the same call:\n"
        own = ("datenorm", *_rates(report.total), rate)
        peers = [
            (f"{one.name} {one.version}", *_rates(one.total), f"{one.rows / max(one.seconds, 1e-9):,.0f}")
            for one in report.peers
        ]
        yield from _rows(("parser", "right %", "wrong %", "refused %", "texts/s"), [own, *peers])


def _smoke(card: Card) -> Iterator[str]:
    yield "## A few texts\n"
    yield "Converted without hints.\n"
    yield from _rows(
        ("text", "value", "confidence", "remark"),
        [
            (
                f"`{one.source}`",
                f"`{one.value}`" if one.value else "refused",
                f"{one.confidence:.3f}",
                one.reason,
            )
            for one in card.smoke
        ],
    )


def _commands(reports: Sequence[EvaluationReport]) -> Iterator[str]:
    commands = dict.fromkeys(one.command for one in reports)
    yield "\n".join(["```", *commands, "```", ""])


def _outcomes(heading: str, groups: Mapping[str, Tally], total: Tally | None = None) -> Iterator[str]:
    rows = [
        (f"*{name}*" if is_apart(name) else name, f"{one.total:,}", *_rates(one))
        for name, one in groups.items()
    ]
    if total is not None:
        rows.append(("**all**", f"{total.total:,}", *_rates(total)))
    yield from _rows((heading, "number", "right %", "wrong %", "refused %"), rows)


def _rates(one: Tally, digits: int = 1) -> tuple[str, ...]:
    return tuple(f"{100 * rate:.{digits}f}" for rate in one.rates)


def _rows(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table."""
    lines = []
    for line in (heading, ["---"] * len(heading), *rows):
        cells = (cell.replace("|", "\\|") for cell in line)
        lines.append(f"| {' | '.join(cells)} |")
    yield "\n".join(lines) + "\n"
