"""A closer look at refused texts: days that do not exist, and numbers that may count days or seconds.

The network cannot write 31 April, so it refuses the text or writes 30 April. Such a text is searched once
more, for days whose digits are free. A day that does not exist is reported if its numbers are exactly those
of the text. Only texts are searched whose numbers leave room for such a day. Leap days of common years are
written, see `datenorm.convert.decision`.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from datenorm.convert.decision import Decision
from datenorm.convert.reasons import Reason, maybe_serial_day, maybe_timestamp, no_such_day
from datenorm.search.hypotheses import Hypothesis
from datenorm.values import exists
from datenorm.values.calendars import DAY_LENGTH, LAST_MONTH

DaySearch = Callable[[list[int]], Iterable[Sequence[Hypothesis]]]
"""Row numbers of texts → for each the most likely days with any digits, best first."""

SEARCHED = 4
LEAST_SEARCHED = 0.05
"""Days that are searched for a text: how many, and how likely each must be."""

# Probabilities from which a day is reported, for refused and for converted texts; the latter are known to
# hold a date. With a whole year and a day number in the text, only the month has to be this probable.
_LEAST_REFUSED, _LEAST_CONVERTED = 0.7, 0.5

_LONGEST = 64  # characters of a text that is searched: no date takes more
_YEARS = range(1000, 2200)
_SAFE_DAY = 28  # every month has it
_LAST_DAY_BESIDE_A_WORD = 39  # higher numbers are mostly pages and weeks
_COMPACT_LENGTH = len("20210431")

_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:[+-]\d\d:?\d\d\b)?")

_DAY_ZERO = datetime.date(1899, 12, 30)  # of spreadsheets, for days after February 1900
_FIRST_COUNTED, _LAST_COUNTED = datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)


def look_closer(texts: Sequence[str], decisions: Sequence[Decision], search: DaySearch) -> list[Decision]:
    """The decisions, with a more exact reason for texts with a day that does not exist or a bare number.

    Args:
        texts: canonical texts.
        decisions: the decision on each.
        search: searches some of the texts.
    """
    found = list(decisions)
    to_search: list[int] = []
    texts = [_without_time(text, decision) for text, decision in zip(texts, decisions, strict=True)]
    for row, (text, decision) in enumerate(zip(texts, decisions, strict=True)):
        if not is_suspect(text, decision):
            continue
        reason = _counted(text) if decision.reason.code == "no-date" else None
        numbers = numbers_in(text) if reason is None else []
        if reason is not None:
            found[row] = decision._replace(reason=reason)
        elif _may_lack_a_day(numbers):
            day = _numeric_day(text, numbers)
            if day is not None:
                found[row] = _refused_as(day, decision)
            elif _leave_room(numbers) and (len(numbers) == 1 or _may_be_read(text, numbers, decision)):
                to_search.append(row)
    for row, days in zip(to_search, search(to_search) if to_search else (), strict=True):
        day = _read_day(texts[row], days, is_converted=found[row].status == "converted")
        if day is not None:
            found[row] = _refused_as(day, found[row])
    return found


def _without_time(text: str, decision: Decision) -> str:
    """The text without its time of day, whose numbers are not those of the day."""
    has_time = decision.best is not None and decision.best.meaning.resolution.datetime
    return _CLOCK.sub(" ", text) if has_time else text


def is_suspect(text: str, decision: Decision) -> bool:
    """Whether a text was refused as no date or doubtful, or converted to a day whose number it lacks."""
    if len(text) > _LONGEST:
        return False
    if decision.status == "converted":
        written = decision.best.hypothesis.text if decision.best else ""
        if written[7:8] != "-" or "/" in written:
            return False
        if len(text) == _COMPACT_LENGTH and text.isdecimal():
            return sorted(text) != sorted(written[:DAY_LENGTH].replace("-", ""))
        return written[8:10].lstrip("0") not in text
    return decision.reason.code in ("no-date", "doubtful")


def numbers_in(text: str) -> list[str]:
    """The runs of digits in a canonical text.

    >>> numbers_in("31st april 2021")
    ['31', '2021']
    """
    plain = text if text.isascii() else text.encode("ascii", "replace").decode()
    return plain.translate(_SPACES).split()


_DIGITS = "0123456789"
_SPACES = {code: " " for code in range(128) if chr(code) not in _DIGITS}


def _may_lack_a_day(numbers: list[str]) -> bool:
    """Whether the numbers are few, and one of them can be a month or a day that does not exist.

    A single 0 is a misread digit, and a year followed by the end of the next is a dual one: 1636/37.
    """
    if not 1 <= len(numbers) <= 3 or "0" in numbers:
        return False
    if len(numbers) == 2 and len(numbers[0]) == 4 and int(numbers[1]) == int(numbers[0]) % 100 + 1:
        return False
    small = [int(number) for number in numbers if len(number) <= 2]
    is_high = any(one == 0 or one > _SAFE_DAY for one in small) or sum(one > LAST_MONTH for one in small) > 1
    return is_high or len(numbers[0]) == _COMPACT_LENGTH


def _may_be_read(text: str, numbers: list[str], decision: Decision) -> bool:
    """Whether a text of several numbers is worth a search: beside words only if it has a whole year."""
    is_named = bool(_whole_year(numbers)[0]) if _has_letters(text) else ":" not in text  # no time of day
    return decision.status == "converted" or is_named


def _refused_as(day: str, decision: Decision) -> Decision:
    """The refusal of a text with a day that does not exist, without the reading of another day."""
    if decision.best is not None and not decision.best.meaning.is_refusal:
        return Decision("no-date", None, no_such_day(day))
    return decision._replace(reason=no_such_day(day))


def _leave_room(numbers: list[str]) -> bool:
    """Whether the numbers can be those of a day that does not exist."""
    if len(numbers) == 1 and len(numbers[0]) == _COMPACT_LENGTH:
        return True
    small = [int(number) for number in numbers if len(number) <= 2]
    years = [number for number in numbers if len(number) > 2]
    if len(years) > 1 or (years and not _whole_year(numbers)[0]):
        return False
    if sum(one > LAST_MONTH for one in small) > 1:
        return True
    return any(one == 0 or _SAFE_DAY < one <= _LAST_DAY_BESIDE_A_WORD for one in small)


def _numeric_day(text: str, numbers: list[str]) -> str | None:
    """The day of three numbers with a whole year, if it does not exist in any order of day and month."""
    year, others = _whole_year(numbers)
    if not year or len(others) != 2:
        return None
    if _has_letters(text[text.index(numbers[0]) : text.rindex(numbers[-1])]):
        return None
    first, second = (f"{year}-{month}-{day}" for month, day in (others, others[::-1]))
    if exists(first) or exists(second):
        return None
    return first if numbers[0] == year or (_is_in_a_month(first) and not _is_in_a_month(second)) else second


def _read_day(text: str, days: Sequence[Hypothesis], *, is_converted: bool) -> str | None:
    """The day that the network reads, if it does not exist and has the numbers of the text."""
    numbers = numbers_in(text)
    best, probability = days[0].text[:DAY_LENGTH], days[0].probability
    least = _LEAST_CONVERTED if is_converted else _LEAST_REFUSED
    year, others = _whole_year(numbers)
    if year and len(others) == 1 and not is_converted:
        months: defaultdict[str, float] = defaultdict(float)
        for one in days:
            months[one.text[5:7]] += one.probability
        month, probability = max(months.items(), key=itemgetter(1))
        best = f"{year}-{month}-{others[0]}"
    is_read = probability >= least and not exists(best) and int(best[8:]) <= _LAST_DAY_BESIDE_A_WORD
    return best if is_read and _is_written_with(best, numbers, is_named=_has_letters(text)) else None


def _whole_year(numbers: list[str]) -> tuple[str, list[str]]:
    """The one number that is a whole year, and the others with two digits; "" if there is none."""
    others = [number.zfill(2) for number in numbers if len(number) <= 2]
    years = [number for number in numbers if len(number) == 4 and int(number) in _YEARS]
    is_one = len(years) == 1 and len(others) == len(numbers) - 1
    return (years[0], others) if is_one else ("", others)


def _is_written_with(day: str, numbers: list[str], *, is_named: bool) -> bool:
    """Whether a day has exactly these numbers; its month may be named if it is one."""
    year, month, number = day[:4].lstrip("X"), day[5:7], day[8:]
    if len(numbers) == 1 and len(numbers[0]) == _COMPACT_LENGTH:
        return numbers[0] in (year + month + number, number + month + year, month + number + year)
    written, fields = sorted(map(int, numbers)), [int(one) for one in (year, number) if one]
    if written == sorted([*fields, int(month)]):
        return True
    return is_named and _is_in_a_month(day) and written == sorted(fields)


def _is_in_a_month(day: str) -> bool:
    return exists(f"{day[:8]}01")


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _counted(text: str) -> Reason | None:
    """What a whole number may count: days as spreadsheets do, or seconds or milliseconds since 1970."""
    if not text.isdecimal() or len(text) not in (5, 10, 13):
        return None
    if len(text) == 5:
        day = _DAY_ZERO + datetime.timedelta(days=int(text))
        reason = maybe_serial_day(text, day)
    else:
        day = datetime.date(1970, 1, 1) + datetime.timedelta(seconds=int(text[:10]))
        reason = maybe_timestamp(text, day, "seconds" if len(text) == 10 else "milliseconds")
    return reason if _FIRST_COUNTED <= day <= _LAST_COUNTED else None
