"""Generates the texts that the study trains and measures with. Imports `data_gen` in functions only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from datenorm.study.members import USUAL_CORPUS, Corpus, Placed, Shown, StudyTexts
from datenorm.text import MAX_LENGTH, canonicalise
from datenorm.text.vocabulary import Vocabulary, encode_source, source_vocabulary
from datenorm.training.batching import encode, frequent_characters

if TYPE_CHECKING:
    from data_gen.probes import Marked

SHOWN_LANGUAGES = ("ar", "he", "fa", "fi", "hu", "tr", "ja", "zh", "ko", "en")
"""Languages whose attention is drawn, if the corpus has them."""

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
        corpus: what kind of dates.
    """

    size: int
    seed: int
    corpus: Corpus = USUAL_CORPUS

    def __call__(self, number: int) -> Sequence[StudyPair]:
        from data_gen.probes import lengthen

        rng = Random(f"study/{self.seed}/{number}")
        found = []
        for _ in range(self.size):
            day = draw_marked(rng, rng.choice(self.corpus.languages))
            text = day.text
            if rng.random() < self.corpus.long_share:
                text, _ = lengthen(text, rng.randint(20, self.corpus.longest), rng, day.language)
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


def draw_study_texts(size: int, seed: int = 0, corpus: Corpus = USUAL_CORPUS) -> StudyTexts:
    """The texts that members are measured on: `size` of each kind."""
    from data_gen.dates.days import Day
    from data_gen.locales import load
    from data_gen.probes import PLACES, markable, write_marked

    pool = StudyPools(min(20_000, 50 * size), seed, corpus)(0)
    vocabulary = source_vocabulary(frequent_characters(pool, minimum_count=2), corpus.languages)
    texts = _Texts(vocabulary, Random(f"measured/{seed}"))
    marked = {
        language: [draw_marked(texts.rng, language) for _ in range(size // 2)]
        for language in corpus.languages
    }
    short = [one for some in marked.values() for one in some if len(one.text) <= _SHORT]
    texts.rng.shuffle(short)
    shortest = corpus.lengths[0]
    least = [one for some in marked.values() for one in some if len(one.text) <= shortest]
    moon = Day(1969, 7, 20)
    shown = [
        write_marked(markable(load(name))[0], moon, load(name), texts.rng)
        for name in SHOWN_LANGUAGES
        if name in corpus.languages
    ]
    validation = (encode(pair, vocabulary, pair.language, pair.order) for pair in pool[:size])
    return StudyTexts(
        vocabulary=vocabulary,
        validation=[pair for pair in validation if pair is not None],
        lengths={
            length: texts.placed(least if length == shortest else short, length, None, size)
            for length in corpus.lengths
        },
        marked={language: texts.placed(some, 0, None, size) for language, some in marked.items()},
        places={
            (place, length): texts.placed(short, length, before, max(32, size // 8))
            for place, before in PLACES.items()
            for length in corpus.gradient_lengths
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
