"""What is asked of a project: settings, filters, scopes and decisions, checked as they come in from JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, cast

from datenorm.bulk.lines import INFER, NO_ORDER
from datenorm.convert.hints import day_of
from datenorm.convert.options import Policy
from datenorm.errors import ConfigError, InputError
from datenorm.text.vocabulary import ORDERS
from datenorm.values import Reckoning
from datenorm.values.counted import EpochUnit
from datenorm.values.periods import Prefer
from datenorm.workbench.meaning import check_value

Mark = Literal["weekday-conflict", "century-inferred", "by-hand"]
"""What sets a text apart: its weekday contradicts, its century was added, a person decided it."""

MARKS: dict[Mark, int] = {"weekday-conflict": 1, "century-inferred": 2, "by-hand": 4}
"""Each mark with its bit in the project file."""

WAITING = "waiting"
"""The status of a text that is not converted yet."""

RulingKind = Literal["value", "reading", "no-date", "order", "undecided"]

RULING_KINDS: tuple[RulingKind, ...] = ("value", "reading", "no-date", "order", "undecided")


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """How the column is read.

    Attributes:
        order: "infer", what the column as a whole shows; "none", what each text shows; or DMY, MDY, YMD.
        locale: the locale of the texts.
        reference_date: the day that relative dates and missing years are counted from, in ISO 8601, with a
            time of day or without.
        prefer: which year completes a date without one: "nearest", "past" or "future".
        pivot: two-digit years from it on are 19YY, lower ones 20YY.
        century: "past" or "future", the side of the reference date, or of today, on which two-digit years
            lie; cannot be combined with a pivot.
        zone: IANA name of the zone of times that name none.
        excel_serial: whether a number is the serial day of a spreadsheet.
        epoch: unit of numbers that are Unix times: "s", "ms", "us" or "ns"; cannot be combined with serial
            days.
    """

    order: str = INFER
    locale: str | None = None
    reference_date: str | None = None
    prefer: Prefer | None = None
    pivot: int | None = None
    century: Literal["past", "future"] | None = None
    zone: str | None = None
    excel_serial: bool = False
    epoch: EpochUnit | None = None

    def __post_init__(self) -> None:
        order = self.order.upper() if isinstance(self.order, str) else self.order
        if order in ORDERS:
            object.__setattr__(self, "order", order)
        elif self.order not in (INFER, NO_ORDER):
            known = ", ".join([INFER, NO_ORDER, *ORDERS])
            raise ConfigError(f"`order` must be one of {known}, got {self.order!r}")
        if self.locale is not None and not isinstance(self.locale, str):
            raise ConfigError(f"`locale` must be a locale such as en-GB, got {self.locale!r}")
        if self.pivot is not None and (isinstance(self.pivot, bool) or not isinstance(self.pivot, int)):
            raise ConfigError(f"`pivot` must be a whole number, got {self.pivot!r}")
        if self.prefer is not None and self.reference_date is None:
            raise ConfigError("`prefer` needs a reference date")
        if self.zone is not None and not isinstance(self.zone, str):
            raise ConfigError(f"`zone` must be a name such as Europe/Paris, got {self.zone!r}")
        if not isinstance(self.excel_serial, bool):
            raise ConfigError(f"`excel_serial` must be true or false, got {self.excel_serial!r}")
        self.policy()  # raises what is wrong with the others

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> ReviewSettings:
        """The settings that an object in JSON holds; null and "" stand for the default.

        Raises:
            ConfigError: if a name is unknown or a value cannot be used.
        """
        _check_names(cls, values)
        return cls(**{name: value for name, value in values.items() if value not in (None, "")})

    def policy(self) -> Policy:
        """How texts are decided.

        Raises:
            ConfigError: if a value cannot be used.
        """
        written = self.reference_date
        if written is not None and not isinstance(written, str):
            raise ConfigError(f"`reference_date` must be a day such as 2016-02-29, got {written!r}")
        reckoning = Reckoning(
            pivot=self.pivot,
            direction=self.century,
            reference_date=None if written is None else day_of(written),
            prefer=self.prefer or "nearest",
        )
        return Policy(reckoning=reckoning, zone=self.zone, excel_serial=self.excel_serial, epoch=self.epoch)

    def as_dict(self) -> dict[str, Any]:
        """The settings as an object for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """Which texts are meant; of each field any of its names, and all fields together.

    Attributes:
        status: statuses of `Conversion`, or `WAITING`.
        code: codes of reasons; "" for none.
        shape: shapes, see `shape_of`.
        mark: names of `MARKS`.
        language: language codes; "" for unknown.
        search: part of the text; case does not matter.
    """

    status: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    shape: tuple[str, ...] = ()
    mark: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    search: str = ""

    def __post_init__(self) -> None:
        unknown = set(self.mark).difference(MARKS)
        if unknown:
            raise InputError(f"`mark` must be one of {', '.join(MARKS)}, got {min(unknown)!r}")

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> ReviewFilter:
        """The filter that a query or an object in JSON holds: of each name one text, or a list of them.

        Raises:
            InputError: if a name is unknown or a value is no text.
        """
        _check_names(cls, values)
        made: dict[str, Any] = {name: _texts(name, value) for name, value in values.items()}
        if "search" in made:
            made["search"] = " ".join(made["search"])
        return cls(**made)


