"""What a site's configuration says of the pages: the same for every generator."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pathspec.gitignore import GitIgnoreSpec
from pydantic import ValidationError

from mkdocs_rubric.diagnostics import did_you_mean
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.generator.language import Language
from mkdocs_rubric.generator.left_out import LeftOut
from mkdocs_rubric.generator.options import RubricOptions
from mkdocs_rubric.generator.repository_pages import Published
from mkdocs_rubric.publish.site_file import SiteFile, plain
from mkdocs_rubric.site import KINDS, Layout, UrlStyle, project_around

_EDIT_URI = {
    "github.com": "edit/master/{}/",
    "gitlab.com": "edit/master/{}/",
    "bitbucket.org": "src/default/{}/",
}
"""Where files are edited on hosts that MkDocs knows, where a team does not say."""
OFFLINE = ("offline", "material/offline")
_TAGS = ("tags", "material/tags")


@dataclass(frozen=True)
class SiteSettings:
    """A configuration, as far as the pages depend on it.

    Attributes:
        file: As it is written.
        options: Of the plugin.
    """

    file: SiteFile
    options: RubricOptions

    @classmethod
    def of(cls, file: SiteFile) -> "SiteSettings":
        """Read the options of the plugin.

        Raises:
            RubricError: Something is wrong with them; all of it is said at once.
        """
        given = file.plugin("rubric")
        if given is None and file.path.suffix != ".toml":
            raise RubricError(
                f"{file.path.name} has no plugin rubric, so there are no pages to make",
                help="add it: plugins: [search, rubric]",
            )
        return cls(file, _options(file.path.name, plain(given or {})))

    @property
    def root(self) -> Path:
        """The folder of the configuration."""
        return self.file.root

    @property
    def docs(self) -> Path:
        """The folder of hand-written pages."""
        return self.root / (self.file.text("docs_dir") or "docs")

    @property
    def site(self) -> Path:
        """The folder of the built site."""
        return self.root / (self.file.text("site_dir") or "site")

    @property
    def site_url(self) -> str:
        """The site's address with a slash at its end; "" when it is not known."""
        url = self.file.text("site_url")
        return f"{url.rstrip('/')}/" if url else ""

    @cached_property
    def style(self) -> UrlStyle:
        """How a page's file becomes its address; the plugin `offline` says so too."""
        by_file = self.is_offline or self.file.plain("use_directory_urls") is False
        return UrlStyle.FILE if by_file else UrlStyle.DIRECTORY

    @property
    def is_offline(self) -> bool:
        """Whether the plugin `offline` is on."""
        given = [self.file.plugin(name) for name in OFFLINE]
        return any(each is not None and plain(each).get("enabled", True) for each in given)

    @property
    def brings_worker(self) -> bool:
        """Whether the theme's search needs a script that `offline` would fetch from elsewhere."""
        return self.is_offline and self.options.theme_defaults and not self.options.finder

    @property
    def theme(self) -> Mapping[str, Any]:
        """The theme's settings, of which one is its name."""
        found = self.file.plain("theme")
        if isinstance(found, Mapping):
            return {"name": "material", **found} if "custom_dir" not in found else found
        return {"name": str(found) if found else "mkdocs"}

    @cached_property
    def language(self) -> Language:
        """How the site is read."""
        code = self.theme.get("language") or self.theme.get("locale") or ""
        return Language(str(code), str(self.theme.get("direction") or ""))

    @property
    def with_tags(self) -> bool:
        """Whether the theme shows tags."""
        return any(name in self.file.plugins() for name in _TAGS)

    @cached_property
    def project(self) -> tuple[Path, Layout]:
        """The folder around all that the options name, and what the folders are called in it."""
        named = self.options
        layout = Layout(named.rubric, named.decisions, named.scores, named.disputes, named.practice)
        return project_around(self.root, layout)

    @property
    def folders(self) -> list[Path]:
        """The folders with the team's files, whether they are there or not."""
        root, layout = self.project
        return [Path(os.path.normpath(root / name)) for name in layout.read]

    @property
    def published(self) -> Published:
        """Where the site's own pages are kept."""
        repo, edit = self.file.text("repo_url"), self.file.plain("edit_uri")
        if edit is None:
            known = _EDIT_URI.get(urlsplit(repo).hostname or "", "")
            edit = known.format(self.file.text("docs_dir") or "docs")
        return Published(self.root, self.docs, repo, str(edit))

    def left_out(self, *, with_drafts: bool) -> LeftOut:
        """What the configuration keeps from being built.

        Args:
            with_drafts: Whether drafts are built, as on a site that is only served.
        """
        drafts = None if with_drafts else self._patterns("draft_docs")
        return LeftOut(self._patterns("exclude_docs"), drafts)

    def _patterns(self, name: str) -> GitIgnoreSpec | None:
        written = self.file.text(name)
        return GitIgnoreSpec.from_lines(written.splitlines()) if written.strip() else None


def _options(name: str, given: Mapping[str, Any]) -> RubricOptions:
    try:
        found = RubricOptions.model_validate(dict(given))
    except ValidationError as error:
        wrong = [_sentence(each, given) for each in error.errors()]
        raise RubricError(
            f"{name}: {'; '.join(wrong)}", help="the options are listed in README, under Options"
        ) from error
    if unknown := [kind for kind in found.pages if kind not in KINDS]:
        raise RubricError(
            f"{name}: pages: there is no {unknown[0]}", help=f"choose from {', '.join(KINDS)}"
        )
    return found


def _sentence(error: Any, given: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        hint = did_you_mean(where, list(RubricOptions.model_fields))
        return f'unknown option "{where}"{f" ({hint})" if hint else ""}'
    expected = error.get("ctx", {}).get("expected") or error["msg"].casefold()
    return f"{where}: {given.get(error['loc'][0])!r} is not {expected}"
