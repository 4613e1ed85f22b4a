"""Times of day with their offsets: what a named zone means, what a time without one means, UTC."""

from __future__ import annotations

from typing import NamedTuple

from datenorm.convert.options import Policy
from datenorm.values.alphabet import NAMED_ZONE
from datenorm.values.counted import number_in
from datenorm.values.times import Moment
from datenorm.values.zones import NamedZone, ZoneMeaning, region_in, regions_of, zone_in


class ZonedTime(NamedTuple):
    """A date with its times of day as the user gets it.

    Attributes:
        datetime: in ISO 8601, with an offset if that is known.
        zone: the IANA name of the zone that the text or the user names, or "".
        name: the name of a zone that leaves the offset open, or "".
        readings: if the offset is open, the same with each offset that it may be.
        is_needed: whether an offset is needed.
    """

    datetime: str
    zone: str = ""
    name: str = ""
    readings: tuple[str, ...] = ()
    is_needed: bool = False


def clock_of(datetime: str, source: str, locale: str | None, policy: Policy) -> ZonedTime:
    """What a date with times means.

    Args:
        datetime: a moment or two, with `z` where the text names a zone.
        source: the text.
        locale: its locale. The region in it settles what an abbreviation means.
        policy: whether an offset is needed, UTC is wanted, and what a time without a zone means.
    """
    if NAMED_ZONE not in datetime and policy.zone is None and not policy.utc:
        return ZonedTime(datetime, _region_named_in(source))
    ends = [Moment.parse(end) or end for end in datetime.split("/")]
    offsets = {end.time.offset for end in ends if isinstance(end, Moment)}
    if NAMED_ZONE in offsets:
        named = zone_in(source)
        return _named(ends, _settled(named, locale, policy), policy) if named else _as_said(ends, policy)
    if "" in offsets and policy.zone is not None:
        meaning = ZoneMeaning("", policy.zone, is_named=True, regions=frozenset())
        return _named(ends, NamedZone(policy.zone, (meaning,)), policy, is_needed=True)
    if policy.epoch is not None and policy.zone is not None and number_in(source.strip()) is not None:
        return _as_said(ends, policy)._replace(zone=policy.zone)  # a Unix time, written at its offset there
    return _as_said(ends, policy)._replace(zone=_region_named_in(source))


def _region_named_in(source: str) -> str:
    """The IANA name of a zone in a text, or ""."""
    region = region_in(source)
    return region.meanings[0].zone if region else ""


def _settled(named: NamedZone, locale: str | None, policy: Policy) -> NamedZone:
    """The meanings that the zone of the user or the region of the locale leaves."""
    regions = regions_of(policy.zone) if policy.zone else frozenset()
    for known in (regions, _region_of(locale)):
        left = tuple(meaning for meaning in named.meanings if known & meaning.regions)
        if left:
            return named._replace(meanings=left)
    return named


def _region_of(locale: str | None) -> frozenset[str]:
    """The region of a locale such as `en-IN` or `zh_Hant_TW.UTF-8`."""
    subtags = (locale or "").partition(".")[0].replace("_", "-").split("-")[1:]
    return frozenset(tag.upper() for tag in subtags if len(tag) == len("IN"))


def _named(
    ends: list[Moment | str], named: NamedZone, policy: Policy, *, is_needed: bool = False
) -> ZonedTime:
    """The moments at the offset of a zone; without an offset if it is open and not needed."""
    found: dict[str, str] = {}
    for meaning in named.meanings:
        for late in (False, True):
            moments = [_at(end, meaning, late=late) for end in ends]
            found.setdefault(_text(moments, policy), meaning.zone if meaning.is_named else "")
    (datetime, zone), *others = found.items()
    if not others:
        return ZonedTime(datetime, zone)
    is_needed = is_needed or policy.needs_offset
    if not is_needed:
        datetime, zone = _as_said(ends, policy).datetime, ""
    return ZonedTime(datetime, zone, named.name, tuple(found), is_needed)


def _at(end: Moment | str, meaning: ZoneMeaning, *, late: bool) -> Moment | str:
    """A moment at the offset of a zone; the later one where clocks are set back and a time comes twice."""
    if not isinstance(end, Moment) or end.time.offset not in ("", NAMED_ZONE):
        return end
    local = end.local
    if local is None:
        return end.at(meaning.offset)
    offsets = meaning.offsets_at(local)
    return end.at(offsets[-1 if late else 0])


def _as_said(ends: list[Moment | str], policy: Policy) -> ZonedTime:
    """The moments with the offsets that the text says in numbers."""
    moments = (
        end.at("") if isinstance(end, Moment) and end.time.offset == NAMED_ZONE else end for end in ends
    )
    return ZonedTime(_text(list(moments), policy))


def _text(ends: list[Moment | str], policy: Policy) -> str:
    return "/".join(str(end.in_utc() if policy.utc and isinstance(end, Moment) else end) for end in ends)
