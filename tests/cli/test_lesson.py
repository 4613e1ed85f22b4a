"""`datenorm lesson`: what it prints, and what it refuses."""

from datenorm.display.lesson import matrices, overview, pooled, whole
from datenorm.nn.config import SCORERS
from datenorm.study.lesson import lesson
from datenorm.study.pooling_lesson import pooling_lesson


def lines(result):
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def test_it_prints_the_lesson(invoke):
    assert lines(invoke("lesson")) == list(whole(lesson("7 May")))
    assert lines(invoke("lesson", "Jul 5", "--scorer", "dot")) == list(whole(lesson("Jul 5", "dot")))
    everything = lines(invoke("lesson", "--scorer", "all"))
    assert everything == list(overview(lesson("7 May", scorer) for scorer in SCORERS))


def test_it_prints_the_weights(invoke):
    assert lines(invoke("lesson", "--weights", "--scorer", "location")) == list(matrices("location"))
    assert lines(invoke("lesson", "--weights", "--scorer", "all")) == list(matrices("additive"))


def test_it_prints_attention_pooling(invoke):
    assert lines(invoke("lesson", "--pooling", "5 Jul")) == list(pooled(pooling_lesson("5 Jul")))


def test_another_character_is_refused_with_a_hint(invoke):
    result = invoke("lesson", "8 May\x1b")
    assert result.exit_code != 0 and not result.stdout
    assert "does not know '8'" in result.stderr and "5 or 7" in result.stderr
    assert "\x1b" not in invoke("lesson", "\x1b").stderr
