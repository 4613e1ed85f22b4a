"""OpenRefine: values by GET, and the reconciliation service (version 0.2 of its API)."""

import json
import time
from urllib.parse import urlencode

import jsonschema
import pytest

PATH = "/openrefine/reconcile"

# What version 0.2 asks of a manifest and of the results of a batch.
TYPE = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        **{name: {"type": "string"} for name in ("name", "identifierSpace", "schemaSpace", "serviceVersion")},
        "defaultTypes": {"type": "array", "items": TYPE, "uniqueItems": True},
        "extend": {
            "type": "object",
            "properties": {
                "propose_properties": {
                    "type": "object",
                    "properties": {name: {"type": "string"} for name in ("service_url", "service_path")},
                },
                "property_settings": {"type": "array"},
            },
        },
    },
}
FEATURE = {
    "type": "object",
    "required": ["id", "value"],
    "properties": {"id": {"type": "string"}, "value": {"type": ["boolean", "number"]}},
}
CANDIDATE = {
    "type": "object",
    "required": ["id", "name", "score", "match"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "description": {"type": "string"},
        "score": {"type": "number"},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": TYPE},
        "features": {"type": "array", "items": FEATURE},
    },
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": CANDIDATE}},
    },
}

CELL = {
    "oneOf": [
        {"required": ["str"], "properties": {"str": {"type": "string"}}, "additionalProperties": False},
        {"required": ["int"], "properties": {"int": {"type": "integer"}}, "additionalProperties": False},
    ]
}
EXTENSION = {
    "type": "object",
    "required": ["rows", "meta"],
    "properties": {
        "meta": {"type": "array", "items": {**TYPE, "required": ["id", "name"]}},
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": CELL},
            },
        },
    },
}


@pytest.fixture
def refine(open_client, scripted_normalizer):
    """A client of a service that reads a few texts in known ways."""
    numeric = {"2005-04-03": 0.6, "2005-03-04": 0.4}
    readings = {
        "20 july 1969": {"1969-07-20": 0.995, "1869-07-20": 0.005},
        "03/04/2005": numeric,
        "friday 20 july 1969": {"1969-07-20⑤": 1.0},
        "three days ago": {"@-3d": 1.0},
        "born 1834, died 1901": {"1834;1901": 1.0},
    }
    hinted = {("03/04/2005", "MDY"): {"2005-03-04": 0.9, "2005-04-03": 0.1}}
    with open_client(scripted_normalizer(readings, hinted=hinted)) as client:
        yield client


def reconcile(client, queries, **params):
    """The candidates of each query of a batch."""
    answer = client.post(PATH, data={"queries": json.dumps(queries)}, params=params)
    assert answer.status_code == 200, answer.text
    jsonschema.validate(answer.json(), RESULTS)
    assert list(answer.json()) == list(queries)
    return [one["result"] for one in answer.json().values()]


def readings(candidates):
    return [(one["id"], one["match"]) for one in candidates]


def test_the_manifest_is_that_of_version_0_2(refine):
    manifest = refine.get(PATH).json()
    jsonschema.validate(manifest, MANIFEST)
    assert manifest["versions"] == ["0.2"] and manifest["name"] == "datenorm"
    assert (
        refine.get(PATH, params={"locale": "en-GB", "order": "DMY"}).json()["name"] == "datenorm (en-GB, DMY)"
    )


def test_a_value_matches_and_both_readings_of_an_ambiguous_text_wait_for_a_person(refine):
    sure, two, none = reconcile(
        refine, {"q0": {"query": "20 July 1969"}, "q1": {"query": "03/04/2005"}, "q2": {"query": "hello"}}
    )
    assert readings(sure) == [("1969-07-20", True)]
    assert readings(two) == [("2005-04-03", False), ("2005-03-04", False)]
    assert [round(one["score"]) for one in two] == [60, 40]
    assert all(one["name"] == one["id"] and one["type"] == [{"id": "date", "name": "Date"}] for one in two)
    assert none == []


def test_a_batch_may_also_be_in_the_query_of_the_url(refine):
    queries = json.dumps({"only": {"query": "20 July 1969"}})
    answer = refine.get(PATH, params={"queries": queries}).json()
    assert readings(answer["only"]["result"]) == [("1969-07-20", True)]


