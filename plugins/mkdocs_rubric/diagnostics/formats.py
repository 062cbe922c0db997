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
    blocks = [f"{block(one, source_line, paint)}\n" for one in found]
    return "\n".join([*blocks, summary(found, files)])


def painter(*, colour: bool) -> Paint:
    """Gives a text an ANSI style, or leaves it as it is."""

    def paint(text: str, style: str) -> str:
        return f"\033[{style}m{text}\033[0m" if colour else text

    return paint


def block(
    one: Diagnostic,
    source_line: SourceLine,
    paint: Paint = lambda text, _: text,
) -> str:
    """One finding as a person reads it: where, what, the line with its caret, what to do."""
    head = paint(f"{one.severity}[{one.code}]", f"1;{_COLOURS[one.severity]}")
    lines = [f"{paint(printable(str(one.where)), '1')}: {head}: {printable(one.message)}"]
    lines += excerpt(one, source_line, paint=paint)
    lines += [f"   = help: {printable(one.help)}"] if one.help else []
    return "\n".join(lines)


def excerpt(
    one: Diagnostic,
    source_line: SourceLine,
    paint: Paint = lambda text, _: text,
) -> list[str]:
    """The source line with a caret under the token, or nothing where it may not be shown."""
    line = source_line(one.where.path, one.where.line) if one.quotable else None
    if line is None:
        return []
    start = one.where.column - 1
    cut = max(0, start - _LONGEST_LINE // 2) if len(line) > _LONGEST_LINE else 0
    shown = printable(line[cut : cut + _LONGEST_LINE])
    width = max(1, min(one.where.width, len(shown) - (start - cut)))
    gutter = len(str(one.where.line))
    before, under = shown[: start - cut], shown[start - cut :][:width]
    caret = " " * _columns(before, start - cut) + paint(
        "^" * _columns(under, width), _COLOURS[one.severity]
    )
    hint = f" {paint(printable(one.hint), _COLOURS[one.severity])}" if one.hint else ""
    return [
        f"{' ' * gutter} |",
        f"{one.where.line} | {shown}".rstrip(),
        f"{' ' * gutter} | {caret}{hint}",
    ]


def summary(found: Sequence[Diagnostic], files: int) -> str:
    """`2 errors and 1 warning in 2 of 31 files`."""
    if not found:
        return f"No problems in {_count(files, 'file')}."
    of = Counter(one.severity for one in found)
    plural = {Severity.INFO: "notes"}
    parts = [
        _count(of[s], "note" if s is Severity.INFO else str(s), plural.get(s))
        for s in Severity
        if of[s]
    ]
    joined = ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]
    touched = len({one.where.path for one in found})
    return f"{joined} in {touched} of {_count(max(files, touched), 'file')}."


def as_json(found: Sequence[Diagnostic]) -> str:
    """A list of objects: `code, severity, path, line, column, message, help`."""
    return json.dumps(
        [
            {
                "code": one.code,
                "severity": one.severity,
                "path": printable(one.where.path),
                "line": one.where.line,
                "column": one.where.column,
                "message": printable(one.message),
                "help": _advice(one),
            }
            for one in found
        ],
        indent=2,
        ensure_ascii=False,
    )


def as_github(found: Sequence[Diagnostic]) -> str:
    """GitHub workflow commands, which show as annotations on the lines of a pull request."""
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    lines = []
    for one in found:
        where = {
            "file": printable(one.where.path),
            "line": one.where.line,
            "col": one.where.column,
            "endColumn": one.where.column + one.where.width,
            "title": one.code,
        }
        properties = ",".join(f"{key}={_property(value)}" for key, value in where.items())
        advice = _advice(one)
        said = printable(one.message)
        text = f"{said}. {advice}" if advice else said
        lines.append(f"::{kinds[one.severity]} {properties}::{_data(text)}")
    return "\n".join(lines)


def as_gitlab(found: Sequence[Diagnostic]) -> str:
    """A Code Quality report, which GitLab shows on the lines of a merge request.

    A finding is known again by what it says and not by its line, so that it does not become
    another one when lines are added above it.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    report = []
    for one in found:
        key = (one.code, one.where.path, one.message)
        seen[key] += 1
        name = "\0".join((*key, str(seen[key])))
        report.append(
            {
                "description": f"{printable(one.message)}. {_advice(one)}".strip(),
                "check_name": one.code,
                "fingerprint": hashlib.sha256(name.encode()).hexdigest(),
                "severity": _GITLAB_LEVELS[one.severity],
                "location": {"path": printable(one.where.path), "lines": {"begin": one.where.line}},
            }
        )
    return json.dumps(report, indent=2, ensure_ascii=False)


def as_sarif(found: Sequence[Diagnostic], rules: Mapping[str, type[Rule]], *, version: str) -> str:
    """SARIF 2.1.0, for code-scanning services."""
    used = sorted({one.code for one in found})
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
            "ruleId": one.code,
            "ruleIndex": used.index(one.code),
            "level": _SARIF_LEVELS[one.severity],
            "message": {"text": f"{printable(one.message)}. {_advice(one)}".strip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(one.where.path)},
                        "region": {
                            "startLine": one.where.line,
                            "startColumn": one.where.column,
                            "endColumn": one.where.column + one.where.width,
                        },
                    }
                }
            ],
        }
        for one in found
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


def _advice(one: Diagnostic) -> str:
    """The hint and the help as sentences: machines have no caret to put the hint beside."""
    said = [printable(part) for part in (one.hint, one.help) if part]
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
