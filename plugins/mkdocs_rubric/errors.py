"""What is raised, as against reported.

    RubricError            input that cannot be used at all
    └── UnreadableError    one file that cannot be read; `load` turns it into a diagnostic
        └── AbsentError    one that is not there

Bad content never raises: it becomes a `Diagnostic`, and all of them are reported at once.
"""


class RubricError(Exception):
    """Input that cannot be used at all.

    Attributes:
        message: What happened, in one sentence.
        help: What to do about it.
    """

    def __init__(self, message: str, *, help: str = "") -> None:  # noqa: A002 - the word of every message
        super().__init__(message)
        self.message = message
        self.help = help

    def __str__(self) -> str:
        return f"{self.message}\n  help: {self.help}" if self.help else self.message


class UnreadableError(RubricError):
    """One file that is not there, is not a file, or must not be read."""


class AbsentError(UnreadableError):
    """One file that is not there."""

    def __init__(self) -> None:
        super().__init__("there is no such file")
