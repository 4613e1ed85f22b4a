"""What the service says about its model and itself, and how it says no."""

import hashlib
import json
import logging
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from prometheus_client.parser import text_string_to_metric_families

from datenorm import __version__
from datenorm.server import ServerSettings
from datenorm.server.app import create_app
from datenorm.server.schema import Error, Model

KEYS = {"error", "message", "hint", "request_id"}


def figures(client):
    text = client.get("/metrics").text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_the_model_is_named_by_its_checksum_languages_version_and_card(client, tiny_bundle):
    model = client.get("/v1/model").json()
    assert model["checksum"] == hashlib.sha256((tiny_bundle / "weights.safetensors").read_bytes()).hexdigest()
    assert model["languages"] == ["en", "eo", "fr", "ja"]
    assert model["locales"]["en-gb"] == {"language": "en", "order": "DMY"}
    assert model["card"] == "# A model for tests\n"
    assert model["version"] == __version__
    assert set(model) == set(Model.model_fields)


def test_it_is_alive_and_ready(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}


def test_a_service_that_leaves_is_alive_but_not_ready_and_closes_connections(open_client, tiny_normalizer):
    draining = threading.Event()
    with open_client(tiny_normalizer, draining) as client:
        assert "connection" not in client.get("/readyz").headers
        draining.set()
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["error"]) == (503, "draining")
        assert answer.headers["connection"] == "close" and answer.headers["retry-after"]
        assert client.get("/healthz").status_code == 200
        assert client.post("/v1/convert", json={"text": "x"}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "name"),
    [
        ("GET", "/nowhere", 404, "not-found"),
        ("GET", "/v1/convert", 405, "method-not-allowed"),
        ("DELETE", "/healthz", 405, "method-not-allowed"),
        ("POST", "/v1/convert", 400, "invalid-json"),
        ("POST", "/v1/convert/lines?pivot=x", 422, "invalid-fields"),
    ],
)
def test_every_error_has_one_shape(client, method, path, status, name):
    answer = client.request(method, path)
    problem = answer.json()
    assert (answer.status_code, problem["error"]) == (status, name)
    assert set(problem) - {"fields"} == KEYS
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert answer.headers["content-type"] == "application/json"
    Error.model_validate(problem)


def test_what_the_path_allows_is_said(client):
    assert client.get("/v1/convert").headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [("abc-123", True), ("x" * 65, False), ("a b", False), ("a\tb<script>", False), ("-", False)],
)
def test_a_request_is_called_what_the_client_calls_it_where_that_is_harmless(client, given, is_kept):
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert (answer.headers["x-request-id"] == given) == is_kept


def test_requests_have_ids_of_their_own(client):
    ids = {client.get("/healthz").headers["x-request-id"] for _ in range(5)}
    assert len(ids) == 5


def test_figures_count_requests_batches_waits_outcomes_and_confidence(open_client, tiny_normalizer):
    with open_client(tiny_normalizer) as client:
        client.post("/v1/convert", json={"texts": ["", "hello", "\x00"]})
        client.post("/v1/convert", json={"texts": 5})
        client.get("/a-path-with-a-secret")
        found = figures(client)
        text = client.get("/metrics").text
    assert found["datenorm_requests_total", "/v1/convert", "200"] == 1
    assert found["datenorm_requests_total", "/v1/convert", "422"] == 1
    assert found["datenorm_requests_total", "other", "404"] == 1
    assert found["datenorm_request_seconds_count", "/v1/convert"] == 2
    assert found["datenorm_batch_texts_sum",] == 3
    assert found["datenorm_queue_wait_seconds_count",] == 1
    assert found["datenorm_conversions_total", "unreadable"] == 1
    assert found["datenorm_confidence_count",] == 2
    assert "hello" not in text and "secret" not in text


class Failing:
    """A normalizer that fails wherever one text is among those it reads."""

    def __init__(self, normalizer, text):
        self.bundle, self.runtime = normalizer.bundle, normalizer.runtime
        self.tagger = normalizer.tagger
        self._normalizer = normalizer
        self._text = text

    def convert_many(self, texts, *arguments, **options):
        if self._text in texts:
            raise RuntimeError(f"no luck with {self._text}")
        return self._normalizer.convert_many(texts, *arguments, **options)


