"""Findings that can be read: of many of one kind the first, and how many more there are."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mkdocs_rubric.diagnostics import Diagnostic, Location

_OF_A_FILE, _OF_ALL = 200, 1000
"""Findings of one code that are listed."""


def capped(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings, of each kind a file's first and the first of all.

    Args:
        found: In reading order.
    """
    in_file: Counter[tuple[str, str]] = Counter()
    listed: Counter[str] = Counter()
    rest: dict[str, Diagnostic] = {}
    more: Counter[str] = Counter()
    for finding in found:
        code, path = finding.code, finding.where.path
        if in_file[code, path] < _OF_A_FILE and listed[code] < _OF_ALL:
            in_file[code, path] += 1
            listed[code] += 1
            yield finding
        else:
            rest.setdefault(code, finding)
            more[code] += 1
    for code, finding in rest.items():
        count = "1 finding" if more[code] == 1 else f"{more[code]:,} findings"
        yield replace(
            finding,
            where=Location(finding.where.path, finding.where.line),
            message=f"{count} more of this kind, from here on, are not listed",
            help="mend those above, and look again",
            hint="",
        )
