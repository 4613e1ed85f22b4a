"""Whatever is printed is EDTF to a library that is not ours, and means the same days to it."""

import re
from pathlib import Path

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from datenorm.values import (
    FINAL,
    FORBIDDEN,
    START,
    TARGET_SYMBOLS,
    TRANSITIONS,
    accepts,
    interval_of,
    resolve,
)
from datenorm.values.alphabet import EOS_ID

ARCHIVES = Path(__file__).parents[2] / "docs" / "archives.md"
FOLLOWING = [[index for index, state in enumerate(row) if state != FORBIDDEN] for row in TRANSITIONS]

# What the library does not read, by the features of EDTF (ISO 8601-2:2019, Annex A) that say it is right.
KNOWN = {
    # Level 1, "qualification of a date (complete)": `?`, `~`, `%` may follow any date, and those of Level 1,
    # "seasons", and Level 2, "sub-year groupings", are dates.
    "a season or quarter that is qualified": r"-?\d{4}-[2-4]\d[~?%]",
    # Level 2, "unspecified digits" anywhere in a date, and the same qualification of it.
    "a day without a year that is qualified": r"XXXX-(\d\d|XX)(-\d\d)?[~?%]",
    # Level 1, "extended interval": its ends may be any dates, open or qualified.
    "an interval from or to a season or quarter": r"(.*/)?-?\d{4}-[2-4]\d[~?%]?(/.*)?",
    # Level 1, "seasons", and Level 2, "unspecified digits" anywhere in a date.
    "a season or quarter of any year": r"(.*/)?XXXX-[2-4]\d[~?%]?(/.*)?",
    # Level 2, "interval": unspecified digits in its ends, beside open and qualified ones.
    "an interval of unspecified digits, qualified, open or BC": r"(?=.*/)(?=.*[~?%.]|.*-\d*X).*X.*",
    # Level 2, "set representation": all dates between two, with unspecified digits.
    "a set with several decades in a row": r"[\[{](?=.*X\.\.).*[\]}]",
}

OF_ISO = r"-W\d\d|-\d{3}(?!\d)"
"""Weeks and days of the year are of ISO 8601-1 and not of EDTF."""


def read(value):
    """The library's reading, or None; in some intervals with unknown digits it trips over itself."""
    try:
        return parse_edtf(value)
    except (EDTFParseException, TypeError):
        return None


def days(reading, value):
    """The first and last day that the library takes a value for; it reckons none for what is open."""

    def iso(day):
        return f"{'-' if day.tm_year < 0 else ''}{abs(day.tm_year):04d}-{day.tm_mon:02d}-{day.tm_mday:02d}"

    return (
        None if value.startswith("..") else iso(reading.lower_strict()),
        None if value.endswith("..") else iso(reading.upper_strict()),
    )


def check(value):
    reading = read(value)
    if reading is None:
        assert [name for name, pattern in KNOWN.items() if re.fullmatch(pattern, value)], value
        # Part by part it is read all the same.
        for end in re.split(r",|\.\.", value[1:-1]) if value[0] in "[{" else value.split("/"):
            part = end.rstrip("~?%")
            assert part == ".." or re.fullmatch(r"XXXX-[2-4]\d", part) or read(part) is not None, value
        return
    interval = interval_of(value)
    # Approximation is reckoned otherwise there, and winter ends with its year.
    if interval is not None and not re.search(r"[~?%]|-24", value):
        assert days(reading, value) == interval, value


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_values_of_random_walks_are_edtf(data):
    state, text = START, ""
    while state != FINAL:
        symbol = data.draw(st.sampled_from(FOLLOWING[state]))
        text += "" if symbol == EOS_ID else TARGET_SYMBOLS[symbol]
        state = TRANSITIONS[state][symbol]
    assume(accepts(text))  # no longer than the network writes
    value = resolve(text).value
    assume(value is not None and not re.search(OF_ISO, value))
    check(value)


@pytest.mark.parametrize(
    "written",
    [
        "1969-07-20⑦",
        "1732-02-10o",
        "-04XX",
        "-004X",
        "-0043-03-15",
        "[1914,1915,1916]",
        "[1890-05-03,1890-05-04]",
        "[185X,186X]",
        "1800~/1833~",
        "17XX/18XX",
        "../1945",
        "1914-24",
        "2014-35",
        "185X~",
        "XX69-07-20",
        "P1399",
        "A5780-01",
    ],
)
def test_values_of_every_kind_are_edtf(written):
    value = resolve(written).value
    assert read(value) is not None
    check(value)


def test_the_disagreements_that_the_documentation_lists_are_still_there():
    listed = re.findall(r"^\| `(.+?)` \|.*\| (?:level|the same)", ARCHIVES.read_text(encoding="utf-8"), re.M)
    for value in (*listed, "17XX/18XX~"):
        assert read(value) is None, value
        check(value)
    shown = [[name for name, pattern in KNOWN.items() if re.fullmatch(pattern, value)] for value in listed]
    assert {name for names in shown for name in names} == set(KNOWN)
