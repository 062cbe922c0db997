"""One mistake made throughout a sheet, told fifty times and then summed up."""

from collections.abc import Sequence

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, named

REPORTED = 50
"""Findings of one kind in one sheet: a wrong column is one mistake."""


def the_rest(rule: type[Rule], what: str, lines: Sequence[int], path: str) -> list[Diagnostic]:
    """The rows after the first fifty that have the same mistake, in one finding."""
    if not lines:
        return []
    message = f"{len(lines)} more rows {what}: lines {named(lines)}"
    help_ = "see the findings above: this is likely one mistake, made throughout"
    return [rule.at(Location(path, lines[0]), message, help=help_)]
