"""The files of the rubric as of a commit, and what they say about criteria."""

from collections.abc import Mapping

from mkdocs_rubric.load import Layout
from mkdocs_rubric.load.reader import name_of
from mkdocs_rubric.load.record import Records
from mkdocs_rubric.model import Criterion


class CommittedFiles:
    """The contents of files by path, as of the last change.

    Args:
        records: What contents say.
        layout: What the folders are called.
    """

    def __init__(self, records: Records, layout: Layout) -> None:
        self._records, self._layout = records, layout
        self._blobs: dict[str, str] = {}

    def change(self, touched: Mapping[str, str]) -> tuple[dict[str, Criterion], set[str]]:
        """The criteria in the files that changed, and the ids that are in none of them any more."""
        found: dict[str, Criterion] = {}
        removed: set[str] = set()
        unread: set[str] = set()
        for path, blob in touched.items():
            before = self._criteria(path, self._blobs.get(path, ""))
            removed |= before.keys()
            if blob:
                found |= self._criteria(path, blob)
                if self._records.is_broken(blob, path):
                    unread |= before.keys()  # what it said last stands until it can be read again
            elif path.startswith(f"{self._layout.rubric}/criteria/"):
                removed.add(name_of(path)[0])  # even if it could not be read at the end
        self._blobs.update(touched)
        return found, removed - unread - found.keys()

    def criteria(self) -> dict[str, Criterion]:
        """All criteria there are."""
        every: dict[str, Criterion] = {}
        for path, blob in self._blobs.items():
            every = self._criteria(path, blob) | every
        return every

    def _criteria(self, path: str, blob: str) -> dict[str, Criterion]:
        return self._records.criteria(blob, path, self._layout) if blob else {}
