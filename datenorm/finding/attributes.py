"""Values as attributes of HTML and TEI, only where the attribute can say them.

HTML: `datetime` of `<time>` takes a day, month, year of four digits, week, or a day or time without a year
(HTML Living Standard, 4.5.14). What it cannot say goes into `<data value>`, which takes any text.

TEI: `when`, `notBefore`, `notAfter`, `from` and `to` take W3C dates (TEI P5, att.datable.w3c).
"""

from __future__ import annotations

from datenorm.convert.conversion import Conversion
from datenorm.values import DateValue, interval_of, parse
from datenorm.values.calendars import LAST_MONTH
from datenorm.values.parsing import RangeValue, SetValue
from datenorm.values.times import Moment, minutes_of

Attributes = dict[str, str]

_UNCERTAIN, _APPROXIMATE = "?%", "~%"
_MIDNIGHT, _LEAP_SECOND = 24, 60
_MOST_DIGITS = 3
_FARTHEST = 14 * 60


def html_datetime(conversion: Conversion) -> str | None:
    """The value as a `datetime` of HTML, with its time of day; None if HTML has no such date.

    >>> from datenorm.convert.conversion import Conversion
    >>> def html(value, **more): return html_datetime(Conversion("", value, "converted", 1.0, **more))
    >>> html("1969-07"), html("XXXX-07-20"), html("2021-W23"), html("1850~"), html("-0043")
    ('1969-07', '07-20', '2021-W23', None, None)
    >>> html("2021-05-12", datetime="2021-05-12T14:30+02:00")
    '2021-05-12T14:30+02:00'
    """
    date = _single(conversion.value)
    if date is None or date.qualifier or date.day_of_year is not None or date.day_of_week is not None:
        return None
    if date.is_yearless:
        return f"{date.month:02d}-{date.day:02d}" if date.month and date.day else None
    if not date.year.isdecimal() or int(date.year) < 1 or (date.month or 1) > LAST_MONTH:
        return None
    return _html_moment(conversion.datetime) or str(date)


def _html_moment(moment: str | None) -> str | None:
    """A day with a time that HTML can say: hours and minutes, at most milliseconds."""
    found = _moment_of(moment)
    if found is None or found.time.minute is None or len(found.time.fraction) > _MOST_DIGITS:
        return None
    return moment


def tei_attributes(conversion: Conversion) -> Attributes:
    """The value as attributes of `<date>`; none if TEI has no such date.

    A day, month or year is `when`. A range is `from` and `to`. One of several, a decade, a season, a week and
    what lies before or after a day is `notBefore` and `notAfter`. An approximate date has `precision`, an
    uncertain one `cert`.

    >>> from datenorm.convert.conversion import Conversion
    >>> def tei(value): return tei_attributes(Conversion("", value, "converted", 1.0))
    >>> tei("1969-07-20"), tei("XXXX-07-20"), tei("1850~")
    ({'when': '1969-07-20'}, {'when': '--07-20'}, {'when': '1850', 'precision': 'low'})
    >>> tei("1914-03/1914-05"), tei("../1945"), tei("[1914,1915]")
    ({'from': '1914-03', 'to': '1914-05'}, {'notAfter': '1945'}, {'notBefore': '1914', 'notAfter': '1915'})
    """
    value = None if conversion.value is None else parse(conversion.value)
    if isinstance(value, DateValue):
        found = _of_date(value, conversion.datetime)
        return _with_doubts(found, value.qualifier) if found else {}
    if isinstance(value, RangeValue):
        return _of_range(value)
    if isinstance(value, SetValue) and value.is_choice:
        return _between(_w3c(value.dates[0], first=True), _w3c(value.dates[-1], first=False))
    return {}


def _of_date(date: DateValue, moment: str | None) -> Attributes:
    exact = _xsd_moment(moment) or _exact(date)
    if exact:
        return {"when": exact}
    return {} if date.is_yearless else _between(_w3c(date, first=True), _w3c(date, first=False))


def _of_range(value: RangeValue) -> Attributes:
    start = None if value.start is None else _w3c(value.start, first=True)
    end = None if value.end is None else _w3c(value.end, first=False)
    if (value.start is None) != (start is None) or (value.end is None) != (end is None):
        return {}  # an end that W3C dates cannot say
    qualifier = "".join(one.qualifier for one in (value.start, value.end) if one is not None)
    if start is not None and end is not None:
        return _with_doubts({"from": start, "to": end}, qualifier)
    return _with_doubts(_between(start, end, is_open=True), qualifier)


def _between(first: str | None, last: str | None, *, is_open: bool = False) -> Attributes:
    if not is_open and (first is None or last is None):
        return {}
    return {name: day for name, day in (("notBefore", first), ("notAfter", last)) if day is not None}


def _with_doubts(attributes: Attributes, qualifier: str) -> Attributes:
    found = dict(attributes)
    if not set(_APPROXIMATE).isdisjoint(qualifier):
        found["precision"] = "low"
    if not set(_UNCERTAIN).isdisjoint(qualifier):
        found["cert"] = "low"
    return found


def _w3c(date: DateValue, *, first: bool) -> str | None:
    """A date, or the first or last day of what W3C dates cannot say otherwise; None without a year."""
    if date.is_yearless:
        return None
    exact = _exact(date)
    if exact:
        return exact
    interval = interval_of(str(date._replace(qualifier="", time="")))
    day = None if interval is None else interval.first if first else interval.last
    if day is None or not _has_year(day.rpartition("-")[0].rpartition("-")[0]):
        return None
    return day


def _exact(date: DateValue) -> str:
    """A day, month or year as XML Schema writes it, also without a year; "" for anything else."""
    if date.week is not None or date.day_of_year is not None or (date.month or 1) > LAST_MONTH:
        return ""
    plain = str(date._replace(qualifier="", time=""))
    if date.is_yearless:
        return "-" + plain.removeprefix(date.year).replace("-XX", "-")
    return plain if _has_year(date.year) else ""


def _has_year(year: str) -> bool:
    """Whether XML Schema has the year: it has none with the number 0."""
    return year.lstrip("-").isdecimal() and int(year) != 0


def _xsd_moment(moment: str | None) -> str | None:
    """A day with a time that has seconds; XML Schema has no others, and offsets up to 14 hours."""
    found = _moment_of(moment)
    if found is None or found.time.second is None or not _has_year(found.day[:4]):
        return None
    offset = found.time.offset
    return moment if not offset or abs(minutes_of(offset)) <= _FARTHEST else None


def _moment_of(text: str | None) -> Moment | None:
    """A single day with a time that clocks show: neither 24:00 nor a leap second."""
    found = None if text is None or "/" in text or "X" in text else Moment.parse(text)
    if found is None or found.time.hour == _MIDNIGHT or found.time.second == _LEAP_SECOND:
        return None
    return found


def _single(value: str | None) -> DateValue | None:
    parsed = None if value is None else parse(value)
    return parsed if isinstance(parsed, DateValue) else None
