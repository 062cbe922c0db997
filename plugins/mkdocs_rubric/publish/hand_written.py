"""A team's own pages and files: what of `docs_dir` is on the site."""

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from pathspec.gitignore import GitIgnoreSpec

from mkdocs_rubric.generator import held_back
from mkdocs_rubric.publish.settings import SiteSettings
from mkdocs_rubric.site import UrlStyle

_USUALLY_LEFT_OUT = (".*", "/templates/")
"""What MkDocs leaves out where a team does not say otherwise."""
_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass(frozen=True)
class HandWritten:
    """What lies in `docs_dir` and is for readers.

    Attributes:
        files: Where each file is, by its uri; pages too.
        private: What lies there and is not for readers.
    """

    files: Mapping[str, Path] = field(default_factory=dict)
    private: tuple[str, ...] = ()

    @property
    def pages(self) -> list[str]:
        """The pages among them."""
        return [uri for uri in self.files if is_page(uri)]


def is_page(uri: str) -> bool:
    """Whether a file becomes a page."""
    return uri.lower().endswith(_PAGES)


def destination(uri: str, style: UrlStyle) -> str:
    """The HTML file that a page becomes; of other files, themselves."""
    if not is_page(uri):
        return uri
    folder, name = posixpath.split(posixpath.splitext(uri)[0])
    if name in ("index", "README"):
        return posixpath.join(folder, "index.html")
    stem = posixpath.join(folder, name)
    return f"{stem}.html" if style is UrlStyle.FILE else f"{stem}/index.html"


def address(uri: str, style: UrlStyle) -> str:
    """The address of a file from the site's root: `criteria/empathy/`, "" for the first page."""
    place = destination(uri, style)
    if is_page(uri) and style is UrlStyle.DIRECTORY:
        return place.removesuffix("index.html")
    return place


def written_address(uri: str, style: UrlStyle) -> str:
    """The same as it stands in a link."""
    return quote(address(uri, style))


def hand_written(settings: SiteSettings, out: Path) -> HandWritten:
    """What a team has in `docs_dir`.

    Args:
        settings: Where that is, and what is left out.
        out: A folder of which nothing is taken: what we write ourselves.
    """
    docs = settings.docs
    excluded = settings.file.text("exclude_docs").splitlines()
    patterns = GitIgnoreSpec.from_lines([*_USUALLY_LEFT_OUT, *excluded])
    apart = [out.resolve(), settings.site.resolve()]
    found = {uri: path for uri, path in _walked(docs, apart) if not patterns.match_file(uri)}
    taken = {uri for uri in found if _is_read_me_beside_index(uri, found)}
    private = held_back.private(found, settings.folders, docs)
    kept = {uri: path for uri, path in found.items() if uri not in {*private, *taken}}
    return HandWritten(kept, tuple(private))


def _walked(docs: Path, apart: list[Path]) -> Iterator[tuple[str, Path]]:
    for folder, below, names in os.walk(docs, followlinks=True):
        here = Path(folder)
        below[:] = sorted(name for name in below if (here / name).resolve() not in apart)
        inside = here.relative_to(docs).as_posix()
        for name in sorted(names):
            yield posixpath.normpath(posixpath.join(inside, name)), here / name


def _is_read_me_beside_index(uri: str, files: Mapping[str, Path]) -> bool:
    folder, name = posixpath.split(uri)
    return name == "README.md" and posixpath.join(folder, "index.md") in files
