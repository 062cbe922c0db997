"""The first page: what the standard is, what is new, what waits."""

from dataclasses import dataclass

from mkdocs_rubric.model import as_written
from mkdocs_rubric.pages.base.addresses import CALIBRATION, CHANGES, CRITERIA, DECISIONS, RESULT
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, day
from mkdocs_rubric.pages.base.problems import Problem
from mkdocs_rubric.pages.changes.changes_page import newest
from mkdocs_rubric.pages.criteria.criteria_index import GroupView, group_views
from mkdocs_rubric.pages.decisions.decisions_index import DecisionRow, decision_row
from mkdocs_rubric.pages.home.attention import Attention, attention_of
from mkdocs_rubric.pages.home.pulse import Pulse, pulse
from mkdocs_rubric.pages.sessions.session_log import SessionRow, session_rows

_LATEST = 5


_ATTENTION = 8


@dataclass(frozen=True)
class HomeView:
    """The home page."""

    title: str
    description: str
    facts: tuple[str, ...]
    changes: Link | None
    newest: str
    result: Link | None
    pulse: Pulse | None
    groups: tuple[GroupView, ...]
    criteria: Link
    decisions: tuple[DecisionRow, ...]
    all_decisions: Link
    sessions: tuple[SessionRow, ...]
    calibration: Link
    attention: tuple[Attention, ...]
    attention_more: str
    problems: tuple[Problem, ...]


def home(context: Context) -> Page:
    """What the standard is, and what has changed."""
    rubric, project = context.project.rubric, context.project
    groups = group_views(context)
    version = f"Version {context.plain(rubric.version)}"
    since = f"in force since {day(rubric.effective)}" if rubric.effective else ""
    cases = sum(len(criterion.edge_cases) for criterion in rubric.active)
    holding = sum(map(project.in_force, project.decisions.values()))
    attention = attention_of(context)
    latest = [
        decision
        for decision in reversed(list(project.decisions.values()))
        if project.in_force(decision)
    ]
    view = HomeView(
        title=context.plain(rubric.title),
        description=context.prose(rubric.description, rubric.path, context.home),
        changes=Link("What changed", CHANGES) if "changes" in context.kinds else None,
        newest=newest(context) if "changes" in context.kinds else "",
        facts=(
            f"{version}{f', {since}' if since else ''}",
            counted(len(rubric.active), "criterion", "criteria"),
            counted(cases, "edge case"),
            f"{counted(holding, 'decision')} in force",
        ),
        result=_result(context),
        pulse=pulse(context),
        groups=groups,
        criteria=Link("All criteria", CRITERIA),
        decisions=tuple(decision_row(context, each) for each in latest[:_LATEST]),
        all_decisions=Link("All decisions", DECISIONS if "decisions" in context.kinds else ""),
        sessions=tuple(session_rows(context)[:1]) if "calibration" in context.kinds else (),
        calibration=Link("Calibration", CALIBRATION if "calibration" in context.kinds else ""),
        attention=tuple(attention[:_ATTENTION]),
        attention_more=f"and {len(attention) - _ATTENTION} more"
        if len(attention) > _ATTENTION
        else "",
        problems=tuple(context.problems.of(rubric.path)),
    )
    return Page(
        uri=context.home,
        template="home.md.jinja",
        title=view.title,
        view=view,
        source=rubric.path,
        line=1,
        boost=0.3,
        wide=True,
        description=context.headline(rubric.description or rubric.title),
    )


def _result(context: Context) -> Link | None:
    """What it takes to pass, and the way to how that is computed."""
    made = RESULT if "method" in context.kinds else ""
    mark = context.project.rubric.passing
    if mark is not None:
        return Link(f"A review passes at {as_written(mark)}%", made)
    return Link("How a result is computed", made) if made else None
