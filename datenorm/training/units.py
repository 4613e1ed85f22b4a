"""Which rows and columns of the weights belong to which units of a network, for changing its sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from datenorm.nn.config import ModelConfig

UNITS = {"f": "hidden", "b": "hidden", "d": "decoder", "a": "alignment"}
"""Group of units → field of the `ModelConfig` with its size: states of the forward and the backward encoder,
states of the decoder, and the space of the scorer."""

AXES: Mapping[str, tuple[str, ...]] = {
    "encoder.forward_lstm.weight_ih_l0": ("ffff", "e"),
    "encoder.forward_lstm.weight_hh_l0": ("ffff", "f"),
    "encoder.forward_lstm.bias_ih_l0": ("ffff",),
    "encoder.forward_lstm.bias_hh_l0": ("ffff",),
    "encoder.backward_lstm.weight_ih_l0": ("bbbb", "e"),
    "encoder.backward_lstm.weight_hh_l0": ("bbbb", "b"),
    "encoder.backward_lstm.bias_ih_l0": ("bbbb",),
    "encoder.backward_lstm.bias_hh_l0": ("bbbb",),
    "bridge.hidden.weight": ("d", "fb"),
    "bridge.hidden.bias": ("d",),
    "bridge.cell.weight": ("d", "fb"),
    "bridge.cell.bias": ("d",),
    "decoder.scorer.query.weight": ("a", "d"),
    "decoder.scorer.key.weight": ("a", "fb"),
    "decoder.scorer.energy.weight": ("1", "a"),
    "decoder.cell.weight_ih": ("dddd", "tfb"),
    "decoder.cell.weight_hh": ("dddd", "d"),
    "decoder.cell.bias_ih": ("dddd",),
    "decoder.cell.bias_hh": ("dddd",),
    "decoder.output.weight": ("v", "dfb"),
}
"""Array → the groups of units along each axis, four times for gates. Axes of other letters do not change."""

TAGGING_AXES = ("l", "fb")
"""The same of the weights of the tagging head."""

_SIZES = {**UNITS, "t": "target_embedding"}
"""Everything along an axis that has units."""


def stretches(config: ModelConfig, blocks: str) -> Iterator[tuple[str, int, int]]:
    """Block, start and end along an axis; nothing for an axis without units.

    Args:
        config: has the sizes of the groups.
        blocks: the groups along the axis, such as "tfb".
    """
    start = 0
    for block in blocks if set(blocks) & UNITS.keys() else "":
        end = start + getattr(config, _SIZES[block])
        yield block, start, end
        start = end


def places(config: ModelConfig, blocks: str, kept: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """Indices of some units along an axis; empty for an axis without units.

    Args:
        config: has the sizes of the groups.
        blocks: the groups along the axis.
        kept: group → its units; of groups that are not named, all.
    """
    return [
        start + place
        for block, start, end in stretches(config, blocks)
        for place in kept.get(block, range(end - start))
    ]
