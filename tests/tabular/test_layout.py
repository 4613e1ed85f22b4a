"""Which columns a user means."""

import pytest

from datenorm.errors import ConfigError
from datenorm.tabular import choose_columns

NAMES = ["name", "born", "died", "2", "/x/", "", "a", "a"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (["born"], (1,)),
        (["died", "born"], (2, 1)),
        (["1"], (0,)),
        (["2"], (3,)),  # a name comes before a number
        (["/x/"], (4,)),  # and before a pattern
        (["/^(born|died)$/"], (1, 2)),
        (["/e/", "born", "1"], (0, 2, 1)),
        (["8"], (7,)),
        ([""], (5,)),
    ],
)
def test_a_column_is_found_by_name_number_or_pattern(wanted, expected):
    assert choose_columns(wanted, NAMES) == expected


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        ("brn", "no column is named 'brn'", "did you mean 'born'"),
        ("zzz", "no column is named", "there are 'name', 'born'"),
        ("0", "numbered 1 to 8", None),
        ("9", "numbered 1 to 8", None),
        ("/zzz/", "no column name matches", "there are"),
        ("/(/", "not a valid regular expression", None),
        ("a", "2 columns are named 'a'", "7, 8"),
    ],
)
def test_what_is_no_column_is_said_with_what_there_is(wanted, message, hint):
    with pytest.raises(ConfigError, match=message) as caught:
        choose_columns([wanted], NAMES)
    assert hint is None or hint in caught.value.hint
