"""Whatever the network writes has a final form that is a value of its own."""

from __future__ import annotations

import datetime
from random import Random

import pytest

from datenorm.values import (
    FORBIDDEN,
    START,
    TARGET_SYMBOLS,
    TRANSITIONS,
    Reckoning,
    accepts,
    in_columns,
    interval_of,
    is_value,
    resolve,
)
from datenorm.values.alphabet import EOS_ID, NAMED_ZONE

_FOLLOWING = [
    [(index, state) for index, state in enumerate(row) if state != FORBIDDEN and index != EOS_ID]
    for row in TRANSITIONS
]


def _drawn(rng: Random) -> str:
    """A text that the network may write."""
    state, symbols = START, list[str]()
    while TRANSITIONS[state][EOS_ID] == FORBIDDEN or (_FOLLOWING[state] and rng.random() > 0.4):
        index, state = rng.choice(_FOLLOWING[state])
        symbols.append(TARGET_SYMBOLS[index])
    return "".join(symbols)


@pytest.mark.parametrize(
    "rules",
    [
        Reckoning(),
        Reckoning(reference_date=datetime.datetime(2026, 11, 25, 14, 30), prefer="past"),
        Reckoning(reference_date=datetime.date(1, 1, 1), next_means="week"),
        Reckoning(reference_date=datetime.date(9999, 12, 31), direction="future"),
    ],
)
def test_all_that_is_written_resolves_to_values_or_nothing(rules: Reckoning) -> None:
    rng = Random(5)
    for text in filter(accepts, (_drawn(rng) for _ in range(3000))):
        resolution = resolve(text, rules)
        for one in (resolution, *resolution.parts, *resolution.readings):
            assert one.value is None or is_value(one.value), text
            interval_of(one.value)
            in_columns(one.value, "iso")
            moments = [end for end in one.datetime.split("/") if end not in ("", "..")]
            assert all(is_value(moment.removesuffix(NAMED_ZONE)) for moment in moments), text
