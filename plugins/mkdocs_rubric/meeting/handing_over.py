"""A reviewer's sheet, written or sealed."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_rubric.calibration.asked import asked
from mkdocs_rubric.checked import load_and_check
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.meeting.desk import Desk
from mkdocs_rubric.model import Binding, Cell, Criterion, Held, Mark, Project
from mkdocs_rubric.patch import Overlay, Patch
from mkdocs_rubric.sealing import commitment, new_salt, receipt, sealed

HEADER = ("conversation", "criterion", "score", "note")
_NAME = re.compile(r"(?!\.)[^/\\:*?\"<>|\x00-\x1f\x7f]{1,80}")
"""What every system takes for the name of a file."""


@dataclass(frozen=True)
class HandedOver:
    """What a reviewer hands over.

    Attributes:
        patch: The files.
        receipt: What to keep of a sealed sheet; "" where it is open.
        keep: Files to keep until the reveal, by name, where only a hash is handed over.
    """

    patch: Patch
    receipt: str = ""
    keep: Mapping[str, bytes] | None = None


def scored_in(project: Project, held: Held) -> list[Criterion]:
    """The criteria that a session scores, in the rubric's order."""
    return [criterion for criterion, _ in asked(project.rubric, held.session)]


def sheet_text(
    project: Project, held: Held, given: Mapping[tuple[str, str], tuple[Cell, str]]
) -> str:
    """A sheet: a row for each criterion on each conversation, in their order.

    Args:
        project: What the session is part of.
        held: The session.
        given: Score and note by conversation and criterion; what is left out is not scored.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for conversation in held.session.conversations:
        for criterion in scored_in(project, held):
            cell, note = given.get((conversation.id, criterion.id), (Mark.NOT_SCORED, ""))
            shown = cell.value if isinstance(cell, Mark) else str(cell)
            writer.writerow((conversation.id, criterion.id, shown, " ".join(note.split())))
    return out.getvalue()


def handed_over(desk: Desk, session: str, reviewer: str, sheet: bytes) -> HandedOver:
    """A sheet as the session wants it: open, sealed to its key, or bound by its hash.

    Raises:
        RubricError: The session is revealed, the reviewer is not invited, or has handed one over.
    """
    held = desk.session(session)
    refuse_late(held, reviewer)
    about, base = f"{session}/{reviewer}", f"{held.folder}/{reviewer}"
    how = held.session.sealed
    if how is None:
        return HandedOver(desk.patch({f"{base}.csv": sheet}))
    if how.binding is Binding.JWE and how.key is not None:
        text = sealed(sheet, how.key, about)
        patch = desk.patch({f"{base}.jwe": f"{text}\n".encode()})
        return HandedOver(patch, receipt(text))
    salt = new_salt()
    text = commitment(sheet, salt, about)
    keep = {f"{reviewer}.csv": sheet, f"{reviewer}.salt": f"{salt}\n".encode()}
    patch = desk.patch({f"{base}.sha256": f"{text}\n".encode()})
    return HandedOver(patch, receipt(text), keep)


def refuse_late(held: Held, reviewer: str) -> None:
    """See to it that a reviewer may score a session still.

    Raises:
        RubricError: They are not invited, it is revealed, or they have scored it.
    """
    session = held.session
    if not _NAME.fullmatch(reviewer) or reviewer == "consensus":
        raise RubricError(
            f'"{reviewer}" cannot be the name of a file',
            help="say who you are as sheets are called",
        )
    if session.reviewers and reviewer not in session.reviewers:
        raise RubricError(
            f'"{reviewer}" is not invited to {held.id}',
            help=f"invited are {', '.join(session.reviewers)}",
        )
    if session.sealed and session.sealed.revealed:
        raise RubricError(
            f"{held.id} was revealed on {session.sealed.revealed.date}",
            help="a sheet that comes after the others were opened proves nothing",
        )
    if not session.conversations:
        raise RubricError(f"{held.id} has no conversations yet", help=f"add them to {session.path}")
    if reviewer in held.scorers:
        raise RubricError(
            f"{reviewer} has handed over a sheet of {held.id} already",
            help=f"to score again, delete it from {held.folder}/ first; git keeps the old one",
        )


def checked_sheet(desk: Desk, held: Held, reviewer: str, content: bytes) -> bytes:
    """A sheet that was filled in elsewhere, if it can be read without a mistake.

    Raises:
        RubricError: It has mistakes: all of them.
    """
    path = f"{held.folder}/{reviewer}.csv"
    then = load_and_check(Overlay(desk.tree, {path: content}), desk.layout, today=desk.today)
    wrong = [each for each in then.errors if each.where.path == path]
    if wrong:
        lines = [f"line {each.where.line}: {each.message}" for each in wrong]
        raise RubricError("the sheet has mistakes:", details=lines, help="correct them first")
    return content
