"""Figures as rows for a terminal, a program or a spreadsheet."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from mkdocs_rubric.agreement import (
    AGREEMENT_WEIGHTS,
    WITHIN_TOLERANCE,
    Against,
    Cells,
    Coefficient,
    Estimate,
    agreement,
    each_pair,
)
from mkdocs_rubric.agreement import estimate as why
from mkdocs_rubric.agreement.intervals import ROUGH
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.lines import Line
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
        sessions: Ids; None is all of them together.
        criteria: Ids; None is all of them together.
        coefficients: Which.
        done: Called with the share of the work that has been done since it was called last.
    """
    scores = figures.scores
    named = [criterion for criterion in criteria if criterion is not None]
    found = _found(figures, sessions, criteria, coefficients, done)
    eras = {name: era for name in named for era in scores.indices([name])}
    for criterion in criteria:
        asked = {"criterion": criterion, "question": "score"}
        for session in sessions:
            era = None if criterion is None else eras.get(criterion, -1)
            number = None if session is None else figures.sessions.index(session)
            about = _About("session", number, 1)
            if number is None:
                about = _About("everything", None, scores.sessions)
            on_todays = criterion is not None or number is None
            of_both = found.get((session, era), ())
            for table in figures.spanned(of_both, current=on_todays):
                yield _row(figures, table, about, asked)


