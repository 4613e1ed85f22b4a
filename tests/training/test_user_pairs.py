"""Pairs of the user's own: what is read, and what is refused with its line."""

import json

import pytest

from datenorm.errors import InputError
from datenorm.training.user_pairs import read_user_pairs

LOCALES = {"en": ("en", "MDY"), "en-gb": ("en", "DMY"), "fr": ("fr", "DMY")}


@pytest.fixture
def read(tmp_path):
    def call(text, name="pairs.tsv"):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_user_pairs(tmp_path / name, LOCALES)

    return call


def facts(pairs):
    return [(pair.source, pair.value, pair.language, pair.order) for pair in pairs.learnt]


WANTED = [
    ("20th daye of Iulie 1569", "1569-07-20", "", ""),
    ("3/4/1990", "1990-04-03", "en", "DMY"),
    ("4.3.90", "XX90-03-04", "fr", "DMY"),
    ("undated", "∅", "", "YMD"),
]


@pytest.mark.parametrize(
    "name, text",
    [
        (
            "pairs.tsv",
            "20th daye of Iulie 1569\t1569-07-20\n3/4/1990\t1990-04-03\ten-GB\n"
            "4.3.90\t1990-03-04\tfr\t\n\nundated\t∅\t\tymd\n",
        ),
        (
            "pairs.txt",
            "value\tsource\torder\tlocale\n1569-07-20\t20th daye of Iulie 1569\n"
            "1990-04-03\t3/4/1990\t\ten_GB\n1990-03-04\t4.3.90\t\tfr\n∅\tundated\tYMD\t\n",
        ),
        (
            "pairs.csv",
            "\ufeffInput,expected,language,order\r\n20th daye of Iulie 1569,1569-07-20,,\r\n"
            '"3/4/1990",1990-04-03,en-gb,\r\n4.3.90,XX90-03-04,fr,\r\nundated,∅,,YMD\r\n',
        ),
        (
            "pairs.jsonl",
            "\n".join(
                json.dumps(dict(zip(("source", "value", "locale", "order"), row, strict=True)))
                for row in [
                    ("20th daye of Iulie 1569", "1569-07-20", None, None),
                    ("3/4/1990", "1990-04-03", "en-GB", ""),
                    ("4.3.90", "1990-03-04", "fr", None),
                    ("undated", "∅", "", "YMD"),
                ]
            ),
        ),
    ],
)
def test_every_form_is_read_alike(read, name, text):
    assert facts(read(text, name)) == WANTED


def test_a_century_that_the_pivot_would_not_give_is_learnt(read):
    """`69` of a house that means 1569 by it cannot be left to reckoning."""
    assert facts(read("20 July 69\t1569-07-20"))[0][1] == "1569-07-20"
    assert facts(read("20 July 69\t1969-07-20"))[0][1] == "XX69-07-20"
    assert facts(read("20 July nineteen sixty-nine\t1969-07-20"))[0][1] == "1969-07-20"


def test_a_language_that_the_bundle_does_not_know_gets_a_hint_of_its_own(read):
    pairs = read("xx. Iulij 1569\t1569-07-20\tenm")
    assert facts(pairs) == [("xx. Iulij 1569", "1569-07-20", "enm", "")]
    assert pairs.languages == {"enm"}


@pytest.mark.parametrize(
    "row, reason",
    [
        ("20 July 1569\t1569-02-30", "'1569-02-30' is not a date"),
        ("20 July 1569\t20/07/1569", "is not a date in the value language"),
        ("20 July 1569\t", "no value; write ∅ for a text without a date"),
        ("\t1569-07-20", "no source"),
        ("20 July 1569", "1 columns where source value locale order are expected"),
        ("a\t1569\ten\tDMY\tmore", "5 columns"),
        ("20 July 1569\t1569-07-20\tEnglish, British", "is not a locale"),
        ("20 July 1569\t1569-07-20\ten\tDM", "unknown order 'DM'"),
        ("x" * 300 + "\t1569", "300 characters; must be 1 to 256"),
        ("12 MAY 1569\t1569-05-13", "1569-05-13 where line 1 has 1569-05-12 for the same text"),
    ],
)
def test_a_row_that_cannot_be_learnt_is_refused_with_its_line(read, row, reason):
    with pytest.raises(InputError) as caught:
        read(f"12 May 1569\t1569-05-12\n{row}\n13 May 1569\t1569-05-13\n")
    assert "has 1 row that cannot be learnt" in str(caught.value)
    assert f"line 2: {reason}" in str(caught.value) or reason in str(caught.value)
    assert "line 2: " in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "line, reason",
    [
        ('{"source": "a"', "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"source": 7, "value": "1569"}', "source must be text"),
    ],
)
def test_a_line_of_json_that_is_no_pair_is_refused(read, line, reason):
    with pytest.raises(InputError, match=f"line 1: {reason}"):
        read(line, "pairs.jsonl")