def test_a_fault_of_ours_is_told_without_the_text_and_logged_with_its_place(
    open_client, tiny_normalizer, caplog
):
    failing = Failing(tiny_normalizer, "a very secret text")
    with open_client(failing) as client, caplog.at_level(logging.INFO):
        answer = client.post("/v1/convert", json={"text": "a very secret text"})
        assert client.get("/healthz").status_code == 200
    assert (answer.status_code, answer.json()["error"]) == (500, "internal")
    ours = "\n".join(record.getMessage() for record in caplog.records if "datenorm" in record.name)
    assert answer.json()["request_id"] in ours and re.search(r"test_about\.py:\d+", ours)
    assert "secret" not in answer.text + ours


def test_a_fault_of_one_request_does_not_reach_those_read_with_it(open_client, tiny_normalizer):
    settings = {"batch_wait": 0.5}
    with open_client(Failing(tiny_normalizer, "bad"), **settings) as client, ThreadPoolExecutor(2) as pool:
        texts = ["bad", "20 July 1969"]
        bad, good = pool.map(lambda text: client.post("/v1/convert", json={"text": text}), texts)
        assert figures(client)["datenorm_batch_texts_count",] == 1
    assert (bad.status_code, good.status_code) == (500, 200)


def test_pages_of_other_origins_may_ask_only_when_told_so(open_client, tiny_normalizer, client):
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in client.get("/healthz", headers=headers).headers
    assert client.options("/v1/convert", headers=headers).status_code == 405
    with open_client(tiny_normalizer, cors_origins=("https://example.org",)) as open_to_one:
        answer = open_to_one.options("/v1/convert", headers=headers)
        assert answer.headers["access-control-allow-origin"] == "https://example.org"
        answer = open_to_one.get("/healthz", headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in answer.headers


@pytest.fixture(scope="module")
def document(tiny_normalizer):
    return create_app(tiny_normalizer, ServerSettings()).openapi()


def operations(document):
    return [
        (f"{method} {path}", operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]


def test_every_endpoint_is_documented(document):
    assert {name for name, _ in operations(document)} == {
        "post /v1/convert",
        "post /v1/convert/lines",
        "post /v1/find",
        "post /v1/column",
        "post /v1/explain",
        "get /openrefine/value",
        "get /openrefine/reconcile",
        "get /openrefine/properties",
        "post /openrefine/reconcile",
        "get /v1/model",
        "get /healthz",
        "get /readyz",
        "get /metrics",
    }
    assert all(operation["summary"] and operation["description"] for _, operation in operations(document))


def test_every_documented_error_has_the_one_shape_and_an_example(document):
    for name, operation in operations(document):
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                content = response["content"]["application/json"]
                assert content["schema"] == {"$ref": "#/components/schemas/Error"}, (name, status)
                Error.model_validate(content["example"])


def test_every_reference_of_the_document_leads_somewhere(document):
    schemas = document["components"]["schemas"]
    references = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert references and references <= set(schemas)


def test_every_example_of_a_request_is_answered(document, client):
    answered = 0
    for name, operation in operations(document):
        content = operation.get("requestBody", {}).get("content", {})
        for example in content.get("application/json", {}).get("examples", {}).values():
            # The tiny model cannot find dates and says so.
            wanted = 501 if name.endswith("/v1/find") else 200
            assert client.post(name.split()[1], json=example["value"]).status_code == wanted
            answered += 1
    assert answered == 5


def test_options_are_documented_with_what_they_mean(document):
    schema = document["paths"]["/v1/convert"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert {"text", "texts", "locale", "order", "reference_date", "alternatives", "attention"} <= set(
        schema["properties"]
    )
    assert all(one.get("description") for one in schema["properties"].values())
    parameters = document["paths"]["/v1/convert/lines"]["post"]["parameters"]
    assert {one["name"] for one in parameters} == set(schema["properties"]) - {"text", "texts"} | {"output"}
