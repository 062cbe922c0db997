"""One review worked through: every number a result is made of, exact and adding up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from mkdocs_rubric.calibration.practice import practised_on
from mkdocs_rubric.changes.impact import reviews_of
from mkdocs_rubric.model import (
    Cell,
    Criterion,
    Held,
    Mark,
    Result,
    Rubric,
    Scale,
    as_written,
    on_scale,
    percent_beside,
    result,
)
from mkdocs_rubric.model.exact import exact
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import joined, rung

_FEWEST = 2
"""Scores that it takes to see how they are put together."""


_LOOKED_AT = 100
"""Reviews of a session among which one is chosen; live reviews are thousands."""


_MADE_UP = 5
"""Criteria of a made-up review."""


_ROUND = 2
"""Decimals that are read without an effort."""


@dataclass(frozen=True)
class LevelShare:
    """A score as the site shows it: its text, what it means, its colour."""

    text: str
    words: str
    rung: int | None


@dataclass(frozen=True)
class TermView:
    """What one criterion adds.

    Attributes:
        criterion: Which.
        score: What was given.
        up: How far up its scale that is: `3 of 4` points.
        weight: What there was to earn.
        earned: What was earned of it.
        left_out: Why it adds nothing on either side; "" where it does.
    """

    criterion: Link
    score: LevelShare
    up: str
    weight: str
    earned: str
    left_out: str


@dataclass(frozen=True)
class GroupTermsView:
    """The criteria of a group, and what they come to."""

    title: str
    weight: str
    earned: str
    percent: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True)
class WorkedView:
    """A review, and how its result comes about.

    Attributes:
        what: Whose scores: `One review of conversation`, or that they are made up.
        how: How what is earned comes about, by the first of them.
        conversation: Which.
        session: Where it was scored.
        groups: Group by group, what was scored and what came of it.
        grouped: Whether there is more than one group.
        weight: What there was to earn in all.
        earned: What was earned of it.
        percent: The result.
        sum: The division.
        verdict: What that means.
        others: What was not scored, in a sentence.
    """

    what: str
    how: str
    conversation: Link | None
    session: Link | None
    groups: tuple[GroupTermsView, ...]
    grouped: bool
    weight: str
    earned: str
    percent: str
    sum: str
    verdict: str
    others: str


@dataclass(frozen=True)
class _Review:
    """Scores of today's criteria by their ids; without a session they are made up."""

    scores: Mapping[str, Cell]
    found: Result
    held: Held | None = None
    conversation: str = ""
    agreed: bool = False

    def scale(self, rubric: Rubric, criterion: Criterion) -> Scale | None:
        return rubric.scale(criterion, self.held.session.date if self.held else None)


def worked(context: Context) -> WorkedView | None:
    """A review from the newest session that has one; None where nothing can be computed."""
    rubric = context.project.rubric
    review = _scored(context) or _made_up(rubric)
    if review is None or review.found.exact is None:
        return None
    shares = {name: share for name, share, _ in _shares(rubric, review)}
    weight, earned = _sums(rubric.active, shares)
    if not weight:
        return None
    before_critical = 100 * earned / weight
    held, groups = review.held, tuple(_groups(context, review, shares))
    return WorkedView(
        what="A made-up review, as there is none here yet"
        if held is None
        else "The agreed scores of conversation"
        if review.agreed
        else "One review of conversation",
        how=_how(rubric, review),
        conversation=context.links.conversation(review.conversation, held.id) if held else None,
        session=context.links.session(held.id) if held else None,
        groups=groups,
        grouped=len(groups) > 1,
        weight=as_written(weight),
        earned=mixed(earned),
        percent=percent(before_critical, rubric),
        sum=f"{mixed(earned)} of {as_written(weight)} points is {percent(before_critical, rubric)}"
        f"{'' if is_round(before_critical) else ', rounded'}.",
        verdict=_verdict(context, review.found),
        others=_others(rubric, review),
    )


