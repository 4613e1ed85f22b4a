"""Archival dates: their words in every language, what they say, and which patterns training never sees."""

from __future__ import annotations

import re
from random import Random
from string import Formatter

import pytest

from data_gen import archival
from data_gen.archival import eras, periods, spans
from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, ending, find, table
from data_gen.corpus import generate
from data_gen.dates.sharing import shared
from data_gen.locales import inventory, load
from data_gen.splits import is_held_out_pattern
from datenorm.values import accepts
from datenorm.values.eras import spelled_out

MINUS = "[-\u2212]"
ONE_DATE = ("about", "uncertain", "before", "after", "bc", "ad", "made", "made_in", "life")
TWO_DATES = ("between", "from_to", "or")
NEEDED = (*ONE_DATE, *TWO_DATES, "decade", "century", "centuries", "early", "mid", "late", "season")
ENDINGS = ("ablative", "dative", "ordinal_endings")


def drawn(language: str, number: int, seed: int = 1) -> list[tuple[str, str, str]]:
    rng = Random(seed)
    found = [archival.draw(rng, load(language), only=True) for _ in range(number)]
    return [(one.source, one.value, one.pattern) for one in found]


@pytest.mark.parametrize(
    ("language", "adverb", "season"),
    [("uk", "восени", 23), ("uk", "взимку", 24), ("uk", "навесні", 21), ("uk", "влітку", 22),
     ("ru", "осенью", 23), ("be", "улетку", 22), ("pl", "wiosną", 21), ("cs", "na podzim", 23),
     ("is", "vorið", 21)],
)  # fmt: skip
def test_seasons_are_drawn_as_adverbs(language: str, adverb: str, season: int) -> None:
    rng, place = Random(4), Place(load(language), EMPTY)
    drawn = [archival.made(rng, place, periods.season_when) for _ in range(200)]
    told = [one for one in drawn if one and one.source.lower().startswith(f"{adverb} 1")]
    assert told
    assert {one.value.partition("/")[0][-2:] for one in told} == {str(season)}


def test_the_table_has_at_least_forty_languages_with_everything_an_archive_says() -> None:
    assert len({language.split("-")[0] for language in table()}) >= 40
    for language, lexicon in table().items():
        assert language in {name for names in inventory().values() for name in names}
        assert [slot for slot in NEEDED if not lexicon.has(slot)] == [], language
        assert [len(lexicon.ranked[slot]) for slot in ("seasons", "half_ord")] == [4, 2], language


def test_templates_have_as_many_dates_as_their_slot_says_and_none_is_empty() -> None:
    for language, lexicon in table().items():
        for slot, templates in lexicon.slots.items():
            base = re.sub("_(day|month|year)$", "", slot)
            wanted = 1 if base in ONE_DATE else 2 if base in TWO_DATES else None
            for template in templates:
                names = [name for _, name, _, _ in Formatter().parse(template) if name is not None]
                if wanted is not None and template:
                    assert names.count("") == wanted, (language, slot, template)
                # A slot of months may say that the language has nothing that fits them.
                assert template.strip() == template, (language, slot)
                assert template or base == "decade_names" or slot.endswith("_month"), (language, slot)


def test_endings_of_numbers_are_given_for_units_tens_hundreds_and_thousands() -> None:
    for language, lexicon in table().items():
        for slot in ENDINGS:
            assert len(lexicon.slots.get(slot, range(20))) == 20, (language, slot)
    assert [ending(table()["hu"], "ablative", year) for year in (1850, 1848, 1900)] == ["től", "tól", "tól"]


def test_no_template_stands_twice() -> None:
    for language, lexicon in table().items():
        for slot, value in lexicon.slots.items():
            if not slot.endswith(("names", "ings", "ings_2", "ative", "ordinals")):
                assert len(set(value)) == len(value), (language, slot)


@pytest.mark.parametrize("language", sorted(table()))
def test_every_value_is_in_the_value_language_and_no_template_is_left_open(language: str) -> None:
    for text, value, pattern in drawn(language, 150):
        assert accepts(value), (text, value)
        assert not re.search(r"[{}]|  ", text), (text, pattern)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("um 1850", "1850~"),
        ("zwischen 1850 und 1860", "1850/1860"),
        ("vor 1850", "../1850"),
        ("nach 1850", "1850/.."),
        ("1850 oder 1860", "[1850,1860]"),
    ],
)
def test_german_words_mean_what_the_value_says(text: str, value: str) -> None:
    years = r"\d{4}"
    shape = re.compile(re.sub(years, lambda _: "([0-9]{4})", text))
    values = re.compile(re.sub(years, lambda _: "([0-9]{4})", re.escape(value)))
    seen = 0
    for written, said, _ in drawn("de", 4000, seed=5):
        found = shape.fullmatch(written)
        if found:
            meant = values.fullmatch(said)
            assert meant and meant.groups() == found.groups(), (written, said)
            seen += 1
    assert seen


