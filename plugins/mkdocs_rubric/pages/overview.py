"""Home, the index of criteria, tags, and the catalogue of checks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_rubric.diagnostics import Rule, Severity
from mkdocs_rubric.model import Criterion, Decision, Status, as_written, score_text
from mkdocs_rubric.pages.changed import newest
from mkdocs_rubric.pages.context import Context, Problem
from mkdocs_rubric.pages.decision import DecisionRow, decision_row
from mkdocs_rubric.pages.kept import kept
from mkdocs_rubric.pages.page import (
    CALIBRATION,
    CHANGES,
    CHECKS,
    CRITERIA,
    DECISIONS,
    RESULT,
    TAGS,
    Link,
    Page,
    criterion_uri,
    first_sentence,
    slug,
)
from mkdocs_rubric.pages.session_log import SessionRow, session_rows
from mkdocs_rubric.pages.words import counted, day, joined, rung, scale_words

_LATEST = 5
_ATTENTION = 8


@dataclass(frozen=True)
class CriterionRow:
    """A criterion in a list."""

    link: Link
    question: str
    share: str
    width: int
    scale: str
    rungs: tuple[int, ...]
    critical: bool
    edge_cases: str
    latest: str
    retired: str


@dataclass(frozen=True)
class GroupView:
    """A group of criteria."""

    title: str
    anchor: str
    description: str
    share: str
    rows: tuple[CriterionRow, ...]


@dataclass(frozen=True)
class Attention:
    """Something somebody should look at."""

    kind: str
    link: Link
    words: str


@dataclass(frozen=True)
class HomeView:
    """The home page."""

    title: str
    description: str
    facts: tuple[str, ...]
    changes: Link | None
    newest: str
    result: Link | None
    groups: tuple[GroupView, ...]
    criteria: Link
    decisions: tuple[DecisionRow, ...]
    all_decisions: Link
    sessions: tuple[SessionRow, ...]
    calibration: Link
    attention: tuple[Attention, ...]
    attention_more: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class CriteriaView:
    """The index of criteria."""

    sum: str
    groups: tuple[GroupView, ...]


def home(context: Context) -> Page:
    """What the standard is, and what has changed."""
    rubric, project = context.project.rubric, context.project
    groups = _groups(context)
    version = f"Version {context.plain(rubric.version)}"
    since = f"in force since {day(rubric.effective)}" if rubric.effective else ""
    cases = sum(len(one.edge_cases) for one in rubric.active)
    holding = sum(map(project.in_force, project.decisions.values()))
    attention = _attention(context)
    latest = [one for one in reversed(list(project.decisions.values())) if project.in_force(one)]
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
        groups=groups,
        criteria=Link("All criteria", CRITERIA),
        decisions=tuple(decision_row(context, one) for one in latest[:_LATEST]),
        all_decisions=Link("All decisions", DECISIONS if "decisions" in context.kinds else ""),
        sessions=tuple(session_rows(context)[:1]) if "calibration" in context.kinds else (),
        calibration=Link("Calibration", CALIBRATION if "calibration" in context.kinds else ""),
        attention=tuple(attention[:_ATTENTION]),
        attention_more=f"and {len(attention) - _ATTENTION} more"
        if len(attention) > _ATTENTION
        else "",
        problems=tuple(context.problems(rubric.path)),
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
        description=context.plain(first_sentence(rubric.description or rubric.title)[0]),
    )


def _result(context: Context) -> Link | None:
    """What it takes to pass, and the way to how that is computed."""
    made = RESULT if "method" in context.kinds else ""
    mark = context.project.rubric.passing
    if mark is not None:
        return Link(f"A review passes at {as_written(mark)}%", made)
    return Link("How a result is computed", made) if made else None


def criteria_index(context: Context) -> Page:
    """Every criterion by group, then the retired ones."""
    rubric = context.project.rubric
    retired = tuple(
        _row(context, one) for one in rubric.criteria.values() if one.retired is not None
    )
    groups = _groups(context)
    listed = {name for group in rubric.groups for name in group.criteria}
    loose = tuple(
        _row(context, one)
        for one in rubric.criteria.values()
        if one.retired is None and one.id not in listed
    )
    if loose:
        groups = (*groups, GroupView("In no group", "in-no-group", "", "", loose))
    if retired:
        words = (
            "No longer scored. The pages stay, because older sheets and decisions refer to them."
        )
        groups = (*groups, GroupView("Retired", "retired", words, "", retired))
    view = CriteriaView(
        sum=f"{counted(len(rubric.active), 'criterion', 'criteria')} in "
        f"{counted(len(rubric.groups), 'group')}.",
        groups=groups,
    )
    return Page(
        uri=CRITERIA,
        template="criteria.md.jinja",
        title="Criteria",
        view=view,
        source=rubric.path,
        boost=0.3,
        description="Everything that is scored.",
    )


def _groups(context: Context) -> tuple[GroupView, ...]:
    rubric = context.project.rubric
    views = []
    for group in rubric.groups:
        members = [one for one in rubric.active if one.id in group.criteria]
        share = sum(context.share(one) for one in members)
        views.append(
            GroupView(
                title=context.plain(group.title),
                anchor=slug(group.id),
                description=context.prose(group.description, rubric.path, context.home),
                share=f"{share:.0%}",
                rows=tuple(_row(context, one) for one in members),
            )
        )
    return tuple(views)


def _row(context: Context, criterion: Criterion) -> CriterionRow:
    scale = context.project.rubric.scale(criterion)
    history = [
        one for one in context.project.decisions_on[criterion.id] if context.project.in_force(one)
    ]
    share = context.share(criterion)
    heaviest = max(map(context.share, context.project.rubric.active), default=0) or 1
    return CriterionRow(
        link=context.criterion_link(criterion.id),
        question=context.plain(criterion.question),
        share="" if criterion.retired else f"{share:.0%}",
        width=round(100 * share / heaviest),
        scale=context.plain(scale_words(scale)),
        rungs=tuple(rung(scale.fraction(score)) for score in scale.scores) if scale else (),
        critical=criterion.critical,
        edge_cases=counted(len(criterion.edge_cases), "edge case"),
        latest=f"last decided {day(history[0].date)}" if history else "",
        retired=f"retired {day(criterion.retired)}" if criterion.retired else "",
    )


def _attention(context: Context) -> list[Attention]:
    """Open gaps; decisions overdue, proposed, to be read again; then what the checks found."""
    rows = session_rows(context) if "calibration" in context.kinds else ()
    found = [
        Attention(
            "Open gap", row.link, f"{counted(row.open, 'gap')} from {row.date} not settled yet"
        )
        for row in rows
        if row.open
    ]
    waiting = [
        (kind, one, words)
        for one in context.project.decisions.values()
        for kind, words in _waiting(context, one)
    ]
    found += [
        Attention(kind, context.decision_link(one.id), words)
        for kind, one, words in sorted(waiting, key=lambda entry: _ORDER.index(entry[0]))
    ]
    counts = Counter(one.severity for one in context.found)
    uri = CHECKS if "checks" in context.kinds else ""
    for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning")):
        if counts[severity]:
            link = Link(f"{counted(counts[severity], noun)} in the files", uri)
            found.append(Attention("Checks", link, "see what and where"))
    return found


_STILL = "Does it still hold?"
_ORDER = ("Review due", "Proposed", _STILL)


def _waiting(context: Context, decision: Decision) -> Iterator[tuple[str, str]]:
    """What a decision waits for: (kind, words)."""
    if context.decision_status(decision).overdue:
        yield "Review due", f"review was due {day(decision.review_by)}"
    if decision.status is Status.PROPOSED:
        yield "Proposed", f"proposed {day(decision.date)}"
    if earlier := context.made_on_earlier_wording.get(decision.id):
        titles = joined([context.criterion_link(one.criterion).text for one in earlier])
        was = "was" if len(earlier) == 1 else "were"
        yield _STILL, f"{titles} {was} reworded since"


@dataclass(frozen=True)
class TagView:
    """What carries a tag."""

    name: str
    anchor: str
    sum: str
    criteria: tuple[Link, ...]
    edge_cases: tuple[tuple[Link, str], ...]
    decisions: tuple[DecisionRow, ...]


@kept
def tags_index(context: Context) -> Page:
    """Every tag with the criteria, edge cases and decisions that carry it."""
    project = context.project
    names: set[str] = set()
    for criterion in project.rubric.criteria.values():
        names |= {*criterion.tags, *(tag for case in criterion.edge_cases for tag in case.tags)}
    names |= {tag for one in project.decisions.values() for tag in one.tags}
    views = tuple(_tag(context, name) for name in sorted(names, key=str.casefold))
    return Page(
        uri=TAGS,
        template="tags.md.jinja",
        title="Tags",
        view=views,
        boost=0.02,
        description="Criteria, edge cases and decisions by tag.",
    )


def _tag(context: Context, name: str) -> TagView:
    project = context.project
    criteria = [one for one in project.rubric.criteria.values() if name in one.tags]
    cases = [
        (
            Link(context.plain(first_sentence(case.situation)[0]), criterion_uri(one.id), case.id),
            f"{context.plain(one.title)}{f': {score_text(case.score)}' if case.score else ''}",
        )
        for one in project.rubric.criteria.values()
        for case in one.edge_cases
        if name in case.tags
    ]
    decisions = [one for one in reversed(list(project.decisions.values())) if name in one.tags]
    count = len(criteria) + len(cases) + len(decisions)
    return TagView(
        name=context.plain(name),
        anchor=f"tag-{slug(name)}",
        sum=counted(count, "entry", "entries"),
        criteria=tuple(context.criterion_link(one.id) for one in criteria),
        edge_cases=tuple(cases),
        decisions=tuple(decision_row(context, one) for one in decisions),
    )


@dataclass(frozen=True)
class RuleView:
    """A kind of finding."""

    code: str
    name: str
    title: str
    severity: str
    body: str


@dataclass(frozen=True)
class ChecksView:
    """What the checks found, and what they look for."""

    sum: str
    problems: tuple[Problem, ...]
    rules: tuple[RuleView, ...]


def checks_page(context: Context, rules: Sequence[type[Rule]]) -> Page:
    """The findings of today, then the catalogue."""
    view = ChecksView(
        sum=_summary(context),
        problems=tuple(context.problem(one) for one in context.found),
        rules=tuple(
            RuleView(
                rule.code,
                rule.name(),
                rule.title(),
                str(rule.severity),
                rule.documentation().partition("\n")[2].strip(),
            )
            for rule in rules
        ),
    )
    return Page(
        uri=CHECKS,
        template="checks.md.jinja",
        title="Checks",
        view=view,
        boost=0.02,
        description="What is checked in the files, and what was found.",
    )


def _summary(context: Context) -> str:
    files = counted(len(context.project.files), "file")
    if not context.found:
        return f"All {files} are in order."
    counts = Counter(one.severity for one in context.found)
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    words = [counted(counts[one], noun) for one, noun in nouns.items() if counts[one]]
    return f"{', '.join(words)} in {files}."
