"""The checks across files: pure functions from a project to what is wrong with it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from mkdocs_rubric.check import (
    confirmations,
    criteria,
    decisions,
    disputes,
    forms,
    groups,
    html,
    lateness,
    machines,
    names,
    personal,
    practice,
    proposals,
    rhythm,
    seals,
    sessions,
    sheets,
    silence,
)
from mkdocs_rubric.check.capped import capped
from mkdocs_rubric.diagnostics import Diagnostic
from mkdocs_rubric.model import Project


def check(project: Project, today: dt.date) -> Iterator[Diagnostic]:
    """Everything that the files say to each other that cannot be right.

    Args:
        project: What was loaded. Without a readable rubric nothing can be checked against it.
        today: The day it is checked on; decisions fall due for review.
    """
    if any(each.kind == "rubric" for each in project.broken):
        return
    yield from groups.check(project)
    yield from criteria.check(project)
    yield from decisions.check(project, today)
    yield from confirmations.check(project, today)
    yield from proposals.check(project, today)
    yield from disputes.check(project, today)
    for held in project.sessions.values():
        yield from sheets.check(project, held)
        yield from sessions.check(project, held)
        yield from seals.check(project, held)
        yield from rhythm.alike(held)
    for held in project.live.values():
        yield from sheets.check(project, held)
        yield from sessions.named(project, held)
    for held in project.upcoming.values():
        yield from sheets.check(project, held)
        yield from sessions.named(project, held)
        yield from seals.check(project, held)
        yield from lateness.check(project, held, today)
    yield from lateness.next_session(project, today)
    yield from rhythm.nothing_changed(project)
    yield from machines.check(project)
    yield from practice.check(project, today)
    yield from forms.check(project)
    yield from personal.check(project)
    yield from names.check(project)
    yield from html.check(project)


def settle(project: Project, found: Iterable[Diagnostic]) -> Sequence[Diagnostic]:
    """The findings less those the rubric silences, in reading order; of many alike the first."""
    return list(capped(silence.apply(project, found)))


__all__ = ["check", "settle"]
