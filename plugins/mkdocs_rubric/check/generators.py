"""Generators that leave our pages out of a site without a word."""

import re
from collections.abc import Callable, Iterator
from typing import Protocol

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, Severity
from mkdocs_rubric.errors import UnreadableError

_PIPELINES = (
    ".circleci/config.yml", ".gitlab-ci.yml", ".readthedocs.yaml", ".readthedocs.yml",
    ".woodpecker.yml", "Dockerfile", "Jenkinsfile", "Makefile", "azure-pipelines.yml",
    "bitbucket-pipelines.yml", "justfile", "netlify.toml", "vercel.json",
)  # fmt: skip
_WORKFLOWS = ".github/workflows"
_RUN = re.compile(r"^(?P<before>[^#\n]*?)(?<![\w./-])zensical\s+(?:build|serve)\b", re.MULTILINE)
_RENDERED = re.compile(r"\brubric\s+render\b")
_PLUGIN = re.compile(r"^[^#\n]*\brubric\b", re.MULTILINE)
_HELP = "run `rubric build --with zensical` in its place, which writes the pages for it first"


class Files(Protocol):
    """What is read: a tree."""

    def read(self, path: str) -> bytes:
        """The content of a file."""
        ...

    def list(self, folder: str) -> list[str]:
        """The files of a folder."""
        ...


class PluginDropped(Rule):
    """A generator that leaves the rubric's pages out.

    ## What is wrong
    The site is built by Zensical itself, or would be: a pipeline runs `zensical build`, there is a
    `zensical.toml` that knows nothing of the rubric, or Zensical is installed and MkDocs is not.

    ## Why it matters
    Zensical reads `mkdocs.yml` and runs no plugin that it does not know. It says so nowhere: the
    build ends with "No issues found", and the site has not one page of the rubric.

    ## How to fix it
    Let `rubric build --with zensical` build the site, and `rubric serve --with zensical` serve it:
    they write the pages as plain files first. Or run `rubric render --out DIR` before, and
    `zensical build` in that folder. With `generator: zensical` under the plugin's options, `--with`
    can be left out.

    ## Example
    `run: zensical build` in a workflow.
    """

    code = "R702"
    severity = Severity.WARNING


def dropped(tree: Files, installed: Callable[[str], bool]) -> Iterator[Diagnostic]:
    """Each sign that the site is built without its pages.

    Args:
        tree: The repository.
        installed: Whether a package is there.
    """
    config, moved = _text(tree, "mkdocs.yml"), _text(tree, "zensical.toml")
    if moved and not _PLUGIN.search(moved):
        yield PluginDropped.at(
            Location("zensical.toml", 1, 1),
            "Zensical takes this file for its configuration, and makes no page of the rubric",
            help="remove it, or name the options under [project.plugins.rubric]; then "
            "`rubric build --with zensical`",
        )
    if not _PLUGIN.search(config) and not moved:
        return
    for path in [*_PIPELINES, *_workflows(tree)]:
        text = _text(tree, path)
        if _RENDERED.search(text):
            continue
        for found in _RUN.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            column = len(found["before"]) + 1
            yield PluginDropped.at(
                Location(path, line, column),
                "Zensical runs no plugin, and makes no page of the rubric without a word",
                help=_HELP,
            )
    if config and installed("zensical") and not (installed("mkdocs") or installed("properdocs")):
        yield PluginDropped.at(
            Location("mkdocs.yml", 1, 1),
            "Zensical is installed and MkDocs is not: by itself it makes no page of the rubric",
            help=_HELP,
        )


def _workflows(tree: Files) -> list[str]:
    try:
        names = tree.list(_WORKFLOWS)
    except UnreadableError:
        return []
    return [name for name in names if name.endswith((".yml", ".yaml"))]


def _text(tree: Files, path: str) -> str:
    try:
        return tree.read(path).decode("utf-8", errors="replace").replace("\r\n", "\n")
    except UnreadableError:
        return ""
