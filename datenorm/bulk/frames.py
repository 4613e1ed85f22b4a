"""Columns of data frames: pandas, Polars and PyArrow in, the same kind out. Narwhals is imported on call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, TypeVar

from datenorm.bulk.convert import convert_column, worker_count
from datenorm.bulk.order import INFER
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.errors import ConfigError, InputError

Series = TypeVar("Series")


def convert_series(
    series: Series,
    locale: str | None = None,
    order: str | None = None,
    *,
    on_error: Literal["blank", "keep"] = "blank",
    policy: Policy | None = None,
    normalizer: Normalizer | None = None,
    workers: int | None = None,
) -> Series:
    """Convert a column, each distinct text once.

    Args:
        series: a pandas or Polars Series, or a PyArrow Array or ChunkedArray, of texts.
        locale: the locale the texts were written in, if known.
        order: the order of their fields, one of DMY, MDY, YMD, if known; "infer" for what the column says.
        on_error: what stands for a text that is refused: null, or the text.
        policy: how to decide; None for the usual way.
        normalizer: the model; None for the bundled one, which takes longer to load than a short column to
            convert.
        workers: threads to convert with once there are many texts; None takes the cores there are.

    Returns:
        The values as texts, of the same kind, with the same name and index; nulls stay null.

    Raises:
        InputError: if it is no such column, or holds something other than texts.
        ConfigError: if the locale or the order is no such thing.
    """
    import narwhals.stable.v2 as narwhals

    if on_error not in ("blank", "keep"):
        raise ConfigError(f"on_error is 'blank' or 'keep', not {on_error!r}")
    native: Any = series
    arrow: Any = narwhals.dependencies.get_pyarrow()  # None unless it has been imported
    if arrow is not None and isinstance(series, arrow.Array):
        wrapped = convert_series(
            arrow.chunked_array([series]),
            locale,
            order,
            on_error=on_error,
            policy=policy,
            normalizer=normalizer,
            workers=workers,
        )
        return wrapped.combine_chunks()  # type: ignore[no-any-return]
    try:
        column = narwhals.from_native(native, series_only=True)
    except TypeError:
        kind = type(series).__name__
        raise InputError(
            f"a column is a Series of pandas or Polars or an array of PyArrow, not {kind}"
        ) from None
    missing = column.is_null().to_list()
    texts = [None if null else text for text, null in zip(column.to_list(), missing, strict=True)]
    model = normalizer or Normalizer.load()
    values = _values(texts, locale, order, on_error == "keep", policy, model, workers)
    converted = narwhals.new_series(column.name, values, narwhals.String, backend=column.implementation)
    index = narwhals.maybe_get_index(column)
    result: Series = (
        converted if index is None else narwhals.maybe_set_index(converted, index=index)
    ).to_native()
    return result


def _values(
    texts: Sequence[Any],
    locale: str | None,
    order: str | None,
    keeps: bool,
    policy: Policy | None,
    normalizer: Normalizer,
    workers: int | None,
) -> list[str | None]:
    """The value of each text, None for what is null or refused."""
    if order == INFER:
        from datenorm.column import infer

        reading = infer(("" if text is None else text for text in texts), normalizer, locale=locale)
        locale, order = reading.locale, reading.hint_order

    def answer(window: Sequence[str]) -> Iterator[str | None]:
        for one in normalizer.convert_many(window, locale, order, policy=policy):
            yield one.source if keeps and one.value is None else one.value

    return convert_column(texts, answer, workers=worker_count(normalizer, workers))
