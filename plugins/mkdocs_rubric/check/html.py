"""HTML that authors wrote and readers do not get."""

from collections.abc import Iterator
from itertools import islice

from mkdocs_rubric.check.authored import authored
from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity
from mkdocs_rubric.markup import taken_out
from mkdocs_rubric.model import Project

_REPORTED = 20  # in one text


class HtmlTakenOut(Rule):
    """HTML that is taken out of a page.

    ## What is wrong
    A text contains an element, an attribute or an address that could run a script, frame another
    site, send a form, change how the page looks or pass for a part of it: a script, a frame,
    `onclick=`, `style=`, `javascript:`.

    ## Why it matters
    Whoever may open a pull request could run a program in the browser of everybody who reads the
    site. So it is taken out of the page, and the text may not look as it was meant to.

    ## How to fix it
    Write it in Markdown. To show code, put it between backticks. A team that trusts everybody who
    may write here sets `author_html: raw` for the plugin in `mkdocs.yml`, and silences this finding
    under `checks` in `rubric.yaml`.

    ## Example
    An element with `style="color: red"` in a decision.
    """

    code = "R701"
    severity = Severity.WARNING


def check(project: Project) -> Iterator[Diagnostic]:
    """Each thing that is taken out of an author's text, where it stands."""
    for text, at in authored(project):
        for line, column, what in islice(taken_out(text), _REPORTED):
            yield HtmlTakenOut.at(
                at(line, column, 1),
                f"{what} is taken out of the page",
                help="write it in Markdown; to show code, put it between backticks",
            )
