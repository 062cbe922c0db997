"""One class for each kind of defect: its code, severity and documentation."""

import inspect
import re
from typing import ClassVar

from mkdocs_rubric.diagnostics.diagnostic import Diagnostic, Location, Severity


class Rule:
    """A kind of defect. Subclasses stand beside the code that finds it.

    A subclass's docstring is its page: a title line, then the sections *What is wrong*,
    *Why it matters* and *How to fix it*, and an *Example*. The tests hold every rule to that.
    """

    code: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR
    quotable: ClassVar[bool] = True

    @classmethod
    def at(cls, where: Location, message: str, *, help: str = "", hint: str = "") -> Diagnostic:  # noqa: A002
        """The finding of this rule at one place."""
        return Diagnostic(cls.code, cls.severity, where, message, help, hint, cls.quotable)

    @classmethod
    def title(cls) -> str:
        """The first line of the documentation, without its full stop."""
        return cls.documentation().split("\n", 1)[0].rstrip(".")

    @classmethod
    def documentation(cls) -> str:
        """The whole page, in Markdown."""
        return inspect.cleandoc(cls.__doc__ or "")

    @classmethod
    def name(cls) -> str:
        """The class name in words: `UnknownKey` is `unknown-key`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


def catalogue() -> list[type[Rule]]:
    """Every rule of the modules imported so far, by code."""
    found: set[type[Rule]] = set()
    waiting = list(Rule.__subclasses__())
    while waiting:
        rule = waiting.pop()
        waiting += rule.__subclasses__()
        found.add(rule)
    return sorted((rule for rule in found if "code" in vars(rule)), key=lambda rule: rule.code)
