"""Noise spoils the look of a date and never the date."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.noise import HELD_OUT, NOISES, TRAINED, add_noise
from data_gen.noise.lookalikes import DIGITS
from data_gen.noise.slips import free_letters

DATES = (
    "20 July 1969",
    "23 апреля 1911 г.",
    "12/03/1988",
    "1987-11-23",
    "3. März 2001",
    "1969年7月20日",
    "Jul 5, 2001",
    "le 1er février 1974",
    "11 de julio de 1934",
)
INVISIBLE = re.compile("[\u200b-\u200f\u00ad\ufeff\u2060]")
# These put digits in the place of letters, letters for digits, or write digits as escapes or in other widths.
ALTERS_DIGITS = ("ocr_digit", "scan", "ocr_letter", "leet", "wide", "html", "mojibake")


@pytest.mark.parametrize("kind", [kind for kind in NOISES if kind not in ALTERS_DIGITS])
@pytest.mark.parametrize("date", DATES)
def test_numbers_come_through_noise_whole_and_in_order(kind: str, date: str) -> None:
    rng = Random(f"{kind}{date}")
    for _ in range(60):
        noisy = INVISIBLE.sub("", NOISES[kind].add(date, rng)).removeprefix("1) ")
        noisy = re.sub(r"[\[\]]", "", noisy)  # those of an editor stand inside numbers
        assert re.findall(r"\d+", noisy) == re.findall(r"\d+", date), noisy


@pytest.mark.parametrize("date", DATES)
def test_a_digit_only_becomes_a_letter_that_looks_like_it(date: str) -> None:
    rng = Random(date)
    for _ in range(100):
        noisy = NOISES["ocr_digit"].add(date, rng)
        assert len(noisy) == len(date)
        for old, new in zip(date, noisy, strict=True):
            assert new == old or new in DIGITS[old]
        assert any(character.isdigit() for character in noisy)


def test_no_letter_stands_for_two_digits_once_case_is_folded() -> None:
    meant: dict[str, str] = {}
    for digit, letters in DIGITS.items():
        for letter in letters:
            assert meant.setdefault(letter.lower(), digit) == digit


@pytest.mark.parametrize("kind", ["swap", "drop", "double", "key"])
def test_slips_leave_words_of_three_letters_and_numerals_alone(kind: str) -> None:
    for text in ("Jun 5 1969", "20.VII.1969", "XVIII", "二零一八年十月五日", "2018년 1월 12일"):
        assert all(NOISES[kind].add(text, Random(seed)) == text for seed in range(30))


@pytest.mark.parametrize(("kind", "mistaken"), [("key", "julio"), ("drop", "juio")])
def test_the_letter_that_tells_two_months_apart_is_never_lost(kind: str, mistaken: str) -> None:
    assert all(NOISES[kind].add("3 junio 2001", Random(seed)) != f"3 {mistaken} 2001" for seed in range(300))
    assert 2 not in free_letters(tuple("junio"))
    assert 2 not in free_letters(tuple("июня"))


def test_joining_never_makes_a_number_of_two() -> None:
    for seed in range(50):
        assert NOISES["unspace"].add("12 03 1988", Random(seed)) == "12 03 1988"
        assert NOISES["unspace"].add("1 I 1969", Random(seed)) == "1 I 1969"


@pytest.mark.parametrize(
    ("text", "spoilt"),
    [("5. März 2012", "5. MÃ¤rz 2012"), ("1969年7月20日", "1969å¹´7æœˆ20æ—¥")],
)
def test_mojibake_is_utf8_read_as_windows_1252(text: str, spoilt: str) -> None:
    assert spoilt in {NOISES["mojibake"].add(text, Random(seed)) for seed in range(20)}


def test_mojibake_leaves_native_digits_readable() -> None:
    assert all(NOISES["mojibake"].add("२० जुलाई १९६९", Random(seed)) == "२० जुलाई १९६९" for seed in range(20))


def test_wrapping_adds_no_mark_that_means_something() -> None:
    for seed in range(300):
        added = NOISES["wrap"].add("20 July 1969", Random(seed)).replace("20 July 1969", "")
        assert "?" not in added
        assert added == "~~~~" or "~" not in added


@pytest.mark.parametrize("count", [0, 1, 3])
def test_at_most_the_asked_number_of_kinds_is_laid_over_a_text_and_each_is_named(count: int) -> None:
    for seed in range(100):
        noisy, names = add_noise("Tuesday 20 July 1969", Random(seed), count)
        assert len(names) <= count
        assert bool(names) == (noisy != "Tuesday 20 July 1969")
        assert not set(names) & set(HELD_OUT)


def test_one_kind_is_found_for_nearly_every_text() -> None:
    found = [add_noise(date, Random(seed), 1)[1] for date in DATES for seed in range(100)]
    assert sum(map(bool, found)) > 0.97 * len(found)


def test_the_same_seed_spoils_the_same_way() -> None:
    first, second = ([add_noise(date, Random(7), 3) for date in DATES] for _ in range(2))
    assert first == second


def test_held_out_kinds_are_known_and_not_trained_on() -> None:
    assert set(HELD_OUT) <= set(NOISES)
    assert not set(HELD_OUT) & set(TRAINED)
    assert all(noise.weight > 0 for noise in NOISES.values())


def test_a_scan_spoils_the_word_and_the_numbers_at_once() -> None:
    drawn = [NOISES["scan"].add("20 July 1969", Random(seed)) for seed in range(600)]
    assert any(
        re.fullmatch(r"[^ ]{2} Ju[1Il|]y .{4}", text, re.ASCII) and "1969" not in text for text in drawn
    )
    for text in drawn:
        day, _, year = text.split(" ")
        assert any(map(str.isdigit, day)) and any(map(str.isdigit, year)), text
        for old, new in zip("201969", day + year, strict=True):
            assert new == old or new in DIGITS[old]


def test_the_telling_letter_of_a_month_only_becomes_a_sign_no_other_month_has() -> None:
    drawn = {NOISES["ocr_letter"].add("11 de julio", Random(seed)) for seed in range(300)}
    assert {"11 de ju1io", "11 de ju|io"} <= drawn
    assert not any("junio" in text or "juhio" in text for text in drawn)


def test_letters_that_could_not_be_decoded_leave_a_sign_where_the_month_stays_clear() -> None:
    drawn = {NOISES["mojibake"].add("20 décembre 1902", Random(seed)) for seed in range(200)}
    assert "20 d\ufffdcembre 1902" in drawn
    assert "20 dÃƒÂ©cembre 1902" in drawn  # read wrongly twice
    assert not any("\ufffd" in NOISES["mojibake"].add("12 апреля 1961", Random(seed)) for seed in range(200))


def test_russian_letters_are_mistaken_as_windows_and_unix_did() -> None:
    drawn = {NOISES["mojibake"].add("12 апреля 1961", Random(seed)) for seed in range(400)}
    assert {"12 Р°РїСЂРµР»СЏ 1961", "12 àïðåëÿ 1961"} <= drawn


def test_entities_come_by_name_and_by_number() -> None:
    drawn = {NOISES["html"].add("20 décembre 1902", Random(seed)) for seed in range(300)}
    assert {"20 d&eacute;cembre 1902", "20 d&#233;cembre 1902", "20 d&#xE9;cembre 1902"} <= drawn


def test_an_editor_brackets_digits_of_one_number() -> None:
    spoilt = {add_noise("13. 7. 1903", Random(seed), 1, ["editor"])[0] for seed in range(40)}
    assert {"1[3]. 7. 1903", "13. 7. 19[03]"} <= spoilt
    assert all(text.replace("[", "").replace("]", "") == "13. 7. 1903" for text in spoilt)
    assert add_noise("1903", Random(1), 1, ["editor"])[0] != "[1903]"


def test_a_broken_space_or_dash_keeps_numbers_apart() -> None:
    for seed in range(60):
        text, _ = add_noise("26 July - 22 August 1920", Random(seed), 1, ["broken_space"])
        assert re.findall(r"\d+", text) == ["26", "22", "1920"]


@pytest.mark.parametrize("text", ["XVIIth century", "XVIIIe siècle", "XVIв."])
def test_no_slip_changes_a_roman_numeral_with_its_ending(text: str) -> None:
    for kind in ("drop", "double", "swap", "key"):
        spoilt = {add_noise(text, Random(seed), 1, [kind])[0] for seed in range(40)}
        assert all(one.startswith(text[: text.index(text.lstrip("XVI"))]) for one in spoilt), kind
