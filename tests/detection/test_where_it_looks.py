"""What explains a conversion says where the head looked too."""

from datenorm.convert.explanation import explain
from datenorm.convert.normalizer import Normalizer
from datenorm.detection import Detector


def test_an_explanation_has_the_weights_of_the_detector(detecting_bundle):
    text = "20  july\u00ad 1969"
    weights = explain(Normalizer(detecting_bundle), text).pooling_weights
    expected = Detector.load(detecting_bundle.path).detect(text, attention=True).attention_weights
    assert weights.tolist() == expected.tolist()


def test_without_a_head_or_a_question_there_are_none(detecting_bundle, tiny_normalizer):
    assert explain(tiny_normalizer, "20 july 1969").pooling_weights is None
    assert explain(Normalizer(detecting_bundle), " ").pooling_weights is None
