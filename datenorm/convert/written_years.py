"""Ranges whose text has one year: the years of both ends are those that the text has.

In *April–August 2029* the network reads the year of the first month far from its place, and some of the
probability goes to `2028-04/2029-08`. Of two readings that differ only in one digit of a year, the one whose
years are in the text gets the probability of both. *28 December – 3 January 2027* begins in the year before.
The network mostly writes the year that it reads, so code subtracts one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from datenorm.search.hypotheses import Hypothesis

_YEAR = re.compile(r"(?<![^/,;\[{.])(?<![^.]\.)\d{4}(?!\d)")
"""A whole year of a value, not that of another calendar."""

_NUMBER = re.compile(r"\d+")
_OF_ONE_YEAR = re.compile(r"(\d{4})-(0\d|1[0-2])(?!\d)([^/]*)/\1-(0\d|1[0-2])(?!\d).*")


def with_written_years(text: str, hypotheses: Sequence[Hypothesis]) -> Sequence[Hypothesis]:
    """The hypotheses, best first; those with a misread year count for the one with the year of the text.

    Args:
        text: the canonical text.
        hypotheses: what the network may have read, best first.
    """
    found = _merged(text, hypotheses) if len(hypotheses) > 1 else hypotheses
    return [_over_new_year(text, one) if "/" in one.text else one for one in found]


def _over_new_year(text: str, hypothesis: Hypothesis) -> Hypothesis:
    """The hypothesis; a range of one year that ends before it starts begins in the year before."""
    ends = _OF_ONE_YEAR.fullmatch(hypothesis.text)
    if ends is None or ends[2] <= ends[4] or sum(ends[1] in one for one in _NUMBER.findall(text)) != 1:
        return hypothesis
    return hypothesis._replace(text=f"{int(ends[1]) - 1:04d}{hypothesis.text[4:]}")


def _merged(text: str, hypotheses: Sequence[Hypothesis]) -> Sequence[Hypothesis]:
    is_written = _writes(text)
    years = [_YEAR.findall(one.text) for one in hypotheses]
    right = [row for row, some in enumerate(years) if some and all(map(is_written, some))]
    shares = {row: math.exp(one.log_probability) for row, one in enumerate(hypotheses)}
    for row, some in enumerate(years):
        if row in right or not some:
            continue
        for other in right:
            if _differ_in_a_digit(some, years[other], is_written) and _rest(hypotheses[row]) == _rest(
                hypotheses[other]
            ):
                shares[other] += shares.pop(row)
                break
    if len(shares) == len(hypotheses):
        return hypotheses
    kept = [hypotheses[row]._replace(log_probability=math.log(share)) for row, share in shares.items()]
    return sorted(kept, key=lambda one: -one.log_probability)


def _writes(text: str) -> Callable[[str], bool]:
    """The function that tells whether a text has a year, or its last digits as a number: 1909–10."""
    numbers = _NUMBER.findall(text)
    ends = tuple(number for number in numbers if len(number) < 4)
    return lambda year: any(year in number for number in numbers) or (bool(ends) and year.endswith(ends))


def _differ_in_a_digit(
    years: Sequence[str], others: Sequence[str], is_written: Callable[[str], bool]
) -> bool:
    """Whether years that are not written differ from the others in one digit each, and the rest does not."""
    return len(years) == len(others) and all(
        year == other
        or (not is_written(year) and sum(one != two for one, two in zip(year, other, strict=True)) == 1)
        for year, other in zip(years, others, strict=True)
    )


def _rest(hypothesis: Hypothesis) -> str:
    return _YEAR.sub("", hypothesis.text)
