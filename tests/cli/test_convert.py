"""The command as a whole. The model of most tests knows nothing: what the library says is the reference."""

import datetime
import json

import pytest

from datenorm.convert.options import Policy

TEXTS = ["20 July 1969", "hello", "", "03/04/2005", "1969年7月20日", "v"]
ACCEPT_ALL = Policy(min_confidence=0)


@pytest.fixture
def convert(invoke, tiny_bundle):
    def call(*arguments, input=b""):
        return invoke("convert", "--model", tiny_bundle, "--min-confidence", "0", *arguments, input=input)

    return call


@pytest.fixture
def answers(tiny_normalizer):
    return [conversion.value or "" for conversion in tiny_normalizer.convert_many(TEXTS, policy=ACCEPT_ALL)]


def test_each_text_gives_one_line(convert, answers):
    result = convert(*TEXTS)
    assert result.stdout.split("\n") == [*answers, ""]
    assert result.exit_code == (0 if all(answers) else 1)


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_lines_in_give_lines_out(convert, answers, arguments):
    result = convert(*arguments, input="\n".join(TEXTS).encode())
    assert result.stdout.split("\n") == [*answers, ""]


def test_reasons_go_to_stderr_with_the_number_of_the_line(convert):
    result = convert("-", input=b"\n\xff\n")
    assert result.stdout == "\n\n"
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "line 1: empty"
    assert result.stderr.splitlines()[1].startswith("line 2: unreadable: ")
    assert (
        result.stderr.splitlines()[2] == "0 converted, 2 refused: 1 no date, 1 unreadable (first at line 1)"
    )


def test_quiet_gives_the_summary_alone(convert):
    result = convert("--quiet", "-", input=b"\n\n")
    assert result.stderr == "0 converted, 2 refused: 2 no date (first at line 1)\n"


def test_the_reason_for_a_single_text_needs_no_number(convert):
    assert convert("").stderr == "empty\n"
    assert convert("", "").stderr == "text 1: empty\ntext 2: empty\n"


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(b"\xff\xfe\x00", id="not UTF-8"),
        pytest.param(b"\x00" * 5, id="NULs"),
        pytest.param(b"9" * 100_000, id="a long line"),
        pytest.param(b"1 " * 100_000, id="a long line of words"),
        pytest.param(b"", id="an empty line"),
        pytest.param("\u200b\u200b".encode(), id="invisible marks"),
    ],
)
def test_a_bad_line_costs_that_line_only(convert, answers, bad):
    result = convert("-", input=TEXTS[0].encode() + b"\n" + bad + b"\n" + TEXTS[3].encode() + b"\n")
    assert result.stdout.split("\n") == [answers[0], "", answers[3], ""]
    assert "line 2: " in result.stderr
    assert result.exit_code == 1


def test_nothing_in_gives_nothing_out(convert):
    result = convert("-", input=b"")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_json_has_one_record_a_text(convert, tiny_normalizer):
    result = convert("--json", *TEXTS)
    records = json.loads(result.stdout)
    expected = tiny_normalizer.convert_many(TEXTS, policy=ACCEPT_ALL)
    assert [(record["source"], record["value"]) for record in records] == [
        (c.source, c.value) for c in expected
    ]
    assert all("attention" not in record for record in records)


def test_json_lines_carry_alternatives_and_attention_on_request(convert):
    result = convert("--jsonl", "--alternatives", "3", "--attention", "-", input=b"20 July 1969\n")
    record = json.loads(result.stdout)
    assert len(record["alternatives"]) == 3
    rows = record["attention"]["rows"]
    assert len(rows) == len(record["attention"]["tokens"]) >= 1
    assert all(len(row) == len("20 July 1969") for row in rows)
    assert all(sum(row) == pytest.approx(1, abs=0.01) for row in rows)


def test_hints_reach_the_network(convert, tiny_normalizer):
    hinted = tiny_normalizer.convert("03/04/2005", locale="ja", order="MDY", policy=ACCEPT_ALL)
    plain = tiny_normalizer.convert("03/04/2005", policy=ACCEPT_ALL)
    assert hinted.confidence != plain.confidence
    for arguments, line in [
        (("--locale", "ja", "--order", "mdy"), b"03/04/2005"),
        (("--fields", "input,locale,order_hint"), b"03/04/2005\tja\tMD"),
        (("--fields", "locale,ref,input", "--order", "MDY"), b"ja\t2020-01-01\t03/04/2005"),
    ]:
        record = json.loads(convert("--jsonl", *arguments, "-", input=line).stdout)
        assert record["confidence"] == hinted.confidence


