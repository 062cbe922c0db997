"""Reviews of daily work as counts: no conversation's id, no text."""

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_rubric.model.score import Score


@dataclass(frozen=True, slots=True)
class Pattern:
    """Conversations that look alike: the same number of reviewers gave each level.

    Attributes:
        month: Of the first review, as `2026-09`.
        criterion: Today's id.
        levels: How many reviewers gave each level, the lowest first.
        not_applicable: How many said N/A.
        conversations: How many look so.
    """

    month: str
    criterion: str
    levels: tuple[int, ...]
    not_applicable: int
    conversations: int


@dataclass(frozen=True, slots=True)
class LevelUse:
    """How often a reviewer gave a level.

    Attributes:
        month: Of the reviews.
        criterion: Today's id.
        channel: Where the conversations were held; "" where that is not known.
        picked_as: Why they were picked; the same.
        reviewer: The name, as on sheets.
        score: The level; None is N/A.
        reviews: How often.
    """

    month: str
    criterion: str
    channel: str
    picked_as: str
    reviewer: str
    score: Score | None
    reviews: int


@dataclass(frozen=True, slots=True)
class MonthSums:
    """What the interval of agreement over all criteria needs, conversations being clusters.

    Each conversation has m criteria that two reviewers scored, and s, the sum of the shares of
    pairs that agree on them.

    Attributes:
        month: Of the first review.
        conversations: How many.
        s: Sum of s.
        m: Sum of m.
        ss: Sum of s².
        sm: Sum of s·m.
        mm: Sum of m².
    """

    month: str
    conversations: int
    s: float
    m: float
    ss: float
    sm: float
    mm: float


@dataclass(frozen=True)
class LiveCounts:
    """Everything that is known of reviews of daily work."""

    patterns: Sequence[Pattern] = ()
    use: Sequence[LevelUse] = ()
    sums: Sequence[MonthSums] = ()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.patterns or self.use)

    @property
    def months(self) -> list[str]:
        """The months, oldest first."""
        found = {each.month for each in self.patterns} | {each.month for each in self.use}
        return sorted(found)

    def beside(self, other: "LiveCounts") -> "LiveCounts":
        """Both; a month that both have is taken from this one."""
        mine = set(self.months)
        return LiveCounts(
            (*self.patterns, *(each for each in other.patterns if each.month not in mine)),
            (*self.use, *(each for each in other.use if each.month not in mine)),
            (*self.sums, *(each for each in other.sums if each.month not in mine)),
        )
