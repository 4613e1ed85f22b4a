"""Reads and checks the user's own pairs from TSV, CSV or JSON lines. Imports no torch.

A row that cannot be learnt is an error with its line number; no row is skipped. Of the decisions of a review,
which people make for any text, those are left out that no network can learn.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from datenorm.convert.hints import LocaleTable, resolve_hints
from datenorm.errors import ConfigError, InputError
from datenorm.text import MAX_LENGTH, canonicalise, readable
from datenorm.text.vocabulary import Vocabulary, source_vocabulary
from datenorm.values import REFUSAL, DateValue, accepts, is_value, parse, resolve

COLUMNS = ("source", "value", "locale", "order")
"""The columns of a file without a header."""

_NAMES = {"input": "source", "text": "source", "expected": "value", "iso": "value", "language": "locale"}
_MOST_LISTED = 20
_DECISIONS = ("value", "no-date", "order")
"""Kinds of the decisions of people, see `datenorm.bulk.decisions`."""


@dataclass(frozen=True, slots=True)
class UserPair:
    """A pair of the user.

    Attributes:
        source: the text.
        value: as the network writes it.
        language: language code, or "".
        order: one of `ORDERS`, or "".
        line: line number in the file.
    """

    source: str
    value: str
    language: str = ""
    order: str = ""
    line: int = 0


@dataclass(frozen=True)
class UserPairs:
    """The pairs of a file.

    Attributes:
        learnt: pairs to learn from.
        held_out: a random tenth to measure with; none if there are few pairs.
        checksum: of the file.
    """

    learnt: tuple[UserPair, ...]
    held_out: tuple[UserPair, ...]
    checksum: str

    @property
    def languages(self) -> frozenset[str]:
        """The languages of all pairs."""
        return frozenset(pair.language for pair in (*self.learnt, *self.held_out) if pair.language)


class _BadPairRow(Exception):
    """Why a row cannot be learnt from."""


class _DecidedRow(dict[str, Any]):
    """The row of a decision."""


def read_user_pairs(path: Path, locales: LocaleTable) -> UserPairs:
    """Read and check a file of pairs.

    The columns are source, value and optionally locale and order, unless a header says otherwise. Values are
    complete (`1569-07-20`) or as the network writes them (`XX69-07-20`, `∅`). JSON lines may be decisions, as
    `datenorm review` exports them.

    Args:
        path: `.jsonl`, `.csv`, or tab-separated with any other suffix.
        locales: known locale → language, usual order.

    Raises:
        InputError: if the file cannot be read, has no pairs, or rows cannot be used; lists their lines.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    vocabulary = source_vocabulary("", {language for language, _ in locales.values() if language})
    pairs: dict[tuple[str, str, str], UserPair] = {}
    faults: list[str] = []
    for line, record in _records(path, content):
        try:
            if isinstance(record, _BadPairRow):
                raise record
            pair = replace(_pair(record, locales, vocabulary), line=line)
            known = pairs.setdefault((canonicalise(pair.source).text, pair.language, pair.order), pair)
            if known.value != pair.value and not isinstance(record, _DecidedRow):
                raise _BadPairRow(f"{pair.value} where line {known.line} has {known.value} for the same text")
        except _BadPairRow as fault:
            faults.append(f"line {line}: {fault}")
    if faults:
        raise _unusable(path, faults)
    if not pairs:
        raise InputError(f"{path} has no pairs")
    return _split(pairs.values(), sha256(content).hexdigest())


def _unusable(path: Path, faults: Sequence[str]) -> InputError:
    more = [f"and {len(faults) - _MOST_LISTED:,} more"] if len(faults) > _MOST_LISTED else []
    listed = "\n  ".join([*faults[:_MOST_LISTED], *more])
    rows = "row that cannot be learnt" if len(faults) == 1 else "rows that cannot be learnt"
    return InputError(
        f"{path} has {len(faults):,} {rows}\n  {listed}", hint="correct or remove them; nothing was trained"
    )


def _split(pairs: Iterable[UserPair], checksum: str) -> UserPairs:
    """Hold out a tenth, chosen by a hash of the text, so that a longer file holds out the same pairs."""
    learnt: list[UserPair] = []
    held_out: list[UserPair] = []
    for pair in pairs:
        dice = int(sha256(canonicalise(pair.source).text.encode()).hexdigest()[:8], 16) / 16**8
        (held_out if dice < 0.1 else learnt).append(pair)
    if len(learnt) < 40:  # too few to measure with
        return UserPairs((*learnt, *held_out), (), checksum)
    return UserPairs(tuple(learnt), tuple(held_out), checksum)


