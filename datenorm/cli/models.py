"""`datenorm models`: list, describe, check and average bundles."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datenorm.cli.streams import json_text, say, show
from datenorm.errors import BundleError, InputError

if TYPE_CHECKING:
    from datenorm.bundle import Bundle

SCHEMA = 1
"""Version of the JSON objects; it goes up when a key changes its meaning or is removed."""

EPILOG = """\b
Examples:
  datenorm models list ~/models
  datenorm models info my-model
  datenorm models verify
  cp -r "$(datenorm models path)" my-copy
  datenorm models average first second -o mean

\b
Exit codes:
  0    done; the verified model is intact
  1    an answer differs from that of the day the model was written
  2    wrong usage
  3    a bundle is missing or damaged
"""

_model = click.argument("model", default="default", metavar="[default|DIR]")
_as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


@click.group(epilog=EPILOG)
def models() -> None:
    """List, describe and check models. `default` is the bundled model."""


@models.command("list")
@click.argument("directories", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
@_as_json
def list_models(directories: tuple[Path, ...], as_json: bool) -> None:
    """List the bundled model and the models in directories (by default, the current one).

    A damaged bundle is listed with its error, and makes the exit code 3.
    """
    found = [_summary(name, path) for name, path in _places(directories or (Path(),))]
    if as_json:
        click.echo(json_text({"schema": SCHEMA, "models": found}, indent=1))
    else:
        for line in _aligned([_LISTED, *([str(one.get(name, "")) for name in _LISTED] for one in found)]):
            show(line)
    faults = [one["error"] for one in found if "error" in one]
    for fault in faults:
        say(fault)
    if faults:
        raise SystemExit(BundleError.exit_code)


@models.command()
@_model
@_as_json
def info(model: str, as_json: bool) -> None:
    """Show what a model is, how it was trained and how accurate it is."""
    from datenorm.bundle import file_sizes, model_id
    from datenorm.evaluation.card import facts

    bundle = _load(model)
    if as_json:
        manifest = bundle.manifest.to_dict()
        click.echo(json_text({"schema": SCHEMA, "path": str(bundle.path), **manifest}))
        return
    told = facts(bundle, model_id(bundle), file_sizes(bundle.path))
    rows = [("path", str(bundle.path)), *told, *_figures(bundle.manifest.metrics)]
    for line in _aligned([row for row in rows if row[1]]):
        show(line.replace("`", ""))


@models.command()
@_model
def verify(model: str) -> None:
    """Check the files of a model, and repeat the conversions of its smoke table with the kernel in use."""
    from datenorm.bundle import attachment, checksums, read_card
    from datenorm.convert.normalizer import Normalizer
    from datenorm.detection.head import load_head
    from datenorm.detection.tagging import load_tagging
    from datenorm.evaluation.smoke import changed_answers, stored_answers
    from datenorm.runtime import kernel_of

    bundle = _load(model)
    names = checksums(bundle.path)
    for name in names:
        attachment(bundle.path, name)
    load_head(bundle)
    load_tagging(bundle)
    read_card(bundle.path)
    show(f"{', '.join(['manifest.json', *names])}: unchanged")
    normalizer = Normalizer(bundle)
    show(f"kernel: {kernel_of(normalizer.runtime)}")
    asked = stored_answers(bundle.manifest.metrics)
    if not asked:
        show("no smoke table: the model was written by an older version of datenorm")
        return
    changed = changed_answers(normalizer)
    for before, after in changed:
        say(f"{before.text}: {after}, was {before}")
    show(f"smoke table: {len(asked) - len(changed)} of {len(asked)} answers unchanged")
    if changed:
        raise SystemExit(1)


@models.command()
@_model
def path(model: str) -> None:
    """Print the directory of a model."""
    directory = _load(model).path
    if sys.stdout.isatty():
        show(directory)
    else:
        click.echo(directory)  # for a program, which needs the name as it is


@models.command()
@click.argument("names", nargs=-1, required=True, metavar="[default|DIR]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR", required=True, help="Bundle to write."
)
@click.option("--force", is_flag=True, help="Replace the bundle in DIR.")
def average(names: tuple[str, ...], output: Path, force: bool) -> None:
    """Write the mean of models that were trained from one another, the last one at the end.

    The mean makes fewer errors than any of them, and is as fast. Its confidence is calibrated again.
    """
    from datenorm.cli.train import follow, summary_of
    from datenorm.pipeline.api import average as write_mean

    with follow() as report:
        exported = write_mean(names, output, force=force, report=report)
    scores = "  ".join(f"{name} {100 * score:.2f} %" for name, score in exported.exact_match.items())
    say(f"exact match: {scores}\n{summary_of(exported)}")


_LISTED = ("model", "identifier", "MB", "pairs", "languages", "written by")


def _load(model: str) -> Bundle:
    from datenorm.bundle import load_bundle

    return load_bundle(None if model == "default" else model)


def _places(directories: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Names and directories: the bundled model, then each bundle that is a directory or directly in one."""
    from datenorm.bundle import MANIFEST_NAME, default_bundle_path

    yield "default", default_bundle_path()
    for directory in directories:
        try:
            inner = sorted(entry for entry in directory.iterdir() if entry.is_dir())
        except OSError as error:
            raise InputError(f"cannot read {directory}: {error.strerror}") from error
        # Whatever has that name: a damaged manifest may be a pipe or lead nowhere.
        yield from ((str(one), one) for one in (directory, *inner) if os.path.lexists(one / MANIFEST_NAME))


def _summary(name: str, directory: Path) -> dict[str, Any]:
    """A row of the list; of a damaged bundle, its error."""
    from datenorm.bundle import load_bundle, model_id

    try:
        bundle = load_bundle(directory)
        size = sum(entry.stat().st_size for entry in directory.iterdir() if entry.is_file())
        pairs = bundle.manifest.training.get("pairs")
        return {
            "model": name,
            "identifier": model_id(bundle),
            "MB": round(size / 1e6, 2),
            "pairs": f"{pairs:,}" if pairs is not None else "",
            "languages": len({language for language, _ in bundle.manifest.locales.values() if language}),
            "written by": f"datenorm {bundle.manifest.created_by}",
        }
    except BundleError as error:
        return {"model": name, "identifier": "damaged", "error": str(error)}


def _figures(metrics: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Exact match on held-out pairs, and the rates of an evaluation."""
    for name, part in metrics.get("exact_match", {}).items():
        yield f"exact match, {name}", f"{100 * part:.2f} %"
    for name, figures in metrics.get("evaluation", {}).items():
        rates = (f"{rate} {100 * figures[rate]:.1f} %" for rate in ("right", "wrong", "refused"))
        yield name, ", ".join(rates)


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines with aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
