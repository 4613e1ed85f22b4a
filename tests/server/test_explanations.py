"""POST /v1/explain: what the Python API says, as JSON."""

import json

import pytest

from datenorm.convert.explanation import explain
from datenorm.convert.record import as_record
from datenorm.server.schema import ExplanationReport

TEXTS = ["20 July 1969", "hello", "03/04/2005", "1969年7月20日", "2\u00ad0 July"]


@pytest.mark.parametrize("text", TEXTS)
def test_it_says_what_the_python_api_says(client, tiny_normalizer, text):
    report = client.post("/v1/explain", json={"text": text, "locale": "en-GB"}).json()
    explanation = explain(tiny_normalizer, text, "en-GB")
    assert {key: report[key] for key in as_record(explanation.conversion)} == as_record(
        explanation.conversion
    )
    assert report["written"] == explanation.conversion.written
    assert report["pooling"] == []  # the model has no head
    for said, step in zip(report["steps"], explanation.steps, strict=True):
        assert (said["symbol"], said["probability"]) == (step.symbol, step.probability)
        assert said["attention"] == pytest.approx(step.attention_weights.tolist(), abs=1e-4)
        assert [one is None for one in said["energies"]] == [character == "\u00ad" for character in text]
        assert said["state"] == pytest.approx(step.state.tolist(), abs=1e-4)
        assert said["context"] == pytest.approx(step.context.tolist(), abs=1e-4)
        assert said["choices"] == [
            {"symbol": choice.symbol, "probability": choice.probability} for choice in step.choices
        ]


def test_every_key_of_an_explanation_is_documented_and_no_other(client):
    report = client.post("/v1/explain", json={"text": "20 July 1969"}).json()
    names = {field.alias or name for name, field in ExplanationReport.model_fields.items()}
    assert set(report) == names - {"span", "attention"}
    ExplanationReport.model_validate(report)


def test_a_text_that_cannot_be_read_has_no_steps(client):
    answer = client.post("/v1/explain", content=b'{"text": "\xff July"}')
    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["steps"]) == ("unreadable", [])
    json.loads(answer.text)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": 5}, "text"),
        ({"text": "1969", "order": "DYM"}, "order"),
        ({"text": "1969", "locale": "no locale"}, "locale"),
        ({"text": "1969", "alternatives": 3}, "alternatives"),
    ],
)
def test_fields_that_cannot_be_used_are_named(client, body, field):
    answer = client.post("/v1/explain", json=body)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["fields"]] == [field]
