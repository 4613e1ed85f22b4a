"""One run of `python -m datenorm.spark`: a Parquet file in, the same with new columns out."""

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
from datenorm.spark.columns import NEW_COLUMN, convert_column, quoted, text_of
from datenorm.spark.requirements import require_java, require_packages
from datenorm.tabular import choose_columns

if TYPE_CHECKING:
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException
    from pyspark.sql import Column, DataFrame, SparkSession

    from datenorm.convert.options import Policy

_BLANKS = " \t\r\n\f\v"
_OUTCOMES = (CONVERTED, *REFUSALS, EMPTY)

# How Spark names a file that is no Parquet, wherever in a chain of causes.
_UNREADABLE = ("CANNOT_READ_FILE_FOOTER", "FAILED_READ_FILE", "is not a Parquet file")


class JobFailed(DatenormError):
    """Spark could not do what it was asked for."""


@dataclass(frozen=True)
class Job:
    """What the user asked for.

    Attributes:
        source: the Parquet file, or directory of such, that is read; any path that Spark knows.
        target: the directory that is written.
        columns: the columns to convert, as the user names them.
        locale: of the texts, or None.
        order: their field order, "infer" for what the first texts of each column say, or None.
        policy: how to decide; None for the usual way.
        new_column: the name of a struct; {} stands for the name of its column.
        model: the directory of a bundle; None for the bundled one.
        overwrites: whether a target that is there already is replaced.
    """

    source: str
    target: str
    columns: Sequence[str]
    locale: str | None = None
    order: str | None = None
    policy: Policy | None = None
    new_column: str = NEW_COLUMN
    model: Path | None = None
    overwrites: bool = False


@contextmanager
def opened_session() -> Iterator[SparkSession]:
    """Spark as it is configured where this runs, on all cores of this machine if nothing is.

    A session that runs already is taken, and left running.

    Raises:
        MissingExtra: if there is no PySpark, or no Java to start Spark with.
        JobFailed: if Spark does not start.
    """
    require_packages()
    from pyspark.sql import SparkSession

    # Which version is fit for us is for our tests to say, and not for each job.
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

    if not os.environ.keys() & {"PYSPARK_GATEWAY_PORT", "SPARK_REMOTE"}:  # nobody has started it for us
        require_java()
        # Else the workers are whatever `python3` there is, which need not have datenorm.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("datenorm")
    if not sys.stderr.isatty():  # a log has no line to draw a bar over
        builder = builder.config("spark.ui.showConsoleProgress", False)
    try:
        return builder.getOrCreate()
    except PySparkException as error:
        raise JobFailed(f"Spark does not start: {_first_line(error)}") from error


def run_job(session: SparkSession, job: Job) -> Mapping[str, Mapping[str, int]]:
    """Do it.

    Returns:
        Column → outcome ("converted", the status of a refusal, "empty") → how many texts.

    Raises:
        InputError: if the source is not there or no Parquet, or the target is there already.
        ConfigError: if there is no such column, locale or order, or a new name is taken.
        BundleError: if there is no model, or it is damaged.
        JobFailed: if Spark gives up.
    """
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException
    from pyspark.sql import Observation

    try:
        frame = session.read.parquet(job.source)
        if job.overwrites and any(lies_in(file, job.target) for file in frame.inputFiles()):
            # Spark would first delete what it is about to read.
            raise InputError(f"cannot replace {job.target} while it is read", hint="write to another place")
        names = [frame.columns[index] for index in choose_columns(job.columns, frame.columns)]
        converted = frame
        for name in names:
            converted = convert_column(
                converted,
                name,
                locale=job.locale,
                order=job.order,
                policy=job.policy,
                new_column=job.new_column,
                model=job.model,
            )
        # Counted while it is written: a second look at the table could cost as much as the first.
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


def lies_in(file: str, directory: str) -> bool:
    """Whether a file, or URL of one, is a directory or lies in it; when it cannot be told for sure, yes.

    >>> lies_in("file:///data/people.parquet/part-0", "/data/people.parquet/")
    True
    >>> lies_in("hdfs://a/people.parquet", "/people.parquet"), lies_in("s3://a/people", "s3://b/people")
    (True, False)
    """
    (place, path), (other, above) = _place(file), _place(directory)
    return (place == other or not place or not other) and path.is_relative_to(above)


def _place(path: str) -> tuple[str, PurePath]:
    """Host or bucket of a path, and the path there."""
    parts = urlsplit(path.replace("#", "%23").replace("?", "%3F"))
    local = unquote(parts.path)
    return parts.netloc, PurePath(os.path.realpath(local) if parts.scheme in ("", "file") else local)


def _counts(frame: DataFrame, place: int, old: str, new: str) -> Iterator[Column]:
    """How many rows of a column came to each outcome; the names begin with the place of the column."""
    from pyspark.sql import functions

    said, text = functions.col(quoted(new)), text_of(frame, old)
    is_empty = text.isNull() | (functions.btrim(text, functions.lit(_BLANKS)) == "")
    has_value = said["value"].isNotNull()
    tests = {
        CONVERTED: ~is_empty & has_value,
        EMPTY: is_empty,
        **{status: ~is_empty & ~has_value & (said["status"] == status) for status in REFUSALS},
    }
    for outcome in _OUTCOMES:
        yield functions.count_if(tests[outcome]).alias(f"{place} {outcome}")


def _translated(error: PySparkException | Py4JJavaError, job: Job) -> DatenormError:
    """What Spark says, in words for the user."""
    from pyspark.errors import PySparkException

    said = str(error)
    condition = (error.getCondition() if isinstance(error, PySparkException) else None) or ""
    if condition == "PATH_NOT_FOUND":
        return InputError(f"cannot read {job.source}: there is no such file")
    if condition == "PATH_ALREADY_EXISTS":
        return InputError(f"{job.target} is there already", hint="--overwrite replaces it")
    if condition == "UNABLE_TO_INFER_SCHEMA" or any(mark in said for mark in _UNREADABLE):
        return InputError(f"cannot read {job.source}: not a Parquet file, or a damaged one")
    return JobFailed(f"Spark gave up: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    """What happened, without the way that Java came to it."""
    return next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
