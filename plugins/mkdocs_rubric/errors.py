"""What is raised, as against reported.

    RubricError            input that cannot be used at all
    └── UnreadableError    one file that cannot be read; `load` turns it into a diagnostic
        └── AbsentError    one that is not there

Bad content never raises: it becomes a `Diagnostic`, and all of them are reported at once.
"""

from collections.abc import Iterable

from mkdocs_rubric.visible import printable


class RubricError(Exception):
    """Input that cannot be used at all.

    Attributes:
        message: What happened, in one sentence.
        help: What to do about it.
        details: What it is about, each on a line of its own.
    """

    def __init__(self, message: str, *, help: str = "", details: Iterable[str] = ()) -> None:  # noqa: A002 - the word of every message
        super().__init__(message)
        self.message = message
        self.help = help
        self.details = tuple(details)

    def __str__(self) -> str:
        lines = [self.message, *(f"  {detail}" for detail in self.details)]
        lines += [f"  help: {self.help}"] if self.help else []
        return "\n".join(map(printable, lines))


class UnreadableError(RubricError):
    """One file that is not there, is not a file, or must not be read."""


class AbsentError(UnreadableError):
    """One file that is not there."""

    def __init__(self) -> None:
        super().__init__("there is no such file")
