"""A worker that dies in mid-job loses no row: Spark gives its task to another, which has the model too."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from datenorm.convert.record import as_fields
from datenorm.spark import convert_column

pytestmark = [
    pytest.mark.filterwarnings(
        "ignore:PySpark does not yet fully support pandas:FutureWarning", "ignore:unclosed:ResourceWarning"
    ),
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds workers in /proc"),
]

TASKS = 20
ROWS = 20_000


def parents():
    """Process → its parent."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # gone meanwhile
            continue
        if fields[0] != "Z":
            found[int(entry.name)] = int(fields[1])
    return found


def workers(java):
    """The Python workers of a Spark: children of its daemon, which is the one child of Java with any."""
    parent = parents()
    return [pid for pid, above in parent.items() if parent.get(above) == java]


def lose_a_worker(spark, job):
    """Kill workers of a running job, one at a time, until one was at work; say how many tasks that cost."""
    tracker = spark.sparkContext.statusTracker()
    java = spark.sparkContext._gateway.proc.pid
    while not job.done():
        stages = [tracker.getStageInfo(one) for one in tracker.getActiveStageIds()]
        for stage in stages:
            if stage is None or stage.numTasks != TASKS or stage.numCompletedTasks == 0:
                continue
            if stage.numFailedTasks:
                return stage.numFailedTasks
            os.kill(workers(java)[0], signal.SIGKILL)
            time.sleep(0.2)  # for Spark to notice
        time.sleep(0.01)
    return 0


def test_a_killed_worker_loses_no_row(spark, tiny_bundle, tiny_normalizer, tmp_path):
    day = "date_add(DATE'1500-01-01', CAST(id * 7 AS int))"
    frame = spark.range(0, ROWS, 1, TASKS).selectExpr("id", f"date_format({day}, 'd MMMM yyyy') AS born")
    converted = convert_column(frame, "born", model=tiny_bundle)
    target = str(tmp_path / "out.parquet")
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(converted.write.parquet, target)
        failed = lose_a_worker(spark, job)
        job.result()
    assert failed
    rows = spark.read.parquet(target).orderBy("id").collect()
    assert [row.id for row in rows] == list(range(ROWS))
    answers = tiny_normalizer.convert_many(row.born for row in rows)
    assert all(tuple(row.born_iso) == as_fields(one) for row, one in zip(rows, answers, strict=True))
