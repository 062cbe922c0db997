"""What `rubric agreement` prints: figures chosen, then written as text, JSON or CSV."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from itertools import groupby

from mkdocs_rubric.calibration import listing
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.lines import Line
from mkdocs_rubric.calibration.listing import Row
from mkdocs_rubric.calibration.machines import MachineFigures, machine_figures
from mkdocs_rubric.calibration.trust_words import as_data, off_words, reason, title_of
from mkdocs_rubric.diagnostics import did_you_mean
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.model import Project, percent_beside
from mkdocs_rubric.visible import inert

_TICKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"


def report(
    project: Project,
    *,
    session: str | None,
    criterion: str | None,
    by: str | None,
    every: bool,
    done: Callable[[float], None] = lambda _: None,
) -> Sequence[Row]:
    """The figures that were asked for.

    Args:
        project: Whose scores.
        session: Only this session.
        criterion: Only this criterion; an earlier id will do.
        by: `session`, `criterion`, `reviewer` or `pair`; None is all criteria, then each of them.
        every: All coefficients in every session, instead of the running figures of the site.
        done: Called with the share of the work that has been done since it was called last.

    Raises:
        RubricError: There is no such session or criterion, or nothing was scored.
    """
    figures = Figures(project)
    if session is not None and session not in figures.sessions:
        raise RubricError(
            f'there is no session "{session}"',
            help=did_you_mean(session, figures.sessions) or "sessions are the folders in scores/",
        )
    if criterion is not None:
        known = project.rubric.by_name
        if criterion not in known:
            raise RubricError(
                f'there is no criterion "{criterion}"',
                help=did_you_mean(criterion, known) or "criteria are the files in rubric/criteria/",
            )
        criterion = known[criterion].id
    if not figures.scores.tables:
        raise RubricError(
            "nothing has been scored yet", help="add a session with a sheet for each reviewer"
        )
    if by == "reviewer":
        return _by_reviewer(figures, session or criterion)
    if by == "pair":
        return list(listing.pairs(figures, session=session, criterion=criterion))
    sessions, criteria = _chosen(figures, session, criterion, by)
    if not every:
        return _shown(figures, sessions, criteria)
    if by is None and session is None:
        sessions = [None, *figures.sessions]
    rows = list(listing.estimates(figures, sessions=sessions, criteria=criteria, done=done))
    if session is None and by is None:
        lines = [(criterion, _line(figures, criterion)) for criterion in criteria]
        rows += [row for name, line in lines for row in listing.windows(figures, line, name)]
        rows += [*listing.applicability(figures), *listing.consensus(figures)]
    return rows


def _by_reviewer(figures: Figures, only: str | None) -> Sequence[Row]:
    if only:
        raise RubricError(
            "reviewers are compared over all sessions and criteria",
            help="leave out --session and --criterion; --by pair takes them",
        )
    return list(listing.reviewers(figures))


def _chosen(
    figures: Figures, session: str | None, criterion: str | None, by: str | None
) -> tuple[list[str | None], list[str | None]]:
    sessions: list[str | None] = [session]
    criteria: list[str | None] = [criterion]
    if by == "session":
        sessions = [session] if session else list(figures.sessions)
    elif by == "criterion" or criterion is None:
        criteria = [*([] if by == "criterion" else [None]), *figures.criteria]
    return sessions, criteria


def _line(figures: Figures, criterion: str | None) -> Line:
    return figures.overall if criterion is None else figures.criteria.get(criterion, _NO_LINE)


_NO_LINE = Line([], [], [], [])


def _shown(
    figures: Figures, sessions: Sequence[str | None], criteria: Sequence[str | None]
) -> list[Row]:
    """The rows of a table: sessions alone, or the newest running figures, as the site shows them.

    Beside each, how far reviewers agree that it applies.
    """
    rows: list[Row] = []
    for criterion in criteria:
        applies = figures.applicability.get(criterion or "", _NO_LINE)
        line = _line(figures, criterion)
        for session in sessions:
            if session is None:
                this, other = line.latest, applies.latest
                shown = listing.newest(figures, line, criterion)
            else:
                number = figures.sessions.index(session)
                this, other = line.alone(number), applies.alone(number)
                shown = this and listing.alone(figures, this, number, criterion)
            if shown:
                trend = _trend(line) if session is None else ""
                rows.append({**shown, "applies": other.value if other else None, "trend": trend})
    return rows


def machines(project: Project) -> Sequence[MachineFigures]:
    """Every machine on every criterion that it scored.

    Raises:
        RubricError: No machine scored any session.
    """
    found = machine_figures(project)
    if not found:
        raise RubricError(
            "no machine has scored a session",
            help="list it in rubric.yaml (reviewers: {autoqa: {kind: machine}}), and put its sheet "
            "beside the others",
        )
    return found


def machines_as_text(project: Project, found: Sequence[MachineFigures]) -> str:
    """A table for each machine."""
    header = ["", "alone?", "conversations", "wins over", "close", "points off"]
    tables = []
    for machine, some in groupby(found, key=lambda each: each.machine):
        rows = list(some)
        body = [
            [
                each.criterion.id,
                str(each.trust),
                str(each.test.conversations),
                f"{each.wins} of {len(each.test.against)}",
                f"{each.agreed} of {each.compared}",
                off_words(each),
            ]
            for each in rows
        ]
        reasons = [f"{each.criterion.id}: {reason(each)}" for each in rows]
        stale = [
            f"{each.criterion.id} is out of date: {each.stale[-1]}" for each in rows if each.stale
        ]
        text = [f"May {title_of(project, machine)} score this alone?", _table(header, body), ""]
        tables.append("\n".join([*text, *reasons, *stale]))
    return "\n\n".join([*tables, _READ_MACHINES])


_READ_MACHINES = (
    "wins over: people it may stand in for, each left out in turn. close: to the consensus. points "
    "off: from\nthe consensus. Machines are in no figure of the team's."
)


def machines_as_json(project: Project, found: Sequence[MachineFigures]) -> str:
    """A list of objects."""
    return as_json([dict(as_data(project, each)) for each in found])


def as_json(rows: Sequence[Row]) -> str:
    """A list of objects."""
    return json.dumps(rows, indent=1, ensure_ascii=False)


def as_csv(rows: Sequence[Row]) -> str:
    """A header, then a line for each row. What a spreadsheet would run is defused."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["session"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {key: inert(value) if isinstance(value, str) else value for key, value in row.items()}
        for row in rows
    )
    return out.getvalue()


