"""What `git log` prints, to commits."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

COMMIT = "tformat:%H%x00%P%x00%cs%x00%aN%x00%B%x00"
"""The fields of `commits`; nothing but NUL is in no message."""
WROTE = "tformat:%H%x00%P%x00%aN"
"""The fields of `with_authors`."""
_PULL = re.compile(
    r"(?:^Merge pull request |^Merged PR |\(pull request |\(|^See merge request .*?)([#!]?\d+)\b",
    re.MULTILINE,
)
_HINT = re.compile(r"[#!]\d|^Merge")
_FIELDS = 5


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file in one commit.

    Attributes:
        path: From the project's root, after the commit; the last one, where the file was removed.
        was: Its path before, where it was renamed.
        blob: The id of its content; "" where it was removed.
    """

    path: str
    was: str
    blob: str


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


def commits(raw: bytes, prefix: str) -> Iterator[tuple[Commit, list[str]]]:
    """Commits and their parents, from `git log --raw -z` with five fields each."""
    # Between message and files, and at the end, stand empty fields, which no other field is.
    text = raw.decode(errors="surrogateescape").replace("\0\0\n:", "\0:")
    fields = iter(text.split("\0"))
    name = next(fields)
    while name:
        parents, when, author, message = islice(fields, _FIELDS - 1)
        files = []
        while (field := next(fields, ""))[:1] == ":":
            _, mode, _, blob, status = field.split(" ")
            path, was = next(fields).removeprefix(prefix), ""
            if status[0] in "RC":
                was, path = path, next(fields).removeprefix(prefix)
            gone = status == "D" or mode == "160000"
            files.append(FileChange(path, was if status[0] == "R" else "", "" if gone else blob))
        subject, pull = _subject(_readable(message))
        day = dt.date.fromisoformat(when)
        yield Commit(name, day, (_readable(author),), subject, pull, files), parents.split()
        name = field


def _readable(text: str) -> str:
    """Text with what is not UTF-8 replaced; paths keep it, so that they are found."""
    if text.isascii():
        return text
    return text.encode(errors="surrogateescape").decode(errors="replace")


def _subject(message: str) -> tuple[str, str]:
    """What a commit says it does, and the pull request it names.

    A merge's first line only names branches; what was merged stands below it.
    """
    if "\n" not in message.strip() and not _HINT.search(message):
        return message.strip(), ""
    lines = [one.strip() for one in message.splitlines() if one.strip()]
    if not lines:
        return "", ""
    found = _PULL.search(message)
    pull = found[1] if found else ""
    if pull.isdigit():
        pull = f"#{pull}"
    if re.match(r"See merge request ", lines[-1]) and found is not None:
        pull = "!" + pull.lstrip("#!")
    first = lines[0]
    if first.startswith(("Merge ", "Merged in ")) and len(lines) > 1:
        first = lines[1]
    first = re.sub(r"^Merged PR \d+: *", "", first)
    return re.sub(r" *\([#!]\d+\)$", "", first), pull


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
            one = waiting.pop()
            if one in seen or one not in wrote:
                continue
            seen.add(one)
            before, name = wrote[one]
            waiting += before
            if len(before) < 2:  # noqa: PLR2004 - who merged wrote nothing
                names.append(name)
        merged = len(parents) > 1 and names
        yield replace(commit, authors=tuple(dict.fromkeys(reversed(names)))) if merged else commit
