"""Numbers, and words with numbers, beside a date: money, pages, shelf marks, columns of a table.

`figures` fills templates with numbers, `company` draws neighbours, `layouts` puts a date and its neighbours
into one text that says clearly which number is the date, and `dated` makes examples of them.
"""
