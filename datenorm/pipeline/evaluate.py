"""A model measured on tables and on generated pairs, with its model card. Needs no torch.

Drawing pairs needs the `train` extra; tables alone do not.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from datenorm.bundle import (
    CARD_NAME,
    MANIFEST_NAME,
    WEIGHTS_NAME,
    default_bundle_path,
    rewrite_manifest,
)
from datenorm.bundle.reading import model_id
from datenorm.convert.hints import resolve_hints
from datenorm.convert.normalizer import Normalizer
from datenorm.display.charts import reliability_chart, risk_coverage_chart
from datenorm.errors import ConfigError, InputError
from datenorm.evaluation import (
    EvaluationReport,
    LabelledTable,
    Row,
    Run,
    merged,
    read_table,
    run_table,
    summarise,
    table_of_pairs,
)
from datenorm.evaluation.card import SPLITS, Card, Held, markdown
from datenorm.evaluation.peers import PeerRun, check_peers, run_peer
from datenorm.evaluation.smoke import TEXTS, with_smoke_table
from datenorm.pipeline.extras import require_extra
from datenorm.pipeline.pools import held_out

SEED = 1969
"""Of generated pairs; not the seed that models are trained with."""

TOGETHER = "held-out pairs"

Progress = Callable[[int, int], None]
"""Receives how many texts are done, and how many there are."""


def _ignore(done: int, total: int) -> None:
    pass


@dataclass(frozen=True)
class Evaluation:
    """Figures of a model.

    Attributes:
        model: its identifier.
        held: figures on generated pairs.
        tables: figures on tables.
        notes: remarks on rows whose hints could not be used.
        card: where the model card was written, or None.
    """

    model: str
    held: Held
    tables: Sequence[EvaluationReport]
    notes: Sequence[str]
    card: Path | None = None

    @property
    def reports(self) -> list[EvaluationReport]:
        """All figures in the order in which they are shown."""
        return [*self.held.splits, *self.held.together, *self.tables]


def evaluate(
    tables: Sequence[Path | str | BinaryIO] = (),
    *,
    model: Path | str | None = None,
    generated: int = 0,
    seed: int = SEED,
    hints: Sequence[bool] = (True,),
    min_confidence: float | None = None,
    peers: Sequence[str] = (),
    failures: int = 0,
    into_bundle: bool = False,
    card_file: Path | None = None,
    figures: Path | None = None,
    progress: Progress = _ignore,
) -> Evaluation:
    """Measure a model on texts with the dates they mean.

    Args:
        tables: files, or open binary streams, of texts and dates: tab-separated with a header, or JSON lines.
        model: bundle; None for the one that comes with datenorm.
        generated: pairs to generate per split, which training has not seen; 0 for none.
        seed: of generated pairs and of samples.
        hints: whether to give the locale and order of each row; (True, False) measures both in turn.
        min_confidence: refuse readings less probable than this; None for what the model was fitted for.
        peers: other parsers to measure on the same rows: `dateparser`, `dateutil`.
        failures: how many wrong answers, and how many refusals, to sample.
        into_bundle: write the model card and the figures into the bundle.
        card_file: write the card here as well as or in place of the bundle, or None.
        figures: directory for drawings of reliability and of risk against coverage, or None.
        progress: receives how many texts are done.

    Raises:
        InputError: if a table cannot be used, or a file cannot be written.
        ConfigError: if the model was trained with pairs of this seed, or a parser is unknown.
        BundleError: if the bundle cannot be used.
        MissingExtra: if a parser, or what draws pairs, is not installed.
    """
    if generated:
        require_extra("babel", "faker", "num2words")
    check_peers(tuple(peers))
    path = None if model is None else Path(model)
    normalizer = Normalizer.load(path)
    setup = _Setup(path, generated, seed, tuple(hints), min_confidence, tuple(peers), failures)
    given = [_read(table, normalizer) for table in tables]
    drawn = _draw(setup, normalizer)
    calls = (1 + len(setup.peers)) * len(setup.hinted)
    total = calls * sum(len(table.rows) for table in [*drawn, *given])
    meter = _Meter(setup, normalizer, _Counter(progress, total))
    held = meter.held(drawn)
    reports = [meter.report(table, hinted) for table in given for hinted in setup.hinted]
    notes = [f"{table.title}: {note}" for table in given for note in table.notes]
    found = Evaluation(model_id(normalizer.bundle), held, reports, notes)
    drawings = _draw_figures(found, figures) if figures is not None else {}
    if not into_bundle and card_file is None:
        return found
    if into_bundle:
        _record(found, normalizer)
    written = _write_card(found, normalizer, card_file, drawings)
    return Evaluation(found.model, held, reports, notes, written)


@dataclass(frozen=True)
class _Setup:
    """How to measure; see `evaluate`."""

    model: Path | None
    generated: int
    seed: int
    hinted: tuple[bool, ...]
    min_confidence: float | None
    peers: tuple[str, ...]
    failures: int

    def command(self, *, hinted: bool, table: str | None) -> str:
        """The command line that repeats the figures of one table, or of the generated pairs."""
        words = ["datenorm", "evaluate"]
        if self.model is not None and self.model.resolve() != default_bundle_path().resolve():
            words += ["--model", self.model.name if self.model.is_absolute() else str(self.model)]
        words += [] if hinted else ["--no-hints"]
        if self.min_confidence is not None:
            words += ["--min-confidence", f"{self.min_confidence:g}"]
        words += ["--compare", ",".join(self.peers)] if self.peers else []
        words += [table] if table is not None else ["--n", str(self.generated), "--seed", str(self.seed)]
        return shlex.join(words)


@dataclass
class _Counter:
    """Adds up what is done."""

    progress: Progress
    total: int
    done: int = field(default=0)

    def __call__(self, count: int) -> None:
        self.done += count
        self.progress(self.done, self.total)


def _read(table: Path | str | BinaryIO, normalizer: Normalizer) -> LabelledTable:
    manifest, vocabulary = normalizer.bundle.manifest, normalizer.bundle.vocabulary
    name = Path(table) if isinstance(table, (str, Path)) else Path("standard input")
    try:
        content = name.read_bytes() if isinstance(table, (str, Path)) else table.read()
    except OSError as error:
        raise InputError(f"cannot read {name}: {error.strerror}") from error
    return read_table(name, content, lambda locale: resolve_hints(locale, None, manifest.locales, vocabulary))


def _draw(setup: _Setup, normalizer: Normalizer) -> list[LabelledTable]:
    """Generated pairs, a table a split, of the languages that the model was trained on."""
    if not setup.generated:
        return []
    manifest = normalizer.bundle.manifest
    if manifest.generator.get("seed") == setup.seed:
        raise ConfigError(
            f"the model was trained and calibrated with pairs of seed {setup.seed}",
            hint="measure with another `seed`",
        )
    languages = manifest.training.get("recipe", {}).get("languages")
    chosen = tuple(languages) if languages else None
    return [
        table_of_pairs(map(asdict, held_out(split, setup.generated, setup.seed, chosen)), split)
        for split in SPLITS
    ]


@dataclass(frozen=True)
class _Meter:
    """Runs the model, and its peers, over tables."""

    setup: _Setup
    normalizer: Normalizer
    advance: Callable[[int], None]

    def held(self, tables: Sequence[LabelledTable]) -> Held:
        """Figures of generated pairs, split by split and together."""
        splits, together = [], []
        for hinted in self.setup.hinted if tables else ():
            runs = [self._run(table, hinted) for table in tables]
            peers = [self._peers(table.rows, hinted) for table in tables]
            splits += [
                self._summary(r, t.title, p, None) for r, t, p in zip(runs, tables, peers, strict=True)
            ]
            together.append(self._summary(merged(runs), TOGETHER, [], None, self.setup.failures))
        return Held(splits, together)

    def report(self, table: LabelledTable, hinted: bool) -> EvaluationReport:
        """Figures of a table."""
        peers = self._peers(table.rows, hinted)
        return self._summary(self._run(table, hinted), table.title, peers, table.title, self.setup.failures)

    def _run(self, table: LabelledTable, hinted: bool) -> Run:
        return run_table(
            self.normalizer,
            table.rows,
            hinted=hinted,
            min_confidence=self.setup.min_confidence,
            advance=self.advance,
        )

    def _peers(self, rows: Sequence[Row], hinted: bool) -> list[PeerRun]:
        names = self.setup.peers
        return [
            run_peer(name, rows, hinted=hinted, order=self._order, advance=self.advance) for name in names
        ]

    def _order(self, row: Row) -> str | None:
        """The field order that datenorm takes from the same hints."""
        bundle = self.normalizer.bundle
        hints = resolve_hints(
            row.locale or None, row.order or None, bundle.manifest.locales, bundle.vocabulary
        )
        return hints.order

    def _summary(
        self, run: Run, title: str, peers: Sequence[PeerRun], table: str | None, failures: int = 0
    ) -> EvaluationReport:
        command = self.setup.command(hinted=run.hinted, table=table)
        return summarise(
            run, title=title, command=command, failures=failures, seed=self.setup.seed, peers=peers
        )


def _draw_figures(found: Evaluation, directory: Path) -> dict[str, Path]:
    """Draw reliability and risk; title → file."""
    held, tables = found.held, found.tables
    drawings = {
        "Reliability": ("reliability.svg", reliability_chart([*held.together, *tables])),
        "Risk against coverage": ("risk-coverage.svg", risk_coverage_chart([*held.splits, *tables])),
    }
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write into {directory}: {error.strerror}") from error
    return {title: _write(directory / name, drawing) for title, (name, drawing) in drawings.items()}


def _record(found: Evaluation, normalizer: Normalizer) -> None:
    """Write the figures, and the smoke table, into the manifest of the bundle."""
    bundle = normalizer.bundle
    figures = {f"{r.title}, {'with' if r.hinted else 'without'} hints": _metrics(r) for r in found.reports}
    metrics = with_smoke_table({**bundle.manifest.metrics, "evaluation": figures}, normalizer)
    try:
        rewrite_manifest(bundle.path, calibration=bundle.manifest.calibration, metrics=metrics)
    except OSError as error:
        hint = "`card_file` writes the card elsewhere"
        raise InputError(f"cannot write into {bundle.path}: {error.strerror}", hint=hint) from error


def _write_card(
    found: Evaluation, normalizer: Normalizer, card_file: Path | None, drawings: dict[str, Path]
) -> Path:
    """Write the card beside the weights or elsewhere.

    The card is under no checksum, so a bundle stays sound whatever is written into it.
    """
    bundle = normalizer.bundle
    path = card_file or bundle.path / CARD_NAME
    card = Card(
        bundle=bundle,
        model_id=found.model,
        sizes={name: (bundle.path / name).stat().st_size for name in (WEIGHTS_NAME, MANIFEST_NAME)},
        held=found.held,
        tables=found.tables,
        smoke=list(normalizer.convert_many(TEXTS)),
        figures={title: _from(path, figure) for title, figure in drawings.items()},
    )
    return _write(path, markdown(card))


def _metrics(report: EvaluationReport) -> dict[str, float]:
    right, wrong, refused = report.total.rates
    figures = {
        "rows": report.total.total,
        "exact_match": report.exact_match,
        "right": right,
        "wrong": wrong,
        "refused": refused,
        "macro_average": report.macro_average,
        "calibration_error": report.calibration_error,
    }
    return {name: round(figure, 5) for name, figure in figures.items()}


def _from(card: Path, figure: Path) -> str:
    """The way from a card to a figure, as links are written."""
    return Path(os.path.relpath(figure.resolve(), card.resolve().parent)).as_posix()


def _write(path: Path, text: str) -> Path:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error
    return path