def mixed(number: Fraction) -> str:
    """`7.5`, and what has no end in decimals as `3 1/3`."""
    if is_round(number):
        return as_written(number)
    whole, rest = divmod(number, 1)
    return f"{whole} {rest}" if whole and rest else str(whole or rest)


def percent(value: Fraction, rubric: Rubric) -> str:
    """In full where that is short, else with a decimal, and on its side of the pass mark."""
    if is_round(value):
        return f"{as_written(value)}%"
    marks = [] if rubric.pass_mark is None else [rubric.pass_mark]
    return percent_beside(value, marks, decimals=1)


def is_round(value: Fraction) -> bool:
    """Whether nothing is lost by writing it in two decimals."""
    return round(value, _ROUND) == value


@once_an_outline
def _scored(context: Context) -> _Review | None:
    """The review that shows most, of the newest session in which one can be computed.

    None of a conversation that somebody is to score in practice still: this page is read before.
    Where nothing is to be seen of single reviewers, what they agreed on stands for it.
    """
    rubric, shown = context.project.rubric, context.people.shown
    kept = practised_on(context.project)
    for held in reversed(list(context.project.sessions.values())):
        found = (
            review
            for conversation, reviews, agreed in reviews_of(held)
            if (held.id, conversation) not in kept
            for scores in (reviews if shown else [agreed] if agreed else [])
            if (review := _review(rubric, held, conversation, scores, agreed=not shown))
        )
        if first := list(islice(found, _LOOKED_AT)):
            return max(first, key=_tells)
    return None


def _tells(review: _Review) -> tuple[bool, bool, int]:
    """How much a review shows: something that does not apply, no failure, many scores."""
    cells = review.scores.values()
    return (
        Mark.NOT_APPLICABLE in cells,
        not review.found.failed_by,
        sum(not isinstance(cell, Mark) for cell in cells),
    )


def _review(
    rubric: Rubric, held: Held, conversation: str, scores: Mapping[str, Cell], *, agreed: bool
) -> _Review | None:
    """A review, of what is scored today; None where too little is left, or is off the scale."""
    today = {criterion.id for criterion in rubric.active}
    known: dict[str, Cell] = {}
    for name, cell in scores.items():
        criterion = rubric.by_name.get(name)
        scale = rubric.scale(criterion, held.session.date) if criterion else None
        if criterion is None or scale is None or criterion.id not in today:
            continue
        if not isinstance(cell, Mark) and not on_scale(scale, cell):
            return None
        known[criterion.id] = cell
    if sum(not isinstance(cell, Mark) for cell in known.values()) < _FEWEST:
        return None
    found = result(rubric, known, on=held.session.date)
    return _Review(known, found, held, conversation, agreed) if found.exact is not None else None


def _made_up(rubric: Rubric) -> _Review | None:
    """The first criteria with a weight: one does not apply, the others are scored variously."""
    scores: dict[str, Cell] = {}
    some = [
        criterion for criterion in rubric.active if criterion.weight and rubric.scale(criterion)
    ][:_MADE_UP]
    left_out = next(
        (entry for entry in some[1:] if entry.not_applicable and len(some) > _FEWEST), None
    )
    for place, each in enumerate(some):
        scale = rubric.scale(each)
        assert scale is not None
        levels = scale.scores
        down = 0 if each.critical else (1, 0, 2)[place % 3]
        scores[each.id] = (
            Mark.NOT_APPLICABLE if each is left_out else levels[-1 - min(down, len(levels) - 1)]
        )
    return _Review(scores, result(rubric, scores)) if some else None


def _shares(rubric: Rubric, review: _Review) -> Iterator[tuple[str, Fraction, str]]:
    """Of each criterion that counts: how far up its scale, from 0 to 1, and in points."""
    for name, cell in review.scores.items():
        scale = review.scale(rubric, rubric.criteria[name])
        if scale is None or isinstance(cell, Mark):
            continue
        low, high = scale.scores[0], scale.scores[-1]
        above, width = exact(cell) - exact(low), exact(high) - exact(low)
        yield name, above / width, f"{as_written(above)} of {as_written(width)}"


