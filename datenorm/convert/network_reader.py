"""`NetworkReader`: the network reads texts, and what it found is decided."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from datenorm.bundle import Bundle
from datenorm.convert.answer import tells_places
from datenorm.convert.by_column import in_open_orders
from datenorm.convert.conversion import Span
from datenorm.convert.decision import (
    DECIDING,
    LEAST_DECIDING,
    LEAST_SHOWN,
    Decision,
    RulesFor,
    decide,
    deciding,
)
from datenorm.convert.hints import HintSymbols, add_symbols
from datenorm.convert.options import ConvertOptions, Hints
from datenorm.convert.refusals import LEAST_SEARCHED, SEARCHED
from datenorm.convert.written_years import with_written_years
from datenorm.errors import BundleNotFound
from datenorm.runtime import Runtime
from datenorm.runtime.base import Automaton
from datenorm.search.hypotheses import AUTOMATON, Hypothesis, any_digits
from datenorm.search.sources import SourceEncoder, can_search, filled, search

if TYPE_CHECKING:
    from datenorm.detection.tagger import Tagger


@dataclass(frozen=True, slots=True)
class Questions:
    """Texts for the network, the longest first, and what is known about each.

    Attributes:
        texts: canonical texts.
        known: the hints of each.
        symbols: the symbols of the hints of each.
    """

    texts: list[str]
    known: list[Hints]
    symbols: list[tuple[int, int]]

    def some(self, rows: Sequence[int]) -> Questions:
        """Only those of some rows."""
        return Questions(
            [self.texts[row] for row in rows],
            [self.known[row] for row in rows],
            [self.symbols[row] for row in rows],
        )


class NetworkReader:
    """Reads texts with one model. Threads may share it.

    Args:
        bundle: the model.
        runtime: runs its network.
    """

    def __init__(self, bundle: Bundle, runtime: Runtime) -> None:
        self.bundle = bundle
        self.runtime = runtime
        self.sources = SourceEncoder(bundle.vocabulary)

    @property
    def attends(self) -> bool:
        """Whether the network has attention."""
        return self.bundle.manifest.architecture.attends

    @cached_property
    def tagger(self) -> Tagger | None:
        """Finds where the dates of a text are; None without a tagging head."""
        from datenorm.detection.tagger import Tagger  # needs NumPy

        try:
            return Tagger.of(self.bundle, self.runtime)
        except BundleNotFound:
            return None

    def search(
        self,
        asked: Questions,
        *,
        k: int = DECIDING,
        least: float = LEAST_DECIDING,
        attention: bool = False,
        automaton: Automaton = AUTOMATON,
    ) -> list[list[Hypothesis]]:
        """The likeliest hypotheses for each text.

        Args:
            asked: the texts.
            k: how many at most.
            least: probability below which none is given.
            attention: whether each has its attention weights.
            automaton: what may be written.
        """
        wanted: Any = {"k": k, "least": least, "temperature": self.bundle.manifest.calibration.temperature}
        found: list[list[Hypothesis] | None] = [None] * len(asked.texts)
        if not attention and can_search(self.runtime, least):
            sources = self.sources.sources(asked.texts, asked.symbols)
            found = search(self.runtime, sources, automaton, **wanted)
        rows = [row for row, one in enumerate(found) if one is None]
        if rows:  # written out: `filled` would put two more calls between a command and the network
            from datenorm.search.beam import search_by_positions  # needs NumPy

            some = asked.some(rows)
            for first, ids in self.sources.batches(some.texts, some.symbols):
                others = search_by_positions(self.runtime, ids, automaton, attention=attention, **wanted)
                for row, one in zip(rows[first:], others, strict=False):
                    found[row] = one
        return [one for one in found if one is not None]

    def search_days(self, asked: Questions) -> list[list[Hypothesis]]:
        """The likeliest hypotheses, also of days that do not exist."""
        return self.search(asked, k=SEARCHED, least=LEAST_SEARCHED, automaton=any_digits())

    def decide(self, asked: Questions, rules: RulesFor, options: ConvertOptions) -> list[Decision]:
        """Run the network and decide; alternatives never change the answer."""
        attention = options.reads_attention
        replays = attention and can_search(self.runtime, LEAST_DECIDING)
        shown: list[list[Hypothesis]] = []
        if options.alternatives:
            most = max(DECIDING, options.alternatives + 1)
            shown = self.search(asked, k=most, least=LEAST_SHOWN)
        if shown and (replays or not attention):  # the hypotheses that decide are among them
            found = filled([deciding(one) for one in shown], lambda rows: self.search(asked.some(rows)))
        else:
            found = self.search(asked, attention=attention and not replays)
        decisions = [
            decide(
                with_written_years(text, hypotheses),
                rules(one),
                with_written_years(text, others),
                options.alternatives,
                bool(one.order),
            )
            for text, one, hypotheses, others in zip(
                asked.texts, asked.known, found, shown or itertools.repeat(()), strict=False
            )
        ]
        if not replays:
            return decisions
        rows = [  # a span is not asked for where no date is
            row
            for row, one in enumerate(decisions)
            if one.best is not None and (options.attention or not one.best.meaning.is_refusal)
        ]
        return self.located(asked, decisions, rows)

    def located(self, asked: Questions, decisions: Sequence[Decision], rows: Sequence[int]) -> list[Decision]:
        """The decisions, in some rows with the attention of what was read."""
        found = list(decisions)
        read = [(row, best) for row in rows if (best := decisions[row].best) is not None]
        if not read or not self.attends:
            return found
        from datenorm.search.replay import attention_of  # needs NumPy

        chosen = asked.some([row for row, _ in read])
        for first, ids in self.sources.batches(chosen.texts, chosen.symbols):
            some = read[first : first + len(ids)]
            weights = attention_of(self.runtime, ids, [best.hypothesis.text for _, best in some])
            for (row, best), places in zip(some, weights, strict=True):
                located = best.hypothesis._replace(attention_weights=places)
                found[row] = found[row]._replace(best=best._replace(hypothesis=located))
        return found

    def in_open_orders(
        self,
        asked: Questions,
        decisions: Sequence[Decision],
        rules: RulesFor,
        options: ConvertOptions,
    ) -> list[Decision]:
        """The decisions without those that hang on a field order that the column leaves open."""
        rows = [
            row
            for row, one in enumerate(decisions)
            if one.status == "converted" and not asked.known[row].order
        ]
        plain = replace(options, alternatives=0, attention=False, span=False)
        some = asked.some(rows)
        symbols: HintSymbols = {}
        others: list[list[Decision]] = []
        for order in options.policy.column.open_orders:
            hints = [one._replace(order=order) for one in some.known]
            add_symbols(symbols, hints, self.bundle.manifest.locales, self.bundle.vocabulary)
            encoded = [symbols[hint[:2]] for hint in hints]
            others.append(self.decide(Questions(some.texts, hints, encoded), rules, plain))
        found = list(decisions)
        for place, row in enumerate(rows):
            alternatives = [column[place] for column in others]
            found[row] = in_open_orders(asked.texts[row], found[row], alternatives, rules(asked.known[row]))
        return found

    def places(
        self, sources: Sequence[str], decisions: Sequence[Decision], options: ConvertOptions
    ) -> dict[int, list[Span]]:
        """Row → where its dates are, for the texts of which that is told."""
        rows = [row for row, decision in enumerate(decisions) if tells_places(decision, options)]
        found = self.see([sources[row] for row in rows]) if rows else None
        return {} if found is None else dict(zip(rows, found, strict=True))

    def see(self, sources: list[str]) -> list[list[Span]] | None:
        """Where the dates of each text are; None without a tagging head."""
        if self.tagger is None:
            return None
        found = self.tagger.tag_many(sources)
        return [[Span(one.start, one.end) for one in some] for some in found]
