"""What `git log` prints, to commits."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from mkdocs_rubric.load.tree import readable

COMMIT = "tformat:%H%x00%P%x00%cs%x00%aN%x00%B%x00"
"""The fields of `commits`; nothing but NUL is in no message."""
WROTE = "tformat:%H%x00%P%x00%aN"
"""The fields of `with_authors`."""
_PULL = re.compile(
    r"^Merge pull request (#\d+)|^Merged PR (\d+)|\(pull request (#\d+)\)|\(([#!]\d+)\)$"
)
_GITLAB = re.compile(r"^See merge request \S*(!\d+)", re.MULTILINE)
_LONGEST = 200
"""Characters of a subject that are kept."""
_HINT = re.compile(r"[#!]\d|^Merge")
_FIELDS = 5
_LINK, _SUBMODULE = "120000", "160000"


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file in one commit.

    Attributes:
        path: From the project's root, after the commit; the last one, where the file was removed.
        was: Its path before, where it was renamed.
        blob: The id of its content; "" where it was removed.
        is_link: Whether the content is only the name of another file.
    """

    path: str
    was: str
    blob: str
    is_link: bool = False


@dataclass(frozen=True)
class Commit:
    """A commit on the main line: what was merged, as one step.

    Attributes:
        id: Its object id.
        day: The day it was committed, where it was committed.
        authors: Who wrote it; of a merge, who wrote what it brought.
        subject: What it says it does.
        pull: The pull request it names, such as `#12` or `!12`.
        files: What it changed, against the main line before it.
    """

    id: str
    day: dt.date
    authors: Sequence[str]
    subject: str
    pull: str
    files: Sequence[FileChange]


def commits(raw: bytes, prefix: str, below: str = "") -> Iterator[tuple[Commit, list[str]]]:
    """Commits and their parents, newest first, from `git log --raw -z` with `COMMIT`.

    Paths are given from the project's folder, which the repository has under `prefix`, or which has
    the repository in `below`.

    The end of the message and the end of the commit's fields make an empty field between them.
    """
    fields = iter(raw.decode(errors="surrogateescape").split("\0"))
    name = next(fields)
    day = dt.date.max
    while name:
        parents, when, author, message, _ = islice(fields, _FIELDS)
        files = []
        while (field := next(fields, "").lstrip("\n"))[:1] == ":":
            _, mode, _, blob, status = field.split(" ")
            path, was = below + next(fields).removeprefix(prefix), ""
            if status[0] in "RC":
                was, path = path, below + next(fields).removeprefix(prefix)
            gone = status == "D" or mode == _SUBMODULE
            files.append(
                FileChange(
                    path=path,
                    was=was if status[0] == "R" else "",
                    blob="" if gone else blob,
                    is_link=mode == _LINK,
                )
            )
        ancestors = parents.split()
        subject, pull = _subject(readable(message), merge=len(ancestors) > 1)
        day = _day(when) or day
        yield Commit(name, day, (readable(author),), subject, pull, files), ancestors
        name = field


def _day(text: str) -> dt.date | None:
    """A commit's day; None for one that no calendar has, which then counts as its successor's."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _subject(message: str, *, merge: bool) -> tuple[str, str]:
    """What a commit says it does, and the pull request it names.

    A merge's first line only names branches; what was merged stands below it.
    """
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    if not lines:
        return "", ""
    first = lines[0]
    pull = ""
    if merge or _HINT.search(message):
        found = _PULL.search(first)
        gitlab = _GITLAB.search(message)
        pull = gitlab[1] if gitlab else next(filter(None, found.groups()), "") if found else ""
        pull = f"#{pull}" if pull.isdigit() else pull
        if merge and first.startswith(("Merge ", "Merged in ")):
            first = lines[1] if len(lines) > 1 else "Merged a branch"
        first = re.sub(r"^Merged PR \d+: *", "", first)
        first = re.sub(r" *\([#!]\d+\)$", "", first)
    return first if len(first) <= _LONGEST else f"{first[:_LONGEST]}…", pull


def with_authors(line: Sequence[tuple[Commit, list[str]]], raw: bytes) -> Iterator[Commit]:
    """The commits of a main line, with those who wrote what merges brought as their authors.

    Args:
        line: Commits and their parents, oldest first.
        raw: What `git log --full-history --parents -z` prints of them and all that led to them.
    """
    fields = raw.decode(errors="replace").split("\0")
    wrote = {
        fields[i]: (fields[i + 1].split(), fields[i + 2]) for i in range(0, len(fields) - 2, 3)
    }
    seen: set[str] = set()
    for commit, parents in line:
        names: list[str] = []
        waiting = [commit.id]
        while waiting:
            reached = waiting.pop()
            if reached in seen or reached not in wrote:
                continue
            seen.add(reached)
            before, name = wrote[reached]
            waiting += before
            if len(before) < 2:  # noqa: PLR2004 - who merged wrote nothing
                names.append(name)
        merged = len(parents) > 1 and names
        yield replace(commit, authors=tuple(dict.fromkeys(reversed(names)))) if merged else commit
