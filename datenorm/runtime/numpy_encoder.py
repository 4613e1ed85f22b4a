"""The encoder in NumPy: all directions of a layer in one matrix product a time step."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from datenorm.config import ModelConfig
from datenorm.runtime.base import FloatArray, IntArray
from datenorm.runtime.numpy_cells import CELLS, Cell, CellWeights
from datenorm.vocabulary import FIRST_HINT, HINTS

Given = Callable[[IntArray], FloatArray]
"""From the places that each direction reads of the first rows, (directions, rows), to the gates that what
stands there gives, (directions, rows, G)."""


class Read(NamedTuple):
    """A batch of sources as a layer read it.

    Attributes:
        outputs: hidden states side by side, (B, S', N).
        hidden: those each direction ended with, (B, N).
        cell: the memory cells then, (B, N); the hidden states again where cells have no other memory.
    """

    outputs: FloatArray
    hidden: FloatArray
    cell: FloatArray


class Encoder:
    """`datenorm.nn.encoder.Encoder`; the gates that depend on a symbol only are a table."""

    def __init__(self, w: dict[str, FloatArray], config: ModelConfig) -> None:
        names = [f"encoder.{name}_{config.cell}" for name in ("forward", "backward")[: config.directions]]
        kinds = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        self._hidden_size = config.hidden
        self._has_memory = config.cell == "lstm"
        self._cells: list[Cell] = [
            CELLS[config.cell](
                [CellWeights(*(w[f"{name}.{kind}_l{layer}"] for kind in kinds)) for name in names]
            )
            for layer in range(config.layers)
        ]
        lowest = self._cells[0]
        symbols = w["encoder.embedding.weight"]
        self._source_size = len(symbols)
        # The directions below one another: one gather takes the rows of all.
        tables = [symbols @ inputs + bias for inputs, bias in zip(lowest.inputs, lowest.bias, strict=True)]
        self._source_table = np.concatenate(tables)
        # What the hints add to the gates of every character: (hints, directions, G); none in older bundles.
        hints = w.get("encoder.hints.weight")
        self._hint_table = (
            None if hints is None else np.stack([hints @ inputs for inputs in lowest.inputs], axis=1)
        )

    def read(self, source_ids: IntArray, lengths: IntArray) -> Read:
        """Read a batch of sources with all layers.

        Args:
            source_ids: symbols, (B, S'), longest first.
            lengths: symbols of each row before its padding, (B,).
        """
        read = self._layer(self._cells[0], lengths, self._symbols(source_ids))
        for cell in self._cells[1:]:
            read = self._layer(cell, lengths, _below(cell, read.outputs))
        return read

    def _symbols(self, source_ids: IntArray) -> Given:
        """What the lowest layer is given."""
        meaning = self._meaning(source_ids)
        offsets = np.arange(self._cells[0].inputs.shape[0])[:, None] * self._source_size

        def given(places: IntArray) -> FloatArray:
            rows = places.shape[1]
            symbols = source_ids[np.arange(rows), places] + offsets
            gates: FloatArray = np.take(self._source_table, symbols, axis=0)
            if meaning is not None:
                gates += meaning[:, :rows] * (places >= HINTS)[:, :, None]
            return gates

        return given

    def _meaning(self, source_ids: IntArray) -> FloatArray | None:
        """What the hints of each row add to the gates of its characters, (directions, B, G)."""
        if self._hint_table is None:
            return None
        language, order = (self._hint_table[source_ids[:, place] - FIRST_HINT] for place in range(HINTS))
        return np.ascontiguousarray((language + order).swapaxes(0, 1))

    def _layer(self, cell: Cell, lengths: IntArray, given: Given) -> Read:
        """Run one layer; each direction keeps its place in the numbers of an output."""
        directions, size, rows = cell.inputs.shape[0], self._hidden_size, len(lengths)
        outputs = np.zeros((rows, lengths[0], directions * size), np.float32)
        hidden = np.zeros((directions, rows, size), np.float32)
        memory = np.zeros((directions, rows, size), np.float32)
        for time in range(lengths[0]):
            active = int(np.count_nonzero(lengths > time))  # longest first: the first rows
            # The place the forward and the one the backward direction reads at this time.
            places = np.stack([np.full(active, time), lengths[:active] - 1 - time][:directions])
            hidden[:, :active] = cell.step(given(places), hidden, memory[:, :active])
            for direction in range(directions):
                side = slice(direction * size, (direction + 1) * size)
                outputs[np.arange(active), places[direction], side] = hidden[direction, :active]
        final = np.concatenate(tuple(hidden), axis=1)
        return Read(outputs, final, np.concatenate(tuple(memory), axis=1) if self._has_memory else final)


def _below(cell: Cell, outputs: FloatArray) -> Given:
    """What a layer is given by the one below it: all products at once, (directions, B, S', G)."""
    rows, width, size = outputs.shape
    flat = outputs.reshape(rows * width, size)
    gates = np.matmul(flat, cell.inputs) + cell.bias[:, None, :]
    whole = gates.reshape(len(gates), rows, width, -1)
    directions = np.arange(len(gates))[:, None]

    def given(places: IntArray) -> FloatArray:
        found: FloatArray = whole[directions, np.arange(places.shape[1]), places]
        return found

    return given
