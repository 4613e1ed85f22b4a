import io
import json
from dataclasses import replace

import numpy as np
import pytest

from datenorm.bulk.tally import LineAnswer, LineAnswers, Remark, StatusTally
from datenorm.cli.output import RecordWriter, Report, renderer
from datenorm.convert.conversion import Conversion, Reading, Span
from datenorm.convert.record import as_json, as_record

CONVERTED = Conversion("20 July 1969", "1969-07-20", "converted", 0.98, written="1969-07-20")
AMBIGUOUS = Conversion(
    "03/04/2005",
    None,
    "ambiguous",
    0.52,
    "ambiguous: 2005-04-03 or 2005-03-04",
    (Reading("2005-04-03", 0.52), Reading("2005-03-04", 0.47)),
    code="ambiguous-order",
    facts={"first": "2005-04-03", "second": "2005-03-04"},
)
CONFLICTING = Conversion(
    "Monday 20 July 1969",
    "1969-07-20",
    "converted",
    0.49,
    "Monday is not the weekday of 1969-07-20 (a Sunday)",
    weekday_conflict=True,
)
REFUSED = Conversion("hello", None, "no-date", 0.99, "no date found")


def written(output, *conversions, **shown):
    writer, render = RecordWriter(output), renderer(output, **shown)
    writer.stream = io.BytesIO()
    writer.begin()
    for conversion in conversions:
        writer.write([render(conversion)])
    writer.end()
    return writer.stream.getvalue().decode()


def answers_to(*conversions):
    return LineAnswers.of([LineAnswer(b"", Remark.on(conversion, "")) for conversion in conversions])


def test_values_are_one_a_line_and_nothing_for_a_refusal():
    assert written("edtf", CONVERTED, REFUSED, CONVERTED) == "1969-07-20\n\n1969-07-20\n"


@pytest.mark.parametrize("conversions", [(), (CONVERTED,), (CONVERTED, AMBIGUOUS, REFUSED)])
def test_json_is_one_array_and_json_lines_the_same_objects(conversions):
    array = json.loads(written("json", *conversions))
    lines = written("jsonl", *conversions).splitlines()
    assert array == [json.loads(line) for line in lines] == [as_record(one) for one in conversions]


def test_the_record_has_the_documented_keys():
    assert as_record(AMBIGUOUS) == {
        "schema": 1,
        "source": "03/04/2005",
        "value": None,
        "status": "ambiguous",
        "confidence": 0.52,
        "alternatives": [
            {"value": "2005-04-03", "probability": 0.52},
            {"value": "2005-03-04", "probability": 0.47},
        ],
        "reason": "ambiguous: 2005-04-03 or 2005-03-04",
        "code": "ambiguous-order",
        "facts": {"first": "2005-04-03", "second": "2005-03-04"},
        "calendar": "gregorian",
        "century_inferred": False,
        "year_inferred": False,
        "weekday_conflict": False,
        "style": "",
        "kept": False,
        "relative": None,
        "datetime": None,
        "zone": None,
        "dates": [],
        "interval": None,
    }


def test_a_record_tells_the_style_and_the_first_and_last_day():
    about = as_record(Conversion("c. 1731/2", "1732~", "converted", 0.9, style="old"))
    assert (about["style"], about["interval"]) == ("old", {"first": "1727-01-01", "last": "1737-12-31"})
    until = as_record(Conversion("by 1645", "../1645", "converted", 0.9))
    assert until["interval"] == {"first": None, "last": "1645-12-31"}


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        ("edtf", "1850~\n../1645\n\n"),
        ("iso", "1845-01-01/1855-12-31\n../1645-12-31\n\n"),
        ("interval", "1845-01-01\t1855-12-31\n\t1645-12-31\n\n"),
    ],
)
def test_values_are_written_in_the_form_asked_for(form, lines):
    about = Conversion("c. 1850", "1850~", "converted", 0.9)
    until = Conversion("by 1645", "../1645", "converted", 0.9)
    assert written(form, about, until, REFUSED) == lines


def test_attention_has_a_row_for_each_symbol_and_a_weight_for_each_character():
    weights = np.array([[0.25, 0.75, 0.0]] * 4 + [[1 / 3, 1 / 3, 1 / 3]], dtype=np.float32)
    conversion = Conversion("abc", None, "doubtful", 0.5, written="1969-07", attention=weights)
    attention = as_record(conversion, attention=True)["attention"]
    assert attention == {
        "tokens": ["1", "9", "6", "9", "-07"],
        "rows": [[0.25, 0.75, 0.0]] * 4 + [[0.3333, 0.3333, 0.3333]],
    }


