"""In which order the sheets of a session came in, by git."""

from pathlib import PurePosixPath

from mkdocs_rubric.load.git import Git
from mkdocs_rubric.model import Held

_SHEETS = {".csv", ".jwe", ".sha256"}


def arrivals(git: Git, held: Held) -> list[str]:
    """Whose sheets were committed before the last ones, in that order.

    Sheets of one step came at once, and whoever is in the last step is not in the list.
    """
    there = set(held.scorers)
    steps: list[list[str]] = []
    known: set[str] = set()
    for commit in git.log([held.folder]):
        names = [PurePosixPath(file.path) for file in commit.files if file.blob]
        fresh = {path.stem for path in names if path.suffix in _SHEETS} & there - known
        known |= fresh
        if fresh:
            steps.append(sorted(fresh))
    return [name for step in steps[:-1] for name in step]
