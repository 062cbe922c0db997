"""What lies in docs_dir and is not for readers: score sheets, sessions, decisions, rubric files.

MkDocs copies whatever lies there as it is, with reviewers' real names. What is told apart by its
place is told apart by its content too: a copy is as telling as the file.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from mkdocs.structure.files import File, Files, InclusionLevel

_LEFT_OUT = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
_HEAD = 4096  # bytes that tell what a file is
_TABLES = (".csv", ".tsv", ".txt")
_SHEET = ({"conversation", "criterion", "score"}, {"conversation", "reviewer"})
_KEYS = re.compile(r"^([a-z_]+)[ \t]*:", re.MULTILINE)
_YAML = (
    {"date", "conversations"},  # a session
    {"scales", "groups"},  # rubric.yaml
    {"question", "levels"},  # a criterion
)
_SESSION = ("session.yaml", "session.yml")  # transcripts lie beside it
_DECISION = {"status", "date", "criteria"}


def take_out(files: Files, folders: Sequence[Path], docs: Path) -> list[str]:
    """Take a team's own files out of the site.

    Args:
        files: What would be published; changed in place.
        folders: Where the team's files are.
        docs: The folder of hand-written pages.

    Returns:
        What was taken out, sorted.
    """
    places = [folder.resolve() for folder in folders]
    inside = [place for place in places if not docs.resolve().is_relative_to(place)]
    found = [file for file in _from_disk(files) if _is_private(file, inside)]
    sessions = {_folder(file) for file in found if _name(file) in _SESSION}
    found += [file for file in _from_disk(files) if _folder(file) in sessions and file not in found]
    for file in found:
        files.remove(file)
    return sorted(file.src_uri for file in found)


def _folder(file: File) -> str:
    return file.src_uri.rpartition("/")[0]


def _name(file: File) -> str:
    return file.src_uri.rpartition("/")[2].casefold()


def _from_disk(files: Files) -> Iterator[File]:
    for file in list(files):
        if file.abs_src_path and not file.generated_by and file.inclusion not in _LEFT_OUT:
            yield file


def _is_private(file: File, places: Sequence[Path]) -> bool:
    path = Path(file.abs_src_path or "")
    if places and any(path.resolve().is_relative_to(place) for place in places):
        return True
    name = file.src_uri.casefold()
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
        f"left out of the site: {shown} in {docs}/. MkDocs would publish these files of the team "
        "as they are, with reviewers' names. Move them out of that folder"
    )
