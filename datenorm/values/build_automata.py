"""Make the stored automata from the grammar: `python -m datenorm.values.build_automata`."""

from __future__ import annotations

import sys
import zlib
from array import array

from datenorm.values import grammar
from datenorm.values.automaton import TABLES, transitions_of
from datenorm.values.regular import spelled, state_machine


def tables() -> dict[str, bytes]:
    """Name of each automaton → its table as 16-bit numbers, the lower byte first."""
    languages = {
        "written": grammar.written(),
        "written-characters": spelled(grammar.written()),
        "any-digits": grammar.ANY_DIGITS,
        "values": spelled(grammar.values()),
        "programs": spelled(grammar.programs()),
    }
    return {name: _packed(transitions_of(state_machine(one))) for name, one in languages.items()}


def _packed(rows: list[list[int]]) -> bytes:
    states = array("h", (state for row in rows for state in row))
    if sys.byteorder == "big":
        states.byteswap()
    return states.tobytes()


def main() -> None:
    """Write all of them."""
    TABLES.mkdir(exist_ok=True)
    for name, table in tables().items():
        (TABLES / f"{name}.zlib").write_bytes(zlib.compress(table, 9))


if __name__ == "__main__":
    main()
