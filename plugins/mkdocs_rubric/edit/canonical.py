"""A file of the project in canonical form: the same values and comments, and nothing lost."""

from collections import Counter
from pathlib import PurePath
from typing import TypeAlias

from mkdocs_rubric.diagnostics import Diagnostic
from mkdocs_rubric.edit.comments import Comments, UnusualYamlError
from mkdocs_rubric.edit.layout import laid_out
from mkdocs_rubric.entries import same
from mkdocs_rubric.entries.order import order_of
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.load import Layout, Tree
from mkdocs_rubric.load.decoded import decode
from mkdocs_rubric.load.frontmatter import split
from mkdocs_rubric.load.reader import is_readme
from mkdocs_rubric.load.yaml import Document, parse
from mkdocs_rubric.model import (
    Criterion,
    Decision,
    Dispute,
    Practice,
    PracticeResult,
    PracticeSeeds,
    Rubric,
    Session,
)
from mkdocs_rubric.patch.spelling import Spelling

Kind: TypeAlias = (
    type[Rubric]
    | type[Criterion]
    | type[Decision]
    | type[Dispute]
    | type[Session]
    | type[Practice]
    | type[PracticeResult]
    | type[PracticeSeeds]
)
_UNCHANGED = "nothing was changed; please report this file as a fault of `rubric fmt`"


class NotFormattedError(RubricError):
    """One file that has no canonical form, because of what is wrong with it."""


def project_files(tree: Tree, layout: Layout) -> list[tuple[str, Kind]]:
    """Every file that has a canonical form, with what it holds."""
    folders = [layout.rubric, f"{layout.rubric}/criteria", layout.decisions, layout.disputes]
    folders.append(layout.practice)
    of_many = (layout.scores, layout.practice)
    folders += [path for of in of_many for path in tree.list(of) if tree.is_folder(path)]
    paths = [path for folder in folders for path in tree.list(folder)]
    return [(path, kind) for path in paths if (kind := kind_of(path, layout))]


def kind_of(path: str, layout: Layout) -> Kind | None:
    """What a file holds, by its name and the folders it is in; None where it is none of ours."""
    patterns: tuple[tuple[str, Kind], ...] = (
        (f"{layout.rubric}/rubric", Rubric),
        (f"{layout.rubric}/criteria/*", Criterion),
        (f"{layout.scores}/*/session", Session),
        (f"{layout.practice}/*/*", PracticeResult),
        (f"{layout.practice}/seeds", PracticeSeeds),
        (f"{layout.practice}/*", Practice),
    )
    for pattern, kind in patterns:
        if any(PurePath(path).match(f"{pattern}{ending}") for ending in (".yaml", ".yml")):
            return kind
    if is_readme(path):
        return None
    records = ((layout.decisions, Decision), (layout.disputes, Dispute))
    return next((kind for folder, kind in records if PurePath(path).match(f"{folder}/*.md")), None)


def formatted(content: bytes, path: str, kind: Kind) -> bytes:
    """A file in canonical form; of a decision, the front matter.

    Keys are in the order of the model's fields, the highest level first; indentation is two
    spaces; a text longer than a line is folded. Its values and comments are the same.

    Args:
        content: The file.
        path: Where it is, for messages.
        kind: What it holds.

    Raises:
        NotFormattedError: It is not text or not YAML.
    """
    text, found = decode(content, path)
    if text is None or found:
        raise _mistake(found[0])
    if kind in (Decision, Dispute):
        document, _, _, found = split(text, path)
    else:
        document, found = parse(text, path)
    if found:
        raise _mistake(found[0])
    if document.value is None:
        return content
    start, _, rest = document.text.partition("\n")
    start, rest = (f"{start}\n", rest) if _is_start(start) else ("", document.text)
    try:
        fresh = start + laid_out(rest, order_of(kind))
        _verify(document, fresh)
    except UnusualYamlError as error:
        if isinstance(document.value, dict):
            return content  # anchors and the like cannot be moved about, and are no mistake
        line = error.line + document.first_line + bool(start)
        raise NotFormattedError(
            f"{path}:{line}: {error.what} cannot be moved about",
            help="write the file as keys and values",
        ) from None
    spelling = Spelling.of(content)
    first = document.first_line - 1
    return spelling.replaced(first, first + len(Spelling.of(document.text.encode()).lines), fresh)


def _is_start(line: str) -> bool:
    """Whether a line marks the start of the document: linters like it, and it says nothing."""
    return line.startswith("---") and not line[3:].partition("#")[0].strip()


def _mistake(found: Diagnostic) -> NotFormattedError:
    advice = " ".join(filter(None, (found.hint, found.help)))
    return NotFormattedError(f"{found.where}: {found.message}", help=advice)


def _verify(document: Document, fresh: str) -> None:
    """Whatever the file looked like: a formatter that changes what it says has to stop."""
    again, found = parse(fresh, document.path)
    if found or not same(document.value, again.value):
        raise NotFormattedError(
            f"{document.path}: its values would not be the same afterwards", help=_UNCHANGED
        )
    before, after = (_comments(text) for text in (document.text, fresh))
    if before != after:
        raise NotFormattedError(f"{document.path}: a comment would be lost", help=_UNCHANGED)


def _comments(text: str) -> Counter[str]:
    start, _, rest = text.partition("\n")
    return Counter(comment.text for comment in Comments(rest if _is_start(start) else text).found)
