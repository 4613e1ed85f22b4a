"""The smoke table: a few texts and the answers that a model gave when it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from datenorm.bundle import rewrite_manifest
from datenorm.convert.normalizer import Normalizer

TEXTS = (
    "July 20th 1969",
    "23 April, 1564",
    "Saturday May 9 2018",
    "21th of August 2016",
    "March 3rd 2001",
    "3 May 1979",
    "5 April 09",
    "Tue 10 Jul 2007",
    "January 2016 5",
    "20 juillet 1969",
    "20. Juli 1969",
    "1969年7月20日",
    "২০ জুলাই ১৯৬৯",
    "2O Ju1y l969",
    "03/04/2005",
    "hello world",
    "n.d.",
    "Version 2.4.17",
    "31 April 2021",
    "33 August 2015",
)
"""Texts whose answers a reader can check."""

TOLERANCE = 0.01
"""Accepted difference in confidence, since processors sum floating-point numbers in different orders."""

_KEY = "smoke"


@dataclass(frozen=True)
class SmokeAnswer:
    """The answer of a model to a text; for the fields see `Conversion`."""

    text: str
    value: str | None
    status: str
    confidence: float

    def agrees(self, other: SmokeAnswer) -> bool:
        """Whether another answer to the text is the same within the tolerance."""
        alike = (self.value, self.status) == (other.value, other.status)
        return alike and abs(self.confidence - other.confidence) <= TOLERANCE

    def __str__(self) -> str:
        return f"{self.value or self.status} ({self.confidence:.3f})"


def answers(normalizer: Normalizer, texts: Sequence[str] = TEXTS) -> Iterator[SmokeAnswer]:
    """The answers of a model without hints."""
    for one in normalizer.convert_many(texts):
        yield SmokeAnswer(one.source, one.value, one.status, round(one.confidence, 4))


def with_smoke_table(metrics: Mapping[str, Any], normalizer: Normalizer) -> dict[str, Any]:
    """The metrics of a manifest with the current answers of the model."""
    return {**metrics, _KEY: [asdict(answer) for answer in answers(normalizer)]}


def store_smoke_table(path: Path) -> None:
    """Write the current answers of a bundle into its manifest.

    Raises:
        BundleError: if there is no valid bundle at `path`.
    """
    normalizer = Normalizer.load(path)
    manifest = normalizer.bundle.manifest
    rewrite_manifest(
        path, calibration=manifest.calibration, metrics=with_smoke_table(manifest.metrics, normalizer)
    )


def stored_answers(metrics: Mapping[str, Any]) -> tuple[SmokeAnswer, ...]:
    """The answers in the metrics of a manifest."""
    return tuple(SmokeAnswer(**stored) for stored in metrics.get(_KEY, ()))


def changed_answers(normalizer: Normalizer) -> list[tuple[SmokeAnswer, SmokeAnswer]]:
    """Stored answers that have changed, each with the current one."""
    before = stored_answers(normalizer.bundle.manifest.metrics)
    after = answers(normalizer, [answer.text for answer in before])
    return [(one, other) for one, other in zip(before, after, strict=True) if not one.agrees(other)]
