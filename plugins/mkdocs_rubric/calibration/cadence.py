"""When the next session is due, and why."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_rubric.model import Project

_USUAL = dt.timedelta(days=14)
"""Ahead, where no cadence says when."""
_STILL_NEW = 3
"""Sessions up to which somebody is new: the first tell little (and the team has met before)."""


class Due(NamedTuple):
    """That a session is due.

    Attributes:
        day: The day by which it has to be held.
        kind: The entry of `cadence` that asks for it.
        why: The same as a sentence without its full stop.
        who: The reviewers it is about, where it is about somebody new.
    """

    day: dt.date
    kind: str
    why: str
    who: tuple[str, ...] = ()

    def overdue(self, today: dt.date) -> bool:
        """Whether that day is over."""
        return self.day < today


def next_due(project: Project, today: dt.date) -> Due | None:
    """The first session that the cadence asks for; None without a cadence for now.

    Args:
        project: Whose rhythm it is; sessions held count, sessions that are planned do not.
        today: The day to look from.
    """
    return min(_asked_for(project, today), default=None, key=lambda due: due.day)


def day_of_next(project: Project, today: dt.date) -> dt.date:
    """The day to plan for: when the next session is due, two weeks ahead without that, or late."""
    due = next_due(project, today)
    return due.day if due and due.day > today else today + _USUAL


def _asked_for(project: Project, today: dt.date) -> Iterator[Due]:
    calibration, rubric = project.rubric.calibration, project.rubric
    held = [each.session.date for each in project.sessions.values()]
    last = max(held, default=None)
    for kind, words in calibration.cadence.items():
        every, lasting = _days(words)
        if kind == "launch" and rubric.effective:
            why = f"version {rubric.version} is in force since {rubric.effective}"
            yield from _after(rubric.effective, why, kind, (every, lasting, last, today))
        elif kind == "policy":
            for change in calibration.policy_changes:
                why = f"{change.what} (since {change.date})"
                yield from _after(change.date, why, kind, (every, lasting, last, today))
        elif kind == "onboarding":
            who = _new(project)
            if who and last:
                yield Due(last + every, kind, "somebody is new", tuple(who))
        elif kind not in _SPECIAL:
            since = last or rubric.effective
            if since:
                why = f"the last session was on {last}" if last else "no session was held yet"
                yield Due(since + every, kind, why)


_SPECIAL = {"launch", "policy", "onboarding"}


def _after(
    since: dt.date,
    why: str,
    kind: str,
    when: tuple[dt.timedelta, dt.timedelta | None, dt.date | None, dt.date],
) -> Iterator[Due]:
    """More often for a while after a day: due when the last session is so long ago."""
    every, lasting, last, today = when
    until = since + (lasting or every)
    day = max(since, last or since) + every
    if since <= today and day <= until:
        yield Due(day, kind, why)


def _new(project: Project) -> list[str]:
    """Who has scored in few sessions, of a team that met before they came."""
    sessions = list(project.sessions.values())
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    for number, held in enumerate(sessions):
        for name in {name for sheet in held.sheets for name in sheet.people}:
            counts[name] = counts.get(name, 0) + 1
            first.setdefault(name, number)
    latest = len(sessions) - 1
    return [
        name
        for name in sorted(counts)
        if counts[name] < _STILL_NEW and first[name] > 0 and latest - first[name] < _STILL_NEW
    ]


def _days(words: str) -> tuple[dt.timedelta, dt.timedelta | None]:
    """`7d for 28d`: how often, and for how long."""
    found = [dt.timedelta(days=int(number)) for number in re.findall(r"\d+", words)]
    return found[0], found[1] if len(found) > 1 else None
