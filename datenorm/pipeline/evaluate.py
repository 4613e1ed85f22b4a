"""Measures a model on tables and on generated pairs, and writes its model card. Needs no torch.

Generated pairs need the `train` extra; tables do not.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from datenorm.bundle import CARD_NAME, MANIFEST_NAME, WEIGHTS_NAME, rewrite_manifest
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
from datenorm.pipeline import require_extra
from datenorm.pipeline.pools import held_out

SEED = 1969
"""Seed of generated pairs; models are trained with other seeds."""

Progress = Callable[[int, int], None]
"""Receives the number of texts done, and of all."""

Wording = Callable[[bool, str | None], str]
"""(whether hints are given, table or None for generated pairs) → the call that repeats the figures."""


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
    progress: Progress = lambda done, total: None,
    command: Wording | None = None,
) -> Evaluation:
    """Measure a model on texts with the dates they mean.

    Args:
        tables: files, or open binary streams, of texts and dates: tab-separated with a header, or JSON lines.
        model: directory of the bundle; None for the one that comes with datenorm.
        generated: number of pairs to generate per split, which training has not seen; 0 for none.
        seed: seed of generated pairs and of samples.
        hints: whether to give the locale and order of each row; (True, False) measures both.
        min_confidence: refuse readings less probable than this; None for the threshold of the bundle.
        peers: other parsers to measure on the same rows: `dateparser`, `dateutil`.
        failures: how many wrong answers, and how many refusals, to sample.
        into_bundle: write the model card and the figures into the bundle.
        card_file: write the card to this file, too or instead; None for no file.
        figures: directory for plots of reliability and of risk against coverage, or None.
        progress: receives the number of texts done.
        command: words the call that repeats the figures, for reports and the card; None for a call in Python.

    Raises:
        InputError: if a table cannot be used, or a file cannot be written.
        ConfigError: if the model was trained with pairs of this seed, or a parser is unknown.
        BundleError: if the bundle cannot be used.
        MissingExtra: if a parser, or what generating pairs needs, is not installed.
    """
    if generated:
        require_extra("babel", "faker", "num2words")
    check_peers(tuple(peers))
    normalizer = Normalizer.load(model)
    given = [_read(table, normalizer) for table in tables]
    drawn = _draw(generated, seed, normalizer)
    calls = (1 + len(peers)) * len(hints)
    total = calls * sum(len(table.rows) for table in [*drawn, *given])
    if command is None:
        arguments: dict[str, Any] = {"model": model and str(model), "generated": generated, "seed": seed}
        arguments |= {"min_confidence": min_confidence, "peers": list(peers) or None}
        command = _python_call(arguments)
    meter = _Meter(
        normalizer, min_confidence, tuple(peers), failures, seed, command, _counter(progress, total)
    )
    held = meter.held(drawn, hints)
    reports = [meter.report(table, hinted) for table in given for hinted in hints]
    notes = [f"{table.title}: {note}" for table in given for note in table.notes]
    found = Evaluation(model_id(normalizer.bundle), held, reports, notes)
    drawings = _draw_figures(found, figures) if figures is not None else {}
    if into_bundle:
        _record(found, normalizer)
    if into_bundle or card_file is not None:
        found = replace(found, card=_write_card(found, normalizer, card_file, drawings))
    return found


def _python_call(arguments: Mapping[str, Any]) -> Wording:
    """The default wording: a call in Python with those arguments that are not None.

    >>> _python_call({"generated": 9, "seed": 1, "min_confidence": 0.5})(False, "mine.tsv")
    "datenorm.evaluate(tables=['mine.tsv'], min_confidence=0.5, hints=[False])"
    """

    def word(hinted: bool, table: str | None) -> str:
        given = {"tables": [table], **arguments, "hints": None if hinted else [False]}
        for name in ("generated", "seed") if table is not None else ("tables",):
            given[name] = None
        words = (f"{name}={value!r}" for name, value in given.items() if value is not None)
        return f"datenorm.evaluate({', '.join(words)})"

    return word


def _counter(progress: Progress, total: int) -> Callable[[int], None]:
    """A function that adds up the texts done and reports the sum."""
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress(done, total)

    return advance


def _read(table: Path | str | BinaryIO, normalizer: Normalizer) -> LabelledTable:
    manifest, vocabulary = normalizer.bundle.manifest, normalizer.bundle.vocabulary
    if not isinstance(table, (str, Path)):
        name, content = Path("standard input"), table.read()
    else:
        name = Path(table)
        try:
            content = name.read_bytes()
        except OSError as error:
            raise InputError(f"cannot read {name}: {error.strerror}") from error
    return read_table(name, content, lambda locale: resolve_hints(locale, None, manifest.locales, vocabulary))


def _draw(count: int, seed: int, normalizer: Normalizer) -> list[LabelledTable]:
    """Generated pairs in the languages the model was trained on, one table per split."""
    if not count:
        return []
    manifest = normalizer.bundle.manifest
    if manifest.generator.get("seed") == seed:
        raise ConfigError(
            f"the model was trained and calibrated with pairs of seed {seed}",
            hint="measure with another `seed`",
        )
    languages = manifest.training.get("recipe", {}).get("languages")
    chosen = tuple(languages) if languages else None
    return [table_of_pairs(map(asdict, held_out(split, count, seed, chosen)), split) for split in SPLITS]


@dataclass(frozen=True)
class _Meter:
    """Runs the model, and its peers, over tables; for the fields see `evaluate`."""

    normalizer: Normalizer
    min_confidence: float | None
    peers: tuple[str, ...]
    failures: int
    seed: int
    command: Wording
    advance: Callable[[int], None]

    def held(self, tables: Sequence[LabelledTable], hints: Sequence[bool]) -> Held:
        """Figures of generated pairs, split by split and together."""
        splits, together = [], []
        for hinted in hints if tables else ():
            runs = [self._run(table, hinted) for table in tables]
            for run, table in zip(runs, tables, strict=True):
                peers = self._peers(table.rows, hinted)
                splits.append(self._summary(run, table.title, peers, None))
            together.append(self._summary(merged(runs), "held-out pairs", [], None, self.failures))
        return Held(splits, together)

    def report(self, table: LabelledTable, hinted: bool) -> EvaluationReport:
        """Figures of a table."""
        peers = self._peers(table.rows, hinted)
        return self._summary(self._run(table, hinted), table.title, peers, table.title, self.failures)

    def _run(self, table: LabelledTable, hinted: bool) -> Run:
        return run_table(
            self.normalizer,
            table.rows,
            hinted=hinted,
            min_confidence=self.min_confidence,
            advance=self.advance,
        )

    def _peers(self, rows: Sequence[Row], hinted: bool) -> list[PeerRun]:
        return [
            run_peer(name, rows, hinted=hinted, order=self._order, advance=self.advance)
            for name in self.peers
        ]

    def _order(self, row: Row) -> str | None:
        """The field order that datenorm takes from the same hints."""
        manifest, vocabulary = self.normalizer.bundle.manifest, self.normalizer.bundle.vocabulary
        return resolve_hints(row.locale or None, row.order or None, manifest.locales, vocabulary).order

    def _summary(
        self, run: Run, title: str, peers: Sequence[PeerRun], table: str | None, failures: int = 0
    ) -> EvaluationReport:
        command = self.command(run.hinted, table)
        return summarise(run, title=title, command=command, failures=failures, seed=self.seed, peers=peers)


def _draw_figures(found: Evaluation, directory: Path) -> dict[str, Path]:
    """Plot reliability and risk; title → file."""
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
    figures = {f"{one.title}, {one.hints}": _metrics(one) for one in found.reports}
    metrics = with_smoke_table({**bundle.manifest.metrics, "evaluation": figures}, normalizer)
    try:
        rewrite_manifest(bundle.path, calibration=bundle.manifest.calibration, metrics=metrics)
    except OSError as error:
        hint = "`card_file` writes the card elsewhere"
        raise InputError(f"cannot write into {bundle.path}: {error.strerror}", hint=hint) from error


def _write_card(
    found: Evaluation, normalizer: Normalizer, card_file: Path | None, drawings: dict[str, Path]
) -> Path:
    """Write the card into the bundle or to another file. No checksum covers the card."""
    bundle = normalizer.bundle
    path = card_file or bundle.path / CARD_NAME
    start = path.resolve().parent
    links = {title: os.path.relpath(file.resolve(), start) for title, file in drawings.items()}
    card = Card(
        bundle=bundle,
        model_id=found.model,
        sizes={name: (bundle.path / name).stat().st_size for name in (WEIGHTS_NAME, MANIFEST_NAME)},
        held=found.held,
        tables=found.tables,
        smoke=list(normalizer.convert_many(TEXTS)),
        figures={title: Path(link).as_posix() for title, link in links.items()},
    )
    return _write(path, markdown(card))


def _metrics(report: EvaluationReport) -> dict[str, float]:
    figures = {"rows": report.total.total, "exact_match": report.exact_match}
    figures |= dict(zip(("right", "wrong", "refused"), report.total.rates, strict=True))
    figures |= {"macro_average": report.macro_average, "calibration_error": report.calibration_error}
    return {name: round(figure, 5) for name, figure in figures.items()}


def _write(path: Path, text: str) -> Path:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error
    return path
