"""What somebody says about the columns of their table, which no table can know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.importing.known_words import Role
from mkdocs_rubric.load.vocabulary import key
from mkdocs_rubric.model.score import LevelKey, level_key

ROLE_NAMES: Mapping[str, Role] = {
    "group": Role.GROUP,
    "title": Role.TITLE,
    "question": Role.QUESTION,
    "weight": Role.WEIGHT,
    "group-weight": Role.GROUP_WEIGHT,
    "description": Role.DESCRIPTION,
    "critical": Role.CRITICAL,
    "na": Role.NOT_APPLICABLE,
    "tags": Role.TAGS,
    "scale": Role.SCALE,
}
"""What `--column` can call a column; a number is the level of that score."""


@dataclass(frozen=True)
class Said:
    """Columns by their header, as it was written, or by their letter.

    Attributes:
        roles: What each is read as; of a level, which.
        ignored: Those that are not to be read.
        headers: What the columns are called that it is about.
    """

    roles: Mapping[str, Role | LevelKey] = field(default_factory=dict)
    ignored: Sequence[str] = ()
    headers: frozenset[str] = frozenset()

    def among(self, header: Sequence[str]) -> "Said":
        """The same, where a header that is itself a letter is meant before that letter's column."""
        return replace(self, headers=frozenset(map(key, header)))

    def of(self, header: str, letter: str) -> Role | LevelKey | None:
        """What was said of a column."""
        words = {key(header), *({key(letter)} - self.headers)}
        if any(key(each) in words for each in self.ignored):
            return Role.IGNORED
        return next((role for name, role in self.roles.items() if key(name) in words), None)

    @property
    def names(self) -> list[str]:
        """Every column that something was said about."""
        return [*self.roles, *self.ignored]


def said(columns: Sequence[str], ignored: Sequence[str]) -> Said:
    """What the options of a command say.

    Args:
        columns: Each as `role=header`.
        ignored: Headers.

    Raises:
        RubricError: One says something else.
    """
    roles: dict[str, Role | LevelKey] = {}
    for text in columns:
        name, equals, header = text.partition("=")
        role = ROLE_NAMES.get(name.strip().casefold())
        level = level_key(name.strip())
        if not equals or not header.strip() or (role is None and level is None):
            raise RubricError(
                f'--column "{text}" does not say what a column is',
                help='write --column title="Header of the column"; before the = can stand '
                f"{', '.join(ROLE_NAMES)}, or the score of a level",
            )
        roles[header.strip()] = role if role is not None else level  # type: ignore[assignment]
    return Said(roles, tuple(each.strip() for each in ignored))
