"""The renderings of a list of diagnostics: for a terminal, a program, GitHub, GitLab, scanning."""

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias
from urllib.parse import quote

from mkdocs_rubric.diagnostics.diagnostic import Diagnostic, Severity
from mkdocs_rubric.diagnostics.rule import Rule
from mkdocs_rubric.visible import printable

SourceLine: TypeAlias = Callable[[str, int], str | None]
"""The text of line `n` (from 1) of a file, or None when it cannot be shown."""

Paint: TypeAlias = Callable[[str, str], str]
"""`paint(text, style)`: the text in an ANSI style, or as it is."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_LONGEST_LINE = 160
_GITLAB_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_text(
    found: Sequence[Diagnostic], source_line: SourceLine, *, files: int, colour: bool = False
) -> str:
    """What a person reads in a terminal: one block a finding, then the sum.

    Args:
        found: The findings, in the order they are to be read.
        source_line: Gives the line a finding is about.
        files: How many files were read, for the last line.
        colour: Whether to use ANSI colours.
    """
    paint = painter(colour=colour)
    blocks = [f"{block(finding, source_line, paint)}\n" for finding in found]
    return "\n".join([*blocks, summary(found, files)])


def painter(*, colour: bool) -> Paint:
    """Gives a text an ANSI style, or leaves it as it is."""

    def paint(text: str, style: str) -> str:
        return f"\033[{style}m{text}\033[0m" if colour else text

    return paint


def block(
    finding: Diagnostic,
    source_line: SourceLine,
    paint: Paint = lambda text, _: text,
) -> str:
    """One finding as a person reads it: where, what, the line with its caret, what to do."""
    head = paint(f"{finding.severity}[{finding.code}]", f"1;{_COLOURS[finding.severity]}")
    lines = [f"{paint(printable(str(finding.where)), '1')}: {head}: {printable(finding.message)}"]
    lines += excerpt(finding, source_line, paint=paint)
    lines += [f"   = help: {printable(finding.help)}"] if finding.help else []
    return "\n".join(lines)


def excerpt(
    finding: Diagnostic,
    source_line: SourceLine,
    paint: Paint = lambda text, _: text,
) -> list[str]:
    """The source line with a caret under the token, or nothing where it may not be shown."""
    line = source_line(finding.where.path, finding.where.line) if finding.quotable else None
    if line is None:
        return []
    start = finding.where.column - 1
    cut = max(0, start - _LONGEST_LINE // 2) if len(line) > _LONGEST_LINE else 0
    shown = printable(line[cut : cut + _LONGEST_LINE])
    width = max(1, min(finding.where.width, len(shown) - (start - cut)))
    gutter = len(str(finding.where.line))
    before, under = shown[: start - cut], shown[start - cut :][:width]
    caret = " " * _columns(before, start - cut) + paint(
        "^" * _columns(under, width), _COLOURS[finding.severity]
    )
    hint = f" {paint(printable(finding.hint), _COLOURS[finding.severity])}" if finding.hint else ""
    return [
        f"{' ' * gutter} |",
        f"{finding.where.line} | {shown}".rstrip(),
        f"{' ' * gutter} | {caret}{hint}",
    ]


def summary(found: Sequence[Diagnostic], files: int) -> str:
    """`2 errors and 1 warning in 2 of 31 files`."""
    if not found:
        return f"No problems in {_count(files, 'file')}."
    of = Counter(finding.severity for finding in found)
    plural = {Severity.INFO: "notes"}
    parts = [
        _count(of[s], "note" if s is Severity.INFO else str(s), plural.get(s))
        for s in Severity
        if of[s]
    ]
    joined = ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]
    touched = len({finding.where.path for finding in found})
    return f"{joined} in {touched} of {_count(max(files, touched), 'file')}."


def as_json(found: Sequence[Diagnostic]) -> str:
    """A list of objects: `code, severity, path, line, column, message, help`."""
    return json.dumps(
        [
            {
                "code": finding.code,
                "severity": finding.severity,
                "path": printable(finding.where.path),
                "line": finding.where.line,
                "column": finding.where.column,
                "message": printable(finding.message),
                "help": _advice(finding),
            }
            for finding in found
        ],
        indent=2,
        ensure_ascii=False,
    )


def as_github(found: Sequence[Diagnostic]) -> str:
    """GitHub workflow commands, which show as annotations on the lines of a pull request."""
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    lines = []
    for finding in found:
        where = {
            "file": printable(finding.where.path),
            "line": finding.where.line,
            "col": finding.where.column,
            "endColumn": finding.where.column + finding.where.width,
            "title": finding.code,
        }
        properties = ",".join(f"{key}={_property(value)}" for key, value in where.items())
        advice = _advice(finding)
        said = printable(finding.message)
        text = f"{said}. {advice}" if advice else said
        lines.append(f"::{kinds[finding.severity]} {properties}::{_data(text)}")
    return "\n".join(lines)


def as_gitlab(found: Sequence[Diagnostic]) -> str:
    """A Code Quality report, which GitLab shows on the lines of a merge request.

    A finding is known again by what it says and not by its line, so that it does not become
    another one when lines are added above it.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    report = []
    for finding in found:
        key = (finding.code, finding.where.path, finding.message)
        seen[key] += 1
        name = "\0".join((*key, str(seen[key])))
        report.append(
            {
                "description": f"{printable(finding.message)}. {_advice(finding)}".strip(),
                "check_name": finding.code,
                "fingerprint": hashlib.sha256(name.encode()).hexdigest(),
                "severity": _GITLAB_LEVELS[finding.severity],
                "location": {
                    "path": printable(finding.where.path),
                    "lines": {"begin": finding.where.line},
                },
            }
        )
    return json.dumps(report, indent=2, ensure_ascii=False)


