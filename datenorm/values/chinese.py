"""The Chinese calendar from 1900 to 2100, whose feasts are those of China, Korea and Vietnam.

A month begins on the day of the new moon in China, and the winter solstice lies in the eleventh month. A year
of thirteen months has a leap month, which has the number of the month before it.
"""

from __future__ import annotations

CHINESE_YEARS = range(1900, 2101)
"""The Gregorian years in which the Chinese years begin whose days are known."""

_FIRST_CHINESE_DAY = 693626
"""Number of 31 January 1900."""

_MONTHS_OF_YEARS = (
    "04bd804ae00a570054d50d2600d95016554056a009ad0055d204ae00a5b60a4d00d2501d2550b5400d6a00ada2095b014977"
    "049700a4b00b4b506a5006d401ab5402b6009570052f204970065660d4a00ea5016a9505ad002b60186e3092e01c8d70c950"
    "0d4a01d8a60b550056a01a5b4025d0092d00d2b20a9500b55706ca00b5501535504da00a5b014573052b00a9a80e95006aa0"
    "0aea60ab5004b600aae40a570052600f2630d95005b57056a0096d004dd504ad00a4d00d4d40d2500d5580b5400b6a0195a6"
    "095b0049b00a9740a4b00b27a06a5006d400af460ab600957004af504970064b0074a30ea5006b5805ac00ab60096d5092e0"
    "0c9600d9540d4a00da5007552056a00abb7025d0092d00cab50a9500b4a00baa40ad50055d904ba00a5b015176052b00a930"
    "0795406aa00ad5005b5204b600a6e60a4e00d2600ea650d53005aa0076a3096d004afb04ad00a4d01d0b60d2500d5200dd45"
    "0b5a0056d0055b2049b00a5770a4b00aa501b25506d200ada014b6309370049f804970064b0168a60ea5006b201a6c40aae0"
    "092e00d2e30c9600d5570d4a00da5005d55056a00a6d0055d4052d00a9b80a9500b4a00b6a60ad50055a00aba40a5b0052b0"
    "0b273069300733706aa00ad5014b5504b600a570054e40d2600e9680d5200daa016aa6056d004ae00a9d40a4d00d1500f252"
    "0d520"
)
"""Five hexadecimal digits a year, as the Hong Kong Observatory's tables are usually packed: the first is 1 if
the leap month has 30 days, three digits have a bit for each of the months 1 to 12 that is set if it has 30
days and not 29, the last is the number of the leap month, 0 for none. A test makes the table anew from
another source."""

_DIGITS = 5
_LONG, _SHORT = 30, 29


def chinese_months(year: int) -> dict[int, tuple[int, int]]:
    """The months of a Chinese year, by number, with their first and last days; a leap month has a minus.

    Args:
        year: the Gregorian year in which it begins.

    Raises:
        ValueError: if its days are not known.
    """
    if year not in CHINESE_YEARS:
        raise ValueError(f"no table of the Chinese year {year}")
    first = _FIRST_CHINESE_DAY + sum(sum(_lengths(one).values()) for one in range(CHINESE_YEARS.start, year))
    months = {}
    for month, length in _lengths(year).items():
        months[month] = first, first + length - 1
        first += length
    return months


def _lengths(year: int) -> dict[int, int]:
    """The days of each month, in the order of the year."""
    start = (year - CHINESE_YEARS.start) * _DIGITS
    packed = int(_MONTHS_OF_YEARS[start : start + _DIGITS], base=16)
    leap = packed & 0xF
    lengths = {}
    for month in range(1, 13):
        lengths[month] = _LONG if packed >> (16 - month) & 1 else _SHORT
        if month == leap:
            lengths[-month] = _LONG if packed >> 16 & 1 else _SHORT
    return lengths
