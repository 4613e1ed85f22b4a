"""A finder whose normalizer answers from a table and whose tagger finds the texts of that table."""

from __future__ import annotations

import re

import pytest

from datenorm.detection.tagger import TaggedSpan
from datenorm.finding.finder import Finder


class ListTagger:
    """Finds given texts, at word boundaries, the longest first."""

    def __init__(self, texts, score=1.0):
        self._score = score
        longest_first = sorted(texts, key=len, reverse=True)
        self._pattern = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in longest_first))

    def tag_many(self, texts, language=None, order=None):
        found = (self._pattern.finditer(text) for text in texts)
        return [[TaggedSpan(one.start(), one.end(), self._score) for one in some] for some in found]


TABLE = {
    "5 may 2012": {"2012-05-05": 1.0},
    "5\nmay 2012": {"2012-05-05": 1.0},
    "c. 1850": {"1850~": 1.0},
    "1914 to 1918": {"1914/1918": 1.0},
    "03/04/2005": {"2005-04-03": 0.5, "2005-03-04": 0.5},
    "yesterday": {"@-1d": 1.0},
    "two days later": {"&+2d": 1.0},
    "31 may": {"XXXX-05-31": 1.0},
    "page 7": {"∅": 1.0},
    "1834, 1835": {"1834;1835": 1.0},
    "5ish may": {"XXXX-05-05": 0.4, "XXXX-06-05": 0.3, "XXXX-07-05": 0.3},
    "6ish may": {"XXXX-05-06": 0.8, "XXXX-06": 0.2},
    "room 5": {"XXXX-XX-05": 0.45, "∅": 0.4, "XXXX-05": 0.15},
    "ix": {"1834;1835": 1.0},
    "c. 1850 or 1914 to 1918": {"∅": 0.5, "1850~/1918": 0.5},
    "before 5 may 2012 and after that": {"∅": 0.5, "../2012-05-05": 0.5},
    "5 may 2012 at noon": {"2012-05-05T12:00": 1.0},
}


@pytest.fixture(scope="session")
def list_tagger():
    """The class `ListTagger`."""
    return ListTagger


@pytest.fixture
def finder(scripted_normalizer):
    """A finder of the texts of `TABLE` in any case; `page 7` is tagged and is no date."""
    tagged = [*TABLE, *(text.replace("may", "May") for text in TABLE), "Yesterday", "Two days later"]
    return Finder(
        scripted_normalizer({text.replace("\n", " "): one for text, one in TABLE.items()}), ListTagger(tagged)
    )