def test_the_order_may_be_that_of_the_service_or_of_the_row(refine):
    query = {"query": "03/04/2005"}
    of_row = {**query, "properties": [{"pid": "order", "v": "mdy"}, {"pid": "place", "v": {"id": "x"}}]}
    plain, hinted = reconcile(refine, {"a": query, "b": of_row})
    assert plain[0]["match"] is False and readings(hinted)[0] == ("2005-03-04", True)
    (of_service,) = reconcile(refine, {"a": query}, order="MDY")
    assert readings(of_service)[0] == ("2005-03-04", True)


def test_a_hint_that_cannot_be_used_spoils_its_own_row_alone(refine):
    bad = {"query": "20 July 1969", "properties": [{"pid": "locale", "v": "Mars!"}]}
    good = {"query": "20 July 1969"}
    first, second = reconcile(refine, {"a": bad, "b": good})
    assert readings(first) == [("1969-07-20", False)] and "not a locale" in first[0]["description"]
    assert readings(second) == [("1969-07-20", True)]


def test_a_weekday_that_contradicts_is_no_match(refine):
    ((candidate,),) = reconcile(refine, {"a": {"query": "Friday 20 July 1969"}})
    assert (candidate["id"], candidate["match"]) == ("1969-07-20", False)
    assert "Friday is not the weekday" in candidate["description"]
    assert {"id": "weekday_conflict", "value": True} in candidate["features"]


def test_several_dates_are_candidates_and_a_relative_one_needs_a_day(refine):
    queries = {"a": {"query": "born 1834, died 1901"}, "b": {"query": "three days ago"}}
    several, relative = reconcile(refine, queries)
    assert readings(several) == [("1834", False), ("1901", False)]
    assert relative == []
    _, relative = reconcile(refine, queries, reference_date="2026-11-29")
    assert readings(relative) == [("2026-11-26", True)]


def test_a_value_that_is_no_day_is_described_by_its_days(refine):
    ((candidate,),) = reconcile(refine, {"a": {"query": "1914-02"}})
    assert candidate["description"] == "1914-02-01 to 1914-02-28"


def test_a_client_may_ask_for_fewer_candidates_and_leave_out_the_text(refine):
    queries = {
        "a": {"query": "03/04/2005", "limit": 1, "type": "date", "type_strict": "should"},
        "b": {"properties": [{"pid": "place", "v": ["Lyon"]}]},
    }
    one, none = reconcile(refine, queries)
    assert len(one) == 1 and none == []


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"queries": "{"}, 400, "invalid-json"),
        ({"queries": "[]"}, 422, "invalid-fields"),
        ({"queries": '{"q": {"query": 5}}'}, 422, "invalid-fields"),
        ({"queries": '{"q": {"query": "x", "limit": 0}}'}, 422, "invalid-fields"),
        ({"other": "x"}, 422, "invalid-fields"),
        ({"queries": json.dumps({str(number): {"query": "x"} for number in range(1001)})}, 413, "too-large"),
        ({}, 422, "invalid-fields"),
    ],
)
def test_what_is_no_batch_is_refused(refine, form, status, error):
    answer = refine.post(PATH, data=form)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.headers["access-control-allow-origin"] == "*"


def test_what_is_no_form_is_refused(refine):
    answer = refine.post(PATH, content=b"\xff\xfe")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid-request")


def test_options_of_the_service_are_checked_before_it_is_used(refine):
    for params in ({"order": "DYM"}, {"locale": "!"}, {"prefer": "past"}, {"nothing": "x"}):
        assert refine.get(PATH, params=params).status_code == 422


