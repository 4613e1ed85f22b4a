"""The units and tables of the int8 network; int8_weights.py says what they are for. Standard library only."""

from __future__ import annotations

import math

from datenorm.nn.config import ModelConfig

LANES = 32
ZERO = 128
GATE_UNITS = 2048
VALUE_UNITS = 32768
LOGIT_UNITS = 512
ACTIVATION_UNITS = 128

FARTHEST = 4095
"""Last index of the table of exponentials; attention below 2^-16 of the maximum is rounded to zero."""

STEPS_TO_A_HALF = 256
LOGARITHM_OF_A_STEP = math.log(2) / STEPS_TO_A_HALF
"""Decrease of the natural logarithm from one entry of the table of exponentials to the next."""

LARGEST_BYTE, LARGEST_WEIGHT = 255, 127
FIRST_INEXACT = 2**24

_HIGHEST_WEIGHT = 511
# Sums of 12-bit values times these weights must stay below 2^24.
_ENERGY_SUM = 8100
_ENERGY_VALUE_UNITS = 2048
_LINES = 64
_LINE_LENGTH = 128


def has_small_sums(config: ModelConfig) -> bool:
    """Whether the network is so narrow that all sums of bytes times weights stay below 2^24."""
    return (config.annotation + config.decoder) * LARGEST_BYTE * LARGEST_WEIGHT < FIRST_INEXACT


def tanh_lines() -> tuple[list[int], list[int]]:
    """Piecewise linear tanh for arguments from 0: the start and the rise of each line.

    Each line covers `_LINE_LENGTH` arguments and lies between chord and tangent, which halves the error of
    chords: at most 0.0004.
    """
    length = _LINE_LENGTH / GATE_UNITS
    start, rise = [], []
    for line in range(_LINES):
        first, middle, end = (math.tanh((line + part) * length) for part in (0, 0.5, 1))
        raised = (middle - (first + end) / 2) / 2
        start.append(min(round((first + raised) * VALUE_UNITS), VALUE_UNITS - 1))
        rise.append(round((end - first) * VALUE_UNITS))
    start[0], rise[0] = 0, start[1]  # through the origin, so that zero stays zero
    return start, rise


def exponentials() -> list[int]:
    """2^(-x / 256) for x from 0 to `FARTHEST`, in 1/511."""
    return [round(_HIGHEST_WEIGHT * 0.5 ** (step / STEPS_TO_A_HALF)) for step in range(FARTHEST + 1)]


def energy_units(v: list[float]) -> tuple[list[int], float]:
    """The vector of the scorer in whole numbers, and the factor from its sums to steps of `exponentials`."""
    factor = _ENERGY_SUM / max(math.fsum(map(abs, v)), 1e-6)
    scale = STEPS_TO_A_HALF / (math.log(2) * _ENERGY_VALUE_UNITS * factor)
    return [round(one * factor) for one in v], scale


def in_units(values: list[float], units: int) -> list[int]:
    """Values in 1 / `units`, as 16-bit numbers."""
    return [max(-VALUE_UNITS, min(round(one * units), VALUE_UNITS - 1)) for one in values]