def test_attention_of_a_text_that_is_a_value_has_a_row_for_each_character():
    weights = np.eye(7, dtype=np.float32)
    conversion = Conversion(
        "1969-07", "1969-07", "converted", 1.0, written="1969-07", attention=weights, kept=True
    )
    assert as_record(conversion, attention=True)["attention"]["tokens"] == list("1969-07")


def test_attention_of_what_the_network_never_saw_is_empty():
    assert as_record(REFUSED, attention=True)["attention"] == {"tokens": [], "rows": []}


@pytest.mark.parametrize(
    "source", ["\x1b[31m", "\x9b31m", "\u202e1969", "\udcff", "20 août 年", "\U000e0041", '"\\']
)
def test_json_gives_the_source_back_and_nothing_a_terminal_obeys(source):
    text = as_json({"source": source})
    assert text.isprintable()
    assert json.loads(text) == {"source": source}


def test_json_leaves_letters_of_every_script_readable():
    assert "২০ août 年" in as_json({"source": "২০ août 年"})


def test_the_report_names_the_line_and_counts_what_was_refused(capsys):
    report = Report(StatusTally("line"))
    for conversions in ([CONVERTED], [AMBIGUOUS, CONVERTED, REFUSED]):
        report.add(answers_to(*conversions))
    assert capsys.readouterr() == ("", "")
    report.flush()
    assert report.tally.refused
    assert report.tally.summary() == "2 converted, 2 refused: 1 ambiguous, 1 no date (first at line 2)"
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "line 2: ambiguous: 2005-04-03 or 2005-03-04; use --order\nline 4: no date found\n"
    )


def test_a_quiet_report_counts_and_keeps_silent(capsys):
    report = Report(StatusTally("line"), quiet=True)
    report.add(answers_to(REFUSED))
    report.flush()
    assert report.tally.summary() == "0 converted, 1 refused: 1 no date (first at line 1)"
    assert capsys.readouterr().err == ""


def test_the_likelier_reading_taken_on_request_is_no_refusal():
    report = Report(StatusTally("text"))
    report.add(answers_to(Conversion("03/04/2005", "2005-04-03", "ambiguous", 0.52, "ambiguous: …")))
    assert not report.tally.refused
    assert report.tally.summary() == "1 converted"


def test_large_counts_are_grouped():
    report = Report(StatusTally("line"), quiet=True)
    report.add(answers_to(*[CONVERTED] * 1099, *[REFUSED] * 135))
    assert report.tally.summary() == "1,099 converted, 135 refused: 135 no date (first at line 1,100)"


SPANNED = Conversion("né le\t13/05/71", "1971-05-13", "converted", 0.99, span=Span(6, 14))


def test_values_are_followed_by_where_they_were_read_when_asked_for():
    assert written("edtf", SPANNED, REFUSED, span=True) == "1971-05-13\t6-14\t13/05/71\n\n"
    assert written("edtf", SPANNED) == "1971-05-13\n"


def test_what_was_read_cannot_break_its_line():
    broken = replace(SPANNED, source="a 13\t05\x1b71", span=Span(2, 10))
    assert written("edtf", broken, span=True) == "1971-05-13\t2-10\t13 05 71\n"


def test_the_record_has_the_span_when_asked_for():
    assert as_record(SPANNED, span=True)["span"] == {"start": 6, "end": 14, "text": "13/05/71"}
    assert as_record(REFUSED, span=True)["span"] is None
    assert "span" not in as_record(SPANNED)


def test_a_weekday_conflict_is_said_and_counted_though_there_is_a_value(capsys):
    report = Report(StatusTally("line"))
    report.add(answers_to(CONFLICTING, REFUSED, CONFLICTING))
    report.flush()
    assert capsys.readouterr().err.splitlines() == [
        "line 1: Monday is not the weekday of 1969-07-20 (a Sunday)",
        "line 2: no date found",
        "line 3: Monday is not the weekday of 1969-07-20 (a Sunday)",
    ]
    assert report.tally.conflicts
    assert (
        report.tally.summary() == "2 converted, 2 weekday conflicts, 1 refused: 1 no date (first at line 2)"
    )


def test_a_quiet_report_counts_weekday_conflicts_only(capsys):
    report = Report(StatusTally("line"), quiet=True)
    report.add(answers_to(CONFLICTING))
    report.flush()
    assert capsys.readouterr().err == ""
    assert (report.tally.refused > 0, report.tally.summary()) == (False, "1 converted, 1 weekday conflict")
