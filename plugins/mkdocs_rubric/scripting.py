"""What a script needs: each function is one question, and takes a folder or a project."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_rubric.agreement.estimate import Estimate
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.changes import Changeset, compare
from mkdocs_rubric.changes.impact import scored
from mkdocs_rubric.changes.timeline import Wording
from mkdocs_rubric.checked import Checked, Layout, build_date, load_and_check
from mkdocs_rubric.diagnostics import did_you_mean
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.history import ProjectHistory
from mkdocs_rubric.load import FolderTree
from mkdocs_rubric.load.git import Git
from mkdocs_rubric.model import Cell, Project, Result
from mkdocs_rubric.render import Renderer
from mkdocs_rubric.site import Options, Site, build


@dataclass(frozen=True)
class Review:
    """One reviewer's scores of one conversation, and what they came to.

    Attributes:
        session: The session's id.
        conversation: The conversation's id.
        reviewer: Who scored.
        scores: By criterion, as the sheet has them.
        result: What they came to; None where a score is not on its scale.
    """

    session: str
    conversation: str
    reviewer: str
    scores: Mapping[str, Cell]
    result: Result | None


@dataclass(frozen=True)
class Agreement:
    """How often two reviewers agree: percent agreement, within each scale's tolerance, 0 to 1.

    Attributes:
        overall: Of all criteria together, in the newest window of sessions; None without scores.
        criteria: Of each criterion, by its id.
        sessions: Of each session alone, by its id.
    """

    overall: Estimate | None
    criteria: Mapping[str, Estimate]
    sessions: Mapping[str, Estimate]


def load_folder(folder: Path | str = ".", layout: Layout | None = None) -> Checked:
    """Read a team's files, with everything that is wrong with them.

    Args:
        folder: The one that holds `rubric/`, `decisions/` and `scores/`.
        layout: What these are called, if they are called something else.

    Raises:
        RubricError: There is no rubric at all.
    """
    return load_and_check(FolderTree(Path(folder)), layout)


def load_revision(folder: Path | str, revision: str, layout: Layout | None = None) -> Checked:
    """The same as they stood at a commit, a tag or a branch.

    Raises:
        RubricError: There is no such revision, no git, or no rubric in it.
    """
    with Git(Path(folder)) as git:
        return load_and_check(git.tree(git.resolve(revision)), layout)


def reviews(project: Project) -> Iterator[Review]:
    """Every review of the sessions held, oldest session first, with its result.

    Results are computed under today's rubric, on the scale of the session's day.
    """
    for held in project.sessions.values():
        cards: dict[tuple[str, str], dict[str, Cell]] = {}
        for sheet in held.sheets:
            rows = zip(
                sheet.conversations, sheet.reviewers, sheet.criteria, sheet.cells, strict=True
            )
            for conversation, reviewer, criterion, cell in rows:
                cards.setdefault((conversation, reviewer), {})[criterion] = cell
        for (conversation, reviewer), scores in cards.items():
            came_to = scored(project.rubric, held, scores)
            yield Review(held.id, conversation, reviewer, scores, came_to)


def agreement_of(project: Project) -> Agreement:
    """How far reviewers agree, each figure with its 95% interval and the conversations it rests on.

    The figures of the page *Agreement*: over a window of the newest sessions, as Gwet defines
    percent agreement (Handbook of Inter-Rater Reliability, 4th edition, chapter 2), within the
    tolerance of each scale.
    """
    figures = Figures(project)
    latest = {name: line.latest for name, line in figures.criteria.items()}
    alone = {name: figures.overall.alone(n) for n, name in enumerate(figures.sessions)}
    return Agreement(
        figures.overall.latest,
        {name: found for name, found in latest.items() if found},
        {name: found for name, found in alone.items() if found},
    )


def difference(before: Project, after: Project) -> Changeset:
    """What is different between two states of a standard, and which of it changes scoring."""
    return compare(before, after)


def wording_on(
    folder: Path | str, criterion: str, day: dt.date, layout: Layout | None = None
) -> Wording:
    """What a criterion said on a day.

    Raises:
        RubricError: There is no such criterion, nothing is on record of that day, or there is no
            history.
    """
    layout = layout or Layout()
    rubric = load_folder(folder, layout).project.rubric
    history, missing = ProjectHistory(Path(folder)).read(layout, rubric, build_date())
    if missing:
        raise missing
    if criterion not in history.wordings:
        hint = did_you_mean(criterion, history.wordings)
        raise RubricError(f'there is no criterion "{criterion}"', help=hint)
    found = history.wording(criterion, day)
    if found is None:
        raise RubricError(f"nothing is on record of {criterion} on {day}")
    return found


def build_site(folder: Path | str = ".", options: Options | None = None) -> Site:
    """The pages of the site as Markdown, and its other files, as the MkDocs plugin gets them.

    Nothing is written.

    Raises:
        RubricError: There is no rubric at all.
    """
    root = Path(folder)
    history = ProjectHistory(root)
    return build(FolderTree(root), options or Options(), Renderer(), past=history)
