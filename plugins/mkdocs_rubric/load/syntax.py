"""libyaml's complaints in words a person who does not write code can act on."""

from typing import Any, TypeAlias

import yaml

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule
from mkdocs_rubric.load.parser import Parser


class YamlSyntax(Rule):
    """The file is not YAML.

    ## What is wrong
    The YAML cannot be read from the place named on. Usual reasons: a colon followed by a space
    inside unquoted text, a tab, a quote or bracket that is never closed, a line that is indented
    too far or not far enough.

    ## Why it matters
    Nothing after that place can be understood, so the whole file is left out.

    ## How to fix it
    Look at the place named and at the line above it. Text with a colon, or that starts with one
    of ``* & ! | > % @ ` { [``, goes into quotes.

    ## Example
    ```yaml
    question: Empathy: was it there?      # wrong: a second "key: value" on one line
    question: "Empathy: was it there?"    # right
    ```
    """

    code = "R006"


_Place: TypeAlias = tuple[int, int]


def explain(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Diagnostic:
    """The finding for an error of the parser.

    Args:
        error: What the parser raised.
        text: The YAML.
        path: The file it is from.
        first_line: The line of the file it starts on.
    """
    problem = " ".join(str(error).split("\n")[0].split())
    words = problem
    place: _Place | None = None
    start: _Place | None = None
    if isinstance(error, yaml.MarkedYAMLError):
        problem = error.problem or problem
        words = f"{error.context or ''} {problem}"
        mark = error.problem_mark or error.context_mark
        place = (mark.line, mark.column) if mark else None
        if error.context_mark:
            start = (error.context_mark.line, error.context_mark.column)
    lines = text.split("\n")
    line, column = place or (0, 0)
    message, remedy = f"the YAML cannot be read: {problem}", "correct or retype this line"
    for known, (known_message, known_remedy, at_start) in _KNOWN.items():
        if known in words:
            message, remedy = known_message, known_remedy
            line, column = start if at_start and start else (line, column)
            break
    if "cannot start any token" in words:
        token = lines[line][column : column + 1]
        message, remedy = _START.get(
            token, (f"unquoted text cannot start with {token}", "put the text in quotes")
        )
    bracket, quote = _before(text, line)
    if quote:
        message = f"the quote opened here is closed only in line {line + first_line}"
        remedy = "close it where the text ends; inside '…' an apostrophe is written twice: ''"
    elif "while parsing a flow" not in words:
        bracket = None
    line, column = quote or bracket or (line, column)
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    return YamlSyntax.at(Location(path, line + first_line, column + 1), message, help=remedy)


def _before(text: str, line: int) -> tuple[_Place | None, _Place | None]:
    """Before the error: the bracket that is still open, the quote that ends on `line` only."""
    parser = Parser(text)
    brackets: list[_Place | None] = []
    quote = None
    try:
        while (event := parser.get_event()) is not None:
            start: Any = event.start_mark
            end: Any = event.end_mark
            if isinstance(event, yaml.CollectionStartEvent):
                brackets.append((start.line, start.column) if event.flow_style else None)
            elif isinstance(event, yaml.CollectionEndEvent):
                brackets.pop()
            elif isinstance(event, yaml.ScalarEvent) and event.style in {"'", '"'}:
                quote = (start.line, start.column) if start.line < end.line == line else quote
    except yaml.YAMLError:
        pass
    return (brackets[-1] if brackets else None), quote


_START = {"\t": ("there is a tab here; YAML is indented with spaces", "replace the tab by spaces")}
_Known: TypeAlias = tuple[str, str, bool]  # message, remedy, whether it is about where it started
_ANCHOR = (
    "unquoted text cannot start with * or &, which mean something else in YAML",
    "put the text in quotes",
)
_KNOWN: dict[str, _Known] = {
    "mapping values are not allowed": (
        "a colon followed by a space starts a new key here, and none is possible",
        "put text that contains a colon in quotes, or indent this line like the one above",
        False,
    ),
    "found unexpected end of stream": (
        "this quoted text is never closed",
        "add the closing quote; inside '…' an apostrophe is written twice: ''",
        True,
    ),
    "unexpected document indicator": (
        "this quoted text is never closed",
        "add the closing quote; inside '…' an apostrophe is written twice: ''",
        True,
    ),
    "while scanning an alias": (*_ANCHOR, True),
    "while scanning an anchor": (*_ANCHOR, True),
    "found undefined alias": (*_ANCHOR, False),
    "found duplicate anchor": (*_ANCHOR, False),
    "while parsing a flow": (
        "this bracket is not closed as it should be",
        "end a list with ] and a mapping with }, with a comma between the entries",
        True,
    ),
    "could not find expected ':'": (
        "this line is not `key: value`, and does not continue the text above",
        "add the colon, or indent the line so that it belongs to the text above",
        True,
    ),
    "did not find expected key": (
        "a key was expected here",
        "check this line's indentation, and whether a quote above is closed too early",
        False,
    ),
    "did not find expected '-' indicator": (
        "this line stands in a list, and does not start with a dash",
        "start it with `- `, or indent it differently",
        False,
    ),
    "block sequence entries are not allowed": (
        "a list cannot start on the same line as its key",
        "put the first `- ` on the next line, indented; or put the text in quotes",
        False,
    ),
    "did not find expected node content": (
        "a value was expected here; unquoted text cannot start with a bracket or a comma",
        "put the text in quotes",
        False,
    ),
    "mapping keys are not allowed": (
        "unquoted text cannot start with a question mark and a space",
        "put the text in quotes",
        False,
    ),
    "unknown escape character": (
        "a backslash inside double quotes starts an escape, and this is none",
        r"write \\ for a backslash, or use single quotes",
        False,
    ),
    "found a tab character": (
        "there is a tab here; YAML is indented with spaces",
        "replace the tab by spaces",
        False,
    ),
    "while scanning a block scalar": (
        "unquoted text cannot start with | or >, unless the text follows on the next lines",
        "put the text in quotes, or start it on the next line, indented",
        True,
    ),
    "while scanning a directive": (
        "unquoted text cannot start with %",
        "put the text in quotes",
        True,
    ),
    "while parsing a tag": ("text cannot start with !", "put the text in quotes", True),
    "while scanning a tag": ("text cannot start with !", "put the text in quotes", True),
    "undefined tag handle": ("text cannot start with !", "put the text in quotes", False),
    "expected <document start>": (
        "this line is not `key: value`",
        "indent it so that it belongs to the text above, or write it as `key: value`",
        False,
    ),
    "did not find expected <document start>": (
        "this line is not `key: value`",
        "indent it so that it belongs to the text above, or write it as `key: value`",
        False,
    ),
}
