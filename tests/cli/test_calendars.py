"""Other calendars, styles and sets on the command line, with a network that reads what it is told to."""

import json

import pytest

READINGS = {
    "24 shaban 1441": "I1441-08-24",
    "2 muharram 1300": "I1300-01-02",
    "18 brumaire an viii": "F0008-02-18",
    "anno persico 1399": "P1399",
    "30 safar 1441": "I1441-02-30",
    "12 march 1711 os": "1711-03-12o",
    "1914 or 1915": "[1914,1915]",
}


@pytest.fixture
def convert(invoke, scripted_normalizer, monkeypatch):
    normalizer = scripted_normalizer({text: {written: 1.0} for text, written in READINGS.items()})
    monkeypatch.setattr("datenorm.convert.normalizer.Normalizer.load", lambda path=None: normalizer)
    return lambda *arguments: invoke("convert", *arguments)


def record(result):
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "value", "calendar"),
    [
        (["24 Shaban 1441"], "2020-04-17", "islamic-umalqura"),
        (["--hijri", "umm-al-qura", "24 Shaban 1441"], "2020-04-17", "islamic-umalqura"),
        (["--hijri", "civil", "24 Shaban 1441"], "2020-04-18", "islamic-civil"),
        (["2 Muharram 1300"], "1882-11-13", "islamic-civil"),
        (["18 brumaire an VIII"], "1799-11-09", "french-republican"),
    ],
)
def test_json_says_by_which_calendar_a_day_was_reckoned(convert, arguments, value, calendar):
    answer = record(convert("--jsonl", *arguments))
    assert (answer["value"], answer["calendar"]) == (value, calendar)


def test_a_year_of_another_calendar_is_the_range_of_its_days(convert):
    answer = record(convert("--jsonl", "anno Persico 1399"))
    assert answer["value"] == "2020-03-20/2021-03-20"
    assert answer["interval"] == {"first": "2020-03-20", "last": "2021-03-20"}


def test_a_day_that_its_year_does_not_have_is_refused(convert):
    result = convert("30 Safar 1441")
    assert (result.stdout, result.exit_code) == ("\n", 1)


def test_old_style_keeps_its_day_and_is_told(convert):
    answer = record(convert("--jsonl", "12 March 1711 OS"))
    assert (answer["value"], answer["style"]) == ("1711-03-12", "old")


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("edtf", "[1914,1915]"),
        ("iso", "1914-01-01/1915-12-31"),
        ("interval", "1914-01-01\t1915-12-31"),
    ],
)
def test_one_of_several_dates_goes_from_the_first_to_the_last(convert, form, line):
    assert convert("--output", form, "1914 or 1915").stdout == f"{line}\n"
