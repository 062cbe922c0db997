"""Findings that the team has looked at and lives with, each with its reason."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity, catalogue, did_you_mean
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


def apply(project: Project, found: Iterable[Diagnostic]) -> Sequence[Diagnostic]:
    """The findings that are not silenced, in reading order; and the silences nobody needs."""
    silences = project.rubric.checks.silence
    codes = {rule.code for rule in catalogue()}
    used = [False] * len(silences)
    kept = []
    for finding in found:
        silenced = False
        for place, silence in enumerate(silences):
            matching = silence.path is None or fnmatchcase(finding.where.path, silence.path)
            if finding.code == silence.code and matching:
                used[place] = silenced = True
        if not silenced:
            kept.append(finding)
    for place, silence in enumerate(silences):
        if not used[place]:
            known = silence.code in codes
            kept.append(
                UselessSilence.at(
                    project.locate(project.rubric.path, "checks", "silence", place, "code"),
                    f'"{silence.code}" silences nothing'
                    if known
                    else f'there is no code "{silence.code}"',
                    hint="" if known else did_you_mean(silence.code, codes),
                    help="delete the entry, or correct its code or path",
                )
            )
    return sorted(kept, key=lambda each: each.order)
