"""Text for a terminal: a criterion as it is, as it was, and when it changed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import TextWrapper

from mkdocs_rubric.changes.timeline import History, Wording
from mkdocs_rubric.checked import build_date
from mkdocs_rubric.diagnostics import did_you_mean
from mkdocs_rubric.diagnostics.formats import Paint, painter, printable
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.history import ProjectHistory
from mkdocs_rubric.load import FolderTree, Layout, load_project
from mkdocs_rubric.model import Criterion, Project, Scale, score_text

_WIDTH = 96


def criteria_listed(root: Path, layout: Layout) -> str:
    """The criteria in force, a line each, with their ids.

    Raises:
        RubricError: There is no rubric.
    """
    rubric = load_project(FolderTree(root), layout).project.rubric
    width = max((len(criterion.id) for criterion in rubric.active), default=0)
    lines = [
        f"{criterion.id:<{width}}  {printable(criterion.title)}" for criterion in rubric.active
    ]
    return "\n".join(
        [f"{printable(rubric.title)}, version {printable(rubric.version)}", *lines, ""]
    )


def criterion_text(
    root: Path, layout: Layout, name: str, day: dt.date | None, *, colour: bool = False
) -> str:
    """What a criterion says, or said on a day, with the decisions in force then.

    Raises:
        RubricError: There is no such criterion, nothing is known of that day, or git cannot be
            read.
    """
    project = load_project(FolderTree(root), layout).project
    if day is None:
        criterion = _criterion(project, name)
        head = f"version {project.rubric.version}"
        effective = project.rubric.effective
        if effective and effective > build_date():
            head += f", takes effect on {effective}"
        if criterion.retired:
            head += f"; retired since {criterion.retired}"
        scale = project.rubric.scale(criterion)
        decisions = [
            (decision.date, decision.title)
            for decision in project.decisions_on[criterion.id]
            if project.in_force(decision)
        ]
        return _text(criterion, scale, head, decisions, colour=colour)
    history = _history(root, layout, project)
    known = _known(history, project, name)
    wording = history.wording(known, day)
    if wording is None:
        raise RubricError(
            f"nothing is on record of {name} on {day}", help=_missing(history.wordings[known], day)
        )
    until = f" until {wording.until}" if wording.until else ", and still is"
    versions = [release.version for release in history.releases if release.first <= day]
    version = versions[-1] if versions else wording.version
    head = f"as of {day}: version {version}, in force from {wording.first}{until}"
    if wording.criterion.retired_on(day):
        head += f"; retired since {wording.criterion.retired}"
    decisions = [
        (decision.date, decision.title)
        for decision in project.decisions_on.get(known, ())
        if (period := history.in_force(decision, project))
        and period[0] <= day
        and (period[1] is None or day < period[1])
    ]
    return _text(wording.criterion, wording.scale, head, decisions, colour=colour)


def wordings_listed(root: Path, layout: Layout, name: str, *, colour: bool = False) -> str:
    """The wordings of a criterion, newest first, with what each changed.

    Raises:
        RubricError: There is no such criterion, or git cannot be read.
    """
    project = load_project(FolderTree(root), layout).project
    history = _history(root, layout, project)
    known = _known(history, project, name)
    paint = painter(colour=colour)
    return "\n".join(
        line for wording in reversed(history.wordings[known]) for line in _moment(wording, paint)
    )


def _moment(wording: Wording, paint: Paint) -> Iterator[str]:
    when = str(wording.first) if wording.step.commit else "not committed"
    pull = f" {wording.step.pull}" if wording.step.pull else ""
    yield f"{paint(when, '1')}  version {wording.version}  {printable(wording.step.subject)}{pull}"
    if not wording.changes:
        yield "    the first wording on record"
    for change in wording.changes:
        yield f"  {'!' if change.changes_scoring else ' '} {printable(change.sentence)}"
    yield ""


def _missing(wordings: Sequence[Wording], day: dt.date) -> str:
    ended = [wording.until for wording in wordings if wording.until and wording.until <= day]
    if not ended:
        return f"its first wording is of {wordings[0].first}"
    return f"it was removed on {max(ended)}"


def _history(root: Path, layout: Layout, project: Project) -> History:
    history, missing = ProjectHistory(root).read(layout, project.rubric, build_date())
    if missing:
        raise missing
    return history


def _criterion(project: Project, name: str) -> Criterion:
    found = project.rubric.by_name.get(name)
    if found is None:
        hint = did_you_mean(name, project.rubric.by_name) or "`rubric show` lists them all"
        raise RubricError(f'there is no criterion "{name}"', help=hint)
    return found


def _known(history: History, project: Project, name: str) -> str:
    """Today's id of a criterion; of one that was removed, its last."""
    if name in history.wordings:
        return name
    found = _criterion(project, name)
    if found.id not in history.wordings:
        raise RubricError(
            f"{found.path} has never been committed, so it has no history", help="commit it first"
        )
    return found.id


def _text(
    criterion: Criterion,
    scale: Scale | None,
    head: str,
    decisions: list[tuple[dt.date, str]],
    *,
    colour: bool,
) -> str:
    paint = painter(colour=colour)
    lines = [f"{paint(printable(criterion.title), '1')} ({head})", *_wrap(criterion.question)]
    lines += ["", f"weight {criterion.weight:g}, scale {criterion.scale}"]
    if criterion.critical:
        lines.append("critical: its lowest level fails the whole review")
    if criterion.not_applicable:
        lines += ["N/A:", *_wrap(criterion.not_applicable)]
    for score, level in sorted(criterion.levels.items(), reverse=True):
        label = scale.levels.get(score, "") if scale else ""
        lines += ["", paint(f"{score} {printable(label)}", "1"), *_wrap(level.description)]
        for example in level.examples:
            lines += [paint(line, "2") for line in _wrap(f"e.g. {example.text}")]
    if criterion.edge_cases:
        lines += ["", paint("Edge cases", "1")]
    for case in criterion.edge_cases:
        score_words = f"score {score_text(case.score)}" if case.score else "no score"
        lines += _wrap(f"{case.situation} → {score_words}. {case.guidance}")
        lines.append("")
    if decisions:
        lines += [*([""] if lines[-1] else []), paint("Decisions in force", "1")]
        lines += [f"  {date}  {printable(title)}" for date, title in decisions]
    return "\n".join(lines).rstrip() + "\n"


def _wrap(text: str) -> list[str]:
    wrapper = TextWrapper(width=_WIDTH, initial_indent="  ", subsequent_indent="  ")
    return wrapper.wrap(printable(" ".join(text.split())))
