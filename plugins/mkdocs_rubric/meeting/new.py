"""A session is planned: its session.yaml."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_rubric.calibration.cadence import day_of_next
from mkdocs_rubric.entries import YamlFile
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.meeting.desk import Desk
from mkdocs_rubric.model import Binding, Conversation, Kind, PublicKey, Session
from mkdocs_rubric.model.scalars import id_problem
from mkdocs_rubric.patch import Patch
from mkdocs_rubric.schema import FOLDER, modeline

_MINUTES = 60


@dataclass(frozen=True)
class Plan:
    """What is known of a session before it is held. What is left out is taken from the last one.

    Attributes:
        date: The day it is held.
        due: The day by which scores are due.
        minutes: How long the meeting is to take.
        kind: Why and how it is held.
        reviewers: Who scores.
        facilitator: Who leads it.
        conversations: What is scored.
        sealed: How sheets are kept closed; None leaves them open.
        key: What they are sealed with.
    """

    date: dt.date | None = None
    due: dt.date | None = None
    minutes: int = _MINUTES
    kind: Kind = Kind.REGULAR
    reviewers: Sequence[str] = ()
    facilitator: str | None = None
    conversations: Sequence[Conversation] = ()
    sealed: Binding | None = None
    key: PublicKey | None = None


def new_session(desk: Desk, name: str, plan: Plan) -> Patch:
    """A planned session.

    Args:
        desk: The files.
        name: The id it is to have: the name of its folder.
        plan: What is known of it.

    Raises:
        RubricError: The id is taken or is none, the days are not in order, or nobody would score.
    """
    folder = f"{desk.layout.clean().scores}/{name}"
    if problem := id_problem(name):
        raise RubricError(f'"{name[:80]}" {problem}', help="choose another id, such as 2026-12")
    if name in desk.project.every_folder or desk.tree.is_folder(folder):
        raise RubricError(f"{folder} is there already", help="choose another id")
    last = next(reversed(list(desk.project.sessions.values())), None)
    reviewers = plan.reviewers or (last.session.reviewers if last else ())
    if not reviewers:
        raise RubricError(
            "nobody is invited", help="name who scores: --reviewer ana --reviewer ben"
        )
    day = plan.date or day_of_next(desk.project, desk.today)
    if plan.due and plan.due > day:
        raise RubricError(
            f"scores would be due on {plan.due}, after the session on {day}",
            help="choose an earlier day for --due",
        )
    path = f"{folder}/session.yaml"
    first = f"{modeline('session', path)}\n" if desk.tree.is_folder(FOLDER) else ""
    fresh = YamlFile(path, f"{first}date: {day}\n".encode(), Session)
    values: dict[tuple[str, ...], object] = {
        ("due",): plan.due,
        ("minutes",): plan.minutes,
        ("kind",): str(plan.kind),
        ("rubric_version",): desk.project.rubric.version,
        ("facilitator",): plan.facilitator or (last.session.facilitator if last else None),
        ("reviewers",): list(reviewers),
    }
    fresh = fresh.set_all({keys: value for keys, value in values.items() if value is not None})
    for conversation in plan.conversations:
        entry = conversation.model_dump(exclude_none=True, mode="json")
        fresh = fresh.append("conversations", entry=entry, braces=False)
    if plan.sealed:
        sealed: dict[str, object] = {"binding": str(plan.sealed)}
        if plan.key:
            sealed["key"] = plan.key.model_dump()
        fresh = fresh.set("sealed", to=sealed, braces=False)
    return desk.patch({path: fresh.content})
