"""How somebody scores who practises: their scores against the consensus, by the agreement engine.

The page of the practice computes the same in the browser, `render/assets/practice/figures.js`, and
the tests hold it to this.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from mkdocs_rubric.agreement import Coefficient, Scores, agreement
from mkdocs_rubric.agreement.against import Compared, against, compared
from mkdocs_rubric.calibration.practice import Asked, PracticeQuestion
from mkdocs_rubric.calibration.scores import in_whole_numbers
from mkdocs_rubric.model import Cell, Mark, Score

KAPPA = Coefficient("cohen", "quadratic")
"""Of the reviewer and the consensus, each criterion with its own chance agreement."""


class PracticeFigures(NamedTuple):
    """Scores against the consensus.

    Attributes:
        scores: How many there are, N/A among them.
        conversations: They are from.
        within: The share that agrees: within the tolerance, and N/A with N/A.
        exact: The share that is the same.
        low: Lower end of the likely range of `within`; None with fewer than three conversations.
        high: Upper end.
        apart: The mean of score less consensus where neither is N/A, negative for severe; in points
            where all scales are of one width, else in hundredths of the scale. None without any.
        kappa: Weighted kappa (quadratic) where neither is N/A; None where it is undefined.
        kappa_low: Lower end of its 95% interval; None where there is none.
        kappa_high: Upper end.
    """

    scores: int
    conversations: int
    within: float
    exact: float
    low: float | None
    high: float | None
    apart: float | None
    kappa: float | None
    kappa_low: float | None
    kappa_high: float | None


def practice_figures(
    asked: Sequence[PracticeQuestion], given: Mapping[Asked, Cell]
) -> PracticeFigures | None:
    """The figures of the scores that were given; None where there are none."""
    scored = [(each, given[each.place]) for each in asked if each.place in given]
    if not scored:
        return None
    places = {each.place[:2]: 0 for each, _ in scored}
    number = {place: which for which, place in enumerate(places)}
    at = np.array([number[each.place[:2]] for each, _ in scored])
    alike = np.array([each.agrees(cell) for each, cell in scored])
    same = np.array([cell == each.consensus for each, cell in scored])
    nobody = np.zeros(len(scored), dtype=np.int64)
    rows = Compared(nobody, nobody, at, np.zeros(len(scored)), alike, same)
    found = against(rows, nobody)[0]
    tables, agreed = _tables(scored, number)
    levels = compared(tables, agreed)
    apart = float(levels.apart.mean()) if len(levels.apart) else None
    (kappa,) = agreement(_as_pairs(tables, agreed), [KAPPA]) if tables else (None,)
    return PracticeFigures(
        scores=found.scores,
        conversations=found.conversations,
        within=found.within,
        exact=found.exact,
        low=found.low,
        high=found.high,
        apart=apart,
        kappa=kappa.value if kappa else None,
        kappa_low=kappa.low if kappa else None,
        kappa_high=kappa.high if kappa else None,
    )


def _tables(
    scored: Sequence[tuple[PracticeQuestion, Cell]], number: Mapping[tuple[str, str], int]
) -> tuple[list[Scores], np.ndarray]:
    """One table a scale of what has a level on both sides, and (criteria, conversations) agreed."""
    criteria = {each.criterion.id: 0 for each, _ in scored}
    which = {name: place for place, name in enumerate(criteria)}
    agreed = np.full((len(which), len(number)), -1, dtype=np.int64)
    by_scale: dict[tuple[tuple[Score, ...], Score], list[tuple[int, int, int]]] = {}
    for each, cell in scored:
        if isinstance(cell, Mark) or isinstance(each.consensus, Mark):
            continue
        levels = each.scale.scores
        row = which[each.criterion.id], number[each.place[:2]]
        agreed[row] = levels.index(each.consensus)
        key = tuple(levels), each.scale.agree_within
        by_scale.setdefault(key, []).append((*row, levels.index(cell)))
    tables = []
    for (values, within), rows in by_scale.items():
        criterion, conversation, level = np.array(rows).T
        nobody = np.zeros(len(rows), dtype=np.int64)
        scale = in_whole_numbers(values, within)
        tables.append(Scores(nobody, conversation, level, scale, criterion))
    return tables, agreed


def _as_pairs(tables: Sequence[Scores], agreed: np.ndarray) -> list[Scores]:
    """The tables with the consensus as a second reviewer."""
    found = []
    for table in tables:
        assert table.criterion is not None
        consensus = agreed[table.criterion, table.conversation]
        found.append(
            Scores(
                np.concatenate([table.reviewer, table.reviewer + 1]),
                np.tile(table.conversation, 2),
                np.concatenate([table.level, consensus]),
                table.scale,
                np.tile(table.criterion, 2),
            )
        )
    return found
