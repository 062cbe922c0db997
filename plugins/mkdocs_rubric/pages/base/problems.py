"""Findings, in the words of the site."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mkdocs_rubric.diagnostics import Diagnostic, Severity
from mkdocs_rubric.pages.base.people import People, Privacy
from mkdocs_rubric.pages.base.repository import Repository


@dataclass(frozen=True)
class Problem:
    """A finding, in the words of the site."""

    code: str
    severity: str
    where: str
    message: str
    help: str
    excerpt: str
    url: str


class Problems:
    """What is wrong with a project, as its pages show it."""

    def __init__(
        self,
        found: Sequence[Diagnostic],
        people: People,
        repository: Repository,
        excerpt: Callable[[Diagnostic], Sequence[str]],
    ) -> None:
        self._found = found
        self._people = people
        self._repository = repository
        self._excerpt = excerpt

    def of(self, path: str) -> list[Problem]:
        """What is wrong in a file, errors only."""
        return [self.view(diagnostic) for diagnostic in self._errors.get(path, ())]

    @property
    def files(self) -> Iterable[str]:
        """The files that have errors."""
        return self._errors

    @cached_property
    def _errors(self) -> Mapping[str, Sequence[Diagnostic]]:
        errors: dict[str, list[Diagnostic]] = {}
        for diagnostic in self._found:
            if diagnostic.severity is Severity.ERROR:
                errors.setdefault(diagnostic.where.path, []).append(diagnostic)
        return errors

    def view(self, diagnostic: Diagnostic) -> Problem:
        """A finding as the site shows it."""
        people, where = self._people, diagnostic.where
        path = people.in_path(where.path)
        shown = people.privacy is Privacy.NAMES or path == where.path.removesuffix(".csv")
        return Problem(
            code=diagnostic.code,
            severity=str(diagnostic.severity),
            where=f"{path}:{where.line}:{where.column}",
            message=_sentence(people.in_finding(diagnostic.message)),
            help=_sentence(people.in_finding(diagnostic.help)),
            excerpt=people.in_finding("\n".join(self._excerpt(diagnostic))),
            url=self._repository.edit_url(where.path, where.line) if shown else "",
        )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text[-1:] in ".!?" else ".") if text else ""
