"""Decisions of people for texts, which hold in place of what the model reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from datenorm.bulk.answers import BulkOptions, open_answerer
from datenorm.bulk.cells import CellAnswer
from datenorm.convert.conversion import Conversion
from datenorm.convert.normalizer import Normalizer
from datenorm.errors import InputError
from datenorm.text.vocabulary import ORDERS
from datenorm.values import is_value, resolve

DecisionKind = Literal["value", "no-date", "order"]

DECISION_KINDS: tuple[DecisionKind, ...] = ("value", "no-date", "order")

CellAnswerer = Callable[[Sequence[str]], list[CellAnswer]]
"""Answers texts, in their order."""

NO_DATE = CellAnswer(None, "no-date", 1.0, "no date, as decided", "no-date")


class TextDecision(NamedTuple):
    """What a person decided for a text.

    Attributes:
        kind: "value", it means `value`; "no-date", it holds no date; "order", it is read in the field order
            `value`.
        value: a value of the value language, or a field order; None for "no-date".
    """

    kind: DecisionKind
    value: str | None = None


@dataclass(frozen=True)
class Decisions:
    """Decisions for the texts of a column.

    Attributes:
        by_text: text → what was decided.
    """

    by_text: Mapping[str, TextDecision]

    @classmethod
    def read(cls, path: str | Path) -> Decisions:
        """Read a file of JSON lines, each `{"text": …, "kind": …, "value": …}`; the last of a text holds.

        Raises:
            InputError: if it cannot be read, or a line is not a decision.
        """
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            raise InputError(f"cannot read {path}: {error.strerror}") from error
        lines = (line for line in content.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
        return cls(dict(_decided(lines, str(path))))

    def answerer(
        self,
        normalizer: Normalizer,
        options: BulkOptions,
        keep: Callable[[Conversion, str], CellAnswer],
        read: CellAnswerer,
    ) -> CellAnswerer:
        """A function that answers texts as they are decided, and the others as they are read.

        Args:
            normalizer: the model, which reads texts whose field order was decided.
            options: how texts are converted; values are written as they say.
            keep: what is kept of a conversion.
            read: answers the texts that are not decided.
        """
        as_said = replace(options.policy, keep_values=True, min_confidence=0, max_risk=None)
        read_value = open_answerer(normalizer, BulkOptions(policy=as_said), keep)
        read_in = {
            order: open_answerer(normalizer, replace(options, order=order), keep)
            for order in {one.value for one in self.by_text.values() if one.kind == "order"}
        }

        def answer(texts: Sequence[str]) -> list[CellAnswer]:
            found: dict[str, CellAnswer] = {}
            others = []
            for text in dict.fromkeys(texts):
                decided = self.by_text.get(text)
                if decided is None:
                    others.append(text)
                elif decided.kind == "no-date":
                    found[text] = NO_DATE
                elif decided.kind == "order":
                    found[text] = read_in[decided.value]([text])[0]
                else:
                    found[text] = read_value([decided.value or ""])[0]
            found.update(zip(others, read(others), strict=True))
            return [found[text] for text in texts]

        return answer


def _decided(lines: Iterable[bytes], name: str) -> Iterator[tuple[str, TextDecision]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode())
        except ValueError:
            raise InputError(f"{name}, line {number:,}: not JSON") from None
        yield _checked(record, f"{name}, line {number:,}")


def _checked(record: Any, where: str) -> tuple[str, TextDecision]:  # noqa: ANN401 - anything JSON can hold
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise InputError(f'{where}: no object with a "text"')
    kind, value = record.get("kind"), record.get("value")
    if kind not in DECISION_KINDS:
        raise InputError(f"{where}: the kind must be one of {', '.join(DECISION_KINDS)}, got {kind!r}")
    if kind == "no-date":
        return record["text"], TextDecision("no-date")
    if kind == "order" and value not in ORDERS:
        raise InputError(f"{where}: {value!r} is not one of {', '.join(ORDERS)}")
    if kind == "value" and not _is_meant(value):
        raise InputError(f"{where}: {value!r} is not a value")
    return record["text"], TextDecision(cast("DecisionKind", kind), value)


def _is_meant(value: object) -> bool:
    return isinstance(value, str) and is_value(value) and resolve(value).value is not None
