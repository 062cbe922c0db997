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
    quotient: FloatArray = numerator / np.where(denominator > 0, denominator, np.inf)
    return quotient


def dot(levels: FloatArray, others: FloatArray) -> FloatArray:
    """Σ_k a_k b_k over the first axis."""
    return np.asarray(np.einsum("k...,k...->...", levels, others), dtype=np.float64)


def sums_by(index: Integers, value: FloatArray | BoolArray, length: int = 0) -> FloatArray:
    """(length or more,) the sum of the values at each index."""
    return np.bincount(index, value, length).astype(np.float64, copy=False)


def runs(key: IntArray) -> tuple[IntArray, IntArray]:
    """The distinct values of a sorted array, and which of them each entry is."""
    first = firsts(key)
    return key[first], np.cumsum(first) - 1


def firsts(key: Integers) -> BoolArray:
    """Where a sorted array differs from the entry before; at its start too."""
    return np.concatenate([np.ones(min(len(key), 1), dtype=bool), key[1:] != key[:-1]])


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


def segment_sums(terms: FloatArray, segment: IntArray, segments: int) -> FloatArray:
    """(m, segments) sums of the columns of (m, n); those of a segment must stand together."""
    if segments == 1:
        total: FloatArray = terms.sum(axis=1, keepdims=True)
        return total
    sums = np.zeros((len(terms), segments))
    if len(segment):
        starts = np.flatnonzero(firsts(segment))
        sums[:, segment[starts]] = np.add.reduceat(terms, starts, axis=1)
    return sums
