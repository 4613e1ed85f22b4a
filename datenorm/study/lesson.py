"""A network small enough to compute by hand, for the lesson in docs/attention.md. Needs no torch.

It reads a day and a month, such as `7 May`, and writes their symbols, `-05-07`. Its weights are chosen by
hand, so that every number has a meaning; it is computed by the same runtime as any other network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from datenorm.errors import InputError
from datenorm.nn.config import ModelConfig
from datenorm.runtime import Encoded, Float32Runtime, FloatArray
from datenorm.runtime.base import DecoderState
from datenorm.text.vocabulary import ANY, BOS, EOS, SPECIALS, Vocabulary, encode_source

TEXT = "7 May"
"""The text of the lesson."""

POSITIONS = len(TEXT)
"""Characters that the location scorer has weights for."""

MAX_STEPS = 4
"""The network may never write its end; then it is stopped."""

FIELDS = {"5": (1, 1), "7": (1, -1), " ": (0, 0), "M": (-1, 1), "a": (-1, 1), "y": (-1, 1)}
FIELDS |= {"J": (-1, -1), "u": (-1, -1), "l": (-1, -1)}
"""Character → its embedding: a digit (1) or a letter (-1); of the fifth (1) or of the seventh (-1)."""

WRITTEN = ("-05", "-07")
"""The symbols of the value."""

GATES = ("input", "forget", "candidate", "output")
"""The parts of the LSTM in torch's order."""

_SOURCE = Vocabulary((*SPECIALS, ANY, *FIELDS))
_TARGET = Vocabulary((*SPECIALS, *WRITTEN))
_CHOICES = (*map(_TARGET.index, WRITTEN), EOS)

_SCORERS: dict[str, dict[str, Any]] = {
    "additive": {"query": [[3, 4], [3, -4]], "key": [[3, 0], [3, 0]], "energy": [[2, -2]]},
    "dot": {},
    "general": {"key": [[4, 0], [0, 0]]},
    "cosine": {},
    "location": {"position": [[4, 0], [0, 0], [-4, 0], [-4, 0], [-4, 0]]},
    "none": {},
}
"""Scorer → its matrices."""

_STRENGTH = 4
"""The factor β of the cosine scorer."""

ROWS = {
    "encoder.embedding.weight": _SOURCE.symbols,
    "decoder.embedding.weight": _TARGET.symbols,
    "decoder.output.weight": _TARGET.symbols,
    "decoder.cell.weight_ih": [f"{part} {unit}" for part in GATES for unit in (1, 2)],
}
"""Name of a matrix → what its rows belong to."""


@dataclass(frozen=True)
class LessonStep:
    """One step of the decoder.

    Attributes:
        query: s_{i-1}, (D,).
        energies: e_i, (S,); empty without attention.
        weights: alpha_i, (S,); empty without attention.
        context: c_i, (N,).
        previous: y_{i-1} as the decoder sees it, one number.
        gates: the input, forget and output gates and the candidate of each unit, (4, D).
        cell: the memory cell, (D,).
        state: s_i, (D,).
        logits: of `WRITTEN` and of the end.
        probabilities: their softmax.
        symbol: the likeliest; "" for the end.
    """

    query: FloatArray
    energies: FloatArray
    weights: FloatArray
    context: FloatArray
    previous: float
    gates: FloatArray
    cell: FloatArray
    state: FloatArray
    logits: FloatArray
    probabilities: FloatArray
    symbol: str


@dataclass(frozen=True)
class Lesson:
    """A text and how the network read it.

    Attributes:
        text: the text.
        scorer: one of `datenorm.nn.config.SCORERS`.
        embeddings: x_j, (S, 2).
        annotations: h_j = [→h_j; ←h_j], (S, 2).
        steps: of the decoder.
    """

    text: str
    scorer: str
    embeddings: FloatArray
    annotations: FloatArray
    steps: Sequence[LessonStep]

    @property
    def value(self) -> str:
        """What was written."""
        return "".join(step.symbol for step in self.steps)


def lesson(text: str = TEXT, scorer: str = "additive") -> Lesson:
    """Read a text with one scorer; everything else is the same for all scorers.

    Args:
        text: made of the characters of `FIELDS`.
        scorer: one of `datenorm.nn.config.SCORERS`.

    Raises:
        ConfigError: if the scorer is unknown.
        InputError: if the network does not know a character.

    >>> lesson("7 May").value, lesson("7 May", "none").value
    ('-05-07', '-07-07')
    """
    unknown = next((character for character in text if character not in FIELDS), None)
    if unknown is not None or not text:
        raise InputError(
            f"the network of the lesson does not know {unknown!r}" if text else "the text is empty",
            hint=f"it reads {''.join(FIELDS)!r}: 5 or 7, and May or Jul",
        )
    config = lesson_config(scorer)
    weights = lesson_weights(scorer)
    ids = np.array([encode_source(_SOURCE, text, None, None)])
    seen = Float32Runtime(weights, config).encode(ids)
    # Without attention the runtime keeps the last states alone, so another scorer shows the annotations.
    shown = Float32Runtime(lesson_weights("dot"), lesson_config("dot")).encode(ids).annotations[0]
    embeddings = np.array([FIELDS[character] for character in text], np.float32)
    return Lesson(text, scorer, embeddings, shown, _steps(config, weights, seen))


