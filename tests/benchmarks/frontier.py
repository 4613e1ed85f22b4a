"""Accuracy, size and speed of networks of several sizes, all trained on as many pairs.

    python -m tests.benchmarks.frontier OUT --pairs 1500000 --svg docs/figures/frontier.svg

Trains one size after the other, each with its bundle and figures in OUT; what is there is not done again, and
an interrupted training goes on where it stopped when the same command is given. At the end the time a line of
all sizes is measured in turns, in one process and one thread; OUT/frontier.json holds everything. Needs the
extra `train`. It shows why the shipped network has its size.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.processes import elsewhere

SIZES: dict[str, dict[str, Any]] = {
    "smallest": {"embedding": 32, "hidden": 64, "decoder": 96, "alignment": 64},
    "small": {"embedding": 48, "hidden": 96, "decoder": 128, "alignment": 64},
    "medium": {"embedding": 64, "hidden": 128, "decoder": 160, "alignment": 64},
    "large": {"embedding": 64, "hidden": 128, "decoder": 192, "alignment": 96},
    "largest": {"embedding": 64, "hidden": 192, "decoder": 256, "alignment": 128},
}
"""Multiples of 32, so that no lane of the kernel is idle; "large" is that of the recipe `default`, "medium"
that of the bundled model, which was trained large and cut."""

SPLITS = {"seen": "valid-seen", "unseen": "valid-unseen", "noise": "valid-noise"}
SPEED_SEED = 11


def train(name: str, asked: argparse.Namespace) -> None:
    """Train a size unless its bundle is there; go on where an interrupted training stopped."""
    from datenorm.pipeline.train import TrainingRun, run
    from datenorm.training.recipes import DEFAULT

    output = asked.output / name
    if (output / "manifest.json").exists():
        return
    recipe = replace(
        DEFAULT,
        name=f"frontier {name}",
        pairs=asked.pairs,
        languages=tuple(asked.languages.split(",")) if asked.languages else None,
        **SIZES[name],
        pool=min(DEFAULT.pool, asked.pairs),
        vocabulary_pools=min(DEFAULT.vocabulary_pools, max(1, asked.pairs // DEFAULT.pool)),
        validate_every=max(1, asked.pairs // 6),
        validation_size=asked.held_out,
        checkpoint_every=100_000,
    )
    fresh = TrainingRun(
        output,
        recipe,
        origin=None,
        log=None,
        curves=None,
        threads=asked.threads,
        workers=asked.workers,
        device=asked.device,
    )
    run(replace(fresh, recipe=None) if fresh.checkpoint.is_file() else fresh)


def judge(bundle: Path, asked: argparse.Namespace, target: Path) -> None:
    """Write what a bundle is and how often its best reading of held-out pairs, with hints, is right."""
    from datenorm.bundle import load_bundle
    from datenorm.cli.evaluate import SEED
    from datenorm.convert.normalizer import Normalizer
    from datenorm.evaluation import exact_match, run_table, table_of_pairs, tally
    from datenorm.pipeline.pools import held_out

    loaded = load_bundle(bundle)
    normalizer = Normalizer(loaded)
    training = loaded.manifest.training
    languages = training["recipe"]["languages"]
    exact, outcomes = {}, {}
    for name, split in SPLITS.items():
        pairs = held_out(split, asked.held_out, SEED, tuple(languages) if languages else None)
        judged = run_table(normalizer, table_of_pairs(map(asdict, pairs), name).rows, hinted=True).judged
        exact[name] = round(exact_match(judged), 5)
        outcomes[name] = tally(one.outcome for one in judged).to_dict()
    figures = {
        "sizes": loaded.manifest.architecture.to_dict(),
        "parameters": sum(math.prod(array.shape) for array in loaded.weights.values()),
        "weights_bytes": (bundle / "weights.safetensors").stat().st_size,
        "bundle_bytes": sum(path.stat().st_size for path in bundle.iterdir()),
        "pairs": training["pairs"],
        "training_seconds": training["seconds"],
        "held_out": asked.held_out,
        "exact": exact,
        "outcomes": outcomes,
    }
    _write(target, json.dumps(figures, indent=1))


def time_all(bundles: dict[str, Path], asked: argparse.Namespace, target: Path) -> None:
    """Write microseconds of processor time a line for each bundle: everything, one thread, in turns.

    The fastest round counts: what else the machine does can only add to it.
    """
    from data_gen.corpus import generate
    from datenorm.convert.normalizer import Normalizer

    texts = [example.source for example in generate(asked.lines, SPEED_SEED)]
    lines = list(dict.fromkeys(texts))
    normalizers = {name: Normalizer.load(path) for name, path in bundles.items()}
    taken: dict[str, list[float]] = {name: [] for name in bundles}
    for number in range(asked.rounds + 1):
        for name, normalizer in normalizers.items():
            started = time.process_time()
            for _ in normalizer.convert_many(lines):
                pass
            if number:  # the first round warms caches up
                taken[name].append(1e6 * (time.process_time() - started) / len(lines))
    runtime = type(next(iter(normalizers.values())).runtime).__name__
    microseconds = {name: round(min(values), 1) for name, values in taken.items()}
    record = {"runtime": runtime, "lines": len(lines), "rounds": asked.rounds, "us_a_line": microseconds}
    _write(target, json.dumps(record, indent=1))


def markdown(figures: dict[str, Any]) -> str:
    """The sizes as a table, smallest first."""
    header = ("E / H / D / A", "parameters", "weights, MB", "pairs", "seen %", "unseen %", "unseen noise %")
    rows = [f"| {' | '.join(header)} | µs a line |", "| --- |" + " ---: |" * 7]
    for name, one in figures["networks"].items():
        sizes = " / ".join(
            str(one["sizes"][size]) for size in ("embedding", "hidden", "decoder", "alignment")
        )
        exact = " | ".join(f"{100 * one['exact'][split]:.2f}" for split in SPLITS)
        cells = f"{one['parameters']:,} | {one['weights_bytes'] / 1e6:.2f} | {one['pairs']:,}"
        rows.append(f"| {name}: {sizes} | {cells} | {exact} | {one['us_a_line']:.1f} |")
    return "\n".join(rows)


def svg(figures: dict[str, Any]) -> str:
    """Errors on unseen patterns against time a line; the area of a dot is the number of parameters."""
    networks = figures["networks"]
    dots = {
        f"{name}, {one['parameters'] / 1e6:.2f} M": (
            one["us_a_line"],
            100 * (1 - one["exact"]["unseen"]),
            one["parameters"],
        )
        for name, one in networks.items()
    }
    across, up = (_scale([dot[axis] for dot in dots.values()]) for axis in (0, 1))
    most = max(dot[2] for dot in dots.values())
    left, width, top, height = 64, 460, 24, 280
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 364" role="img" '
        'aria-label="Errors on unseen patterns against time a line, by size of the network">',
        "<style>text { font: 12px system-ui, sans-serif; fill: #57606a; } line { stroke: #8c959f; }"
        " @media (prefers-color-scheme: dark) { text { fill: #9ea7b3; } }</style>",
        f'<line x1="{left}" y1="{top + height}" x2="{left + width}" y2="{top + height}"/>',
        f'<line x1="{left}" y1="{top}" x2="{left}" y2="{top + height}"/>',
    ]
    for part in (0, 0.25, 0.5, 0.75, 1):
        x, y = left + part * width, top + (1 - part) * height
        parts.append(
            f'<text x="{x:.0f}" y="{top + height + 18}" text-anchor="middle">{part * across:.3g}</text>'
        )
        parts.append(f'<text x="{left - 8}" y="{y + 4:.0f}" text-anchor="end">{part * up:.3g}</text>')
    beside, below = left + width + 16, 0.0  # names in a column, from top to bottom: dots lie close
    for name, (microseconds, errors, parameters) in sorted(dots.items(), key=lambda dot: -dot[1][1]):
        x, y = left + microseconds / across * width, top + (1 - errors / up) * height
        radius = 14 * math.sqrt(parameters / most)
        below = max(y, below + 18)
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#0072b2" fill-opacity="0.7"/>'
            f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{beside - 4}" y2="{below:.1f}"/>'
            f'<text x="{beside}" y="{below + 4:.1f}">{name}</text>'
        )
    parts += [
        f'<text x="{left + width / 2}" y="{top + height + 40}" text-anchor="middle">µs a line</text>',
        f'<text x="{left}" y="{top - 10}">unseen patterns read wrongly, %</text>',
        "</svg>\n",
    ]
    return "\n".join(parts)


def _scale(values: Iterable[float]) -> float:
    """The end of an axis from zero that has room for the values."""
    largest = max(*values, 1e-9) * 1.15
    power = 10.0 ** math.floor(math.log10(largest))
    return next(step * power for step in (1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10) if step * power >= largest)


def _write(path: Path, text: str) -> None:
    """Write a file that is whole once it has its name."""
    part = path.with_suffix(".part")
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(path)


def measure(asked: argparse.Namespace, names: Sequence[str]) -> dict[str, Any]:
    """Train and judge what is not there yet, then time everything."""
    bundles = {name: asked.output / name for name in names} | {
        path.resolve().name: path.resolve() for path in asked.also
    }
    for name, bundle in bundles.items():
        if name in SIZES:
            train(name, asked)
        if not (figures := asked.output / f"{name}.json").exists():
            elsewhere(judge, bundle, asked, figures)
    elsewhere(time_all, bundles, asked, asked.output / "speed.json")
    speed = json.loads((asked.output / "speed.json").read_text(encoding="utf-8"))
    networks = {
        name: json.loads((asked.output / f"{name}.json").read_text(encoding="utf-8"))
        | {"us_a_line": speed["us_a_line"][name]}
        for name in bundles
    }
    order = sorted(networks, key=lambda name: networks[name]["parameters"])
    about = {name: value for name, value in speed.items() if name != "us_a_line"}
    return {**about, "load": os.getloadavg()[0], "networks": {name: networks[name] for name in order}}


def main() -> None:
    """Train, measure, print the table, write JSON and the picture."""
    parser = argparse.ArgumentParser(
        "python -m tests.benchmarks.frontier",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("output", type=Path, help="directory of bundles and figures")
    parser.add_argument("--sizes", default=",".join(SIZES), help="default: %(default)s; '' for none")
    parser.add_argument("--pairs", type=int, default=1_500_000, help="pairs each learns from (%(default)s)")
    parser.add_argument("--languages", help="of the pairs, separated by commas; default: all")
    parser.add_argument(
        "--also", type=Path, action="append", default=[], metavar="BUNDLE", help="measure it too"
    )
    parser.add_argument(
        "--held-out", type=int, default=2_000, help="pairs a split to judge with (%(default)s)"
    )
    parser.add_argument("--lines", type=int, default=20_000, help="lines to time (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, help="threads to train with; default: one a core")
    parser.add_argument("--workers", type=int, default=1, help="processes that draw pairs (%(default)s)")
    parser.add_argument("--device", default="auto", help="where to train, as torch names it")
    parser.add_argument("--svg", type=Path, help="file to draw to")
    asked = parser.parse_args()
    names = asked.sizes.split(",") if asked.sizes else []
    if unknown := set(names) - set(SIZES):
        parser.error(f"there is no size {', '.join(sorted(unknown))}")
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when NumPy is first imported
    asked.output.mkdir(parents=True, exist_ok=True)
    try:
        figures = measure(asked, names)
    except KeyboardInterrupt:
        sys.exit(130)  # what was done is kept
    _write(asked.output / "frontier.json", json.dumps(figures, indent=1, ensure_ascii=False))
    print(markdown(figures))
    if asked.svg:
        _write(asked.svg, svg(figures).rstrip("\n"))


if __name__ == "__main__":
    main()
