"""The study of the attention family: the same training for every member, and what is measured of each.

Knows nothing of the generator; the command line brings the texts (`datenorm.study.texts`). What comes
out are plain results that JSON can hold; `datenorm.display.study` makes a page with figures of them.
"""
