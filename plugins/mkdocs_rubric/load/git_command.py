"""How git is called: on any repository, also one that somebody wants us to read.

A repository's own `.git/config` can name programs: for objects that are missing (`ext::`), to watch
files, as hooks. None of them runs, and nothing is fetched. What is missing is missing.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from mkdocs_rubric.errors import RubricError

_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "safe.bareRepository": "explicit",  # a folder of files that look like one is none
}
"""What the command line says stands above what any file says."""
_VARIABLES = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "",  # an empty list: of no protocol
    "GIT_NO_LAZY_FETCH": "1",  # newer versions do not even try
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_NOT_TRUSTED = re.compile(r"detected dubious ownership in repository at '(.+)'$", re.MULTILINE)
_NOT_FETCHED = re.compile(r"promisor remote|lazy fetching|transport '\w*' not allowed")


class NoHistoryError(RubricError):
    """There is no history to be read, or not all of it. Everything else works without."""


def command(root: Path, *arguments: str) -> list[str]:
    """The command that asks git something about the repository around a folder."""
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    return ["git", "-C", str(root), *settings, "--no-pager", "--no-replace-objects", *arguments]


def environment() -> Mapping[str, str]:
    """The environment without what points at another repository, as it does inside hooks."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(("GIT_CONFIG_", "GIT_CEILING_"))
    }
    return {**kept, **_VARIABLES}


def no_repository(told: str) -> NoHistoryError:
    """The error of a folder in which git finds no repository, from what it says."""
    if found := _NOT_TRUSTED.search(told):
        return NoHistoryError(
            "git does not trust this repository, as it belongs to somebody else",
            help=f"run `git config --global --add safe.directory '{found[1]}'` where the site is "
            "built",
        )
    return NoHistoryError(
        "this folder is in no git repository, so there is no history",
        help="run `git init` and commit the files; everything else works without it",
    )


def unreadable_history(told: str) -> NoHistoryError:
    """The error of a history that git cannot read, from what it says."""
    if _NOT_FETCHED.search(told):
        return NoHistoryError(
            "this is a partial clone, so earlier wordings are missing and history is left out",
            help="run `git fetch --refetch --no-filter`; nothing is fetched while a site is built",
        )
    reason = told.strip().splitlines()
    return NoHistoryError(
        f"git cannot read the history: {reason[-1] if reason else 'it says no more'}",
        help="run `git log` in this folder to see why",
    )
