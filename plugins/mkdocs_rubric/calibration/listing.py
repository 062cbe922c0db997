"""Figures as rows for a terminal, a program or a spreadsheet."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from mkdocs_rubric.agreement import (
    AGREEMENT_WEIGHTS,
    WITHIN_TOLERANCE,
    Cells,
    Coefficient,
    Estimate,
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
    done: Callable[[float], None] = lambda _: None,
) -> Iterator[Row]:
    """One row for each session, criterion and coefficient.

    Args:
        figures: Of a project.
        sessions: Ids; None is all of them pooled.
        criteria: Ids; None is all of them together.
        coefficients: Which.
        done: Called with the share of the work that has been done since it was called last.
    """
    scores = figures.scores
    named = [one for one in criteria if one is not None]
    today = scores.of(named[0]) if len(criteria) == len(named) == 1 else scores.current
    # A session alone has every scale it was scored on; what is pooled has today's only.
    alone = scores.tables if None in criteria else today
    found: dict[tuple[str | None, int | None], list[Estimate]] = defaultdict(list)
    calls = [
        (tables, windows)
        for tables, windows in (
            (alone, {one: [figures.sessions.index(one)] for one in sessions if one is not None}),
            (today, {None: range(scores.sessions)} if None in sessions else {}),
        )
        if windows and tables
    ]
    step = 1 / max(len(calls) * len(coefficients), 1)
    for tables, windows in calls:
        cells = Cells(
            scores.session,
            list(windows.values()),
            each_criterion=bool(named),
            together=bool(named) and None in criteria,
        )
        names = list(windows)
        for one in agreement(tables, coefficients, cells, done=partial(done, step)):
            found[names[one.session or 0], one.criterion].append(one)
    eras = {name: era for name in named for era in scores.indices([name])}
    for criterion in criteria:
        for session in sessions:
            era = None if criterion is None else eras.get(criterion, -1)
            of_both = found.get((session, era), ())
            yield from (row(one, session, criterion) for one in of_both)


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