def _found(
    figures: Figures,
    sessions: Sequence[str | None],
    criteria: Sequence[str | None],
    coefficients: Sequence[Coefficient],
    done: Callable[[float], None],
) -> Mapping[tuple[str | None, int | None], Sequence[Estimate]]:
    """The estimates, by session (None is all together) and table (None is all criteria)."""
    scores = figures.scores
    named = [criterion for criterion in criteria if criterion is not None]
    today = scores.of(named[0]) if len(criteria) == len(named) == 1 else scores.current
    # A session alone has every scale it was scored on; what is pooled has today's only.
    alone = scores.tables if None in criteria else today
    found: dict[tuple[str | None, int | None], list[Estimate]] = defaultdict(list)
    calls = [
        (tables, windows)
        for tables, windows in (
            (
                alone,
                {
                    session: [figures.sessions.index(session)]
                    for session in sessions
                    if session is not None
                },
            ),
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
        for table in agreement(tables, coefficients, cells, done=partial(done, step)):
            found[names[table.session or 0], table.criterion].append(table)
    return found


def everything(figures: Figures) -> Iterator[Row]:
    """Every figure of the agreement page: sessions alone, windows, applicability, consensus."""
    for criterion, line in ((None, figures.overall), *figures.criteria.items()):
        yield from of_line(figures, line, criterion)
    members = figures.overall.members[-1] if figures.overall.members else ()
    for coefficient in figures.coefficients:
        if (coefficient.coefficient, coefficient.weights) != (
            WITHIN_TOLERANCE.name,
            WITHIN_TOLERANCE.weights,
        ):
            about = _About("window", members[-1], len(members))
            yield _row(figures, coefficient, about, {"criterion": None, "question": "score"})
    yield from applicability(figures)
    yield from consensus(figures)


def of_line(
    figures: Figures, line: Line, criterion: str | None, question: str = "score"
) -> Iterator[Row]:
    """A figure in each session alone, then over the window that ends with each."""
    for number, session in zip(line.numbers, line.sessions, strict=True):
        yield alone(figures, session, number, criterion, question)
    yield from windows(figures, line, criterion, question)


def alone(
    figures: Figures,
    estimate: Estimate,
    number: int,
    criterion: str | None,
    question: str = "score",
) -> Row:
    """A figure of one session."""
    names = {"criterion": criterion, "question": question}
    return _row(figures, estimate, _About("session", number, 1), names)


def windows(
    figures: Figures, line: Line, criterion: str | None, question: str = "score"
) -> Iterator[Row]:
    """A running figure, as it was after each session."""
    names = {"criterion": criterion, "question": question}
    for members, member in zip(line.members, line.windows, strict=True):
        yield _row(figures, member, _About("window", members[-1], len(members)), names)


def newest(figures: Figures, line: Line, criterion: str | None) -> Row | None:
    """A running figure as it is now; None where nothing was scored."""
    rows = zip(windows(figures, line, criterion), line.windows, strict=True)
    return next((row for row, each in reversed(list(rows)) if each.scores), None)


def applicability(figures: Figures) -> Iterator[Row]:
    """Agreement on whether a criterion applies, where anybody gave N/A."""
    for name, line in figures.applicability.items():
        yield from of_line(figures, line, name or None, "applies")


def consensus(figures: Figures) -> Iterator[Row]:
    """Everybody's scores against what their session then agreed on."""
    agreed = figures.agreed
    whole = [] if agreed.everybody is None else [(None, agreed.everybody)]
    for criterion, each in [*whole, *agreed.criteria.items()]:
        for weights, value in (("tolerance", each.within), ("identity", each.exact)):
            within = weights == "tolerance"
            yield {
                "of": "consensus",
                "session": None,
                "sessions": None,
                "criterion": criterion,
                "question": "score",
                "scale": _scale(figures, criterion),
                "coefficient": "percent_agreement",
                "weights": weights,
                "estimate": value,
                "low": each.low if within else None,
                "high": each.high if within else None,
                "conversations": each.conversations,
                "reviewers": len(agreed.reviewers) if criterion is None else None,
                "scores": each.scores,
                "pairs": each.scores,
                "rough": each.conversations < ROUGH,
                "undefined": None,
                "no_interval": _no_interval(each) if within else why.NOT_ASKED,
            }


def _no_interval(against: Against) -> str | None:
    if against.low is not None:
        return None
    return why.ONE_CONVERSATION if against.conversations == 1 else why.TWO_CONVERSATIONS


def _scale(figures: Figures, criterion: str | None) -> str | None:
    """The scale of a criterion; of several, the one they all have, if they do."""
    scales = {
        era.scale_id
        for era in figures.scores.eras
        if era.current and criterion in (None, era.criterion.id)
    }
    return scales.pop() if len(scales) == 1 else None


class _About(NamedTuple):
    """What a row is about: `of` what, which session (of a window, the last), how many."""

    of: str
    session: int | None
    sessions: int | None


def _row(
    figures: Figures, estimate: Estimate, about: _About, names: Mapping[str, str | None]
) -> Row:
    """An estimate with the names of what it is about; no two rows have the same.

    Keys:
        of: `session` (alone), `window` (the running figure that ends with it), `everything`, or
            `consensus` (scores against what the session agreed on).
        session: Its id; of a window, the last one.
        sessions: How many it is of.
        criterion: Its id; null for all.
        question: `score`, or `applies` for whether the criterion applies at all.
        scale: Its id; null where several are in it.
        rough: It rests on fewer than twelve conversations.
        undefined: Why there is no figure.
        no_interval: Why there is no interval.
    """
    session = about.session
    return {
        "of": about.of,
        "session": None if session is None else figures.sessions[session],
        "sessions": about.sessions,
        **names,
        "scale": _scale(figures, names["criterion"]),
        "coefficient": estimate.coefficient,
        "weights": estimate.weights,
        "estimate": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "conversations": estimate.conversations,
        "reviewers": estimate.reviewers,
        "scores": estimate.scores,
        "pairs": estimate.pairs,
        "rough": estimate.rough,
        "undefined": estimate.undefined,
        "no_interval": estimate.no_interval,
    }


def pairs(figures: Figures, *, session: str | None, criterion: str | None) -> Iterator[Row]:
    """Each pair who share a conversation: agreement within tolerance, and Cohen's kappa."""
    scores = figures.scores
    tables = scores.of(criterion) if criterion else scores.current
    if session is not None:
        inside = scores.session == figures.sessions.index(session)
        tables = [some_rows(table, inside[table.conversation]) for table in tables]
    for pair_estimates in each_pair(tables):
        names = (
            f"{scores.reviewers[pair_estimates.first]}, {scores.reviewers[pair_estimates.second]}"
        )
        number = None if session is None else figures.sessions.index(session)
        about = _About("everything" if session is None else "session", number, None)
        named = {"criterion": criterion, "question": "score", "pair": names}
        for found in (pair_estimates.within_tolerance, pair_estimates.kappa):
            yield _row(figures, found, about, named)


def reviewers(figures: Figures) -> Iterator[Row]:
    """Each reviewer's severity against the reviewer in the middle, and against the consensus."""
    for severity, verdict in zip(figures.severities, figures.verdicts, strict=True):
        agreed = figures.agreed.reviewers.get(severity.reviewer)
        yield {
            "reviewer": figures.scores.reviewers[severity.reviewer],
            "severity": severity.value,
            "low": severity.low,
            "high": severity.high,
            "shrunk": severity.shrunk,
            "p": severity.p,
            "q": severity.q,
            "named": severity.q is not None and severity.q < figures.named_at,
            "verdict": verdict,
            "unit": "points" if figures.one_unit else "hundredths of the scale",
            "conversations": severity.conversations,
            "scores": severity.scores,
            "undefined": severity.undefined,
            "no_interval": severity.no_interval,
            "consensus_within": agreed.within if agreed else None,
            "consensus_exact": agreed.exact if agreed else None,
            "consensus_apart": agreed.apart if agreed else None,
            "consensus_scores": agreed.scores if agreed else 0,
        }