def _groups(
    context: Context, review: _Review, shares: Mapping[str, Fraction]
) -> Iterator[GroupTermsView]:
    rubric = context.project.rubric
    ups = {name: up for name, _, up in _shares(rubric, review)}
    seen = [criterion for criterion in rubric.active if _was_seen(review, criterion)]
    for group in rubric.groups:
        members = [each for each in seen if each.id in group.criteria]
        if not members:
            continue
        weight, earned = _sums(members, shares)
        yield GroupTermsView(
            title=context.plain(group.title),
            weight=as_written(weight) if weight else "",
            earned=mixed(earned) if weight else "",
            percent=percent(100 * earned / weight, rubric) if weight else "",
            terms=tuple(_term(context, review, member, shares, ups) for member in members),
        )


def _sums(
    criteria: Iterable[Criterion], shares: Mapping[str, Fraction]
) -> tuple[Fraction, Fraction]:
    """What there was to earn, and what was earned of it, on the criteria that have a score."""
    counted = [
        (exact(criterion.weight), shares[criterion.id])
        for criterion in criteria
        if criterion.id in shares
    ]
    whole = sum((weight for weight, _ in counted), Fraction(0))
    return whole, sum((weight * share for weight, share in counted), Fraction(0))


def _was_seen(review: _Review, criterion: Criterion) -> bool:
    return review.scores.get(criterion.id, Mark.NOT_SCORED) is not Mark.NOT_SCORED


def _term(
    context: Context,
    review: _Review,
    criterion: Criterion,
    shares: Mapping[str, Fraction],
    ups: Mapping[str, str],
) -> TermView:
    link, cell = context.links.criterion(criterion.id), review.scores[criterion.id]
    scale = review.scale(context.project.rubric, criterion)
    if isinstance(cell, Mark) or scale is None:
        return TermView(link, LevelShare("N/A", "not applicable", None), "", "", "", "left out")
    share = shares[criterion.id]
    label = context.plain(scale.levels.get(cell, "between two levels"))
    return TermView(
        criterion=link,
        score=LevelShare(as_written(cell), label, rung(float(share))),
        up=ups[criterion.id],
        weight=as_written(criterion.weight),
        earned=mixed(exact(criterion.weight) * share),
        left_out="",
    )


def _how(rubric: Rubric, review: _Review) -> str:
    """Of the first criterion that has a weight, in numbers."""
    for name, share, up in _shares(rubric, review):
        if weight := exact(rubric.criteria[name].weight):
            return (
                f"Each score earns its part of the weight: {up} points up the scale earn "
                f"{mixed(weight * share)} of a weight of {as_written(weight)}."
            )
    return ""


def _verdict(context: Context, found: Result) -> str:
    rubric = context.project.rubric
    assert found.exact is not None
    mark = "" if rubric.pass_mark is None else f"{as_written(rubric.pass_mark)}%"
    if found.failed_by:
        titles = joined([context.links.criterion(each).text for each in found.failed_by])
        what = "is critical and at its lowest level"
        if len(found.failed_by) > 1:
            what = "are critical and at their lowest level"
        fails = " The review fails." if found.passed is False else ""
        return f"But {titles} {what}: the result is 0%, whatever else was earned.{fails}"
    if found.passed is None:
        return "That is the result; this rubric has no pass mark."
    so = "this one does" if found.passed else "this one does not"
    return f"That is the result. A review passes at {mark}: {so}."


def _others(rubric: Rubric, review: _Review) -> str:
    """What was not scored, if only the half of it."""
    others = sum(not _was_seen(review, criterion) for criterion in rubric.active)
    if not others:
        return ""
    if others == 1:
        return "The one other criterion was not scored, and is left out in the same way as N/A."
    return f"The other {others} criteria were not scored, and are left out in the same way as N/A."
