"""Ranges of years whose end is cut short: which dash allows it, and what months then look like."""

from __future__ import annotations

import re
from random import Random

from data_gen.archival import decades, parts_of_month, qualified, spans
from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.dates.gregorian import is_taken_for_years
from data_gen.locales import load


def place(language: str) -> Place:
    return Place(load(language), find(language) or EMPTY)


def test_two_digits_up_to_twelve_end_a_range_after_a_dash_and_never_after_a_hyphen() -> None:
    rng, english = Random(6), place("en")
    texts = {made.text: made.value for made in (spans.years(rng, english) for _ in range(9000)) if made}
    short = [text for text in texts if re.fullmatch(r"1\d\d\d[–—-](0\d|1[012])", text)]
    assert short
    for text in short:
        assert text[4] != "-"
        assert texts[text] == f"{text[:4]}/{text[:2]}{text[5:]}"


def test_one_of_two_years_may_be_cut_short_too() -> None:
    rng, english = Random(7), place("en")
    texts = {made.text: made.value for made in (spans.one_of(rng, english) for _ in range(6000)) if made}
    assert any(re.fullmatch(r"\d{4} or \d", text) for text in texts)
    for text, value in texts.items():
        match = re.fullmatch(r"(\d\d)(\d\d) or (\d\d)", text)
        assert match is None or value == f"[{match[1]}{match[2]},{match[1]}{match[3]}]"


def test_a_month_that_looks_like_two_years_is_none_to_the_network() -> None:
    assert is_taken_for_years("1909–10", "1909-10")
    assert is_taken_for_years(" 1909-10 ", "1909-10")
    assert not is_taken_for_years("1930-02", "1930-02")
    assert not is_taken_for_years("1909/10", "1909-10")
    assert not is_taken_for_years("1909–10", "1909/1910")
    assert not is_taken_for_years("(1909-10)", "1909-10")


def test_a_part_of_a_month_has_its_endings_and_its_year() -> None:
    drawn = {}
    for language in ("fi", "de", "et", "lv"):
        rng, where = Random(9), place(language)
        found = [parts_of_month.part_of_month(rng, where) for _ in range(1500)]
        drawn.update({one.text: one.value for one in found if one})
    assert drawn["heinäkuun lopussa"] == "XXXX-07"
    assert drawn["zweite Dezemberhälfte"] == "XXXX-12"
    assert {value[-2:] for text, value in drawn.items() if text.startswith("jaanuari ")} == {"01"}
    assert any(
        re.fullmatch(r"\w+kuun alussa \d{4}", text) and value[4] == "-" for text, value in drawn.items()
    )


def test_a_part_of_a_year_is_the_year() -> None:
    rng, english = Random(2), place("en")
    drawn = {one.text: one.value for one in (qualified.part_of_year(rng, english) for _ in range(800)) if one}
    early = [text for text in drawn if re.fullmatch(r"early \d{4}", text)]
    assert early
    assert all(drawn[text] == text.split()[-1] for text in early)


def test_short_years_end_with_the_last_digits_of_the_second_one() -> None:
    rng, english = Random(8), place("en")
    made = [one for one in (spans.short_years(rng, english) for _ in range(400)) if one]
    assert any(re.search(r"[–—] ?(0\d|1[012])$", one.text) for one in made)
    for one in made:
        start, end = re.findall(r"\d+", one.text)
        assert one.value == f"{start}/{start[: -len(end)]}{end}"
        assert start < one.value[5:]


def test_a_decade_by_its_name_alone_is_of_the_twentieth_century() -> None:
    rng, italian = Random(9), place("it")
    made = [one for one in (decades.decade(rng, italian) for _ in range(800)) if one]
    alone = [one for one in made if re.fullmatch(r"(gli )?anni [A-Z]\w+", one.text)]
    assert len(alone) > 30
    assert all(one.value.startswith("19") for one in alone)


def test_a_decade_in_two_digits_is_of_the_twentieth_century_and_not_the_twenties() -> None:
    english = Place(load("en"), find("en") or EMPTY)
    assert decades.decade_text(english, "the {t}s", 1980) == "the 80s"
    assert decades.decade_text(english, "the {t}s", 1880) is None
    assert decades.decade_text(english, "the {t}s", 1920) is None


def texts_of_one_year(language: str) -> dict[str, str]:
    """Text → value of many ranges whose year is written once."""
    rng = Random(9)
    made = (spans.dates_of_one_year(rng, place(language)) for _ in range(3000))
    return {one.text: one.value for one in made if one}


def test_a_month_before_the_first_one_is_in_the_year_after_a_year_at_the_start() -> None:
    found = 0
    for text, value in texts_of_one_year("ja").items():
        if match := re.fullmatch(r"(\d{4})年(\d+)月から(\d+)月まで", text):
            found += 1
            year, first, last = map(int, match.groups())
            assert value == f"{year}-{first:02d}/{year + (last < first)}-{last:02d}"
    assert found


def test_a_year_at_the_end_is_that_of_the_last_month_and_one_at_the_start_that_of_the_first() -> None:
    months = {name: number for number, name in enumerate(load("en").months["MMMM"], start=1)}
    places = set()
    for text, value in texts_of_one_year("en").items():
        match = re.fullmatch(r"from ([A-Z][a-z]+)( \d{4})? to ([A-Z][a-z]+)( \d{4})?", text)
        if match and match[1] in months and match[3] in months:
            first, last = months[match[1]], months[match[3]]
            start = int(match[2] or int(match[4]) - (last < first))
            places.add((bool(match[2]), last < first))
            assert value == f"{start}-{first:02d}/{start + (last < first)}-{last:02d}"
    assert len(places) == 4


def test_chinese_and_japanese_ranges_have_years_in_han_numerals_too() -> None:
    digits = {sign: str(number) for number, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
    for language in ("zh", "ja"):
        rng, found = Random(13), 0
        for _ in range(3000):
            made = spans.years(rng, place(language))
            years = re.findall(r"[〇零○一二三四五六七八九]{4}", made.text) if made else []
            if made and len(years) == 2:
                found += 1
                assert made.value == "/".join("".join(digits[sign] for sign in year) for year in years)
        assert found
