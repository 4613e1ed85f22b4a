"""A column of a Spark data frame, and its conversion beside it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from datenorm.bulk.answers import BulkOptions
from datenorm.bulk.lines import INFER
from datenorm.bundle import Bundle, load_bundle
from datenorm.convert.answer import refused
from datenorm.convert.hints import resolve_hints
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.convert.record import as_fields
from datenorm.errors import ConfigError, InputError, MissingExtra, require_modules
from datenorm.tabular import choose_columns
from datenorm.text import readable
from datenorm.values import Form

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

    from datenorm.column import ColumnReading

NEW_COLUMN = "{}_iso"

_PACKAGES = ("pyspark", "pandas", "pyarrow")


def convert_column(
    frame: DataFrame,
    column: str,
    *,
    locale: str | None = None,
    order: str | None = None,
    policy: Policy | None = None,
    new_column: str = NEW_COLUMN,
    form: Form = "edtf",
    model: str | Path | None = None,
) -> DataFrame:
    """Add a column with the conversion of another one. As always in Spark, the work is done when needed.

    The new column is a struct with the fields of `datenorm.to_frame`: `value` (ISO 8601 or EDTF, null if
    refused), `status`, `code`, `confidence`, `first`, `last` and `datetime`. It is null where the text is
    null. The answers are those of `Normalizer.convert_many`.

    The model travels with the job; datenorm itself has to be installed on the workers.

    Args:
        frame: the data frame.
        column: the name of a column of texts, numbers or dates, or its number, or a /pattern/ of its name.
        locale: the locale the texts were written in, if known.
        order: the order of their fields, one of DMY, MDY, YMD, if known; "infer" to infer it from the first
            texts of the column, which are read at once.
        policy: how to decide; None for the default.
        new_column: the name of the struct; {} stands for the name of the column.
        form: how `value` is written: EDTF, also for "interval"; ISO 8601-1; with the time of day
            ("datetime"); with its offset and zone too ("ixdtf").
        model: the directory of a bundle on this machine, not on the workers; None for the bundled model.

    Raises:
        MissingExtra: if pyspark, pandas or pyarrow is not installed.
        ConfigError: if there is no such column, locale, order or form, or the new name is taken.
        InputError: if the column contains something other than texts.
        BundleError: if there is no model, or it is damaged.
    """
    require_packages()
    from pyspark.sql import functions
    from pyspark.sql.pandas.functions import pandas_udf

    from datenorm.spark.worker import SCHEMA, pack, reader_of

    if form not in get_args(Form):
        raise ConfigError(f"form must be one of {', '.join(get_args(Form))}, got {form!r}")
    name = one_column(frame, column)
    new = _new_name(frame, name, new_column)
    text = text_of(frame, name)
    # Spark allows invalid UTF-8 in texts, but Arrow, which carries them to the workers, does not.
    sound = functions.is_valid_utf8(text)
    bundle = load_bundle(model)
    options = BulkOptions(locale, order, (policy or Policy()).in_form(form))
    if order == INFER:
        options = options.in_column(_infer(frame.where(sound).select(text), bundle, locale, options.policy))
    # Fails here, not in a worker.
    resolve_hints(options.locale, options.hint_order, bundle.manifest.locales, bundle.vocabulary)
    read = pandas_udf(reader_of(pack(bundle), options, form), SCHEMA)  # type: ignore[call-overload]  # does not know of annotations
    answer = (
        functions.when(text.isNull(), functions.lit(None).cast(f"struct<{SCHEMA}>"))
        .when(sound, read(functions.when(sound, text)))
        .otherwise(_unreadable())
    )
    return frame.withColumn(new, answer)


def one_column(frame: DataFrame, wanted: str) -> str:
    """The name of the one column that is meant.

    Raises:
        ConfigError: if there is none, or more than one.
    """
    names = [frame.columns[index] for index in choose_columns([wanted], frame.columns)]
    if len(names) > 1:
        raise ConfigError(f"{wanted} matches {len(names)} columns", hint="convert them one after the other")
    return names[0]


def text_of(frame: DataFrame, name: str) -> Column:
    """A column as texts.

    Raises:
        InputError: if its type cannot be cast to texts.
    """
    from pyspark.sql import functions, types

    kind = frame.schema[name].dataType
    if not isinstance(kind, types.AtomicType) or isinstance(kind, (types.BinaryType, types.VariantType)):
        raise InputError(
            f"column {name!r} contains {kind.simpleString()}, not texts", hint="cast it to string first"
        )
    return functions.col(quoted(name)).cast("string")


def quoted(name: str) -> str:
    """A column name in the syntax of Spark, in which dots would otherwise separate names."""
    return "`" + name.replace("`", "``") + "`"


def require_packages() -> None:
    """Check that the packages of the extra `spark` are installed.

    Raises:
        MissingExtra: if one is not.
    """
    require_modules("Spark needs", _PACKAGES, "spark")


def require_java() -> None:
    """Check that there is a Java runtime, which the extra `spark` cannot install.

    Raises:
        MissingExtra: if there is none.
    """
    home = os.environ.get("JAVA_HOME")
    found = (Path(home) / "bin" / "java").is_file() if home else shutil.which("java") is not None
    if not found:
        place = f"in JAVA_HOME, {home}" if home else "on the PATH"
        raise MissingExtra(
            f"Spark needs a Java runtime, and there is none {place}",
            hint="install Java 17 or newer, for example: apt-get install openjdk-17-jre-headless",
        )


def _infer(texts: DataFrame, bundle: Bundle, locale: str | None, policy: Policy) -> ColumnReading:
    """What the first texts of a column show."""
    from datenorm.column import SAMPLE, infer

    first = (row[0] for row in texts.limit(SAMPLE).collect())
    return infer(first, Normalizer(bundle), locale=locale, policy=policy)


def _new_name(frame: DataFrame, name: str, new_column: str) -> str:
    new = new_column.replace("{}", name)
    if new.lower() in (one.lower() for one in frame.columns):  # Spark would replace that column
        raise ConfigError(f"there is a column named {new!r} already", hint="choose another new_column")
    return new


def _unreadable() -> Column:
    """The answer to invalid UTF-8."""
    from pyspark.sql import functions

    reason = readable("\udcff")
    assert not isinstance(reason, str)
    answer = as_fields(refused("\udcff", reason))
    return functions.struct(
        *(
            functions.lit(value).cast("double" if name == "confidence" else "string").alias(name)
            for name, value in answer._asdict().items()
        )
    )