def test_parts_of_centuries_and_decades_have_the_years_the_documents_give_them() -> None:
    said = {text: value for text, value, _ in drawn("en", 12000, seed=6)}
    parts = {"early": ("00", "33"), "mid": ("34", "66"), "late": ("67", "99")}
    for word, (first, last) in parts.items():
        values = {spelled_out(value) for text, value in said.items() if text == f"{word} 19th century"}
        assert values <= {f"18{first}~/18{last}~"}
    decades = [(text, value) for text, value in said.items() if re.fullmatch(r"late \d{3}0s", text)]
    assert decades
    for text, value in decades:
        assert value == f"{text[5:8]}7~/{text[5:8]}9~"


def test_a_range_cut_short_ends_in_no_month() -> None:
    rng = Random(7)
    for _ in range(3000):
        start = rng.randint(1000, 2020)
        end = start + rng.randint(1, 120)
        short = spans.shortened(start, end, rng)
        assert str(end).endswith(short) and str(end)[: -len(short)] == str(start)[: 4 - len(short)]
        assert len(short) != 2 or int(short) > 12


def test_a_locale_whose_language_has_no_words_still_gets_what_cldr_has() -> None:
    assert find("fo") is None
    for text, value, _ in drawn("fo", 200):
        assert text and accepts(value)


def test_a_fifth_of_what_is_drawn_for_all_is_english_and_half_in_every_language_alike() -> None:
    rng = Random(8)
    languages = [archival.draw(rng, load(language)).language for language in ("de", "fo", "ru") * 2000]
    assert 0.17 < languages.count("en") / len(languages) < 0.25
    other = {name.split("-")[0] for name in table()} - {"en", "de", "ru"}
    least = min(languages.count(language) for language in other)
    assert least / len(languages) > 0.5 * 0.54 / len(table())


def test_unseen_patterns_leave_what_everyone_writes_to_training() -> None:
    for language in ("en", "de", "ja", "hi"):
        patterns = [pattern for _, _, pattern in drawn(language, 3000)]
        unseen = [pattern for pattern in patterns if is_held_out_pattern(pattern)]
        loose = {pattern for pattern in patterns if not archival.is_core(pattern)}
        assert 0.02 < len(set(unseen)) / len(loose) < 0.15
        assert not any(archival.is_core(pattern) for pattern in unseen)


def test_only_catalogue_dates_of_a_language_and_unseen_patterns_can_be_asked_for() -> None:
    examples = list(generate(40, 1, split="valid-unseen", languages=["de"], kind="archival"))
    assert {(example.kind, example.language) for example in examples} == {("archival", "de")}
    assert all(is_held_out_pattern(example.pattern) for example in examples)


@pytest.mark.parametrize(("kind", "split"), [("archive", "train"), ("nodate", "valid-unseen")])
def test_a_kind_that_is_unknown_or_not_in_the_split_is_refused(kind: str, split: str) -> None:
    with pytest.raises(ValueError, match=kind):
        generate(1, 1, split=split, kind=kind)


def test_years_with_a_minus_are_written_and_keep_their_sign() -> None:
    seen = set()
    for text, value, pattern in drawn("en", 6000):
        if pattern.startswith("archival:signed") and re.match(MINUS, text):
            seen.add(text[0])
            assert value == "-" + text[1:]
    assert seen == {"-", "\u2212"}


def test_a_hyphen_stands_before_a_year_with_a_nought_only_as_else_it_could_be_a_range_cut_short() -> None:
    for text, _, _ in drawn("fr", 4000, seed=2):
        assert not re.match(r"-[1-9]", text), text


def test_a_plus_changes_nothing() -> None:
    plus = [text == f"+{value}" for text, value, _ in drawn("de", 6000, seed=3) if text.startswith("+")]
    assert plus and all(plus)


def test_ranges_sets_and_eras_are_written_in_patterns_of_people_beside_those_of_the_language() -> None:
    place = Place(load("de"), table()["de"])
    for maker, grain in ((spans.dates, "/"), (spans.one_of, "["), (eras.era, "-")):
        rng, bases = Random(2), set()
        for _ in range(600):
            made = maker(rng, place)
            if made is not None and grain in made.value:
                bases.add(made.base)
        assert len(bases) > 25, (maker.__name__, bases)


@pytest.mark.parametrize("pattern", ["dd/MM/y", "d-MMM-y", "MMMM_d_y", "dd MM y", "ddMMy", "y.M.d - MMMM"])
def test_a_day_that_marks_hold_together_is_written_whole_on_both_sides(pattern: str) -> None:
    for differing in "dMy":
        assert shared(pattern, differing) == (pattern, pattern)


def test_what_two_days_share_is_left_out_whatever_the_order() -> None:
    assert shared("MMMM o, y", "d") == ("MMMM o", "o, y")
    assert shared("d. R y", "M") == ("d. R", "d. R y")
    assert shared("y, d MMMM", "d") == ("y, d", "d MMMM")
