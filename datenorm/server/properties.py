"""Columns made from reconciled values: the data extension of the Reconciliation Service API."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, FailFast, Field, ValidationError

from datenorm.server import MAX_TEXTS
from datenorm.server.options import field_problems
from datenorm.server.problems import FieldProblem, Problem, invalid, too_large
from datenorm.values import Interval, interval_of, is_value

MAX_PROPERTIES = 32
"""Maximum number of properties that are asked for at once."""

Cells = list[dict[str, str | int]]
"""What a property of a value is, as the API writes it; none, or one of a kind that it names."""


class ValueProperty(NamedTuple):
    """Something that a value has.

    Attributes:
        name: its name for people.
        of: finds it for a value with the days that it means.
    """

    name: str
    of: Callable[[str, Interval | None], Cells]


def _text(text: str | None) -> Cells:
    return [] if text is None else [{"str": text}]


def _year(_: str, days: Interval | None) -> Cells:
    """The year, if all days are in one."""
    years = set() if days is None else {day and day[: -len("-07-20")] for day in days}
    (year,) = years if len(years) == 1 else (None,)
    return [] if year is None else [{"int": int(year)}]


PROPERTIES: Mapping[str, ValueProperty] = {
    "value": ValueProperty("value (ISO 8601, EDTF)", lambda value, _: _text(value)),
    "first": ValueProperty("first day", lambda _, days: _text(days and days.first)),
    "last": ValueProperty("last day", lambda _, days: _text(days and days.last)),
    "year": ValueProperty("year", _year),
}
"""What columns can be made of, by identifier."""


class WantedProperty(BaseModel):
    """A property that a client asks for; its settings are ignored."""

    id: str


class ExtensionQuery(BaseModel):
    """The identifiers of entities, which are values, and what is asked of them."""

    ids: Annotated[list[str], FailFast()]
    properties: Annotated[list[WantedProperty], FailFast(), Field(max_length=MAX_PROPERTIES)]


def proposal() -> dict[str, Any]:
    """The properties that a client may ask for."""
    return {"type": "date", "properties": [_described(one) for one in PROPERTIES]}


def extended(written: str) -> dict[str, Any]:
    """The answer to a query for properties.

    Args:
        written: the query as JSON. Identifiers that are not values, and unknown properties, have nothing.

    Raises:
        Problem: 400 if it is not JSON, 413 if it has too many identifiers, 422 if its fields are wrong.
    """
    try:
        query = ExtensionQuery.model_validate(json.loads(written))
    except ValidationError as error:
        problems = field_problems(error.errors(include_url=False, include_input=False))
        raise invalid([FieldProblem(f"extend.{one.field}", one.message) for one in problems]) from None
    except (ValueError, RecursionError):
        raise Problem(400, "invalid-json", "the query is not valid JSON") from None
    if len(query.ids) > MAX_TEXTS:
        raise too_large(
            f"{len(query.ids):,} identifiers, at most {MAX_TEXTS:,} at once", "send them in parts"
        )
    names = [one.id for one in query.properties]
    rows = {value: {name: _cells(name, value) for name in names} for value in query.ids}
    return {"meta": [_described(name) for name in names], "rows": rows}


def _described(name: str) -> dict[str, str]:
    known = PROPERTIES.get(name)
    return {"id": name, "name": known.name if known else name}


def _cells(name: str, value: str) -> Cells:
    known = PROPERTIES.get(name)
    return known.of(value, interval_of(value)) if known is not None and is_value(value) else []
