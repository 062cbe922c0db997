"""The writing side: a change to files is made in memory, checked, then written whole or not at all.

Every command that changes files returns a `Patch`. It can be shown (`difference`), read as if it
were written (`over`), and written (`write`). A write that was cut off is finished or undone by the
next command (`recover`).
"""

from mkdocs_rubric.patch.journal import recover
from mkdocs_rubric.patch.overlay import Overlay
from mkdocs_rubric.patch.patch import Patch
from mkdocs_rubric.patch.spelling import Spelling

__all__ = ["Overlay", "Patch", "Spelling", "recover"]
