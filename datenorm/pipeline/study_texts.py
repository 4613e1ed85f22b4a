"""Generates the texts that the study trains and measures with. Imports `data_gen` in functions only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from datenorm.study.members import LANGUAGES, Placed, Shown, StudyTexts
from datenorm.text import MAX_LENGTH, canonicalise
from datenorm.text.vocabulary import Vocabulary, encode_source, source_vocabulary
from datenorm.training.batching import encode, frequent_characters

if TYPE_CHECKING:
    from data_gen.probes import Marked

LONG_SHARE = 0.3
"""Share of the pairs in longer texts of up to `LONGEST` characters."""

LONGEST = 200
LENGTHS = (10, 25, 50, 75, 100, 150, 200)
GRADIENT_LENGTHS = (25, 50, 100, 200)
SHOWN_LANGUAGES = ("ar", "he", "fa", "fi", "hu", "tr", "ja", "zh", "ko", "en")

_SHORT = 25
"""Maximum length of dates in longer texts."""


@dataclass(frozen=True, slots=True)
class StudyPair:
    """A training pair."""

    source: str
    value: str
    language: str
    order: str


@dataclass(frozen=True)
class StudyPools:
    """Pool number → days in CLDR's patterns, some of them in long texts; picklable.

    With everything that the generator makes, networks of this size would need millions of pairs.

    Attributes:
        size: pairs per pool.
        seed: of the pairs.
    """

    size: int
    seed: int

    def __call__(self, number: int) -> Sequence[StudyPair]:
        from data_gen.probes import lengthen

        rng = Random(f"study/{self.seed}/{number}")
        found = []
        for _ in range(self.size):
            day = draw_marked(rng, rng.choice(LANGUAGES))
            text = day.text
            if rng.random() < LONG_SHARE:
                text, _ = lengthen(text, rng.randint(20, LONGEST), rng, day.language)
            found.append(StudyPair(text, day.value, day.language, day.order))
        return found


def draw_marked(rng: Random, language: str) -> Marked:
    """A day from 1700 to 2030 in a pattern of a language with a four-digit year."""
    from data_gen.dates.days import draw_day
    from data_gen.dates.patterns import has_short_year
    from data_gen.locales import load
    from data_gen.probes import markable, write_marked

    data = load(language)
    pattern = rng.choice([pattern for pattern in markable(data) if not has_short_year(pattern)])
    return write_marked(pattern, draw_day(rng, year=rng.randint(1700, 2030)), data, rng)


def draw_study_texts(size: int, seed: int = 0) -> StudyTexts:
    """The texts that members are measured on: `size` of each kind."""
    from data_gen.dates.days import Day
    from data_gen.locales import load
    from data_gen.probes import PLACES, markable, write_marked

    pool = StudyPools(20_000 if size > 100 else 2_000, seed)(0)
    vocabulary = source_vocabulary(frequent_characters(pool, minimum_count=2), LANGUAGES)
    texts = _Texts(vocabulary, Random(f"measured/{seed}"))
    marked = {
        language: [draw_marked(texts.rng, language) for _ in range(size // 2)] for language in LANGUAGES
    }
    short = [one for some in marked.values() for one in some if len(one.text) <= _SHORT]
    texts.rng.shuffle(short)
    least = [one for some in marked.values() for one in some if len(one.text) <= LENGTHS[0]]
    moon = Day(1969, 7, 20)
    shown = [write_marked(markable(load(name))[0], moon, load(name), texts.rng) for name in SHOWN_LANGUAGES]
    validation = (encode(pair, vocabulary, pair.language, pair.order) for pair in pool[:size])
    return StudyTexts(
        vocabulary=vocabulary,
        validation=[pair for pair in validation if pair is not None],
        lengths={
            length: texts.placed(least if length == LENGTHS[0] else short, length, None, size)
            for length in LENGTHS
        },
        marked={language: texts.placed(some, 0, None, size) for language, some in marked.items()},
        places={
            (place, length): texts.placed(short, length, before, max(32, size // 8))
            for place, before in PLACES.items()
            for length in GRADIENT_LENGTHS
        },
        shown=[texts.shown(one) for one in shown],
    )


@dataclass(frozen=True)
class _Texts:
    """Generates texts and locates dates and fields in them."""

    vocabulary: Vocabulary
    rng: Random

    def placed(self, dates: Sequence[Marked], length: int, before: float | None, count: int) -> list[Placed]:
        """At most `count` dates in texts of a length."""
        from data_gen.probes import lengthen

        found = []
        for date in dates[:count]:
            text, start = lengthen(date.text, length, self.rng, date.language, before=before)
            canonical = canonicalise(text)
            if len(canonical.text) > MAX_LENGTH:
                continue
            fields = ["" for _ in text]
            for field in date.fields:
                fields[start + field.start : start + field.stop] = [field.kind] * (field.stop - field.start)
            inside = [
                place
                for place, offset in enumerate(canonical.offsets)
                if start <= offset < start + len(date.text)
            ]
            pair = encode(
                StudyPair(text, date.value, date.language, date.order),
                self.vocabulary,
                date.language,
                date.order,
            )
            if pair is not None:
                kinds = tuple(fields[offset] for offset in canonical.offsets)
                found.append(Placed(pair, kinds, inside[0], inside[-1] + 1))
        return found

    def shown(self, date: Marked) -> Shown:
        """A date alone."""
        canonical = canonicalise(date.text)
        source = encode_source(self.vocabulary, canonical.text, date.language, date.order)
        return Shown(date.language, date.text, source, canonical.offsets)
