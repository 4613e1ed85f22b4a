"""The tensors of a file of weights, as stored. They are read without NumPy, which takes long to import."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from safetensors import deserialize

if TYPE_CHECKING:
    import numpy as np

HALF, SINGLE = "F16", "F32"
_TYPES = {HALF: "<f2", SINGLE: "<f4"}

# The upper bytes of float16 and float32, without the sign, below which a number is within bounds.
_FINITE = {HALF: bytes(one for one in range(256) if one & 0x7F < 0x7C)}
_SMALL = {SINGLE: bytes(one for one in range(256) if one & 0x7F < 0x47)}


class Tensor(NamedTuple):
    """One tensor.

    Attributes:
        kind: `HALF` or `SINGLE`.
        shape: its dimensions.
        data: its numbers, the lower byte first.
    """

    kind: str
    shape: tuple[int, ...]
    data: bytearray

    @property
    def is_surely_finite(self) -> bool:
        """Whether the upper bytes show that all numbers are finite, and as small as those of float16."""
        if self.kind == HALF:
            return not self.data[1::2].translate(None, _FINITE[HALF])
        return not self.data[3::4].translate(None, _SMALL[SINGLE])


class StoredWeights(Mapping[str, "np.ndarray[Any, Any]"]):
    """Name → array; the arrays are made when they are asked for.

    Attributes:
        tensors: name → tensor as stored.
    """

    def __init__(self, tensors: Mapping[str, Tensor]) -> None:
        """Wrap tensors."""
        self.tensors = tensors

    def __getitem__(self, name: str) -> np.ndarray[Any, Any]:
        import numpy as np

        kind, shape, data = self.tensors[name]
        return np.frombuffer(data, _TYPES[kind]).reshape(shape)

    def __iter__(self) -> Iterator[str]:
        return iter(self.tensors)

    def __len__(self) -> int:
        return len(self.tensors)


def read_weights(stored: bytes) -> StoredWeights:
    """The tensors of a file.

    Raises:
        SafetensorError, ValueError: if it is damaged, or holds something else than float16 and float32.
    """
    tensors = {}
    for name, content in deserialize(stored):  # type: ignore[no-untyped-call]
        kind, shape, data = content["dtype"], tuple(content["shape"]), bytearray(content["data"])
        if kind not in _TYPES:
            raise ValueError(f"{name} holds {kind} in place of {HALF} or {SINGLE}")
        if len(data) != math.prod(shape) * (2 if kind == HALF else 4):
            raise ValueError(f"{name} has another size than its shape")
        tensors[name] = Tensor(kind, shape, data)
    return StoredWeights(tensors)


def tensors_of(weights: Mapping[str, np.ndarray[Any, Any]]) -> Mapping[str, Tensor]:
    """The tensors of weights that are stored, or are arrays."""
    if isinstance(weights, StoredWeights):
        return weights.tensors
    import numpy as np

    def stored(array: np.ndarray[Any, Any]) -> Tensor:
        kind = HALF if array.dtype == np.float16 else SINGLE
        return Tensor(kind, array.shape, bytearray(np.ascontiguousarray(array, _TYPES[kind]).tobytes()))

    return {name: stored(array) for name, array in weights.items()}
