"""What a text that was read well still leaves open: another day, several dates, or what people mean."""

from __future__ import annotations

from typing import NamedTuple

from datenorm.convert.candidate import DIGITS, Candidate
from datenorm.convert.conversion import Reading, Status
from datenorm.convert.options import Policy
from datenorm.convert.reasons import (
    Reason,
    ambiguous_feast,
    ambiguous_relative,
    relative,
    relative_time,
    several,
)
from datenorm.values import Resolution
from datenorm.values.forms import at_precision
from datenorm.values.movable import counts_in_other_calendar
from datenorm.values.several import shown_of


class OpenQuestion(NamedTuple):
    """Why a text has no value; see `Conversion` for the fields of the same name."""

    status: Status
    reason: Reason
    readings: tuple[Reading, ...] = ()


def open_question(best: Candidate, policy: Policy) -> OpenQuestion | None:
    """What the best reading leaves open; None if it is one date."""
    resolution = best.resolution
    if resolution.needs:
        reason = relative_time if resolution.needs == "time" else relative
        return OpenQuestion("relative", reason(resolution.program))
    if resolution.parts and resolution.value is None:
        return OpenQuestion("several", several([shown_of(part) for part in resolution.parts]))
    if resolution.readings:
        return _between(best, resolution.readings, policy)
    return None


def _between(best: Candidate, readings: tuple[Resolution, ...], policy: Policy) -> OpenQuestion | None:
    """What people mean differently, at the precision asked for."""
    values = (at_precision(one.value, policy.precision) for one in readings)
    different = tuple(dict.fromkeys(value for value in values if value is not None))
    if len(different) < 2:
        return None
    probability = round(best.probability / len(different), DIGITS)
    shown = tuple(Reading(value, probability) for value in different)
    first, second = different[:2]
    is_feast = counts_in_other_calendar(best.resolution.program or "")
    reason = ambiguous_feast(first, second) if is_feast else ambiguous_relative(first, second)
    return OpenQuestion("ambiguous", reason, shown)