@dataclass(frozen=True, slots=True)
class Scope:
    """The texts that a decision is for: by their ids, all of the shape of one, or all of a filter."""

    ids: tuple[int, ...] | None = None
    shape_of: int | None = None
    filter: ReviewFilter | None = None

    def __post_init__(self) -> None:
        given = [one for one in (self.ids, self.shape_of, self.filter) if one is not None]
        if len(given) != 1:
            raise InputError("a scope is one of ids, shape_of and filter")
        numbers = (self.shape_of,) if self.shape_of is not None else self.ids or ()
        if not all(isinstance(one, int) and not isinstance(one, bool) for one in numbers):
            raise InputError("the id of a text is a whole number")

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Scope:
        """The scope that an object in JSON holds.

        Raises:
            InputError: if it is none.
        """
        _check_names(cls, values)
        ids, filter = values.get("ids"), values.get("filter")
        if ids is not None and not isinstance(ids, Sequence):
            raise InputError("`ids` must be a list of numbers")
        if filter is not None and not isinstance(filter, Mapping):
            raise InputError("`filter` must be an object")
        return cls(
            None if ids is None else tuple(ids),
            values.get("shape_of"),
            None if filter is None else ReviewFilter.of(filter),
        )


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decides for texts.

    Attributes:
        kind: "value", the text means `value`; "reading", it means the reading number `index` of those
            offered; "no-date", it holds no date; "order", it is read in the order `value`; "undecided", the
            model's answer holds again.
        value: a value of the value language, or a field order.
        index: the number of a reading, from 0.
    """

    kind: RulingKind
    value: str | None = None
    index: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in RULING_KINDS:
            raise InputError(f"`kind` must be one of {', '.join(RULING_KINDS)}, got {self.kind!r}")
        if self.kind == "value":
            checked = check_value(self.value if isinstance(self.value, str) else "")
            if not checked.valid:
                raise InputError(
                    f"{self.value!r} is not a value", hint="write ISO 8601 or EDTF, such as 1850~ or 1914-24"
                )
            object.__setattr__(self, "value", checked.value)
        if self.kind == "order":
            order = self.value.upper() if isinstance(self.value, str) else ""
            if order not in ORDERS:
                raise InputError(f"`value` must be one of {', '.join(ORDERS)}, got {self.value!r}")
            object.__setattr__(self, "value", order)
        if self.kind == "reading" and (not isinstance(self.index, int) or not 0 <= self.index < 100):
            raise InputError(f"`index` must be the number of a reading, got {self.index!r}")

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Ruling:
        """The decision that an object in JSON holds.

        Raises:
            InputError: if it is none.
        """
        _check_names(cls, values)
        return cls(cast("RulingKind", values.get("kind")), values.get("value"), values.get("index"))


def _check_names(kind: type[Any], values: Mapping[str, Any]) -> None:
    known = [field.name for field in fields(kind)]
    unknown = [name for name in values if name not in known]
    if unknown:
        error = ConfigError if kind is ReviewSettings else InputError
        raise error(f"unknown name {unknown[0]!r}", hint=f"known are {', '.join(known)}")


def _texts(name: str, value: object) -> tuple[str, ...]:
    many = (value,) if isinstance(value, str) else value
    if not isinstance(many, Sequence) or not all(isinstance(one, str) for one in many):
        raise InputError(f"`{name}` must be a text or a list of texts")
    return tuple(many)
