"""Rows and conversions made by hand."""

import pytest

from datenorm.convert.conversion import Conversion, Reading
from datenorm.evaluation import Judged, Row


@pytest.fixture
def judged():
    """A row beside a conversion: the value printed, what is right, and anything about either."""

    def make(
        value, *reference, confidence=0.9, status="converted", best=None, others=(), hinted=True, **about
    ):
        readings = tuple(
            Reading(reading, confidence) for reading in ((best,) if best else ()) + tuple(others)
        )
        written = value or best or "∅"
        conversion = Conversion("text", value, status, confidence, alternatives=readings, written=written)
        return Judged(Row(1, "text", reference, **about), conversion, hinted)

    return make
