"""Where the files are kept: addresses that edit, list, add and propose."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Repository:
    """Where files are edited, folders listed and things proposed; each empty where there is none.

    Attributes:
        edit: The page that edits a file, with `{path}`.
        folder: The page that lists a folder, with `{path}`.
        new: The page that adds a file, with `{folder}`, `{name}` and `{text}`.
        new_empty: The same for a text that is pasted there, with `{folder}` and `{name}`.
        issue: The page that opens an issue, with `{title}` and `{text}`.
        pull: The page of a pull request, with `{number}`.
        commit: The page of a commit, with `{id}`.
        buttons: The page on which a session is planned, opened and closed without a terminal.
        elsewhere: Folders whose files are kept elsewhere, where there, and the addresses there.
    """

    edit: str = ""
    folder: str = ""
    new: str = ""
    new_empty: str = ""
    issue: str = ""
    pull: str = ""
    commit: str = ""
    buttons: str = ""
    elsewhere: tuple[tuple[str, tuple[str, "Repository"]], ...] = ()

    def _of(self, path: str) -> tuple["Repository", str]:
        """The repository of a file, and its path there."""
        for folder, (there, repository) in self.elsewhere:
            if f"{path}/".startswith(f"{folder}/"):
                return repository, posixpath.normpath(f"{there}/{path[len(folder) :]}")
        return self, path

    def edit_url(self, path: str, line: int = 0) -> str:
        """The page that edits a file, at a line."""
        own, path = self._of(path)
        return self._filled(own.edit, path, line)

    def folder_url(self, path: str) -> str:
        """The page that lists a folder."""
        own, path = self._of(path)
        return self._filled(own.folder, path, 0)

    def new_url(self, folder: str, name: str, text: str) -> str:
        """The page that adds a file, filled in."""
        own, folder = self._of(folder)
        values = {"{folder}": quote(folder), "{name}": quote(name, ""), "{text}": quote(text, "")}
        return _replaced(own.new, values)

    def empty_url(self, folder: str, name: str) -> str:
        """The page that adds a file whose text is pasted there."""
        values = {"{folder}": quote(folder), "{name}": quote(name, "")}
        return _replaced(self.new_empty, values)

    def forms_in(self, folder: str) -> tuple[str, str]:
        """`new` and `new_empty` in a folder, with `{name}` and `{text}` for a script to fill in."""
        values = {"{folder}": quote(folder), "{name}": "{name}", "{text}": "{text}"}
        return _replaced(self.new, values), _replaced(self.new_empty, values)

    def issue_url(self, title: str, text: str) -> str:
        """The page that opens an issue, filled in."""
        return _replaced(self.issue, {"{title}": quote(title, ""), "{text}": quote(text, "")})

    def pull_url(self, pull: str) -> str:
        """The page of a pull request: `#12` or `!12`."""
        return _replaced(self.pull, {"{number}": quote(pull.lstrip("#!"), "")}) if pull else ""

    def commit_url(self, commit: str) -> str:
        """The page of a commit."""
        return _replaced(self.commit, {"{id}": commit}) if commit else ""

    @staticmethod
    def _filled(pattern: str, path: str, line: int) -> str:
        if not pattern:
            return ""
        return pattern.replace("{path}", path) + (f"#L{line}" if line > 1 else "")


def _replaced(pattern: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{\w+\}", lambda found: values[found[0]], pattern)
