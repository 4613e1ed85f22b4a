"""A model without attention behind the service: empty lists where weights would stand."""

from datenorm.bundle import load_bundle
from datenorm.convert.normalizer import Normalizer
from datenorm.server.schema import ExplanationReport


def test_a_model_without_attention_is_served(open_client, family_bundle):
    normalizer = Normalizer(load_bundle(family_bundle(scorer="none", query="current")))
    with open_client(normalizer) as client:
        asked = {"text": "20 July 1969", "attention": True, "span": True}
        outcome = client.post("/v1/convert", json=asked).json()
        report = client.post("/v1/explain", json={"text": "20 July 1969"}).json()
    assert outcome["attention"] == {"tokens": [], "rows": []} and outcome["span"] is None
    ExplanationReport.model_validate(report)
    assert "".join(step["symbol"] for step in report["steps"]) == report["written"]
    assert all(step["attention"] == step["energies"] == [] and step["choices"] for step in report["steps"])


def test_an_unusual_model_explains_itself(open_client, family_bundle):
    normalizer = Normalizer(load_bundle(family_bundle(scorer="location", query="current", positions=5)))
    with open_client(normalizer) as client:
        steps = client.post("/v1/explain", json={"text": "20 July 1969"}).json()["steps"]
    for step in steps:
        assert abs(sum(step["attention"]) - 1) < 1e-3
        assert len(step["state"]) and len(step["context"])
        assert step["attention"][5:] == [0] * 7 and step["energies"][5:] == [None] * 7
