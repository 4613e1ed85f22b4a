"""Hostile lines, mutated bundles, requests, tables and workbooks, for some minutes; prints what was tried.

    python tests/benchmarks/fuzz.py --minutes 10 --seed 1

Each round runs in a process of its own, so that a crash or a hang is found, too. The exit code is 1 if a
round failed; the seed of a failed round repeats it:

    python tests/benchmarks/fuzz.py --round bundles --seed 1234567

Needs the extras `serve`, `parquet` and `excel`, and httpx for Starlette's test client.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[2]))

from datenorm.bulk.table import convert_table
from datenorm.bundle import MANIFEST_NAME, default_bundle_path
from datenorm.bundle.manifest import manifest_checksum, sha256
from datenorm.convert.explanation import Explainer
from datenorm.convert.normalizer import Normalizer
from datenorm.detection import Detector
from datenorm.errors import BundleError, DatenormError
from datenorm.values import accepts

LIMIT = 180
"""Seconds that a round may take; one that takes longer hangs."""

LINES, BUNDLES, REQUESTS, TABLES, WORKBOOKS = 1000, 20, 200, 20, 20

LONGEST = 10
"""Seconds of computing that the answer to a request may take."""

MANY = 20_000
"""Fields or items of a large request."""

PARTS = (
    *(
        "20 July 1969",
        "03/04/2005",
        "XVIII",
        "1969年7月20日",
        "٢٠ يوليو",
        "Ὀλυμπιάς",
        "between 1914 and 1918",
    ),
    *("\u202e", "\u200d", "\ufeff", "\0", "\x1b[2J", "\ud800", "\U0010ffff", "e\u0301" * 40, "ﷺ", "İ", "ß"),
    *(
        "=1+1",
        "+1",
        "-44",
        "@-3d",
        "9" * 300,
        "\n",
        "\r",
        "\t",
        " ",
        "/",
        "-",
        ".",
        "~",
        "?",
        "∅",
        "{}",
        "%s",
    ),
)
HOSTILE_VALUES = (
    *(
        None,
        True,
        -1,
        0,
        1,
        10**18,
        10**300,
        1e308,
        float("inf"),
        float("nan"),
        "",
        "x" * 1000,
        "../x",
        "\ud800",
    ),
    *([], {}, [[]], {"a": {"a": 1}}, [None] * 50),
)
HOSTILE_NUMBERS = (float("nan"), float("inf"), -float("inf"), 65504, -65504, 1e-7, 0)


def hostile_line(rng: random.Random) -> str:
    """Parts of dates, controls and any characters, in any order."""
    text = "".join(rng.choice(PARTS) for _ in range(rng.randrange(1, 8)))
    for _ in range(rng.randrange(4)):
        place = rng.randrange(len(text) + 1)
        text = text[:place] + chr(rng.randrange(0x110000)) + text[place + rng.randrange(3) :]
    return text


def fuzz_lines(rng: random.Random, model: Path, tried: Counter[str]) -> None:
    """Convert lines, with hints, alternatives and explanations; every value is in the value language."""
    normalizer = Normalizer.load(model)
    lines = [hostile_line(rng) for _ in range(LINES)]
    for conversion in normalizer.convert_many(lines):
        tried[conversion.status] += 1
        assert conversion.value is None or accepts(conversion.value), conversion.source
    explainer = Explainer(normalizer)
    for line in lines[:50]:
        try:
            explainer.explain(line)
        except DatenormError:
            tried["not explained"] += 1


def _mutated(rng: random.Random, value: object) -> object:
    """A JSON value in which one place holds something else."""
    if isinstance(value, dict) and value and rng.random() < 0.9:
        key = rng.choice(sorted(value))
        return {**value, key: _mutated(rng, value[key])}
    if isinstance(value, list) and value and rng.random() < 0.9:
        place = rng.randrange(len(value))
        return [*value[:place], _mutated(rng, value[place]), *value[place + 1 :]]
    return rng.choice(HOSTILE_VALUES)


def _mutated_bytes(rng: random.Random, content: bytes) -> bytes:
    """A file with changed bytes, mostly in the header of its arrays."""
    data = bytearray(content)
    end = len(data) if rng.random() < 0.5 else min(len(data), 3000)
    for _ in range(rng.randrange(1, 20)):
        data[rng.randrange(end)] = rng.randrange(256)
    return bytes(data[: rng.randrange(len(data))] if rng.random() < 0.1 else data)


def _poisoned(rng: random.Random, content: bytes) -> bytes:
    """Weights some of which are NaN, infinite or large; the header stays."""
    data, start = bytearray(content), 8 + int.from_bytes(content[:8], "little")
    for _ in range(rng.choice((1, 10, 10_000))):
        place = start + 2 * rng.randrange((len(data) - start) // 2)
        number = rng.choice(HOSTILE_NUMBERS) if rng.random() < 0.3 else rng.uniform(-65504, 65504)
        data[place : place + 2] = struct.pack("<e", number)
    return bytes(data)


def mutate_bundle(rng: random.Random, path: Path) -> str:
    """Change a bundle and correct its checksums; returns what was changed."""
    values = json.loads((path / MANIFEST_NAME).read_bytes())
    kind = rng.choice(("manifest", "bytes", "numbers"))
    if kind == "manifest":
        names = ("architecture", "calibration", "files", "training", "metrics", "locales", "source_symbols")
        name = rng.choice((*names, *values))
        values[name] = _mutated(rng, values[name])
    else:
        name = rng.choice(sorted(values["files"]))
        change = _mutated_bytes if kind == "bytes" else _poisoned
        content = change(rng, (path / name).read_bytes())
        (path / name).write_bytes(content)
        values["files"][name] = sha256(content)
    values["sha256"] = manifest_checksum(values)
    (path / MANIFEST_NAME).write_text(json.dumps(values), encoding="utf-8")
    return kind


def fuzz_bundles(rng: random.Random, model: Path, tried: Counter[str]) -> None:
    """Open mutated bundles and use those that open; what is refused is refused as a bundle."""
    for _ in range(BUNDLES):
        with tempfile.TemporaryDirectory() as directory:
            path = Path(shutil.copytree(model, Path(directory) / "bundle"))
            kind = mutate_bundle(rng, path)
            try:
                normalizer = Normalizer.load(path)
                list(normalizer.convert_many([hostile_line(rng) for _ in range(20)]))
                if detector := Detector.of(normalizer.bundle):
                    detector.detect("20 juillet 1969")
                tried[f"{kind}: opened"] += 1
            except BundleError:
                tried[f"{kind}: refused"] += 1


def fuzz_requests(rng: random.Random, model: Path, tried: Counter[str]) -> None:
    """Send requests of every form; none of them is an internal error."""
    from starlette.testclient import TestClient

    from datenorm.server import ServerSettings
    from datenorm.server.app import create_app

    app = create_app(Normalizer.load(model), ServerSettings(allowed_hosts=("testserver",)))
    taking = ("convert", "convert/lines", "find", "column", "explain")
    paths = [getattr(route, "path", "/") for route in app.routes] + ["/", "/..", "/v1/%00", "//"]
    paths += [*(f"/v1/{name}" for name in taking), "/openrefine/reconcile"] * 5
    methods = (*("POST",) * 8, "GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "BREW")
    with TestClient(app) as client:
        for _ in range(REQUESTS):
            texts = [hostile_line(rng) for _ in range(rng.randrange(4))]
            body: object = {"texts": texts, "text": "".join(texts), "locale": "en"}
            body = _mutated(rng, body) if rng.random() < 0.5 else body
            if rng.random() < 0.05:
                body = {f"{number}": body for number in range(MANY)}
            content = json.dumps(body).encode()
            if rng.random() < 0.2:
                content = urlencode({rng.choice(("queries", "extend")): content[: 1 << 20]}).encode()
            content = _mutated_bytes(rng, content) if rng.random() < 0.3 else content
            kind = rng.choice(("application/json", "text/plain", "", "text/csv; charset=\xff", "a" * 500))
            headers = {"content-type": kind.encode("latin-1")} if kind else {}
            started = time.process_time()
            answer = client.request(
                rng.choice(methods),
                rng.choice(paths),
                content=content,
                headers=headers,
                params={"text": "1969"},
            )
            tried[str(answer.status_code)] += 1
            assert answer.status_code < 500 or answer.status_code == 503, answer.text
            assert time.process_time() - started < LONGEST and len(answer.content) < 1 << 20


class Faulty(io.BytesIO):
    """A file whose disk is full after some bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, data: object) -> int:
        """Write while there is room."""
        if self.tell() + len(data) > self.room:  # type: ignore[arg-type] - any buffer
            raise OSError(28, "No space left on device")
        return super().write(data)  # type: ignore[arg-type]


