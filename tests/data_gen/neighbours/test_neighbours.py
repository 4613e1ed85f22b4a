"""Numbers beside dates: the date stays whole, and nothing beside it can be read into it."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

from data_gen import kinds
from data_gen.calendars import PERSIAN_YEARS
from data_gen.dates.patterns import is_numeric
from data_gen.language import NO_LANGUAGE, texts
from data_gen.locales import load
from data_gen.neighbours import company, dated, layouts
from data_gen.neighbours.figures import fill
from data_gen.neighbours.layouts import Host, lay
from data_gen.splits import has_held_out_form


def test_every_text_still_contains_the_date() -> None:
    rng = Random(1)
    for text, whole in (("13 March 1701", True), ("1701-03-13", True), ("May 1834", False), ("5 мая", False)):
        for _ in range(400):
            made, forms = lay(rng, Host(text, rng.choice(("en", "ru", "ja", "zu")), whole))
            assert text in made
            assert forms


def test_no_small_number_stands_directly_before_a_date() -> None:
    rng = Random(2)
    for _ in range(1500):
        made, _ = lay(rng, Host("March 13, 1701", "en", is_whole=True))
        assert not re.search(r"(?<![\d.:,])\d{1,2}[ \u00a0]+March", made.replace("\t", "|")), made


def test_partial_dates_have_no_bare_numbers_behind_them() -> None:
    rng = Random(3)
    for _ in range(1500):
        made, _ = lay(rng, Host("May 1834", "en", is_whole=False))
        assert not re.search(r"1834[ ,]*\(?\d{1,4}\)?(?![\d%.,'’°€]|\s?[\w°′×€$£₽₺₴₪%])", made), made


def test_all_centuries_have_neighbours() -> None:
    rng = Random(4)
    data = load("en")
    centuries = Counter(int(dated.draw(rng, data).value[:2]) for _ in range(1500))
    assert all(centuries[century] >= 10 for century in range(10, 21)), centuries
    assert sum(centuries[century] for century in range(1, 10)) >= 60


def test_numbers_like_years_and_days_occur() -> None:
    rng = Random(5)
    drawn = [company.draw(rng, "en").text for _ in range(2000)]
    assert sum(bool(re.search(r"(?<!\d)1[0-9]\d\d(?!\d)", text)) for text in drawn) > 100
    assert sum(bool(re.search(r"(?<!\d)[12]?\d(?!\d)", text)) for text in drawn) > 200


def test_bare_numbers_cannot_be_years() -> None:
    rng = Random(6)
    bare = [one.text for one in (company.draw(rng, "de") for _ in range(4000)) if one.is_bare]
    assert bare
    assert not [text for text in bare if re.fullmatch(r"1\d{3}|2[01]\d\d|\d{1,2}", text)]


def test_every_template_has_known_fields_only() -> None:
    rng = Random(7)
    families = "money old_money shelves flights identifiers pages measures places web ages notes bare".split()
    for family in families:
        for template in texts(NO_LANGUAGE, f"neighbours.{family}"):
            assert not re.search(r"\{[a-zA-Z]\}", fill(template, rng)), template


def test_some_forms_are_held_out_of_training() -> None:
    rng = Random(8)
    data = load("fr")
    made = [dated.draw(rng, data) for _ in range(600)]
    held_out = sum(has_held_out_form(example.beside) for example in made)
    assert 0.08 < held_out / len(made) < 0.35


def test_a_fair_share_of_whole_dates_has_neighbours() -> None:
    rng = Random(9)
    data = load("de")
    plain = [e for e in (kinds.draw(rng, data) for _ in range(2500)) if e.kind in ("full", "archival")]
    assert 0.15 < sum(bool(example.beside) for example in plain) / len(plain) < 0.4


def test_persian_numbers_in_the_years_of_their_calendar_are_not_written() -> None:
    rng = Random(10)
    data, (first, last) = load("fa"), PERSIAN_YEARS
    made = [dated.draw(rng, data) for _ in range(500)]
    assert not [e for e in made if is_numeric(e.pattern) and first <= int(e.value[:4]) <= last]


def test_a_raised_number_is_no_further_digit_of_a_short_number() -> None:
    rng = Random(9)
    for text in ("1 May 109", "1969-7-2"):
        for _ in range(3000):
            laid, forms = layouts._numbered(rng, Host(text, "en", True))
            assert forms != "{d}{s}", laid
