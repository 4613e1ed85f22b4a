"""Where attention stands while a field is written."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from datenorm.display.study.figures import ByMember
from datenorm.display.study.text import bullets, ranged, table
from datenorm.study.results import Alignment

_FIELDS = {"y": "year", "M": "month", "d": "day", "E": "weekday"}
_CLEAR = 0.02
"""A share of alpha above the even one that counts, in every run."""


def alignment_section(runs: ByMember) -> str:
    known = {name: [result.alignment for result in some if result.alignment] for name, some in runs.items()}
    known = {name: some for name, some in known.items() if some}
    rows = [[name, *(_shares(some, field) for field in _FIELDS)] for name, some in known.items()]
    if known:
        rows.append(["even attention", *(_even(next(iter(known.values())), field) for field in _FIELDS)])
    languages = sorted({name for some in known.values() for one in some for name in one.by_language})
    by_language = [
        [
            name,
            *(f"{mean(one.by_language.get(language, 0.0) for one in some):.2f}" for language in languages),
        ]
        for name, some in known.items()
    ]
    return f"""\
## 3. Alignment: does attention stand where the field stands?

The claim: attention learns the alignment without being shown it. Measured: the share of α on the characters
that carry the field, while the figures of that field are written, over CLDR's own patterns, where the
generator knows each place. An annotation knows its neighbours, so a network may look beside a field and still
read it.

{table(["member", *_FIELDS.values()], rows)}

{bullets([_alignment_finding(name, some) for name, some in known.items()])}

By language, all fields together:

{table(["member", *languages], by_language)}"""


def _alignment_finding(name: str, some: Sequence[Alignment]) -> str:
    """Whether a member looks at fields more than an attention that looks everywhere alike."""
    kinds = [kind for kind in _FIELDS if all(kind in one.shares for one in some)]
    above = [kind for kind in kinds if min(one.shares[kind] - one.even[kind] for one in some) > _CLEAR]
    if len(above) == len(kinds):
        return f"`{name}`: **holds** for every field."
    rest = ", ".join(_FIELDS[kind] for kind in kinds if kind not in above)
    if above:
        return f"`{name}`: holds but for {rest}, where α is no more than even."
    return f"`{name}`: **fails**; α is nowhere clearly more on the field than if it were even."


def _shares(some: Sequence[Alignment], field: str) -> str:
    return ranged([one.shares[field] for one in some if field in one.shares], 2)


def _even(some: Sequence[Alignment], field: str) -> str:
    return f"{some[0].even[field]:.2f}" if field in some[0].even else "–"
