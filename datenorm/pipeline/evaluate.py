"""One session of `datenorm evaluate`: wires tables, model, peers, displays and the model card."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from rich.text import Text

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
from datenorm.display.consoles import ColourChoice, open_console, use_colour
from datenorm.display.progress import counting, error_console
from datenorm.display.report import render
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
from datenorm.evaluation.peers import PeerRun, run_peer
from datenorm.evaluation.smoke import TEXTS, with_smoke_table
from datenorm.pipeline.pools import held_out

SCHEMA = 1
"""Version of the JSON object; goes up when a key changes its meaning or goes away."""

TOGETHER = "held-out pairs"


@dataclass(frozen=True)
class Session:
    """What the user asked for.

    Attributes:
        tables: tables to read; - is standard input.
        model: the bundle, or None for the one that came with datenorm.
        drawn: pairs to generate a split; 0 for none.
        seed: of generated pairs and samples.
        hinted: with hints, without, or both in turn.
        min_confidence: see `Policy`.
        peers: parsers to compare with.
        failures: how many wrong answers and refusals to show.
        as_json: whether to write JSON in place of tables.
        into_bundle: whether to write the card and the figures into the bundle.
        card_file: where else to write the card, or None.
        figures: directory to draw in, or None.
        color: of the tables.
    """

    tables: tuple[Path, ...]
    model: Path | None
    drawn: int
    seed: int
    hinted: tuple[bool, ...]
    min_confidence: float | None
    peers: tuple[str, ...]
    failures: int
    as_json: bool
    into_bundle: bool
    card_file: Path | None
    figures: Path | None
    color: ColourChoice

    @property
    def wants_card(self) -> bool:
        """Whether a card is to be written anywhere."""
        return self.into_bundle or self.card_file is not None


@dataclass(frozen=True)
class _Measured:
    """Figures of generated pairs, and of tables."""

    held: Held
    tables: list[EvaluationReport]

    @property
    def reports(self) -> list[EvaluationReport]:
        return [*self.held.splits, *self.held.together, *self.tables]


def run(session: Session) -> None:
    """Measure, show, write the card.

    Raises:
        DatenormError: if a table or the bundle cannot be used, or a file not be written.
    """
    normalizer = Normalizer.load(session.model)
    given = [_read(path, normalizer) for path in session.tables]
    for table in given:
        for note in table.notes:
            click.echo(f"{table.title}: {note}", err=True)
    drawn = _draw(session, normalizer)
    calls = (1 + len(session.peers)) * len(session.hinted)
    total = calls * sum(len(table.rows) for table in [*drawn, *given])
    with counting(error_console(), "evaluating", total, unit="texts") as advance:
        meter = _Meter(session, normalizer, advance)
        measured = _Measured(meter.held(drawn), [meter.report(t, h) for t in given for h in session.hinted])
    _show(session, measured, model_id(normalizer.bundle))
    figures = _draw_figures(session, measured)
    if session.wants_card:
        _write_card(session, normalizer, measured, figures)


def _read(path: Path, normalizer: Normalizer) -> LabelledTable:
    manifest, vocabulary = normalizer.bundle.manifest, normalizer.bundle.vocabulary
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    name = Path("standard input") if str(path) == "-" else path
    return read_table(name, content, lambda locale: resolve_hints(locale, None, manifest.locales, vocabulary))


def _draw(session: Session, normalizer: Normalizer) -> list[LabelledTable]:
    """Generated pairs, a table a split, of the languages that the model was trained on."""
    if not session.drawn:
        return []
    manifest = normalizer.bundle.manifest
    if manifest.generator.get("seed") == session.seed:
        raise ConfigError(
            f"the model was trained and calibrated with pairs of seed {session.seed}",
            hint="measure with another --seed",
        )
    languages = manifest.training.get("recipe", {}).get("languages")
    chosen = tuple(languages) if languages else None
    with error_console().status("drawing pairs"):
        return [
            table_of_pairs(map(asdict, held_out(split, session.drawn, session.seed, chosen)), split)
            for split in SPLITS
        ]


@dataclass(frozen=True)
class _Meter:
    """Runs the model, and its peers, over tables."""

    session: Session
    normalizer: Normalizer
    advance: Callable[[int], None]

    def held(self, tables: Sequence[LabelledTable]) -> Held:
        """Figures of generated pairs, split by split and together."""
        splits, together = [], []
        for hinted in self.session.hinted if tables else ():
            runs = [self._run(table, hinted) for table in tables]
            peers = [self._peers(table.rows, hinted) for table in tables]
            splits += [
                self._summary(r, t.title, p, None) for r, t, p in zip(runs, tables, peers, strict=True)
            ]
            together.append(self._summary(merged(runs), TOGETHER, [], None, self.session.failures))
        return Held(splits, together)

    def report(self, table: LabelledTable, hinted: bool) -> EvaluationReport:
        """Figures of a table."""
        peers = self._peers(table.rows, hinted)
        return self._summary(self._run(table, hinted), table.title, peers, table.title, self.session.failures)

    def _run(self, table: LabelledTable, hinted: bool) -> Run:
        return run_table(
            self.normalizer,
            table.rows,
            hinted=hinted,
            min_confidence=self.session.min_confidence,
            advance=self.advance,
        )

    def _peers(self, rows: Sequence[Row], hinted: bool) -> list[PeerRun]:
        names = self.session.peers
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
        command = _command(self.session, hinted=run.hinted, table=table)
        return summarise(
            run, title=title, command=command, failures=failures, seed=self.session.seed, peers=peers
        )


def _command(session: Session, *, hinted: bool, table: str | None) -> str:
    """The command line that gives the figures of one table, or of the generated pairs."""
    words = ["datenorm", "evaluate"]
    if session.model is not None and session.model.resolve() != default_bundle_path().resolve():
        words += ["--model", session.model.name if session.model.is_absolute() else str(session.model)]
    words += [] if hinted else ["--no-hints"]
    if session.min_confidence is not None:
        words += ["--min-confidence", f"{session.min_confidence:g}"]
    words += ["--compare", ",".join(session.peers)] if session.peers else []
    words += [table] if table is not None else ["--n", str(session.drawn), "--seed", str(session.seed)]
    return shlex.join(words)


def _show(session: Session, measured: _Measured, model: str) -> None:
    if session.as_json:
        sections = [report.to_dict() for report in measured.reports]
        figures = {"schema": SCHEMA, "model": model, "sections": sections}
        click.echo(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    colour = use_colour(session.color, sys.stdout, os.environ)
    console = open_console(sys.stdout, colour=colour, environment=os.environ)
    for report in measured.reports:
        brief = any(report is split for split in measured.held.splits) and not report.peers
        for part in render(report, brief=brief):
            console.print(part, soft_wrap=isinstance(part, Text))


def _draw_figures(session: Session, measured: _Measured) -> dict[str, Path]:
    """Draw what was asked for; title → file."""
    if session.figures is None:
        return {}
    held, tables = measured.held, measured.tables
    drawings = {
        "Reliability": ("reliability.svg", reliability_chart([*held.together, *tables])),
        "Risk against coverage": ("risk-coverage.svg", risk_coverage_chart([*held.splits, *tables])),
    }
    _make(session.figures)
    return {title: _write(session.figures / name, drawing) for title, (name, drawing) in drawings.items()}


def _write_card(
    session: Session, normalizer: Normalizer, measured: _Measured, figures: dict[str, Path]
) -> None:
    """Write the card beside the weights or elsewhere; beside them the manifest gets the figures as well.

    The card is under no checksum, so a bundle stays sound whatever is written into it.
    """
    bundle = normalizer.bundle
    path = session.card_file or bundle.path / CARD_NAME
    if session.into_bundle:
        figures_by_title = {
            f"{r.title}, {'with' if r.hinted else 'without'} hints": _metrics(r) for r in measured.reports
        }
        metrics = {**bundle.manifest.metrics, "evaluation": figures_by_title}
        metrics = with_smoke_table(metrics, normalizer)
        try:
            rewrite_manifest(bundle.path, calibration=bundle.manifest.calibration, metrics=metrics)
        except OSError as error:
            hint = "--card-file writes the card elsewhere"
            raise InputError(f"cannot write into {bundle.path}: {error.strerror}", hint=hint) from error
    card = Card(
        bundle=bundle,
        model_id=model_id(normalizer.bundle),
        sizes={name: (bundle.path / name).stat().st_size for name in (WEIGHTS_NAME, MANIFEST_NAME)},
        held=measured.held,
        tables=measured.tables,
        smoke=list(normalizer.convert_many(TEXTS)),
        figures={title: _from(path, figure) for title, figure in figures.items()},
    )
    click.echo(f"wrote {_write(path, markdown(card))}", err=True)


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


def _make(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write into {directory}: {error.strerror}") from error


def _write(path: Path, text: str) -> Path:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error
    return path