def as_sarif(found: Sequence[Diagnostic], rules: Mapping[str, type[Rule]], *, version: str) -> str:
    """SARIF 2.1.0, for code-scanning services."""
    used = sorted({finding.code for finding in found})
    tool = {
        "driver": {
            "name": "mkdocs-rubric",
            "semanticVersion": version,
            "rules": [
                {
                    "id": code,
                    "name": rules[code].__name__,
                    "shortDescription": {"text": rules[code].title()},
                    "fullDescription": {"text": rules[code].documentation()},
                    "defaultConfiguration": {"level": _SARIF_LEVELS[rules[code].severity]},
                }
                for code in used
            ],
        }
    }
    results = [
        {
            "ruleId": finding.code,
            "ruleIndex": used.index(finding.code),
            "level": _SARIF_LEVELS[finding.severity],
            "message": {"text": f"{printable(finding.message)}. {_advice(finding)}".strip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(finding.where.path)},
                        "region": {
                            "startLine": finding.where.line,
                            "startColumn": finding.where.column,
                            "endColumn": finding.where.column + finding.where.width,
                        },
                    }
                }
            ],
        }
        for finding in found
    ]
    return json.dumps(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": tool, "columnKind": "unicodeCodePoints", "results": results}],
        },
        indent=2,
        ensure_ascii=False,
    )


def _advice(finding: Diagnostic) -> str:
    """The hint and the help as sentences: machines have no caret to put the hint beside."""
    said = [printable(part) for part in (finding.hint, finding.help) if part]
    return " ".join(part[:1].upper() + part[1:] for part in said)


def _count(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def _columns(text: str, characters: int) -> int:
    """How wide a terminal draws a text that is `characters` long, with what is past its end."""
    missing = characters - len(text)
    if text.isascii():
        return characters
    wide = sum(unicodedata.east_asian_width(c) in {"W", "F"} for c in text)
    nothing = sum(unicodedata.category(c) in {"Mn", "Me", "Cf"} for c in text)
    return len(text) + missing + wide - nothing


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
