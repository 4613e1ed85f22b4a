"""Tables as streams of rows in which every byte that was not asked about stays as it was.

Formats (delimited text, JSON lines, Parquet) stand behind one protocol, `Table`; what one cell means is no
business of theirs. Knows the errors and nothing else of datenorm; PyArrow is imported when a Parquet file is.
"""

from datenorm.tabular.columns import choose_columns
from datenorm.tabular.layout import FORMATS, Layout
from datenorm.tabular.opening import open_table
from datenorm.tabular.replacing import open_target
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
]
