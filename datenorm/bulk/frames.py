"""Columns of data frames: pandas, Polars or PyArrow in, the same type out. Narwhals is imported on call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, TypeVar

from datenorm.bulk.answers import BulkOptions, convert_column, worker_count
from datenorm.bulk.lines import INFER
from datenorm.convert.conversion import Conversion
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.convert.record import as_line
from datenorm.errors import ConfigError, InputError
from datenorm.values import Form

Series = TypeVar("Series")


def convert_series(
    series: Series,
    locale: str | None = None,
    order: str | None = None,
    *,
    on_error: Literal["blank", "keep"] = "blank",
    form: Literal["edtf", "iso", "datetime", "ixdtf"] = "edtf",
    policy: Policy | None = None,
    normalizer: Normalizer | None = None,
    workers: int | None = None,
) -> Series:
    """Convert a column, each distinct text once.

    Args:
        series: a pandas or Polars Series, or a PyArrow Array or ChunkedArray, of texts.
        locale: the locale the texts were written in, if known.
        order: the order of their fields, one of DMY, MDY, YMD, if known; "infer" to infer it from the column.
        on_error: what replaces a refused text: null ("blank") or the text itself ("keep").
        form: how values are written: EDTF; ISO 8601-1; with the time of day; with its offset and zone too.
        policy: how to decide; None for the default.
        normalizer: the model; None for the bundled one, which takes longer to load than a short column to
            convert.
        workers: threads to use once there are many texts; None takes the available cores.

    Returns:
        The values as texts, of the same type, with the same name and index; nulls stay null.

    Raises:
        InputError: if it is not such a column, or holds something other than texts.
        ConfigError: if the locale or the order is invalid.
    """
    import narwhals.stable.v2 as narwhals

    if on_error not in ("blank", "keep"):
        raise ConfigError(f"on_error must be 'blank' or 'keep', got {on_error!r}")
    if form not in ("edtf", "iso", "datetime", "ixdtf"):
        raise ConfigError(f"form must be 'edtf', 'iso', 'datetime' or 'ixdtf', got {form!r}")
    native: Any = series
    arrow: Any = narwhals.dependencies.get_pyarrow()  # None unless it has been imported
    is_array = arrow is not None and isinstance(series, arrow.Array)
    if is_array:
        native = arrow.chunked_array([series])
    try:
        column = narwhals.from_native(native, series_only=True)
    except TypeError:
        kind = type(series).__name__
        raise InputError(f"a column is a pandas or Polars Series or a PyArrow array, not {kind}") from None
    missing = column.is_null().to_list()
    texts = [None if null else text for text, null in zip(column.to_list(), missing, strict=True)]
    model = normalizer or Normalizer.load()
    options = BulkOptions(locale, order, (policy or Policy()).in_form(form))
    values = _values(texts, model, options, form, on_error == "keep", worker_count(model, workers))
    converted = narwhals.new_series(column.name, values, narwhals.String, backend=column.implementation)
    index = narwhals.maybe_get_index(column)
    if index is not None:
        converted = narwhals.maybe_set_index(converted, index=index)
    result: Any = converted.to_native()
    return result.combine_chunks() if is_array else result  # type: ignore[no-any-return]


def _values(
    texts: Sequence[str | None],
    normalizer: Normalizer,
    options: BulkOptions,
    form: Form,
    keeps: bool,
    workers: int,
) -> list[str | None]:
    """The value of each text in a form, None for a null or refused one."""
    if options.order == INFER:
        from datenorm.column import infer

        reading = infer(("" if text is None else text for text in texts), normalizer, locale=options.locale)
        options = replace(options, locale=reading.locale, order=reading.hint_order)

    def keep(conversion: Conversion) -> str | None:
        is_kept = keeps and conversion.value is None
        return conversion.source if is_kept else as_line(conversion, form=form) or None

    return convert_column(texts, normalizer, options, keep, workers=workers)
