"""Columns of Apache Spark: the texts of a data frame, converted by all workers of a cluster.

    from datenorm.spark import convert_column

    converted = convert_column(people, "born", locale="en-GB")
    converted.select("born", "born_iso.value", "born_iso.status", "born_iso.confidence")

Needs the extra `spark`, which is imported when a column is converted. `python -m datenorm.spark` converts
columns of a Parquet file.
"""

from datenorm.spark.columns import convert_column

__all__ = ["convert_column"]
