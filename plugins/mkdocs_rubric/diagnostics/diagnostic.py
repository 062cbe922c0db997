"""What is wrong, where, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic matters: only an error fails a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A token in a file.

    Attributes:
        path: From the project's root, with forward slashes.
        line: From 1.
        column: From 1, in characters.
        width: How many characters the token covers on its line, at least 1.
    """

    path: str
    line: int = 1
    column: int = 1
    width: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    Attributes:
        code: Stable identifier of the kind of defect, such as `R104`.
        severity: How much it matters.
        where: The token it is about.
        message: What is wrong, in plain words, without a full stop.
        help: What to do, in plain words; may be empty.
        hint: A few words to stand beside the caret; may be empty.
        quotable: False where the source line must not be repeated (personal data).
    """

    code: str
    severity: Severity
    where: Location
    message: str
    help: str = ""
    hint: str = ""
    quotable: bool = True

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sorts diagnostics as a person reads a file."""
        return (
            self.where.path,
            self.where.line,
            self.where.column,
            self.code,
            self.message,
        )
