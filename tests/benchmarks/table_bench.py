"""Rows a second and peak memory of `datenorm table`: python tests/benchmarks/table_bench.py

Whole processes on tables of several lengths in each format, with few or with many distinct dates. Memory that
grows with the length of a table would show in the last column. Parquet is left out without PyArrow.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def rows(count: int, distinct: int) -> Iterator[tuple[int, str, str]]:
    """Rows of a table of people: a number, a text with commas and quotes, a date out of so many."""
    generator = random.Random(count)
    for number in range(count):
        which = generator.randrange(distinct)
        year, month, day = 1000 + which // 336, which // 28 % 12, which % 28 + 1
        yield number, f'said "no, {number}"', f"{day} {MONTHS[month]} {year}"


def write_elsewhere(path: Path, count: int, distinct: int) -> None:
    """Write a table in another process: what this one ever held would count as held by those it starts."""
    process = multiprocessing.get_context("spawn").Process(target=write_table, args=(path, count, distinct))
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{path} was not written")


def write_table(path: Path, count: int, distinct: int) -> None:
    """Write a table in the format that the name of the file says."""
    if path.suffix == ".parquet":
        _write_parquet(path, count, distinct)
        return
    with path.open("w", encoding="utf-8") as stream:
        if path.suffix == ".csv":
            stream.write("id,note,born\n")
        for number, note, born in rows(count, distinct):
            if path.suffix == ".csv":
                doubled = note.replace('"', '""')
                stream.write(f'{number},"{doubled}",{born}\n')
            else:
                stream.write(json.dumps({"id": number, "note": note, "born": born}) + "\n")


def _write_parquet(path: Path, count: int, distinct: int) -> None:
    import pyarrow
    import pyarrow.parquet

    schema = pyarrow.schema([("id", pyarrow.int64()), ("note", pyarrow.string()), ("born", pyarrow.string())])
    with pyarrow.parquet.ParquetWriter(path, schema) as writer:
        batch: list[tuple[int, str, str]] = []
        for row in rows(count, distinct):
            batch.append(row)
            if len(batch) == 100_000:
                writer.write_batch(pyarrow.record_batch(list(zip(*batch, strict=True)), schema=schema))
                batch = []
        if batch:
            writer.write_batch(pyarrow.record_batch(list(zip(*batch, strict=True)), schema=schema))


def measure(path: Path, options: list[str]) -> dict[str, float]:
    """Convert a table with the command in a process of its own."""
    out = path.with_name(f"out{path.suffix}")
    command = [sys.executable, "-m", "datenorm", "table", path, "--column", "born", "-o", out, *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    said = process.stderr.read().decode() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode not in (0, 1):
        raise RuntimeError(said)
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    out.unlink()
    return {"seconds": round(seconds, 2), "peak_mb": round(kilobytes / 1024, 1)}


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="10000,100000,1000000", help="lengths, separated by commas")
    parser.add_argument("--distinct", default="5000,1000000", help="how many different dates there are")
    parser.add_argument("--formats", default="csv,jsonl,parquet")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    parser.add_argument("options", nargs="*", help="passed on to the command, after --")
    arguments = parser.parse_args()
    formats = arguments.formats.split(",")
    if importlib.util.find_spec("pyarrow") is None:
        formats = [one for one in formats if one != "parquet"]
    figures = []
    print(f"{'format':10}{'rows':>12}{'distinct':>12}{'seconds':>10}{'rows/s':>12}{'peak MB':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for name in formats:
            for distinct in map(int, arguments.distinct.split(",")):
                for count in map(int, arguments.rows.split(",")):
                    path = Path(folder) / f"people.{name}"
                    write_elsewhere(path, count, distinct)
                    one = {"format": name, "rows": count, "distinct": distinct} | measure(
                        path, arguments.options
                    )
                    figures.append(one)
                    rate = count / one["seconds"]
                    print(
                        f"{name:10}{count:12,}{distinct:12,}{one['seconds']:10.2f}{rate:12,.0f}{one['peak_mb']:10.1f}",
                        flush=True,
                    )
    if arguments.json:
        about = {"python": platform.python_version(), "cores": os.cpu_count(), "load": os.getloadavg()[0]}
        arguments.json.write_text(json.dumps({**about, "runs": figures}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
