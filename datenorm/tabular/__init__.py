"""Tables as streams of rows in which every byte outside the converted columns stays as it was.

The formats (delimited text, JSON lines, Parquet, Excel) share one protocol, `Table`; the meaning of a cell is
not known here. Imports only the errors of datenorm; PyArrow is imported when a Parquet file is opened.
"""

from datenorm.tabular.layout import FORMATS, Layout, choose_columns
from datenorm.tabular.opening import open_table, open_target, remove_left_over
from datenorm.tabular.table import KEPT, Cell, NewColumn, Oddity, Table, Window, Writer

__all__ = [
    "FORMATS",
    "KEPT",
    "Cell",
    "Layout",
    "NewColumn",
    "Oddity",
    "Table",
    "Window",
    "Writer",
    "choose_columns",
    "open_table",
    "open_target",
    "remove_left_over",
]
