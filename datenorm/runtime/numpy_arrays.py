"""How the NumPy runtime lays out weights, so that a row's numbers do not depend on its neighbours."""

from __future__ import annotations

import numpy as np

from datenorm.runtime.base import FloatArray

# Output columns are padded to a multiple of this: for narrow or odd widths BLAS picks kernels
# by the number of rows, and a row's last bits would then depend on its neighbours.
_COLUMN_BLOCK = 64


def rows_first(weight: FloatArray) -> FloatArray:
    """A torch weight (out, in) as the right-hand side of a product, (in, out)."""
    return np.ascontiguousarray(weight.T)


def padded_columns(weight: FloatArray) -> FloatArray:
    """The same right-hand side with columns of zeros up to a multiple of the block."""
    rows, columns = weight.shape
    padded = np.zeros((rows, columns + -columns % _COLUMN_BLOCK), np.float32)
    padded[:, :columns] = weight
    return padded
