"""Sums and quotients of arrays, where numpy alone would be slower or would warn."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from mkdocs_rubric.agreement.scale import BoolArray, FloatArray, IntArray, Integers

_SPARSE = 8
"""Keys further apart than this are sorted rather than looked up in a table of all keys."""


def size(indices: Integers) -> int:
    """One more than the largest index."""
    return int(indices.max()) + 1 if indices.size else 0


def blocks(rows: int, length: int) -> Iterator[slice]:
    """Slices of a long table."""
    return (slice(start, start + length) for start in range(0, rows, length))


def share(numerator: npt.NDArray[Any], denominator: npt.NDArray[Any]) -> FloatArray:
    """The quotient, and 0 where there is nothing to divide by."""
    quotient = np.zeros(np.broadcast_shapes(np.shape(numerator), np.shape(denominator)))
    np.divide(numerator, denominator, out=quotient, where=denominator > 0)
    return quotient


def dot(rows: FloatArray, others: FloatArray) -> FloatArray:
    """Row by row Σ_k a_k b_k over the last axis."""
    return np.asarray(np.einsum("...k,...k->...", rows, others), dtype=np.float64)


def row_sums(rows: FloatArray) -> FloatArray:
    """Sums over the last axis; a product is several times faster than `sum` on short rows."""
    return rows @ np.ones(rows.shape[-1])


def sums_by(index: IntArray, value: FloatArray | BoolArray, length: int = 0) -> FloatArray:
    """(length or more,) the sum of the values at each index."""
    return np.bincount(index, value, length).astype(np.float64, copy=False)


def runs(key: IntArray) -> tuple[IntArray, IntArray]:
    """The distinct values of a sorted array, and which of them each entry is."""
    first = np.diff(key, prepend=-1) > 0
    return key[first], np.cumsum(first) - 1


def distinct(key: IntArray) -> tuple[IntArray, IntArray]:
    """`np.unique` with its inverse for keys of zero and more, sorting only where it must."""
    if np.all(key[1:] >= key[:-1]):
        return runs(key)
    span = size(key)
    if span > _SPARSE * len(key):
        values, member = np.unique(key, return_inverse=True)
        return values, member
    there = np.zeros(span, dtype=bool)
    there[key] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[key]


def segment_sums(rows: FloatArray, segment: IntArray, segments: int) -> FloatArray:
    """(segments, m) sums of the rows; the rows of a segment must stand together."""
    sums = np.zeros((segments, rows.shape[1]))
    if segments == 1:
        sums[0] = np.ones(len(rows)) @ rows
    elif len(rows):
        starts = np.flatnonzero(np.diff(segment, prepend=-1))
        sums[segment[starts]] = np.add.reduceat(rows, starts, axis=0)
    return sums
