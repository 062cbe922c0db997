"""Figures as rows for a terminal, a program or a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from mkdocs_rubric.agreement import (
    AGREEMENT_WEIGHTS,
    WITHIN_TOLERANCE,
    Cells,
    Coefficient,
    Estimate,
    Scores,
    agreement,
    each_pair,
)
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.scores import some_rows

Row: TypeAlias = Mapping[str, object]

_GWET = [
    name for name in ("identity", "linear", "quadratic", "ordinal") if name in AGREEMENT_WEIGHTS
]
EVERY = (
    WITHIN_TOLERANCE,
    Coefficient("percent_agreement", "identity"),
    *(Coefficient("cohen", weights) for weights in ("identity", "linear", "quadratic")),
    *(Coefficient("light", weights) for weights in ("identity", "linear", "quadratic")),
    *(Coefficient(name, "identity") for name in ("fleiss", "conger", "brennan_prediger")),
    *(Coefficient("gwet", weights) for weights in _GWET),
    *(Coefficient("krippendorff", d) for d in ("nominal", "ordinal", "interval", "ratio")),
    Coefficient("icc_2_1"),
)
"""Every coefficient a program may ask for."""


def estimates(
    figures: Figures,
    *,
    sessions: Sequence[str | None],
    criteria: Sequence[str | None],
    coefficients: Sequence[Coefficient] = EVERY,
) -> Iterator[Row]:
    """One row for each session, criterion and coefficient.

    Args:
        figures: Of a project.
        sessions: Ids; None is all of them pooled.
        criteria: Ids; None is all of them together.
        coefficients: Which.
    """
    scores = figures.scores
    numbers = [None if one is None else figures.sessions.index(one) for one in sessions]
    every = range(scores.sessions)
    found: dict[str | None, list[tuple[Estimate, ...]]] = {}
    if None in criteria:
        # A session alone has every scale it was scored on; what is pooled has today's only.
        alone = [(one,) for one in numbers if one is not None]
        of_sessions = iter(_by_window(scores.tables, coefficients, Cells(scores.session, alone)))
        whole = [every] if None in numbers else []
        pooled = iter(_by_window(scores.current, coefficients, Cells(scores.session, whole)))
        found[None] = [next(pooled if one is None else of_sessions, ()) for one in numbers]
    windows = [every if one is None else (one,) for one in numbers]
    eras = {name: era for name in criteria if name for era in scores.indices([name])}
    which = [era for era in eras.values() for _ in windows]
    cells = Cells(scores.session, windows * len(eras), criteria=which)
    of_criteria = iter(_by_window(scores.current, coefficients, cells))
    found |= {name: [next(of_criteria) for _ in windows] for name in eras}
    for criterion in criteria:
        for session, of_window in zip(sessions, found.get(criterion, ()), strict=False):
            yield from (row(one, session, criterion) for one in of_window)


def _by_window(
    tables: Sequence[Scores], coefficients: Sequence[Coefficient], cells: Cells
) -> list[tuple[Estimate, ...]]:
    """All coefficients of each window."""
    if not tables or not cells.windows:
        return []
    found = agreement(tables, coefficients, cells)
    step = len(cells.windows)
    return list(zip(*(found[at : at + step] for at in range(0, len(found), step)), strict=True))


def row(one: Estimate, session: str | None, criterion: str | None, **more: object) -> Row:
    """An estimate with the names of what it is about."""
    return {
        "session": session,
        "criterion": criterion,
        **more,
        "coefficient": one.coefficient,
        "weights": one.weights,
        "estimate": one.value,
        "low": one.low,
        "high": one.high,
        "conversations": one.conversations,
        "reviewers": one.reviewers,
        "scores": one.scores,
        "pairs": one.pairs,
        "undefined": one.undefined,
    }


def pairs(figures: Figures, *, session: str | None, criterion: str | None) -> Iterator[Row]:
    """Each pair who share a conversation: agreement within tolerance, and Cohen's kappa."""
    scores = figures.scores
    tables = scores.of(criterion) if criterion else scores.current
    if session is not None:
        inside = scores.session == figures.sessions.index(session)
        tables = [some_rows(table, inside[table.conversation]) for table in tables]
    for one in each_pair(tables):
        names = f"{scores.reviewers[one.first]}, {scores.reviewers[one.second]}"
        yield row(one.within_tolerance, session, criterion, pair=names)
        yield row(one.kappa, session, criterion, pair=names)


def reviewers(figures: Figures) -> Iterator[Row]:
    """Each reviewer's severity against the others."""
    for one in figures.severities:
        yield {
            "reviewer": figures.scores.reviewers[one.reviewer],
            "severity": one.value,
            "low": one.low,
            "high": one.high,
            "shrunk": one.shrunk,
            "p": one.p,
            "q": one.q,
            "unit": "points" if figures.one_unit else "hundredths of the scale",
            "conversations": one.conversations,
            "scores": one.scores,
            "undefined": one.undefined,
        }