def as_text(rows: Sequence[Row], marks: Sequence[float] = ()) -> str:
    """A table for a terminal, with a line on how to read it.

    Args:
        rows: As `report` gives them.
        marks: The percentages that figures are judged by, across which none is rounded.
    """
    if not rows:
        return "No two reviewers have scored the same conversation on the scales of today.\n"
    if "severity" in rows[0]:
        return _reviewers(rows)
    about = "pair" if "pair" in rows[0] else str(rows[0]["of"])
    header = ["", "agreement", "likely range", "conversations", "reviewers", "N/A agreed", ""]
    body = [
        [
            _name(row),
            _percent(row["estimate"], marks),
            _interval(row["low"], row["high"], marks),
            str(row["conversations"]),
            str(row["reviewers"]),
            _percent(row.get("applies"), (100,), missing=""),
            "  ".join(filter(None, [str(row.get("trend") or ""), _remark(row)])),
        ]
        for row in rows
        if "pair" not in row or row["coefficient"] == "percent_agreement"
    ]
    read = _READ[about]
    if any(applies for *_, applies, _ in body):
        read += f"\n{_READ['applies']}"
    else:
        header, *body = ([*row[:5], row[6]] for row in (header, *body))
    return f"{_table(header, body)}\n\n{read}\n"


_READ = {
    "window": (
        "The running figures of the site: the newest sessions with 12 to 24 conversations. rough: "
        "fewer than 12."
    ),
    "session": (
        "Each session alone. rough: fewer than 12 conversations, too few to read one session "
        "against another."
    ),
    "pair": "Of the scores both gave, how many were close enough.",
    "applies": "N/A agreed: how often two reviewers say alike that it is N/A, or is not.",
}


def _reviewers(rows: Sequence[Row]) -> str:
    digits = 2 if rows[0]["unit"] == "points" else 1
    header = ["reviewer", "severity", "likely range", "", "consensus", "conversations"]
    table = [
        [
            str(row["reviewer"]),
            _number(row["severity"], digits),
            f"{_number(row['low'], digits)} to {_number(row['high'], digits)}"
            if row["low"] is not None
            else "",
            str(row["verdict"]),
            _percent(row["consensus_within"], (100,), missing=""),
            str(row["conversations"]),
        ]
        for row in rows
    ]
    return (
        f"{_table(header, table)}\n\nAgainst the reviewer in the middle, in {rows[0]['unit']}: "
        "negative is stricter, positive more lenient.\nSomebody is only called so where luck is "
        "very unlikely. consensus: scores close enough to what the session agreed on.\n"
    )


def _remark(row: Row) -> str:
    """What the page marks too: why there is no figure, or that it is rough."""
    return str(row["undefined"] or ("rough" if row["rough"] else ""))


def _name(row: Row) -> str:
    if "pair" in row:
        return str(row["pair"])
    session = row["session"] if row["of"] == "session" else None
    return " ".join(str(part) for part in (session, row["criterion"]) if part) or "all criteria"


def _trend(line: Line) -> str:
    """The running figure over the sessions, as a line of blocks from 30 to 100%."""
    values = [window.value for window in line.windows if window.value is not None]
    return "".join(_TICKS[round(7 * max(0.0, (value - 0.3) / 0.7))] for value in values)


def _percent(value: object, marks: Sequence[float], missing: str = "undefined") -> str:
    return percent_beside(100 * value, marks) if isinstance(value, float) else missing


def _number(value: object, digits: int = 1, sign: str = "+") -> str:
    if not isinstance(value, float):
        return ""
    rounded = round(value, digits) or 0.0  # not minus nothing
    return f"{rounded:{sign if rounded else ''}.{digits}f}"


def _interval(low: object, high: object, marks: Sequence[float]) -> str:
    if not isinstance(low, float) or not isinstance(high, float):
        return ""
    return f"{_percent(low, marks).removesuffix('%')} to {_percent(high, marks)}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    clean = [["".join(c for c in cell if c.isprintable()) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(header, *clean, strict=True)]
    lines = []
    for row in (header, *clean):
        cells = [
            cell.ljust(width) if place in (0, len(row) - 1) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
