"""The lesson of docs/attention.md: every equation holds, and its numbers are those of the command."""

import math
import re
from pathlib import Path

import pytest

from datenorm.display.lesson import pooled, whole
from datenorm.nn.config import SCORERS
from datenorm.study.lesson import lesson
from datenorm.study.pooling_lesson import pooling_lesson

PAGE = (Path(__file__).parents[2] / "docs" / "attention.md").read_text(encoding="utf-8")
LESSON = PAGE.partition("## The family")[0]
EQUATIONS = re.findall(r"`([^`\n]+) = (-?[\d.]+)`", LESSON)
ROUNDED = 0.021
"""Both sides are made from numbers that are rounded to two decimals."""
DOUBLED = "0.85"
"""A weight of an exercise, which the command does not print."""


@pytest.mark.parametrize(("left", "right"), EQUATIONS)
def test_an_equation_of_the_page_holds(left, right):
    names = {name: getattr(math, name) for name in ("exp", "tanh", "sqrt")}
    assert eval(left, {"__builtins__": {}}, names) == pytest.approx(float(right), abs=ROUNDED)


def test_there_are_equations_for_every_part():
    assert len(EQUATIONS) > 30
    assert {"exp", "tanh", "sqrt"} <= set(re.findall(r"[a-z]+", " ".join(left for left, _ in EQUATIONS)))


def test_results_are_those_of_the_command():
    shown = [line for scorer in SCORERS for line in whole(lesson("7 May", scorer))]
    shown += [*whole(lesson("5 Jul", "dot")), *pooled(pooling_lesson("7 May"))]
    printed = set(re.findall(r"-?\d+\.\d\d", "\n".join(shown)))
    used = set(re.findall(r"\d+\.\d\d", " ".join(left for left, _ in EQUATIONS)))
    for left, right in EQUATIONS:
        known = right in printed or f"{right}.00" in printed
        assert known or right.lstrip("-") in used or right == DOUBLED, f"{left} = {right}"


def test_every_scorer_has_its_row():
    _, _, scorers = LESSON.partition("## The scorers")
    for scorer in SCORERS:
        assert f"\n| {scorer} |" in scorers
        assert f"**{scorer}**" in scorers
