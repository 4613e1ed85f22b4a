"""POST /v1/convert: what the command line says, for one text or many."""

import datetime
import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datenorm.convert.options import Policy
from datenorm.convert.record import as_json, as_record
from datenorm.server.schema import Record
from datenorm.values import Reckoning

TEXTS = ["20 July 1969", "hello", "", "03/04/2005", "1969年7月20日", "v", "20 July 1969"]

OPTIONS = [
    ({}, [], {}),
    ({"locale": "en-GB"}, ["--locale", "en-GB"], {"locale": "en-GB"}),
    ({"order": "ymd"}, ["--order", "ymd"], {"order": "YMD"}),
    ({"alternatives": 3}, ["--alternatives", "3"], {"alternatives": 3}),
    ({"attention": True, "span": True}, ["--attention", "--show-span"], {"attention": True, "span": True}),
    (
        {"reference_date": "2016-02-29", "prefer": "past", "pivot": 30},
        ["--reference-date", "2016-02-29", "--prefer", "past", "--pivot", "30"],
        {"policy": Policy(reckoning=Reckoning(30, None, datetime.date(2016, 2, 29), "past"))},
    ),
    ({"hijri": "civil"}, ["--hijri", "civil"], {"policy": Policy(reckoning=Reckoning(hijri="civil"))}),
    (
        {"precision": "year", "on_ambiguous": "best", "min_confidence": 0, "past": True},
        ["--precision", "year", "--on-ambiguous", "best", "--min-confidence", "0", "--past"],
        {"policy": Policy("best", min_confidence=0, precision="year", reckoning=Reckoning(direction="past"))},
    ),
]


def records(normalizer, texts, *, attention=False, span=False, **options):
    conversions = normalizer.convert_many(texts, attention=attention, span=span, **options)
    return [as_json(as_record(one, attention=attention, span=span)) for one in conversions]


@pytest.mark.parametrize(("asked", "_", "meant"), OPTIONS)
def test_many_texts_get_their_records_in_order(client, tiny_normalizer, asked, _, meant):
    answer = client.post("/v1/convert", json={"texts": TEXTS, **asked})
    assert answer.status_code == 200
    assert answer.text == '{"results": [' + ", ".join(records(tiny_normalizer, TEXTS, **meant)) + "]}"


@pytest.mark.parametrize(("asked", "arguments", "_"), OPTIONS)
def test_answers_equal_those_of_the_command_line_to_the_character(client, tiny_bundle, asked, arguments, _):
    from click.testing import CliRunner

    from datenorm.cli import cli

    line = ["convert", "--model", str(tiny_bundle), "--jsonl", *arguments, "--", *TEXTS]
    written = CliRunner().invoke(cli, line).stdout.splitlines()
    assert [client.post("/v1/convert", json={"text": text, **asked}).text for text in TEXTS] == written


def test_every_key_of_a_record_is_documented_and_no_other(client):
    answer = client.post("/v1/convert", json={"text": "20 July 1969", "attention": True, "span": True}).json()
    assert set(answer) == {field.alias or name for name, field in Record.model_fields.items()}
    Record.model_validate(answer)


def test_attention_has_a_weight_for_each_character(client, scripted_normalizer, open_client):
    normalizer = scripted_normalizer({"20 july": {"XXXX-07-20": 1.0}})
    with open_client(normalizer) as scripted:
        answer = scripted.post("/v1/convert", json={"text": "20 July", "attention": True}).json()
    assert "".join(answer["attention"]["tokens"]) == "XXXX-07-20"
    assert np.array(answer["attention"]["rows"]).shape == (6, 7)


