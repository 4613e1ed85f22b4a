"""Documents: texts of some hundred characters with several dates or none, and the place of each date.

They train and measure the search for dates in running text. A date is what `convert` would give a value for,
alone. A range is one date, and so are several that share a part (`3, 5 and 9 May 1920`) and years of which
one is meant (`1914 or 1915`). Other dates in a list are found one by one.
"""

from data_gen.documents.blocks import document_block, document_to_json, documents
from data_gen.documents.cuts import windows
from data_gen.documents.document import DateSpan, Document

__all__ = ["DateSpan", "Document", "document_block", "document_to_json", "documents", "windows"]
