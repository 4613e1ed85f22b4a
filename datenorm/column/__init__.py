"""The field order and the language of a column's dates, which a single row may not show.

>>> from datenorm.column import infer
>>> infer(["04/03/1964", "04/23/1964"]).order
'MDY'
"""

from datenorm.column.inference import infer
from datenorm.column.languages import RowLanguages
from datenorm.column.reading import ColumnReading, ColumnStatus
from datenorm.column.sample import SAMPLE

__all__ = ["SAMPLE", "ColumnReading", "ColumnStatus", "RowLanguages", "infer"]
