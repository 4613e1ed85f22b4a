"""One Spark for all tests: local, two workers, and as patient with a lost one as a cluster."""

import os
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def spark_environment():
    """What Spark has to know to start here; skips where it cannot."""
    pytest.importorskip("pyspark")
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        pytest.skip("there is no Java runtime")
    return {
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),  # workers see this checkout
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_SUBMIT_OPTS": "-XX:TieredStopAtLevel=1",  # starts in half the time
        "OPENBLAS_NUM_THREADS": "1",
    }


@pytest.fixture(scope="session")
def spark(spark_environment):
    """A session."""
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        for name, value in spark_environment.items():
            patch.setenv(name, value)
        session = (
            SparkSession.builder.master("local[2,4]")
            .config("spark.ui.enabled", False)
            .config("spark.ui.showConsoleProgress", False)
            .config("spark.log.level", "OFF")
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate()
        )
        yield session
        session.stop()
