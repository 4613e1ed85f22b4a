"""What a second worker brings on Spark: rows a second and memory with one and with two on this machine.

    python tests/benchmarks/spark_bench.py --rows 200000

Each measurement is a Spark of its own: it converts some rows, so that Java and the workers are warm, then
all of them, and writes nothing. The texts are distinct days as people write them: no answer is used twice.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]

FORMS = ("d MMMM yyyy", "MMMM d, yyyy", "EEE d MMM yyyy", "yyyy-MM-dd", "dd.MM.yyyy")


def texts(spark, rows, tasks):
    """A frame of distinct days, no two of them the same text."""
    day = f"date_add(DATE'1400-01-01', CAST(id DIV {len(FORMS)} AS int))"
    forms = ", ".join(f"date_format({day}, '{form}')" for form in FORMS)
    return spark.range(0, rows, 1, tasks).selectExpr(
        f"element_at(array({forms}), CAST(1 + id % {len(FORMS)} AS int)) AS born"
    )


def measure(workers, rows):
    """One measurement, in a process of its own."""
    from pyspark.sql import SparkSession

    from datenorm.spark import convert_column

    session = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.ui.enabled", False)
        .config("spark.ui.showConsoleProgress", False)
        .getOrCreate()
    )
    texts(session, rows, workers * 4).write.mode("overwrite").parquet(f"{os.environ['WORK']}/texts")
    table = session.read.parquet(f"{os.environ['WORK']}/texts")
    convert_column(table.limit(2000), "born", order="DMY").write.format("noop").mode("overwrite").save()
    started = time.perf_counter()
    convert_column(table, "born", order="DMY").write.format("noop").mode("overwrite").save()
    seconds = time.perf_counter() - started
    megabytes = max(peaks(session.sparkContext._gateway.proc.pid), default=0)
    session.stop()
    figures = {
        "workers": workers,
        "rows": rows,
        "seconds": round(seconds, 2),
        "rows_per_second": round(rows / seconds),
    }
    return {**figures, "worker_peak_megabytes": megabytes}


def peaks(java):
    """The most memory that each Python worker of a Spark has had."""
    status = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            lines = (line.partition(":") for line in (entry / "status").read_text().splitlines())
        except OSError:  # gone meanwhile
            continue
        status[int(entry.name)] = {key: value.split() for key, _, value in lines}
    parent = {pid: int(fields["PPid"][0]) for pid, fields in status.items()}
    for pid, above in parent.items():
        if parent.get(above) == java and "VmHWM" in status[pid]:
            yield int(status[pid]["VmHWM"][0]) // 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=200_000, help="at most 1,500,000")
    parser.add_argument("--rounds", type=int, default=3, help="measurements of each, by turns")
    parser.add_argument("--workers", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.workers:
        print(json.dumps(measure(options.workers, options.rows)))
        return
    import tempfile

    best = {}
    with tempfile.TemporaryDirectory() as work:
        environment = {
            **os.environ,
            "WORK": work,
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONPATH": str(ROOT),
            "PYSPARK_PYTHON": sys.executable,
        }
        for _ in range(options.rounds):
            for workers in (1, 2):
                command = [sys.executable, __file__, "--rows", str(options.rows), "--workers", str(workers)]
                output = subprocess.run(
                    command,
                    env=environment,
                    check=True,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                ).stdout
                print(output.strip(), flush=True)
                figures = json.loads(output)
                best[workers] = max(best.get(workers, 0), figures["rows_per_second"])
    print(f"1 worker {best[1]:,} rows/s, 2 workers {best[2]:,} rows/s: {best[2] / best[1]:.2f} times as many")


if __name__ == "__main__":
    main()