def test_the_reading_that_is_asked_for_is_given(scripted_normalizer, open_client):
    readings = {"03/04/2005": {"2005-03-04": 0.5, "2005-04-03": 0.5}}
    hinted = {("03/04/2005", "DMY"): {"2005-04-03": 1.0}}
    with open_client(scripted_normalizer(readings, hinted=hinted)) as scripted:

        def convert(**options):
            answer = scripted.post("/v1/convert", json={"text": "03/04/2005", **options}).json()
            return answer["status"], answer["value"]

        assert convert() == ("ambiguous", None)
        assert convert(order="DMY") == convert(locale="en-GB") == ("converted", "2005-04-03")
        assert convert(on_ambiguous="best")[1] is not None


def test_what_is_no_text_gets_an_error_in_its_place_and_spoils_no_other(client):
    texts = ["20 July 1969", 5, None, ["x"], {"text": "x"}, True, 1.5, "hello"]
    results = client.post("/v1/convert", json={"texts": texts}).json()["results"]
    assert [one.get("source") for one in results] == ["20 July 1969", *[None] * 6, "hello"]
    assert {one["error"] for one in results[1:7]} == {"not-a-text"}
    assert results[2]["message"] == "a text must be a string, not null"
    assert all(set(one) == {"error", "message", "hint", "request_id"} for one in results[1:7])


def test_texts_that_cannot_be_read_are_results(client):
    texts = ["x" * 2000, "\x00", "", "20 July 1969"]
    results = client.post("/v1/convert", json={"texts": texts}).json()["results"]
    assert [one["status"] for one in results[:3]] == ["unreadable", "unreadable", "no-date"]
    assert [one["source"] for one in results] == texts


@pytest.mark.parametrize("bad", [b'"\xff"', b'"\\ud800"', b'"\\udcff x"'])
def test_broken_text_costs_itself_only(client, bad):
    body = b'{"texts": ["20 July 1969", ' + bad + b"]}"
    first, second = client.post("/v1/convert", content=body).json()["results"]
    assert first["source"] == "20 July 1969" and first["status"] != "unreadable"
    assert second["status"] == "unreadable"


def test_no_texts_get_no_results(client):
    assert client.post("/v1/convert", json={"texts": []}).json() == {"results": []}


def test_a_thousand_texts_are_answered_and_one_more_is_too_many(client):
    texts = [f"{day} July 1969" for day in range(1000)]
    results = client.post("/v1/convert", json={"texts": texts}).json()["results"]
    assert [one["source"] for one in results] == texts
    answer = client.post("/v1/convert", json={"texts": [*texts, "x"]})
    assert answer.status_code == 413
    assert answer.json()["error"] == "too-large" and "/v1/convert/lines" in answer.json()["hint"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["text"]),
        ({"text": "x", "texts": ["x"]}, ["text"]),
        ({"text": 5}, ["text"]),
        ({"texts": "x"}, ["texts"]),
        ({"text": "x", "order": "DYM"}, ["order"]),
        ({"text": "x", "order": 5, "pivot": "50", "attention": "yes"}, ["attention", "order", "pivot"]),
        ({"text": "x", "pivot": 101}, ["pivot"]),
        ({"text": "x", "alternatives": 21}, ["alternatives"]),
        ({"text": "x", "min_confidence": 2}, ["min_confidence"]),
        ({"text": "x", "locale": "no locale!"}, ["locale"]),
        ({"text": "x", "locale": "\ud800"}, ["locale"]),
        ({"text": "x", "locale": "en.\tDMY"}, ["locale"]),
        ({"text": "x", "reference_date": "29.2.2016"}, ["reference_date"]),
        ({"text": "x", "reference_date": 5}, ["reference_date"]),
        ({"text": "x", "past": True, "future": True}, ["past"]),
        ({"text": "x", "past": True, "pivot": 5}, ["pivot"]),
        ({"text": "x", "prefer": "past"}, ["prefer"]),
        ({"text": "x", "max_risk": 0.1}, ["max_risk"]),  # this model has no figures
        ({"text": "x", "txet": "x"}, ["txet"]),
        ({"text": "x", "\ud800 secret": "x"}, ["body"]),
        ({f"x{number}": 1 for number in range(200_000)}, ["body"]),
    ],
)
def test_a_field_that_cannot_be_used_is_named(client, body, fields):
    answer = client.post("/v1/convert", content=json.dumps(body))
    assert answer.status_code == 422
    problem = answer.json()
    assert set(problem) == {"error", "message", "hint", "request_id", "fields"}
    assert problem["error"] == "invalid-fields"
    assert sorted(one["field"] for one in problem["fields"]) == fields
    assert all(one["message"] for one in problem["fields"])


