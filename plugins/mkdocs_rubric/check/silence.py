"""Findings that the team has looked at and lives with, each with its reason."""

import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity
from mkdocs_rubric.model import Project


class UselessSilence(Rule):
    """An exception that silences nothing.

    ## What is wrong
    No finding has this code in these files (any more), or no such code exists.

    ## Why it matters
    Left in place, it would hide the next mistake of its kind.

    ## How to fix it
    Delete the entry, or correct its code or path.

    ## Example
    `- {code: R304, path: "decisions/2025-*", reason: …}` after those decisions were worked in.
    """

    code = "R601"
    severity = Severity.INFO


_CODE = re.compile(r"R\d{3}")


def apply(project: Project, found: Iterable[Diagnostic]) -> Sequence[Diagnostic]:
    """The findings that are not silenced, in reading order. Errors in reading a file always stay."""
    silences = project.rubric.checks.silence if project.rubric.path else ()
    used = [False] * len(silences)
    kept = []
    for one in found:
        silenced = False
        for place, silence in enumerate(silences):
            matching = silence.path is None or fnmatchcase(one.where.path, silence.path)
            if one.code == silence.code and matching:
                used[place] = silenced = True
        if not silenced:
            kept.append(one)
    for place, silence in enumerate(silences):
        if not used[place]:
            what = "silences nothing" if _CODE.fullmatch(silence.code) else "is no code"
            kept.append(
                UselessSilence.at(
                    project.locate(project.rubric.path, "checks", "silence", place, "code"),
                    f'"{silence.code}" {what}',
                    help="delete the entry, or correct its code or path",
                )
            )
    return sorted(kept, key=lambda one: one.order)