def lesson_config(scorer: str) -> ModelConfig:
    """The sizes: 2 numbers for a character, 1 unit for each direction of the encoder, 2 for the decoder."""
    return ModelConfig(
        source_size=len(_SOURCE),
        target_size=len(_TARGET),
        embedding=2,
        hidden=1,
        decoder=2,
        alignment=2,
        target_embedding=1,
        scorer=scorer,
        encoder="birnn",
        positions=POSITIONS if scorer == "location" else 0,
    )


def lesson_weights(scorer: str) -> dict[str, FloatArray]:
    """Name → array, as a bundle would hold them."""
    source, target = np.zeros((len(_SOURCE), 2)), np.zeros((len(_TARGET), 1))
    for character, numbers in FIELDS.items():
        source[_SOURCE.index(character)] = numbers
    target[:, 0] = [-1 if index == BOS else 1 for index in range(len(_TARGET))]
    given: dict[str, Any] = {
        "encoder.embedding.weight": source,
        # The forward direction remembers digit or letter, the backward one fifth or seventh.
        **_direction("forward", [[2, 0]]),
        **_direction("backward", [[0, 1]]),
        # s_0 looks for letters, and its second unit counts from -1; neither depends on the text.
        "bridge.hidden.weight": np.zeros((2, 2)),
        "bridge.hidden.bias": [-1.5, -1],
        "bridge.cell.weight": np.zeros((2, 2)),
        "bridge.cell.bias": [0, -1],
        "decoder.embedding.weight": target,
        **_decoder_cell(),
        **_output(),
        **{f"decoder.scorer.{name}.weight": matrix for name, matrix in _SCORERS[scorer].items()},
    }
    if scorer == "cosine":
        given["decoder.scorer.strength"] = [_STRENGTH]
    return {name: np.array(numbers, np.float32) for name, numbers in given.items()}


def _direction(name: str, inputs: Sequence[Sequence[float]]) -> dict[str, Any]:
    """h_j = tanh(inputs · x_j + 0.5 h) with h from the character read before."""
    prefix = f"encoder.{name}_rnn"
    return {
        f"{prefix}.weight_ih_l0": inputs,
        f"{prefix}.weight_hh_l0": [[0.5]],
        f"{prefix}.bias_ih_l0": [0],
        f"{prefix}.bias_hh_l0": [0],
    }


def _decoder_cell() -> dict[str, Any]:
    """The LSTM: its gates are fixed by biases, its candidates see y_{i-1} alone.

    The first unit forgets (forget gate near 0) and looks for digits after the start, for letters otherwise.
    The second one remembers (near 1) and counts the symbols written. Rows i f g o of both units, as in torch;
    columns y_{i-1}, then c_i.
    """
    inputs = np.zeros((8, 3))
    inputs[4:6, 0] = [-2, 0.6]
    return {
        "decoder.cell.weight_ih": inputs,
        "decoder.cell.weight_hh": np.zeros((8, 2)),
        "decoder.cell.bias_ih": [3, 3, -3, 3, 0, 0.6, 3, 3],
        "decoder.cell.bias_hh": np.zeros(8),
    }


def _output() -> dict[str, Any]:
    """Logits: of the fifth and the seventh from the context, of the end from the count."""
    weight, bias = np.zeros((len(_TARGET), 4)), np.zeros(len(_TARGET))
    weight[[_TARGET.index(symbol) for symbol in WRITTEN], 3] = [4, -4]
    weight[EOS, 1], bias[EOS] = 10, -2
    return {"decoder.output.weight": weight, "decoder.output.bias": bias}


def _steps(config: ModelConfig, weights: dict[str, FloatArray], seen: Encoded) -> list[LessonStep]:
    """Write the likeliest symbols one after the other until the end."""
    runtime = Float32Runtime(weights, config)
    state, previous, steps = seen.initial_state, BOS, list[LessonStep]()
    while len(steps) < MAX_STEPS and (not steps or steps[-1].symbol):
        given = np.array([previous])
        energies = runtime.energies(seen, state, given)[0]
        step = runtime.step(seen, state, given)
        attention = step.attention_weights[0] if config.attends else energies[:0]
        context = attention @ seen.annotations[0] if config.attends else seen.annotations[0, 0]
        logits = step.logits[0, list(_CHOICES)]
        probabilities = np.exp(logits - logits.max())
        probabilities /= probabilities.sum()
        chosen = _CHOICES[int(probabilities.argmax())]
        embedded = weights["decoder.embedding.weight"][previous]
        steps.append(
            LessonStep(
                query=state.hidden[0],
                energies=energies if config.attends else energies[:0],
                weights=attention,
                context=context,
                previous=float(embedded[0]),
                gates=_gates(weights, np.concatenate([embedded, context]), state),
                cell=step.state.cell[0],
                state=step.state.hidden[0],
                logits=logits,
                probabilities=probabilities,
                symbol="" if chosen == EOS else _TARGET.symbols[chosen],
            )
        )
        state, previous = step.state, chosen
    return steps


def _gates(weights: dict[str, FloatArray], seen: FloatArray, state: DecoderState) -> FloatArray:
    """Input, forget and output gate, and the candidate, from [y_{i-1}; c_i] and s_{i-1}."""
    before = (
        weights["decoder.cell.weight_ih"] @ seen
        + weights["decoder.cell.weight_hh"] @ state.hidden[0]
        + weights["decoder.cell.bias_ih"]
        + weights["decoder.cell.bias_hh"]
    )
    enters, forgets, candidate, shows = np.split(before, 4)
    sigmoid = 1 / (1 + np.exp(-np.stack([enters, forgets, shows])))
    gates: FloatArray = np.vstack([sigmoid, np.tanh(candidate)[None]])
    return gates