def test_one_text_has_its_value_as_text_or_its_outcome_as_json(refine):
    answer = refine.get("/openrefine/value", params={"text": "20 July 1969"})
    assert (answer.text, answer.headers["content-type"]) == ("1969-07-20", "text/plain; charset=utf-8")
    assert refine.get("/openrefine/value", params={"text": "03/04/2005"}).text == ""
    answer = refine.get("/openrefine/value", params={"text": "03/04/2005", "output": "jsonl"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["code"] == "ambiguous-order"
    best = {"text": "03/04/2005", "on_ambiguous": "best", "output": "interval"}
    assert refine.get("/openrefine/value", params=best).text == "2005-04-03\t2005-04-03"
    assert refine.get("/openrefine/value").json()["fields"][0]["field"] == "text"


@pytest.mark.parametrize("origins", [(), ("https://example.org",)])
def test_pages_of_any_origin_may_read_these_answers_and_no_others(open_client, tiny_normalizer, origins):
    page = {"origin": "http://127.0.0.1:3333"}
    asking = {**page, "access-control-request-method": "POST"}
    with open_client(tiny_normalizer, cors_origins=origins) as client:
        for origin in ("http://127.0.0.1:3333", "https://example.org"):
            answer = client.get(PATH, headers={"origin": origin})
            assert answer.headers.get_list("access-control-allow-origin") == ["*"]
            assert "access-control-allow-credentials" not in answer.headers
        allowed = client.options(PATH, headers=asking)
        assert (allowed.status_code, allowed.headers["access-control-allow-methods"]) == (204, "GET, POST")
        for path in ("/v1/model", "/", "/openrefine", "/v1/convert"):
            assert "access-control-allow-origin" not in client.get(path, headers=page).headers
        assert "access-control-allow-origin" not in client.options("/v1/convert", headers=asking).headers
        assert client.get(PATH, headers={"host": "evil.example"}).status_code == 421


def test_columns_are_made_from_reconciled_values(refine):
    place = refine.get(PATH).json()["extend"]["propose_properties"]
    assert place["service_url"] == "http://testserver"
    proposed = refine.get(place["service_path"], params={"type": "date", "limit": 5}).json()
    names = [one["id"] for one in proposed["properties"]]
    assert names == ["value", "first", "last", "year"] and all(one["name"] for one in proposed["properties"])
    values = ["1564-04-23", "1914-24", "1914/..", "-0043-03-15", "XXXX-07-20", "no value"]
    query = {"ids": values, "properties": [{"id": name, "settings": {}} for name in [*names, "colour"]]}
    answer = refine.post(PATH, data={"extend": json.dumps(query)}).json()
    jsonschema.validate(answer, EXTENSION)
    assert [one["id"] for one in answer["meta"]] == [*names, "colour"]
    assert [[answer["rows"][value][name] for name in names] for value in values] == [
        [[{"str": "1564-04-23"}], [{"str": "1564-04-23"}], [{"str": "1564-04-23"}], [{"int": 1564}]],
        [[{"str": "1914-24"}], [{"str": "1914-12-01"}], [{"str": "1915-02-28"}], []],
        [[{"str": "1914/.."}], [{"str": "1914-01-01"}], [], []],
        [[{"str": "-0043-03-15"}], [{"str": "-0043-03-15"}], [{"str": "-0043-03-15"}], [{"int": -43}]],
        [[{"str": "XXXX-07-20"}], [], [], []],
        [[], [], [], []],
    ]
    assert all(row["colour"] == [] for row in answer["rows"].values())


@pytest.mark.parametrize(
    ("query", "status", "error"),
    [
        ("{", 400, "invalid-json"),
        ("[]", 422, "invalid-fields"),
        ('{"ids": ["1969"]}', 422, "invalid-fields"),
        (json.dumps({"ids": ["1969"] * 1001, "properties": []}), 413, "too-large"),
        (json.dumps({"ids": ["1969"], "properties": [{"id": "year"}] * 33}), 422, "invalid-fields"),
    ],
)
def test_a_query_for_properties_that_cannot_be_used_is_refused(refine, query, status, error):
    answer = refine.post(PATH, data={"extend": query})
    assert (answer.status_code, answer.json()["error"]) == (status, error)


MANY = 50_000


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param({"extend": json.dumps({"ids": ["1969"], "properties": [1] * MANY})}, 422, id="extend"),
        pytest.param(
            {"extend": json.dumps({"ids": ["1969"] * 999, "properties": [{"id": "a"}] * MANY})},
            422,
            id="properties",
        ),
        pytest.param(
            {"queries": json.dumps({"q": {"query": "x", "properties": [{}] * MANY}})}, 422, id="queries"
        ),
        pytest.param(b"queries=" + b"%" * 2_000_000, 400, id="escapes"),
        pytest.param(b"queries=" + b"%41" * 2_000_000, 413, id="too large"),
    ],
)
def test_a_large_invalid_request_is_refused_at_once_with_a_short_answer(refine, body, status):
    form = body if isinstance(body, bytes) else urlencode(body).encode()
    started = time.monotonic()
    answer = refine.post(PATH, content=form, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == status and len(answer.content) < 1000
    assert time.monotonic() - started < 8
