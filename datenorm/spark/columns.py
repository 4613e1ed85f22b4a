"""A column of a Spark data frame, and beside it what its texts mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from datenorm.bulk.lines import INFER
from datenorm.bundle import Bundle, load_bundle
from datenorm.convert.hints import resolve_hints
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.outcome import refused
from datenorm.errors import ConfigError, InputError
from datenorm.spark.packed_bundle import pack
from datenorm.spark.requirements import require_packages
from datenorm.tabular import choose_columns
from datenorm.text import readable

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

    from datenorm.convert.options import Policy

NEW_COLUMN = "{}_iso"


def convert_column(
    frame: DataFrame,
    column: str,
    *,
    locale: str | None = None,
    order: str | None = None,
    policy: Policy | None = None,
    new_column: str = NEW_COLUMN,
    model: str | Path | None = None,
) -> DataFrame:
    """Add a column of what the texts of another one mean. Like all of Spark it is done when it is asked for.

    The new column is a struct of `value` (ISO 8601 or EDTF, null when refused), `status` and `confidence`,
    and null where the text is null. Its answers are those of `Normalizer.convert_many`.

    The model travels with the job; datenorm itself has to be installed where the workers run.

    Args:
        frame: the data frame.
        column: the name of a column of texts, numbers or dates; or its number, or a /pattern/ of its name.
        locale: the locale the texts were written in, if known.
        order: the order of their fields, one of DMY, MDY, YMD, if known; "infer" for what the first texts of
            the column say, which are read at once.
        policy: how to decide; None for the usual way.
        new_column: the name of the struct; {} stands for the name of the column.
        model: the directory of a bundle, here and not on the workers; None for the bundled one.

    Raises:
        MissingExtra: if pyspark, pandas or pyarrow is not installed.
        ConfigError: if there is no such column, locale or order, or the new name is taken.
        InputError: if the column holds something that is no text.
        BundleError: if there is no model, or it is damaged.
    """
    require_packages()
    from pyspark.sql import functions
    from pyspark.sql.pandas.functions import pandas_udf

    from datenorm.spark.worker import SCHEMA, reader_of

    name = one_column(frame, column)
    new = _new_name(frame, name, new_column)
    text = text_of(frame, name)
    # Spark lets bytes that are no UTF-8 into a column of texts, and the way to the worker ends at one.
    sound = functions.is_valid_utf8(text)
    bundle = load_bundle(model)
    if order == INFER:
        locale, order = _hints_of(frame.where(sound).select(text), bundle, locale)
    # Here, where the error has a reader, and not first in a worker.
    resolve_hints(locale, order, bundle.manifest.locales, bundle.vocabulary)
    reader = reader_of(pack(bundle), locale, order, policy)
    read = pandas_udf(reader, SCHEMA)  # type: ignore[call-overload]  # does not know of annotations
    said = (
        functions.when(text.isNull(), functions.lit(None).cast(f"struct<{SCHEMA}>"))
        .when(sound, read(functions.when(sound, text)))
        .otherwise(_unreadable())
    )
    return frame.withColumn(new, said)


def one_column(frame: DataFrame, wanted: str) -> str:
    """The name of the one column that is meant.

    Raises:
        ConfigError: if it is none or several.
    """
    names = [frame.columns[index] for index in choose_columns([wanted], frame.columns)]
    if len(names) > 1:
        raise ConfigError(f"{wanted} fits {len(names)} columns", hint="convert them one after the other")
    return names[0]


def text_of(frame: DataFrame, name: str) -> Column:
    """A column as texts.

    Raises:
        InputError: if it holds something that cannot be one.
    """
    from pyspark.sql import functions, types

    kind = frame.schema[name].dataType
    if not isinstance(kind, types.AtomicType) or isinstance(kind, (types.BinaryType, types.VariantType)):
        raise InputError(
            f"column {name!r} holds no texts but {kind.simpleString()}", hint="cast it to string first"
        )
    return functions.col(quoted(name)).cast("string")


def _hints_of(texts: DataFrame, bundle: Bundle, locale: str | None) -> tuple[str | None, str | None]:
    """The locale and the order that the first texts of a column speak for."""
    from datenorm.column import SAMPLE, infer

    reading = infer((row[0] for row in texts.limit(SAMPLE).collect()), Normalizer(bundle), locale=locale)
    return reading.locale, reading.hint_order


def _new_name(frame: DataFrame, name: str, new_column: str) -> str:
    new = new_column.replace("{}", name)
    if new.lower() in (one.lower() for one in frame.columns):  # Spark would put it in its place
        raise ConfigError(f"there is a column named {new!r} already", hint="new_column names another")
    return new


def quoted(name: str) -> str:
    """A name as Spark takes it for one name, whatever dots are in it."""
    return "`" + name.replace("`", "``") + "`"


def _unreadable() -> Column:
    """What is said of bytes that are no text."""
    from pyspark.sql import functions

    reason = readable("\udcff")
    assert not isinstance(reason, str)
    refusal = refused("\udcff", reason)
    return functions.struct(
        functions.lit(None).cast("string").alias("value"),
        functions.lit(refusal.status).alias("status"),
        functions.lit(refusal.confidence).alias("confidence"),
    )