def test_a_line_with_a_wrong_hint_is_still_read(convert, answers):
    result = convert("--fields", "input,locale,order", "-", input=b"20 July 1969\t!!!\tYDM\n")
    assert result.stdout == answers[0] + "\n"
    assert result.stderr.startswith("line 1: unknown order 'YDM' ignored; ")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--order", "MYD", "x"], id="no such order"),
        pytest.param(["--locale", "!!", "x"], id="no such locale"),
        pytest.param(["--min-confidence", "2", "x"], id="no probability"),
        pytest.param(["--alternatives", "-1", "x"], id="negative count"),
        pytest.param(["--attention", "x"], id="attention without JSON"),
        pytest.param(["--attention", "--output", "iso", "-"], id="attention with values"),
        pytest.param(["--alternatives", "2", "x"], id="alternatives without JSON"),
        pytest.param(["--locale", "english", "x"], id="name of a language"),
        pytest.param(["--locale", "xx-YY", "x"], id="no such language"),
        pytest.param(["--workers", "0", "x"], id="no workers"),
        pytest.param(["a", "-"], id="text and standard input"),
        pytest.param(["--fields", "input", "a"], id="columns of a text"),
        pytest.param(["--fields", "locale", "-"], id="columns without a text"),
        pytest.param(["--grid", "--json", "a"], id="grid in JSON"),
        pytest.param(["--output", "iso", "--json", "a"], id="two forms"),
        pytest.param(["--json", "--output", "jsonl", "a"], id="two kinds of JSON"),
        pytest.param(["--output", "xml", "a"], id="no such form"),
        pytest.param(["--hijri", "lunar", "a"], id="no such calendar"),
        pytest.param(["--save-grid", "grid.png", "a"], id="no such picture"),
        pytest.param(["--save-grid", "grid.svg", "-"], id="picture of a stream"),
        pytest.param(["--past", "--future", "a"], id="past and future"),
        pytest.param(["--past", "--pivot", "30", "a"], id="past and a pivot"),
        pytest.param(["--pivot", "101", "a"], id="no pivot"),
        pytest.param(["--prefer", "past", "a"], id="a preference without a reference date"),
        pytest.param(["--reference-date", "29-02", "a"], id="no day"),
        pytest.param(["--precision", "hour", "a"], id="no precision"),
        pytest.param(["--max-risk", "5", "a"], id="no part"),
        pytest.param(["--max-risk", "some", "a"], id="no number"),
        pytest.param(["--max-risk", "1%", "--min-confidence", "0.5", "a"], id="risk and confidence"),
        pytest.param(["--nonsense", "a"], id="no such option"),
    ],
)
def test_wrong_usage_exits_2_and_prints_no_result(invoke, tiny_bundle, arguments):
    result = invoke("convert", "--model", tiny_bundle, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr and result.stderr.strip()


def test_the_name_of_a_file_is_no_text(invoke, tiny_bundle, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "births.txt").write_text("20 July 1969\n")
    result = invoke("convert", "--model", tiny_bundle, "births.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "datenorm convert - < births.txt" in result.stderr
    (tmp_path / "20.7.1969").touch()
    assert invoke("convert", "--model", tiny_bundle, "20.7.1969").exit_code != 2
    assert invoke("convert", "--model", tiny_bundle, "deaths.txt").exit_code == 1


def test_the_name_of_a_language_leads_to_its_code(invoke, tiny_bundle):
    result = invoke("convert", "--model", tiny_bundle, "--locale", "english", "3 May 1969")
    assert "such as en" in result.stderr


def test_lines_are_the_same_with_any_number_of_workers(convert):
    lines = "".join(f"{number} July 1969\n" for number in range(3000)).encode()
    one, three = (convert("--jsonl", "--workers", count, "-", input=lines) for count in ("1", "3"))
    assert (one.stdout, one.stderr, one.exit_code) == (three.stdout, three.stderr, three.exit_code)


def test_a_text_that_starts_with_a_dash_stands_after_two(convert):
    assert convert("--", "-44").exit_code in (0, 1)
    assert convert("-44").exit_code == 2


def test_the_grid_follows_its_value_without_colour_in_a_pipe(convert):
    result = convert("--grid", "20 July 1969")
    value, header, *_ = result.stdout.split("\n")
    assert header.split() == list("20␣July␣1969")
    assert "\x1b" not in result.stdout
    assert "confidence" in result.stdout
    assert value == convert("20 July 1969").stdout.strip()


def test_colour_is_there_when_asked_for_and_not_else(convert, monkeypatch):
    assert "\x1b[" in convert("--grid", "--color", "always", "20 July 1969").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in convert("--grid", "20 July 1969").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in convert("--grid", "20 July 1969").stdout
    assert "\x1b[" not in convert("--grid", "--color", "never", "20 July 1969").stdout


def test_text_is_never_markup(convert):
    result = convert("--grid", "--color", "never", "[/b][bold]3[/]")
    assert list("[/b][bold]3[/]") == result.stdout.split("\n")[1].split()


def test_the_grid_of_a_line_goes_to_stderr_so_that_lines_stay_aligned(convert, answers):
    result = convert("--grid", "-", input=TEXTS[0].encode())
    assert result.stdout == answers[0] + "\n"
    assert "2 0 ␣ J u l y" in result.stderr


@pytest.mark.parametrize("suffix", [".svg", ".html"])
def test_the_grid_is_saved_as_a_picture_that_loads_nothing(convert, tmp_path, suffix):
    path = tmp_path / f"grid{suffix}"
    result = convert("--save-grid", path, "20 <July> 1969", "[b]")
    assert "J" not in result.stdout
    drawing = path.read_text(encoding="utf-8")
    assert "confidence" in drawing.replace("&#160;", " ")
    assert "<July>" not in drawing
    assert "url(http" not in drawing and "@font-face" not in drawing


def test_a_picture_that_cannot_be_written_is_said(convert, tmp_path):
    result = convert("--save-grid", tmp_path / "missing" / "grid.svg", "x")
    assert result.exit_code == 2
    assert "cannot write" in result.stderr


def test_the_bundled_model_stops_at_an_ambiguous_text_when_told_to(invoke, bundled_normalizer):
    result = invoke(
        "convert", "--on-ambiguous", "fail", "-", input=b"20 July 1969\n03/04/2005\n21 July 1969\n"
    )
    assert result.exit_code == 1
    assert result.stdout == "1969-07-20\n"
    assert "line 2: ambiguous: " in result.stderr
    assert "2005-04-03" in result.stderr and "2005-03-04" in result.stderr and "--order" in result.stderr


def test_the_bundled_model_leaves_an_ambiguous_text_blank_or_takes_the_best(invoke, bundled_normalizer):
    blank = invoke("convert", "03/04/2005")
    assert (blank.exit_code, blank.stdout) == (1, "\n")
    best = invoke("convert", "--on-ambiguous", "best", "03/04/2005")
    assert best.exit_code == 0
    assert best.stdout in ("2005-04-03\n", "2005-03-04\n")
    assert invoke("convert", "--order", "dmy", "03/04/2005").stdout == "2005-04-03\n"
    assert invoke("convert", "--order", "MDY", "03/04/2005").stdout == "2005-03-04\n"


def test_the_bundled_model_puts_centuries_where_told_and_says_so(invoke, bundled_normalizer):
    def year(*arguments):
        record = json.loads(invoke("convert", "--jsonl", "--order", "DMY", *arguments, "20/07/45").stdout)
        assert record["century_inferred"]
        return record["value"][:4]

    assert [year(), year("--pivot", "30"), year("--pivot", "46")] == ["2045", "1945", "2045"]
    reference = ("--reference-date", "2044-01-01")
    assert [year("--past", *reference), year("--future", *reference)] == ["1945", "2045"]


def test_the_bundled_model_completes_dates_without_a_year(invoke, bundled_normalizer):
    def value(*arguments):
        record = json.loads(invoke("convert", "--jsonl", *arguments, "29 February").stdout)
        return record["value"], record["year_inferred"]

    assert value() == ("XXXX-02-29", False)
    assert value("--reference-date", "2019-03-01") == ("2020-02-29", True)
    assert value("--reference-date", "2019-03-01", "--prefer", "past") == ("2016-02-29", True)
    today = invoke("convert", "--reference-date", "today", "20 July")
    assert abs(int(today.stdout[:4]) - datetime.date.today().year) <= 1


def test_the_reference_date_of_a_line_comes_before_that_of_all(invoke, bundled_normalizer):
    lines = b"20 July\t2015-08-01\n20 July\t\n20 July\tsoon\n"
    result = invoke("convert", "--fields", "input,ref", "--reference-date", "1999-08-01", "-", input=lines)
    assert result.stdout.split() == ["2015-07-20", "1999-07-20", "1999-07-20"]
    assert result.stderr == "line 3: ref 'soon' is not a day: ignored\n"
    alone = invoke("convert", "--fields", "input,ref", "--prefer", "future", "-", input=lines)
    assert alone.stdout.split() == ["2016-07-20", "XXXX-07-20", "XXXX-07-20"]


def test_the_bundled_model_gives_years_months_or_whole_days(invoke, bundled_normalizer):
    assert invoke("convert", "--precision", "year", "03/04/2005").stdout == "2005\n"
    assert invoke("convert", "--precision", "month", "20 July 1969").stdout == "1969-07\n"
    refused = invoke("convert", "--precision", "day", "July 1969")
    assert (refused.exit_code, refused.stdout) == (1, "\n")
    assert refused.stderr == "no whole day: only 1969-07; --precision any takes it\n"


def test_the_bundled_model_shows_what_it_read(invoke, bundled_normalizer):
    result = invoke("convert", "--show-span", "-", input=b"born on 13 May 1971 in Lyon\nhello\n")
    assert result.stdout == "1971-05-13\t8-19\t13 May 1971\n\n"
    record = json.loads(invoke("convert", "--jsonl", "--show-span", "born on 13 May 1971 in Lyon").stdout)
    assert record["span"] == {"start": 8, "end": 19, "text": "13 May 1971"}


@pytest.mark.parametrize("risk", ["0.5%", "0.005"])
def test_a_risk_picks_the_threshold_of_the_bundle(invoke, bundled_normalizer, risk):
    threshold = bundled_normalizer.bundle.manifest.calibration.threshold_for(0.005)
    texts = ["20 July 1969", "2O Ju1y l96g", "smudge 3"]
    by_risk = invoke("convert", "--jsonl", "--max-risk", risk, *texts)
    by_confidence = invoke("convert", "--jsonl", "--min-confidence", threshold, *texts)
    assert by_risk.stdout == by_confidence.stdout


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_has_an_option_of_its_own_and_is_a_form_of_output(invoke, bundled_normalizer, name):
    short, long = (
        invoke("convert", *option, "20 July 1969") for option in ([f"--{name}"], ["--output", name])
    )
    assert short.stdout == long.stdout


@pytest.mark.parametrize(
    ("form", "line"), [("edtf", "1969-07\n"), ("iso", "1969-07\n"), ("interval", "1969-07-01\t1969-07-31\n")]
)
def test_output_says_in_which_form_values_are_written(invoke, bundled_normalizer, form, line):
    assert invoke("convert", "--output", form, "July 1969").stdout == line


@pytest.mark.parametrize("output", [[], ["--json"]])
def test_a_risk_that_cannot_be_promised_is_wrong_usage_and_prints_nothing(invoke, bundled_normalizer, output):
    result = invoke("convert", *output, "--max-risk", "0.0001%", "20 July 1969")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "too few to promise" in result.stderr and "Hint: ask for" in result.stderr


def test_the_help_lists_options_under_headings(invoke):
    help_text = invoke("convert", "--help").stdout
    headings = [
        "Hints:",
        "Years:",
        "Refusals:",
        "Output:",
    ]
    places = [help_text.index(f"\n{heading}") for heading in headings]
    assert places == sorted(places)
    assert (
        places[1] < help_text.index("\n  --pivot") < places[2] < help_text.index("\n  --max-risk") < places[3]
    )


def test_lines_are_read_in_the_order_they_are_written_in(invoke):
    result = invoke("convert", "--order", "infer", "-", input=b"03/04/2005\n23/04/1964\n")
    assert result.stdout == "2005-04-03\n1964-04-23\n"
    assert (
        result.stderr
        == 'read as day-month-year: 1 row decides it (first: row 2, "23/04/1964"), 0 contradict\n'
    )
    result = invoke("convert", "--order", "infer", "-", input=b"03/04/2005\n04/05/1964\n")
    assert result.stdout == "\n\n"
    assert result.stderr.startswith("undecided between day-month-year and month-day-year")


def test_a_line_with_an_order_of_its_own_keeps_it(invoke):
    lines = b"03/04/2005\tMDY\n23/04/1964\t\n"
    result = invoke("convert", "--order", "infer", "--fields", "input,order", "-", input=lines)
    assert result.stdout == "2005-03-04\n1964-04-23\n"


def test_an_order_is_inferred_from_lines_alone(convert):
    result = convert("--order", "infer", "03/04/2005")
    assert result.exit_code == 2
    assert "lines of standard input" in result.stderr
