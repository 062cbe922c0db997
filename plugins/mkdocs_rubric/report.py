"""What `rubric agreement` prints: figures chosen, then written as text, JSON or CSV."""

import csv
import io
import json
from collections.abc import Callable, Sequence

from mkdocs_rubric.agreement import WITHIN_TOLERANCE
from mkdocs_rubric.calibration import listing
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.listing import Row
from mkdocs_rubric.diagnostics import did_you_mean
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.model import Project

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
        by: `session`, `criterion`, `reviewer` or `pair`; None is everything, then each criterion.
        every: All coefficients instead of percent agreement within tolerance.
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
        return list(listing.reviewers(figures))
    if by == "pair":
        return list(listing.pairs(figures, session=session, criterion=criterion))
    sessions, criteria = _chosen(figures, session, criterion, by, every=every)
    chosen = listing.EVERY if every else (WITHIN_TOLERANCE,)
    rows = list(
        listing.estimates(
            figures, sessions=sessions, criteria=criteria, coefficients=chosen, done=done
        )
    )
    if every:
        return rows
    return [{**one, "trend": _trend(figures, one)} for one in rows]


def _chosen(
    figures: Figures, session: str | None, criterion: str | None, by: str | None, *, every: bool
) -> tuple[list[str | None], list[str | None]]:
    sessions: list[str | None] = [session]
    criteria: list[str | None] = [criterion]
    if by == "session":
        sessions = [session] if session else list(figures.sessions)
    elif by == "criterion" or criterion is None:
        criteria = [*([] if by == "criterion" else [None]), *figures.criteria]
    if every and by is None and session is None:
        sessions = [None, *figures.sessions]
    return sessions, criteria


def as_json(rows: Sequence[Row]) -> str:
    """A list of objects."""
    return json.dumps(rows, indent=1, ensure_ascii=False)


def as_csv(rows: Sequence[Row]) -> str:
    """A header, then a line for each row. What a spreadsheet would run is defused."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["session"], lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _inert(value) for key, value in one.items()} for one in rows)
    return out.getvalue()


def as_text(rows: Sequence[Row]) -> str:
    """A table for a terminal."""
    if not rows:
        return "No two reviewers have scored the same conversation on the scales of today.\n"
    if "severity" in rows[0]:
        header = ["reviewer", "severity", "95% interval", "q", "conversations"]
        digits = 2 if rows[0]["unit"] == "points" else 1
        table = [
            [
                str(one["reviewer"]),
                _number(one["severity"], digits),
                f"{_number(one['low'], digits)} to {_number(one['high'], digits)}"
                if one["low"] is not None
                else "",
                _number(one["q"], 3, sign=""),
                str(one["conversations"]),
            ]
            for one in rows
        ]
        note = f"\nNegative is severe, positive lenient, in {rows[0]['unit']}. Below 0.05, q says "
        note += "that it is not chance, as many reviewers as there are."
        return f"{_table(header, table)}{note}\n"
    header = ["", "agreement", "95% interval", "conversations", "reviewers", ""]
    body = [
        [
            _name(one),
            _percent(one),
            _interval(one["low"], one["high"]),
            str(one["conversations"]),
            str(one["reviewers"]),
            str(one.get("trend", one.get("undefined") or "")),
        ]
        for one in rows
        if "pair" not in one or one["coefficient"] == "percent_agreement"
    ]
    return f"{_table(header, body)}\n"


def _name(one: Row) -> str:
    if "pair" in one:
        return str(one["pair"])
    return " ".join(str(one[key]) for key in ("session", "criterion") if one[key]) or "everything"


def _trend(figures: Figures, one: Row) -> str:
    """The pooled figure over the sessions, as a line of blocks from 30 to 100%."""
    if one["undefined"]:
        return str(one["undefined"])
    if one["session"]:
        return ""
    line = figures.criteria.get(str(one["criterion"])) if one["criterion"] else figures.overall
    values = [w.value for w in line.windows if w.value is not None] if line else []
    return "".join(_TICKS[round(7 * max(0.0, (value - 0.3) / 0.7))] for value in values)


def _percent(one: Row) -> str:
    value = one["estimate"]
    return f"{100 * value:.0f}%" if isinstance(value, float) else "undefined"


def _number(value: object, digits: int = 1, sign: str = "+") -> str:
    if not isinstance(value, float):
        return ""
    rounded = round(value, digits) or 0.0  # not minus nothing
    return f"{rounded:{sign if rounded else ''}.{digits}f}"


def _interval(low: object, high: object) -> str:
    if not isinstance(low, float) or not isinstance(high, float):
        return ""
    return f"{100 * low:.0f} to {100 * high:.0f}%"


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


def _inert(value: object) -> object:
    """A name such as `=cmd()` as text: spreadsheets run cells that start like a formula."""
    risky = isinstance(value, str) and value[:1] in "=+-@\t\r" and value
    return f"'{value}" if risky else value