def _records(path: Path, content: bytes) -> Iterator[tuple[int, Mapping[str, str] | _BadPairRow]]:
    """Line number and row, as names and texts."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(f"{path} is not UTF-8: line {line}", hint="save it as UTF-8") from error
    lines = text.splitlines() if path.suffix != ".csv" else text.splitlines(keepends=True)
    if path.suffix == ".jsonl":
        records = ((n, _from_json(line)) for n, line in enumerate(lines, 1) if line.strip())
        yield from ((n, record) for n, record in records if record is not None)
        return
    names: Sequence[str] | None = None
    for number, row in _rows(lines, is_csv=path.suffix == ".csv"):
        cells = [cell.strip() for cell in row]
        if names is None:
            header = _header(cells)
            names = header or COLUMNS
            if header:
                continue
        if not any(cells):
            continue
        if len(cells) > len(names) or len(cells) < 2:
            yield number, _BadPairRow(f"{len(cells)} columns where {' '.join(names)} are expected")
            continue
        yield number, dict(zip(names, cells, strict=False))


def _rows(lines: Iterable[str], *, is_csv: bool) -> Iterator[tuple[int, list[str]]]:
    if not is_csv:
        yield from ((number, line.split("\t")) for number, line in enumerate(lines, 1))
        return
    reader = csv.reader(lines)
    yield from ((reader.line_num, cells) for cells in reader)


def _header(cells: Sequence[str]) -> Sequence[str] | None:
    """The names in the first row, or None if it is a pair."""
    names = [_NAMES.get(cell.lower(), cell.lower()) for cell in cells]
    return names if {"source", "value"} <= set(names) else None


def _from_json(line: str) -> Mapping[str, str] | _BadPairRow | None:
    """A pair, or None for a decision that no network can learn."""
    try:
        record = json.loads(line)
    except ValueError:
        return _BadPairRow("not JSON")
    if not isinstance(record, dict):
        return _BadPairRow("not a JSON object")
    if record.get("kind") in _DECISIONS and "source" not in record:
        record = _decided(record)
        if record is None:
            return None
    named = type(record)(
        (_NAMES.get(name, name), value) for name, value in record.items() if value is not None
    )
    wrong = [name for name in COLUMNS if not isinstance(named.get(name, ""), str)]
    return _BadPairRow(f"{', '.join(wrong)} must be text") if wrong else named


def _decided(record: Mapping[str, Any]) -> _DecidedRow | None:
    """The pair of a decision, as `datenorm review` exports it; None where no network can learn it.

    That is so if its order leaves the text open, if the text is too long or is not text in its encoding, or
    if only the times of the value differ.

    >>> _decided({"text": "n. d.", "kind": "no-date", "value": None})
    {'source': 'n. d.', 'value': '∅'}
    """
    kind, text = record["kind"], record.get("text")
    value = REFUSAL if kind == "no-date" else record.get("value" if kind == "value" else "reading")
    is_open = value is None and kind == "order"
    if isinstance(value, str) and is_value(value) and not accepts(value):
        value = resolve(value).value  # without a time of day that the network cannot write
        is_open = value is None
    if is_open or (isinstance(text, str) and text and not isinstance(readable(text), str)):
        return None
    return _DecidedRow(source=text, value=value)


def _pair(record: Mapping[str, str], locales: LocaleTable, vocabulary: Vocabulary) -> UserPair:
    missing = [name for name in ("source", "value") if not record.get(name, "").strip()]
    if missing == ["value"]:
        raise _BadPairRow(f"no value; write {REFUSAL} for a text without a date")
    if missing:
        raise _BadPairRow(f"no {' and no '.join(missing)}")
    source, value = record["source"], record["value"].strip()
    text = canonicalise(source).text
    if not text or len(text) > MAX_LENGTH:
        raise _BadPairRow(f"{len(text)} characters; must be 1 to {MAX_LENGTH}")
    if not accepts(value) or _means_nothing(value):
        raise _BadPairRow(
            f"{value!r} is not a date in the value language, such as 1569-07-20, 1569-07 or 156X"
        )
    language, order = _hints(record.get("locale", ""), record.get("order", ""), locales, vocabulary)
    return UserPair(source, _as_written(text, value), language, order)


def _means_nothing(value: str) -> bool:
    """Whether no date has this value: its month lacks the day, or a range ends before it starts."""
    found = resolve(value)
    return found.value is None and value != REFUSAL and not (found.program or found.parts)


def _hints(locale: str, order: str, locales: LocaleTable, vocabulary: Vocabulary) -> tuple[str, str]:
    try:
        hints = resolve_hints(locale.strip(), order.strip(), locales, vocabulary)
    except ConfigError as error:
        raise _BadPairRow(str(error)) from None
    if locale.strip() and hints.language is None:  # well-formed and new: it gets its own hint
        language = locale.strip().lower().replace("_", "-").split("-")[0]
        return language, hints.order or ""
    return hints.language or "", hints.order or ""


def _as_written(text: str, value: str) -> str:
    """A complete value as the network writes it: without a century that is not in the text.

    `20.7.69` with 1969-07-20 is learnt as XX69-07-20, because the default pivot infers the century. If the
    pivot would infer another century, the network learns the user's.

    >>> _as_written("20.7.69", "1969-07-20"), _as_written("20.7.1969", "1969-07-20")
    ('XX69-07-20', '1969-07-20')
    >>> _as_written("20 july 69", "1569-07-20")
    '1569-07-20'
    """
    date = parse(value)
    if not isinstance(date, DateValue) or not date.year.isdecimal() or date.calendar != "gregorian":
        return value
    numbers = "".join(character if character.isdecimal() else " " for character in text).split()
    short = f"XX{value[2:]}"
    is_short = date.year[2:] in numbers and not any(date.year in number for number in numbers)
    return short if is_short and accepts(short) and resolve(short).value == value else value
