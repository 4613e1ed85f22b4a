"""The study of the attention family: every member is trained alike and measured.

`datenorm.pipeline.compare` provides the texts, `datenorm.display.study` writes the page.
"""
