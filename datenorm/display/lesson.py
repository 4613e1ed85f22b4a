"""The lesson as plain text: one column per character of the text, two decimals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from datenorm.display.cells import visible
from datenorm.study.lesson import ROWS, WRITTEN, Lesson, LessonStep, lesson_weights
from datenorm.study.pooling_lesson import ANSWERS, PoolingLesson

FORMULAS = {
    "additive": "e_j = v · tanh(W s + U h_j)",
    "dot": "e_j = s · h_j",
    "general": "e_j = s · W h_j",
    "cosine": "e_j = β cos(s, h_j)",
    "location": "e_j = (W s)_j",
    "none": "c = [→h_S; ←h_1] at every step",
}
"""Scorer → how it scores the character j."""

_SIGNS = {
    "additive": {"query.weight": "W", "key.weight": "U", "energy.weight": "v"},
    "general": {"key.weight": "W"},
    "cosine": {"strength": "β"},
    "location": {"position.weight": "W"},
}
"""Scorer → the signs of its matrices in the formula."""

_SCORER = "decoder.scorer."
_NAME_WIDTH = 10
_CELL_WIDTH = 7
_END = "end"


def whole(lesson: Lesson) -> Iterator[str]:
    """Every number of a lesson, from the encoder to the value."""
    characters = list(map(visible, lesson.text))
    yield f"{lesson.scorer}: {FORMULAS[lesson.scorer]}"
    yield ""
    yield _row("encoder", characters)
    for name, numbers in zip(("x kind", "x number"), lesson.embeddings.T, strict=True):
        yield _row(name, _decimals(numbers))
    for name, numbers in zip(("→h", "←h"), lesson.annotations.T, strict=True):
        yield _row(name, _decimals(numbers))
    for number, step in enumerate(lesson.steps, 1):
        yield ""
        yield _row(f"step {number}", characters)
        yield from _step(number, step)
    yield ""
    yield f"value: {lesson.value}"


def overview(lessons: Iterable[Lesson]) -> Iterator[str]:
    """The attention of several scorers and what each could write, a line for each step."""
    for number, lesson in enumerate(lessons):
        if not number:
            yield _row("", [*map(visible, lesson.text), *WRITTEN, _END])
        yield f"{lesson.scorer}: {lesson.value}"
        for step_number, step in enumerate(lesson.steps, 1):
            weights = _decimals(step.weights) if len(step.weights) else ["–"] * len(lesson.text)
            yield _row(f"  step {step_number}", [*weights, *_decimals(step.probabilities)])


def pooled(lesson: PoolingLesson) -> Iterator[str]:
    """Every number of attention pooling."""
    yield "pooling: e_j = q · tanh(P h_j)"
    yield ""
    yield _row("encoder", map(visible, lesson.text))
    for name, numbers in zip(("→h", "←h"), lesson.annotations.T, strict=True):
        yield _row(name, _decimals(numbers))
    yield _row("e", _decimals(lesson.energies))
    yield _row("β", _decimals(lesson.weights))
    yield _row("c", _decimals(lesson.context))
    yield _row("", ANSWERS)
    yield _row("logit", _decimals(lesson.logits))
    yield _row("p", _decimals(lesson.probabilities))
    yield f"answer: {lesson.answer}"


def matrices(scorer: str) -> Iterator[str]:
    """The weights of the network with a scorer, without rows of zeros."""
    for name, array in lesson_weights(scorer).items():
        rows = array.reshape(-1, array.shape[-1])
        if not rows.any():
            continue
        sign = _SIGNS.get(scorer, {}).get(name.removeprefix(_SCORER))
        yield f"{name} = {sign}" if sign else name
        labels = ROWS.get(name) or [""] * len(rows)
        for label, row in zip(labels, rows, strict=True):
            if row.any():
                yield f"  {visible(label) if label == ' ' else label}".ljust(_NAME_WIDTH) + "".join(
                    f"{number:{_CELL_WIDTH}g}" for number in row
                )


def _step(number: int, step: LessonStep) -> Iterator[str]:
    """The rows of one step."""
    yield _row(f"s_{number - 1}", _decimals(step.query))
    if len(step.weights):
        yield _row("e", _decimals(step.energies))
        yield _row("α", _decimals(step.weights))
    yield _row(f"c_{number}", _decimals(step.context))
    yield _row(f"y_{number - 1}", [f"{step.previous:.2f}"])
    for name, numbers in zip(("input", "forget", "output", "candidate"), step.gates, strict=True):
        yield _row(name, _decimals(numbers))
    yield _row("memory", _decimals(step.cell))
    yield _row(f"s_{number}", _decimals(step.state))
    yield _row("", [*WRITTEN, _END])
    yield _row("logit", _decimals(step.logits))
    yield _row("p", _decimals(step.probabilities))
    yield f"written: {step.symbol or _END}"


def _row(name: str, cells: Iterable[str]) -> str:
    return (name.ljust(_NAME_WIDTH) + "".join(cell.rjust(_CELL_WIDTH) for cell in cells)).rstrip()


def _decimals(numbers: Iterable[float]) -> list[str]:
    """Two decimals each; never -0.00."""
    return [f"{number:.2f}".replace("-0.00", "0.00") for number in numbers]
