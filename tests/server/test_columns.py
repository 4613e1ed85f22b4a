"""POST /v1/column: what `datenorm.column` says, as JSON."""

import json

import pytest

from datenorm.column import infer
from datenorm.server.endpoints import column_report
from datenorm.server.schema import ColumnReport

TEXTS = ["03/04/1964", "23/04/1964", "01/02/1970", "17/11/1958"]


@pytest.mark.parametrize("locale", [None, "fr"])
def test_the_report_is_that_of_the_library(client, tiny_normalizer, locale):
    answer = client.post("/v1/column", json={"texts": TEXTS, "locale": locale})
    assert answer.status_code == 200
    expected = column_report(infer(TEXTS, tiny_normalizer, locale=locale))
    assert answer.json() == json.loads(json.dumps(expected))


def test_every_key_of_a_report_is_documented_and_no_other(client):
    answer = client.post("/v1/column", json={"texts": TEXTS}).json()
    assert set(answer) == set(ColumnReport.model_fields)
    ColumnReport.model_validate(answer)


def test_the_bundled_model_settles_a_column(bundled_normalizer, open_client):
    with open_client(bundled_normalizer) as client:
        report = client.post("/v1/column", json={"texts": TEXTS}).json()
    assert (report["status"], report["order"], report["rows"]) == ("decided", "DMY", 4)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["texts"]),
        ({"texts": "x"}, ["texts"]),
        ({"texts": ["x", 5, "y", None]}, ["texts.1", "texts.3"]),
        ({"texts": [], "locale": "!"}, ["locale"]),
        ({"texts": [], "order": "DMY"}, ["order"]),
    ],
)
def test_a_field_that_cannot_be_used_is_named(client, body, fields):
    answer = client.post("/v1/column", json=body)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["fields"]] == fields


def test_a_column_may_be_long_but_not_without_end(client):
    answer = client.post("/v1/column", json={"texts": ["x"] * 100_001})
    assert answer.status_code == 413
    assert client.post("/v1/column", json={"texts": ["x"] * 100_000}).json()["rows"] == 100_000
