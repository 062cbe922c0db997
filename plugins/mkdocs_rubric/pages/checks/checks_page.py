"""The findings of today, and the catalogue of checks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_rubric.diagnostics import Rule, Severity
from mkdocs_rubric.pages.base.addresses import CHECKS
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Page
from mkdocs_rubric.pages.base.phrases import counted
from mkdocs_rubric.pages.base.problems import Problem


@dataclass(frozen=True)
class RuleView:
    """A kind of finding."""

    code: str
    name: str
    title: str
    severity: str
    body: str


@dataclass(frozen=True)
class ChecksView:
    """What the checks found, and what they look for."""

    sum: str
    problems: tuple[Problem, ...]
    rules: tuple[RuleView, ...]


def checks_page(context: Context, rules: Sequence[type[Rule]]) -> Page:
    """The findings of today, then the catalogue."""
    view = ChecksView(
        sum=_summary(context),
        problems=tuple(context.problems.view(one) for one in context.found),
        rules=tuple(
            RuleView(
                rule.code,
                rule.name(),
                rule.title(),
                str(rule.severity),
                rule.documentation().partition("\n")[2].strip(),
            )
            for rule in rules
        ),
    )
    return Page(
        uri=CHECKS,
        template="checks.md.jinja",
        title="Checks",
        view=view,
        boost=0.02,
        description="What is checked in the files, and what was found.",
    )


def _summary(context: Context) -> str:
    files = counted(len(context.project.files), "file")
    if not context.found:
        return f"All {files} are in order."
    counts = Counter(one.severity for one in context.found)
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    words = [counted(counts[one], noun) for one, noun in nouns.items() if counts[one]]
    return f"{', '.join(words)} in {files}."