def fuzz_tables(rng: random.Random, model: Path, tried: Counter[str]) -> None:
    """Convert damaged tables; a failure leaves no file, and a success keeps what it did not convert."""
    normalizer = Normalizer.load(model)
    for _ in range(TABLES):
        rows = [f"{number},{hostile_line(rng)},{hostile_line(rng)}\n" for number in range(rng.randrange(60))]
        content = "".join(["id,born,note\n", *rows]).encode("utf-8", "surrogatepass")
        content = _mutated_bytes(rng, content) if rng.random() < 0.5 else content
        packed = rng.random() < 0.4
        data = gzip.compress(content) if packed else content
        is_broken = packed and rng.random() < 0.5
        data = data[: rng.randrange(len(data))] if is_broken else data
        with tempfile.TemporaryDirectory() as directory:
            source, target = Path(directory) / "in.csv", Path(directory) / "out.csv"
            source.write_bytes(data)
            try:
                if rng.random() < 0.2:
                    convert_table(
                        source, Faulty(rng.randrange(2000)), ["2"], normalizer=normalizer, workers=1
                    )
                else:
                    convert_table(source, target, ["2"], normalizer=normalizer, workers=1)
                    assert target.is_file()
                tried["converted"] += 1
            except (DatenormError, OSError) as error:
                assert isinstance(error, DatenormError) or error.errno == 28, error
                tried[type(error).__name__] += 1
                assert not target.exists()
            assert {entry.name for entry in os.scandir(directory)} <= {"in.csv", "out.csv"}


