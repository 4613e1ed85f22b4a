"""Converts columns of a Parquet file: the work of `python -m datenorm.spark`."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from datenorm.bulk.tally import CONVERTED, EMPTY, REFUSALS
from datenorm.errors import DatenormError, InputError
from datenorm.spark.columns import (
    NEW_COLUMN,
    convert_column,
    quoted,
    require_java,
    require_packages,
    text_of,
)
from datenorm.tabular import choose_columns

if TYPE_CHECKING:
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException
    from pyspark.sql import Column, DataFrame, SparkSession

    from datenorm.convert.options import Policy
    from datenorm.values import Form

_BLANKS = " \t\r\n\f\v"
_OUTCOMES = (CONVERTED, *REFUSALS, EMPTY)

# Somewhere in the message of Spark if a file is not a Parquet file.
_NOT_PARQUET = ("CANNOT_READ_FILE_FOOTER", "FAILED_READ_FILE", "is not a Parquet file")


class JobFailed(DatenormError):
    """Spark could not start or finish the job."""


class TargetExists(InputError):
    """The target exists already."""


@dataclass(frozen=True)
class Job:
    """What to convert, and how.

    Attributes:
        source: the Parquet file or directory to read; any path that Spark knows.
        target: the directory to write.
        columns: the columns to convert: names, numbers or /patterns/.
        locale: the locale of the texts, or None.
        order: their field order, "infer" to infer it from the first texts of each column, or None.
        policy: how to decide; None for the default.
        new_column: the name of a struct; {} stands for the name of its column.
        form: how values are written, see `convert_column`.
        model: the directory of a bundle; None for the bundled model.
        overwrites: whether to replace an existing target.
    """

    source: str
    target: str
    columns: Sequence[str]
    locale: str | None = None
    order: str | None = None
    policy: Policy | None = None
    new_column: str = NEW_COLUMN
    form: Form = "edtf"
    model: Path | None = None
    overwrites: bool = False


@contextmanager
def opened_session() -> Iterator[SparkSession]:
    """A Spark session as configured here, or on all cores of this machine without a configuration.

    A session that is already running is used, and left running.

    Raises:
        MissingExtra: if there is no PySpark, or no Java to start Spark.
        JobFailed: if Spark does not start.
    """
    require_packages()
    from pyspark.sql import SparkSession

    # Our tests cover the versions; users need no warning.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    running = SparkSession.getActiveSession()
    session = running or _start()
    try:
        yield session
    finally:
        if running is None:
            session.stop()


def _start() -> SparkSession:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    if not os.environ.keys() & {"PYSPARK_GATEWAY_PORT", "SPARK_REMOTE"}:  # nothing has started Spark for us
        require_java()
        # Otherwise the workers run any `python3`, which may lack datenorm.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("datenorm")
    if not sys.stderr.isatty():  # a progress bar would clutter a log
        builder = builder.config("spark.ui.showConsoleProgress", False)
    try:
        return builder.getOrCreate()
    except PySparkException as error:
        raise JobFailed(f"Spark does not start: {_first_line(error)}") from error


def run_job(session: SparkSession, job: Job) -> Mapping[str, Mapping[str, int]]:
    """Convert the columns.

    Returns:
        Column → outcome ("converted", the status of a refusal, "empty") → number of texts.

    Raises:
        InputError: if the source does not exist or is not a Parquet file.
        TargetExists: if the target exists and should not be replaced.
        ConfigError: if there is no such column, locale or order, or a new name is taken.
        BundleError: if there is no model, or it is damaged.
        JobFailed: if Spark fails.
    """
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException
    from pyspark.sql import Observation

    try:
        frame = session.read.parquet(job.source)
        if job.overwrites and any(lies_in(file, job.target) for file in frame.inputFiles()):
            # Spark would delete the source before reading it.
            raise InputError(f"cannot replace {job.target} while it is read", hint="choose another target")
        names = [frame.columns[index] for index in choose_columns(job.columns, frame.columns)]
        converted = _convert_columns(frame, names, job)
        # Outcomes are counted while the table is written; a second pass could take as long as the first.
        observation = Observation()
        added = converted.columns[len(frame.columns) :]
        counts = [
            one
            for place, (old, new) in enumerate(zip(names, added, strict=True))
            for one in _counts(converted, place, old, new)
        ]
        observed = converted.observe(observation, *counts)
        observed.write.mode("overwrite" if job.overwrites else "errorifexists").parquet(job.target)
    except (PySparkException, Py4JJavaError) as error:
        raise _translated(error, job) from error
    found = observation.get
    return {
        name: {outcome: found[f"{place} {outcome}"] or 0 for outcome in _OUTCOMES}
        for place, name in enumerate(names)
    }


def _convert_columns(frame: DataFrame, names: Sequence[str], job: Job) -> DataFrame:
    for name in names:
        frame = convert_column(
            frame,
            name,
            locale=job.locale,
            order=job.order,
            policy=job.policy,
            new_column=job.new_column,
            form=job.form,
            model=job.model,
        )
    return frame


def lies_in(file: str, directory: str) -> bool:
    """Whether a path or URL is a directory or is inside it; True if that is not certain.

    >>> lies_in("file:///data/people.parquet/part-0", "/data/people.parquet/")
    True
    >>> lies_in("hdfs://a/people.parquet", "/people.parquet"), lies_in("s3://a/people", "s3://b/people")
    (True, False)
    """
    (place, path), (other, above) = _place(file), _place(directory)
    return (place == other or not place or not other) and path.is_relative_to(above)


def _place(path: str) -> tuple[str, PurePath]:
    """The host or bucket of a path, and the path there."""
    parts = urlsplit(path.replace("#", "%23").replace("?", "%3F"))
    local = unquote(parts.path)
    return parts.netloc, PurePath(os.path.realpath(local) if parts.scheme in ("", "file") else local)


def _counts(frame: DataFrame, place: int, old: str, new: str) -> Iterator[Column]:
    """The number of rows with each outcome; the names of the counts begin with the place of the column."""
    from pyspark.sql import functions

    answer, text = functions.col(quoted(new)), text_of(frame, old)
    is_empty = text.isNull() | (functions.btrim(text, functions.lit(_BLANKS)) == "")
    # In ISO 8601-1 a season without a year has no value, although it was converted.
    has_value = answer["value"].isNotNull() | (answer["status"] == CONVERTED)
    tests = {
        CONVERTED: ~is_empty & has_value,
        EMPTY: is_empty,
        **{status: ~is_empty & ~has_value & (answer["status"] == status) for status in REFUSALS},
    }
    for outcome in _OUTCOMES:
        yield functions.count_if(tests[outcome]).alias(f"{place} {outcome}")


def _translated(error: PySparkException | Py4JJavaError, job: Job) -> DatenormError:
    """An error of Spark in words for users."""
    from pyspark.errors import PySparkException

    condition = (error.getCondition() if isinstance(error, PySparkException) else None) or ""
    if condition == "PATH_NOT_FOUND":
        return InputError(f"cannot read {job.source}: there is no such file")
    if condition == "PATH_ALREADY_EXISTS":
        return TargetExists(f"{job.target} already exists")
    if condition == "UNABLE_TO_INFER_SCHEMA" or any(mark in str(error) for mark in _NOT_PARQUET):
        return InputError(f"cannot read {job.source}: not a Parquet file, or damaged")
    return JobFailed(f"Spark failed: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    """The message of an error without the stack trace of Java."""
    return next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
