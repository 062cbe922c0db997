"""What lies in docs_dir and is not for readers: score sheets, sessions, decisions, rubric files.

A generator copies whatever lies there as it is, with reviewers' real names. What is told apart by
its place is told apart by its content too: a copy is as telling as the file.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

_HEAD = 4096  # bytes that tell what a file is
_TABLES = (".csv", ".tsv", ".txt")
_SHEET = (
    {"conversation", "criterion", "score"},
    {"conversation", "reviewer"},
    {"criterion", "reviewer", "score"},  # counts of daily work
)
_KEYS = re.compile(r"^([a-z_]+)[ \t]*:", re.MULTILINE)
_YAML = (
    {"date", "conversations"},  # a session
    {"scales", "groups"},  # rubric.yaml
    {"question", "levels"},  # a criterion
    {"reviewer", "scores"},  # the result of somebody who practised
    {"columns", "reviewers"},  # how another tool calls them
)
_SESSION = ("session.yaml", "session.yml")  # transcripts lie beside it
_DECISION = {"status", "date", "criteria"}


def private(files: Mapping[str, Path], folders: Sequence[Path], docs: Path) -> list[str]:
    """A team's own files among those that would be published.

    Args:
        files: Where each file that would be published lies, by its uri.
        folders: Where the team's files are.
        docs: The folder of hand-written pages.

    Returns:
        Their uris, sorted.
    """
    places = [folder.resolve() for folder in folders]
    inside = [place for place in places if not docs.resolve().is_relative_to(place)]
    found = {uri for uri, path in files.items() if _is_private(uri, path, inside)}
    sessions = {_folder(uri) for uri in found if _name(uri) in _SESSION}
    found |= {uri for uri in files if _folder(uri) in sessions}
    return sorted(found)


def _folder(uri: str) -> str:
    return uri.rpartition("/")[0]


def _name(uri: str) -> str:
    return uri.rpartition("/")[2].casefold()


def _is_private(uri: str, path: Path, places: Sequence[Path]) -> bool:
    if places and any(path.resolve().is_relative_to(place) for place in places):
        return True
    name = uri.casefold()
    if name.endswith(".jwe"):
        return True
    if not name.endswith((*_TABLES, ".yaml", ".yml", ".md", ".markdown")):
        return False
    head = _head(path)
    if name.endswith(_TABLES):
        cells = {cell.strip(' \t"').casefold() for cell in re.split(r"[,;\t]", _first_line(head))}
        return any(columns <= cells for columns in _SHEET)
    if name.endswith((".yaml", ".yml")):
        return any(keys <= set(_KEYS.findall(head)) for keys in _YAML)
    front = head.split("\n---", 1)[0] if head.startswith("---") else ""
    return set(_KEYS.findall(front)) >= _DECISION


def _first_line(text: str) -> str:
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("sep="))
    return next(lines, "")


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            start = file.read(_HEAD)
    except OSError:
        return ""
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    return start.decode("utf-16" if utf16 else "utf-8-sig", errors="replace").replace("\r\n", "\n")


def in_words(found: Sequence[str], docs: str) -> str:
    """What was taken out, why, and what to do."""
    shown = ", ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")  # noqa: PLR2004
    return (
        f"left out of the site: {shown} in {docs}/. They would be published as they are, "
        "with reviewers' names. Move them out of that folder"
    )
