"""A Markdown file with YAML between two lines of three dashes."""

import re

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule
from mkdocs_rubric.load.yaml import Document, parse


class NoFrontMatter(Rule):
    """A decision without front matter.

    ## What is wrong
    A decision starts with a line `---`, then its title, status, date and criteria, then another
    line `---`. One of the two lines is missing.

    ## Why it matters
    Without them nobody can tell what was decided when, for which criteria.

    ## How to fix it
    Put `---` on the very first line and again after the last key.

    ## Example
    ```markdown
    ---
    title: Tone alone is not empathy
    status: accepted
    date: 2026-09-16
    criteria: [empathy]
    ---
    ## Situation
    ```
    """

    code = "R011"


_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def split(text: str, path: str) -> tuple[Document, str, int, list[Diagnostic]]:
    """The front matter, the text below it, the line that starts on, and what is wrong."""
    first = _FENCE.match(text)
    last = _FENCE.search(text, first.end()) if first else None
    if first is None or last is None:
        missing = "does not start with a line ---" if first is None else "has no second line ---"
        found = [
            NoFrontMatter.at(
                Location(path, 1),
                f"the file {missing}",
                help="put title, status, date and criteria between two lines of three dashes",
            )
        ]
        return Document(path, None), "", 1, found
    document, found = parse(text[first.end() + 1 : last.start()], path, first_line=2)
    body = text[last.end() + 1 :]
    line = text.count("\n", 0, last.end() + 1) + 1
    return document, body, line, found
