"""Rows that score again what was scored before: the first counts.

A million rows are looked through for them, so none is looked at alone unless there are some.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

from mkdocs_rubric.model.session import Sheet

_Key: TypeAlias = tuple[str, ...]
"""What may be scored once: by whom, the conversation, today's id of the criterion."""


class Double(NamedTuple):
    """A row that was taken out, as the same was scored before.

    Attributes:
        path: The sheet it stands in.
        line: Where.
        conversation: What was scored.
        criterion: On what, by today's id.
        first: Path and line of the row that counts.
    """

    path: str
    line: int
    conversation: str
    criterion: str
    first: tuple[str, int]


def first_scores(
    sheets: Sequence[Sheet], today: Mapping[str, str], *, by_reviewer: bool = True
) -> tuple[Sequence[Sheet], Sequence[Double]]:
    """The sheets without the rows that score anew, and those rows.

    Args:
        sheets: All that are compared, in the order in which they are read.
        today: Today's id of a criterion by each earlier one, so that both count as the same.
        by_reviewer: Whether everybody scores for themselves, which is not so in the consensus.
    """
    if _all_differ(sheets, today, by_reviewer=by_reviewer):
        return sheets, ()
    first: dict[_Key, tuple[str, int]] = {}
    kept: list[Sheet] = []
    doubles: list[Double] = []
    for sheet in sheets:
        counts = []
        rows = zip(sheet.lines, _keys(sheet, today, by_reviewer=by_reviewer), strict=True)
        for line, key in rows:
            here = (sheet.path, line)
            before = first.setdefault(key, here)
            counts.append(before is here)
            if before is not here:
                *_, conversation, criterion = key
                doubles.append(Double(sheet.path, line, conversation, criterion, before))
        kept.append(sheet if all(counts) else sheet.only(counts))
    return kept, doubles


def _all_differ(sheets: Sequence[Sheet], today: Mapping[str, str], *, by_reviewer: bool) -> bool:
    """Whether no two rows are about the same.

    Where each sheet is one person's, and nobody has two, sheets with the same lists need one look.
    """
    people = [sheet.people for sheet in sheets]
    if sum(map(len, people)) == len(sheets) == len(set().union(*people)):
        lists = {(id(sheet.conversations), id(sheet.criteria)): sheet for sheet in sheets}
        return all(
            len(set(_keys(each, today, by_reviewer=False))) == len(each) for each in lists.values()
        )
    rows = chain.from_iterable(_keys(sheet, today, by_reviewer=by_reviewer) for sheet in sheets)
    return len(set(rows)) == sum(map(len, sheets))


def _keys(sheet: Sheet, today: Mapping[str, str], *, by_reviewer: bool) -> Iterator[_Key]:
    criteria: Sequence[str] = sheet.criteria
    if not today.keys().isdisjoint(criteria):
        criteria = [today.get(name, name) for name in criteria]
    if by_reviewer:
        return zip(sheet.reviewers, sheet.conversations, criteria, strict=True)
    return zip(sheet.conversations, criteria, strict=True)