def test_errors_do_not_repeat_what_was_sent(client):
    answer = client.post("/v1/convert", json={"text": ["my secret"], "order": "my secret", "my secret": 1})
    assert answer.status_code == 422 and "secret" not in answer.text


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"text": }', b"1" * 5000, b"[" * 200_000])
def test_what_is_no_json_is_refused(client, body):
    answer = client.post("/v1/convert", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid-json"


@pytest.mark.parametrize("body", [b"[]", b"5", b"null", b'"x"', b"NaN"])
def test_json_that_is_no_object_is_refused(client, body):
    answer = client.post("/v1/convert", content=body)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["fields"]] == ["body"]


def test_deep_nesting_inside_a_list_of_texts_is_refused(client):
    deep = b'{"texts": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert client.post("/v1/convert", content=deep).json()["error"] == "invalid-json"


def test_a_body_over_the_limit_is_refused_by_its_length_or_as_it_comes(open_client, tiny_normalizer):
    with open_client(tiny_normalizer, max_body=1000) as small:
        body = json.dumps({"text": "x" * 1000}).encode()
        assert small.post("/v1/convert", content=body).status_code == 413

        def pieces():
            yield body[:500]
            yield body[500:]

        assert small.post("/v1/convert", content=pieces()).json()["error"] == "too-large"
        assert small.post("/v1/convert", json={"text": "x" * 900}).status_code == 200


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(["text", "texts", "locale", "order", "pivot", "alternatives", "reference_date", "x"])


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAMES, JSON, max_size=4))
def test_any_json_gets_an_answer_or_a_reason(client, values):
    answer = client.post("/v1/convert", content=json.dumps(values))
    assert answer.status_code in (200, 422)
    if answer.status_code == 422:
        assert answer.json()["fields"]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(), max_size=5))
def test_any_texts_come_back_as_sources_in_order(client, texts):
    results = client.post("/v1/convert", content=json.dumps({"texts": texts})).json()["results"]
    assert [one["source"] for one in results] == texts


def test_a_time_is_told_with_the_zone_that_is_asked_for(client):
    body = {"text": "2021-05-12T14:30", "zone": "Europe/Paris", "utc": True}
    record = client.post("/v1/convert", json=body).json()
    assert (record["value"], record["datetime"], record["zone"]) == (
        "2021-05-12",
        "2021-05-12T12:30Z",
        "Europe/Paris",
    )


def test_an_unknown_zone_is_an_invalid_field(client):
    answer = client.post("/v1/convert", json={"text": "2021-05-12T14:30", "zone": "Paris"})
    assert answer.status_code == 422
    (field,) = answer.json()["fields"]
    assert field["field"] == "zone"
    assert "Europe/Paris" in field["message"]


def test_what_next_friday_means_can_be_said(client):
    body = {"text": "@»⑤", "reference_date": "2026-11-25", "next": "nearest"}
    assert client.post("/v1/convert", json=body).json()["value"] == "2026-11-27"


def test_hours_are_counted_from_a_reference_date_with_a_time(client):
    body = {"text": "@-2H", "reference_date": "2026-11-25T14:30"}
    assert client.post("/v1/convert", json=body).json()["datetime"] == "2026-11-25T12:30"


def test_lines_may_have_their_times(client):
    lines = "2014-04-26T17:24-07:00\n2014-04-26\n"
    answer = client.post("/v1/convert/lines", params={"output": "datetime"}, content=lines)
    assert answer.text == lines
