"""The component in real pipelines of spaCy; skipped where it is not installed."""

import sys

import pytest

spacy = pytest.importorskip("spacy")

from spacy.tokens import DocBin, Span  # noqa: E402

from datenorm.errors import ConfigError  # noqa: E402
from datenorm.finding import spacy as component  # noqa: E402
from tests.architecture.test_imports import ROOT  # noqa: E402

TEXT = "Anna 😀 went home on 5 May 2012, and on June 3, 1850 they had 12 men. On 03/04/2005 he came."


@pytest.fixture
def pipeline(finding_bundle):
    """Make a blank pipeline with the component."""

    def make(**config):
        nlp = spacy.blank("en")
        nlp.add_pipe("datenorm", config={"model": str(finding_bundle), **config})
        return nlp

    return make


def outline(doc):
    return [(one.text, one.label_, one._.value, one._.date_status) for one in doc.ents]


FOUND = [
    ("5 May 2012", "DATE", "2012-05-05", "converted"),
    ("June 3, 1850", "DATE", "1850-06-03", "converted"),
    ("03/04/2005", "DATE", None, "ambiguous"),
]


def test_dates_are_entities_with_their_values(pipeline):
    assert outline(pipeline()(TEXT)) == FOUND


def test_many_documents_are_read_as_each_is_alone(pipeline):
    nlp = pipeline()
    texts = [TEXT, "", "They had 12 men.", TEXT] * 40
    assert [outline(doc) for doc in nlp.pipe(texts, batch_size=7)] == [outline(nlp(text)) for text in texts]


def test_the_configuration_is_heeded(pipeline):
    doc = pipeline(order="DMY", label="WHEN")("It was 03/04/2005 that he came home.")
    assert outline(doc) == [("03/04/2005", "WHEN", "2005-04-03", "converted")]
    doc = pipeline(reference_date="2020-01-05")("He came home with 7 men yesterday.")
    assert outline(doc) == [("yesterday", "DATE", "2020-01-04", "converted")]
    with pytest.raises(ConfigError):
        pipeline(reference_date="some day")


def test_other_entities_stay_but_for_those_in_the_place_of_a_date(pipeline):
    nlp = pipeline()
    ruler = nlp.add_pipe("entity_ruler", before="datenorm")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Anna"},
            {"label": "CARDINAL", "pattern": "5"},
            {"label": "N", "pattern": "12"},
        ]
    )
    doc = nlp(TEXT)
    assert [(one.text, one.label_) for one in doc.ents] == [
        ("Anna", "PERSON"),
        ("5 May 2012", "DATE"),
        ("June 3, 1850", "DATE"),
        ("12", "N"),
        ("03/04/2005", "DATE"),
    ]


def test_documents_are_stored_with_their_values(pipeline):
    nlp = pipeline()
    stored = DocBin(store_user_data=True, docs=[nlp(TEXT)]).to_bytes()
    (doc,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert outline(doc) == FOUND


def test_a_pipeline_can_be_written_and_read(pipeline, tmp_path):
    pipeline().to_disk(tmp_path / "pipeline")
    assert outline(spacy.load(tmp_path / "pipeline")(TEXT)) == FOUND


def test_installed_packages_offer_the_factory():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    points = project.partition("[project.entry-points.spacy_factories]\n")[2].splitlines()
    assert points[0] == 'datenorm = "datenorm.finding.spacy:create"'
    assert component.create.__module__ in sys.modules and Span.has_extension("value")
