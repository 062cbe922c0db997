"""Sheets that nobody can read before all are in: sealed, opened, and held to what was sealed.

What it proves: that a sheet shown after the reveal is, to the byte, what its file held before. Not
who typed it, and not that nobody told a colleague their scores.

The library behind it takes a tenth of a second to import, so functions import it when they run.
"""

from mkdocs_rubric.sealing.bound import commitment, new_salt
from mkdocs_rubric.sealing.jwe import (
    SealedWrongError,
    derived_key,
    fits,
    new_key,
    opened,
    public_half,
    sealed,
)
from mkdocs_rubric.sealing.receipt import receipt

__all__ = [
    "SealedWrongError",
    "commitment",
    "derived_key",
    "fits",
    "new_key",
    "new_salt",
    "opened",
    "public_half",
    "receipt",
    "sealed",
]
