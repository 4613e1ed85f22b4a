"""Columns of data frames: pandas, Polars or PyArrow in, the same out. Narwhals is imported on call."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any, Literal, TypeVar

from datenorm.bulk.answers import BulkOptions, convert_column, worker_count
from datenorm.bulk.lines import INFER
from datenorm.convert.conversion import Conversion
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.convert.record import AnswerFields, as_fields, as_line
from datenorm.errors import ConfigError, InputError

A = TypeVar("A")
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
        series: a pandas or Polars Series, or a PyArrow Array or ChunkedArray, of texts; or of numbers, if the
            policy says what they count.
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
    if on_error not in ("blank", "keep"):
        raise ConfigError(f"on_error must be 'blank' or 'keep', got {on_error!r}")
    _check_form(form)
    column, is_array = _opened(series)
    model = normalizer or Normalizer.load()
    options = BulkOptions(locale, order, (policy or Policy()).in_form(form))

    def keep(conversion: Conversion) -> str | None:
        is_kept = on_error == "keep" and conversion.value is None
        return conversion.source if is_kept else as_line(conversion, form=form) or None

    values = _answers(column, model, options, keep, workers)
    result: Any = _like(column, column.name, values, "String").to_native()
    return result.combine_chunks() if is_array else result  # type: ignore[no-any-return]


def to_frame(
    series: Any,  # noqa: ANN401 - of any of three libraries
    locale: str | None = None,
    order: str | None = None,
    *,
    form: Literal["edtf", "iso", "datetime", "ixdtf"] = "edtf",
    policy: Policy | None = None,
    normalizer: Normalizer | None = None,
    workers: int | None = None,
) -> Any:  # noqa: ANN401 - a frame of the same library
    """Convert a column to a data frame that says of each text what it means and how sure that is.

    The columns are those of `AnswerFields`: `value`, `status`, `code`, `confidence`, `first`, `last` and
    `datetime`. All are null where the text is null.

    Args:
        series: a pandas or Polars Series, or a PyArrow Array or ChunkedArray, of texts; or of numbers, if the
            policy says what they count.
        locale: the locale the texts were written in, if known.
        order: the order of their fields, one of DMY, MDY, YMD, if known; "infer" to infer it from the column.
        form: how `value` is written: EDTF; ISO 8601-1; with the time of day; with its offset and zone too.
        policy: how to decide; None for the default.
        normalizer: the model; None for the bundled one, which takes longer to load than a short column to
            convert.
        workers: threads to use once there are many texts; None takes the available cores.

    Returns:
        A pandas DataFrame with the same index, a Polars DataFrame, or a PyArrow Table.

    Raises:
        InputError: if it is not such a column, or holds something other than texts.
        ConfigError: if the locale, order or form is invalid.
    """
    import narwhals.stable.v2 as narwhals

    _check_form(form)
    column, _ = _opened(series)
    model = normalizer or Normalizer.load()
    options = BulkOptions(locale, order, (policy or Policy()).in_form(form))
    answers = _answers(column, model, options, partial(as_fields, form=form), workers)
    columns = [
        _like(
            column,
            name,
            [one and one[place] for one in answers],
            "Float64" if name == "confidence" else "String",
        )
        for place, name in enumerate(AnswerFields._fields)
    ]
    return narwhals.concat([one.to_frame() for one in columns], how="horizontal").to_native()


def _check_form(form: str) -> None:
    if form not in ("edtf", "iso", "datetime", "ixdtf"):
        raise ConfigError(f"form must be 'edtf', 'iso', 'datetime' or 'ixdtf', got {form!r}")


def _opened(series: Any) -> tuple[Any, bool]:  # noqa: ANN401 - of any of three libraries
    """The column as Narwhals sees it, and whether it is a PyArrow Array, which has no chunks."""
    import narwhals.stable.v2 as narwhals

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
    return column, is_array


def _like(column: Any, name: str, values: list[Any], kind: str) -> Any:  # noqa: ANN401 - columns of Narwhals
    """A column of other values with the library and the index of a column."""
    import narwhals.stable.v2 as narwhals

    made = narwhals.new_series(name, values, getattr(narwhals, kind), backend=column.implementation)
    index = narwhals.maybe_get_index(column)
    return made if index is None else narwhals.maybe_set_index(made, index=index)


def _answers(
    column: Any,  # noqa: ANN401 - a column of Narwhals
    normalizer: Normalizer,
    options: BulkOptions,
    keep: Callable[[Conversion], A],
    workers: int | None,
) -> list[A | None]:
    """What is kept of the conversion of each text, None for a null."""
    missing = column.is_null().to_list()
    texts = [None if null else text for text, null in zip(column.to_list(), missing, strict=True)]
    if options.policy.counts_numbers:
        texts = [_number_text(text) for text in texts]
    if options.order == INFER:
        from datenorm.column import infer

        said = ("" if text is None else text for text in texts)
        reading = infer(said, normalizer, locale=options.locale, policy=options.policy)
        options = options.in_column(reading)
    return convert_column(texts, normalizer, options, keep, workers=worker_count(normalizer, workers))


def _number_text(cell: Any) -> Any:  # noqa: ANN401 - what a column holds
    """The text of a number, None for one that is missing (NaN); anything else as it is."""
    if not isinstance(cell, int | float | Decimal) or isinstance(cell, bool):
        return cell
    return None if cell != cell else str(cell)