def test_many_bad_rows_are_counted_and_the_first_twenty_listed(read):
    with pytest.raises(InputError) as caught:
        read("".join(f"text {number}\tnever\n" for number in range(1, 36)))
    lines = str(caught.value).splitlines()
    assert "35 rows" in lines[0]
    assert len(lines) == 22
    assert lines[20].strip().startswith("line 20:")
    assert lines[21].strip() == "and 15 more"


@pytest.mark.parametrize("text", ["", "\n\n", "source\tvalue\n"])
def test_a_file_without_pairs_is_an_error(read, text):
    with pytest.raises(InputError, match="has no pairs"):
        read(text)


def test_what_is_not_utf8_is_an_error_with_its_line(read):
    with pytest.raises(InputError, match="not UTF-8: line 2"):
        read(b"12 May 1569\t1569-05-12\n\xff\t1569\n")


def test_a_tenth_is_held_out_and_stays_held_out_in_a_longer_file(read):
    rows = [f"day {number} of 1569\t1569\n" for number in range(800)]
    short, whole = read("".join(rows[:400])), read("".join(rows))
    assert 20 <= len(short.held_out) <= 65
    assert len(short.learnt) + len(short.held_out) == 400
    assert {pair.source for pair in short.held_out} <= {pair.source for pair in whole.held_out}
    assert not {pair.source for pair in whole.held_out} & {pair.source for pair in whole.learnt}


def test_of_a_few_pairs_all_are_learnt(read):
    pairs = read("".join(f"day {number} of 1569\t1569\n" for number in range(30)))
    assert (len(pairs.learnt), pairs.held_out) == (30, ())


def test_the_decisions_of_a_review_are_pairs(read):
    decisions = [
        {"text": "20th daye of Iulie 1569", "kind": "value", "value": "1569-07-20"},
        {"text": "undated", "kind": "no-date", "value": None},
        {"text": "3/4/1990", "kind": "order", "value": "DMY", "reading": "1990-04-03"},
        {"text": "3/4", "kind": "order", "value": "DMY", "reading": None},
    ]
    pairs = read("\n".join(map(json.dumps, decisions)), "decisions.jsonl")
    assert facts(pairs) == [
        ("20th daye of Iulie 1569", "1569-07-20", "", ""),
        ("undated", "∅", "", ""),
        ("3/4/1990", "1990-04-03", "", ""),
    ]


def test_decisions_that_no_network_can_learn_are_left_out(read):
    """The first of two decisions holds whose texts are the same to the network."""
    decisions = [
        {"text": "undated", "kind": "no-date", "value": None},
        {"text": "x" * 300, "kind": "no-date", "value": None},
        {"text": "n. d. \udc80", "kind": "no-date", "value": None},
        {"text": "\x07", "kind": "value", "value": "1914"},
        {"text": "20 July", "kind": "value", "value": "1969-07-20T10:15"},
        {"text": "20  July", "kind": "value", "value": "1970-07-20"},
    ]
    pairs = read("\n".join(map(json.dumps, decisions)), "decisions.jsonl")
    assert [(source, value[:10]) for source, value, *_ in facts(pairs)] == [
        ("undated", "∅"),
        ("20 July", "1969-07-20"),
    ]
    with pytest.raises(InputError, match="not a date in the value language"):
        read(json.dumps({"text": "undated", "kind": "value", "value": "yesterday"}), "decisions.jsonl")


def test_a_decision_without_a_text_is_refused_with_its_line(read):
    with pytest.raises(InputError, match="line 1: no source"):
        read(json.dumps({"kind": "no-date"}), "decisions.jsonl")