def fuzz_workbooks(rng: random.Random, model: Path, tried: Counter[str]) -> None:
    """Convert damaged workbooks, whole or in one of their files: each is converted or an error in words."""
    import openpyxl

    normalizer = Normalizer.load(model)
    book = openpyxl.Workbook()
    for number in range(40):
        book.active.append([f"{number} May 1999" if number else "born", number])
    whole = io.BytesIO()
    book.save(whole)
    names = zipfile.ZipFile(whole).namelist()
    for _ in range(WORKBOOKS):
        damaged, content = rng.choice([*names, "all of it"]), io.BytesIO()
        with zipfile.ZipFile(whole) as source, zipfile.ZipFile(content, "w") as target:
            for name in names:
                text = source.read(name)
                target.writestr(name, _mutated_bytes(rng, text) if name == damaged else text)
        data = content.getvalue()
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory) / "in.xlsx"
            path.write_bytes(_mutated_bytes(rng, data) if damaged == "all of it" else data)
            try:
                convert_table(path, io.BytesIO(), ["1"], normalizer=normalizer, workers=1)
                tried["converted"] += 1
            except DatenormError as error:
                tried[type(error).__name__] += 1


ROUNDS = {
    "lines": fuzz_lines,
    "bundles": fuzz_bundles,
    "requests": fuzz_requests,
    "tables": fuzz_tables,
    "workbooks": fuzz_workbooks,
}


def play(kind: str, seed: int, model: Path) -> None:
    """Play one round in this process, and print what it tried as JSON."""
    tried: Counter[str] = Counter()
    ROUNDS[kind](random.Random(f"{kind}/{seed}"), model, tried)
    print(json.dumps(tried))


def main() -> None:
    """Play rounds until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", type=Path, default=default_bundle_path())
    parser.add_argument("--round", choices=ROUNDS, help="play one round with this seed, and no other")
    options = parser.parse_args()
    if options.round:
        play(options.round, options.seed, options.model)
        return
    rng = random.Random(options.seed)
    tried: dict[str, Counter[str]] = {kind: Counter() for kind in ROUNDS}
    failed: list[str] = []
    end = time.monotonic() + 60 * options.minutes
    while time.monotonic() < end:
        for kind in ROUNDS:
            seed = str(rng.randrange(10**9))
            line = [sys.executable, __file__, "--round", kind, "--seed", seed, "--model", str(options.model)]
            try:
                played = subprocess.run(line, capture_output=True, text=True, timeout=LIMIT, check=False)
                fault = (
                    ""
                    if played.returncode == 0
                    else f"exit code {played.returncode}: {played.stderr[-2000:]}"
                )
            except subprocess.TimeoutExpired:
                fault = f"more than {LIMIT} s"
            if fault:
                failed.append(f"--round {kind} --seed {seed}: {fault}")
                print(failed[-1], file=sys.stderr)
            else:
                tried[kind].update(json.loads(played.stdout.splitlines()[-1]))
                tried[kind]["rounds"] += 1
    for kind, counts in tried.items():
        print(f"{kind}: {', '.join(f'{name} {number:,}' for name, number in sorted(counts.items()))}")
    print(f"{len(failed)} rounds failed")
    raise SystemExit(bool(failed))


if __name__ == "__main__":
    main()
