"""Consensus scores that were agreed on when a criterion said something else."""

import datetime as dt
from collections.abc import Mapping, Sequence

from mkdocs_rubric.changes.timeline import Earlier, History, Wording, score_on_earlier_wording
from mkdocs_rubric.model import Criterion, Held, Project


def consensus_on_earlier_wording(
    history: History, project: Project
) -> Mapping[str, Sequence[Earlier]]:
    """What each session's consensus rests on that was reworded since, by session.

    Criteria that are retired, or were on another scale then, are left out: nobody scores by these
    scores any more. A session with `confirmed` rests on the wordings of that day.
    """
    known: dict[tuple[str, int], Earlier | None] = {}

    def earlier(criterion: Criterion, held: Held) -> Earlier | None:
        day = max(filter(None, [held.session.date, held.session.confirmed]))
        wording = _wording(history, criterion, day)
        key = criterion.id, id(wording)
        if key not in known:
            known[key] = score_on_earlier_wording(history, criterion, day)
        return known[key]

    found: dict[str, list[Earlier]] = {}
    for held in project.sessions.values():
        for criterion in _agreed_on(project, held):
            if each := earlier(criterion, held):
                found.setdefault(held.id, []).append(each)
    return found


def _wording(history: History, criterion: Criterion, day: dt.date) -> Wording | None:
    wordings = history.wordings.get(criterion.id, ())
    return history.wording(criterion.id, day) or next(iter(wordings), None)


def _agreed_on(project: Project, held: Held) -> Sequence[Criterion]:
    rubric = project.rubric
    if held.consensus is None or not rubric.criteria:
        return []
    names = dict.fromkeys(held.consensus.criteria)
    agreed = {rubric.by_name[name].id for name in names if name in rubric.by_name}
    return [
        criterion
        for criterion in rubric.active
        if criterion.id in agreed
        and rubric.scale(criterion, held.session.date) is rubric.scale(criterion)
    ]
