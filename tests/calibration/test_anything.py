"""Whatever was scored, every figure is a number that can be, or says why there is none."""

import datetime as dt
import math
import random
from dataclasses import replace
from itertools import pairwise

import pytest

from factories import a_criterion, a_decision, a_project, a_rubric, a_scale, a_session, a_sheet
from mkdocs_rubric.agreement import Comparison
from mkdocs_rubric.calibration import gaps, spreads
from mkdocs_rubric.calibration.claims import Verdict
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.model import Mark
from mkdocs_rubric.model.rubric import EarlierScale
from mkdocs_rubric.report import report

ODD = (Mark.NOT_APPLICABLE, Mark.NOT_SCORED, 9)
SCALES = {
    "quality": (1, 2, 3, 4, 5),
    "met": (0, 1),
    "apart": (1, 10),
    "below": (-1, 0, 1, 2),
    "uneven": (-2, 0, 5),
    "gaps": (1, 2, 4, 8),
    "wide": tuple(range(11)),
}
FIRST = dt.date(2026, 3, 1)


def some_criterion(drawn, number):
    usual = drawn.random() < 0.5
    scale, scores = drawn.choice(list(SCALES.items())[: 2 if usual else None])
    changes = {"not_applicable": drawn.choice([None, "They only ask."])}
    if drawn.random() < 0.2:
        before = FIRST + dt.timedelta(days=drawn.randint(0, 9))
        changes["earlier_scales"] = (EarlierScale(before=before, scale="met"),)
    if drawn.random() < 0.2:
        changes["retired"] = FIRST + dt.timedelta(days=drawn.randint(0, 9))
    return a_criterion(f"c{number}", scores=scores, scale=scale, **changes)


def some_rows(drawn, criteria, session, conversations):
    """One reviewer's rows: of all of it, of nothing, or of a conversation nobody else has."""
    alone, same = drawn.random() < 0.3, drawn.random() < 0.2
    for conversation in drawn.sample(range(9), 1) if alone else range(conversations):
        for criterion in criteria:
            levels = sorted(criterion.levels)
            twice = drawn.random() < 0.05
            for _ in range(1 + twice if drawn.random() < 0.8 else 0):
                cell = levels[0] if same else drawn.choice(levels)
                odd = drawn.random() < 0.15
                yield (
                    f"C-{session}-{conversation}",
                    criterion.id,
                    drawn.choice(ODD) if odd else cell,
                )


def some_project(seed):
    drawn = random.Random(seed)
    criteria = [some_criterion(drawn, number) for number in range(drawn.choice([1, 2, 4]))]
    names = [one.id for one in criteria]
    sessions = []
    for session in range(drawn.choice([0, 1, 2, 5, 14])):
        conversations, reviewers = drawn.choice([1, 2, 4]), drawn.choice([0, 1, 2, 5])
        of_each = [list(some_rows(drawn, criteria, session, conversations))
                   for _ in range(reviewers)]  # fmt: skip
        sheets = [a_sheet(f"r{who}", rows) for who, rows in enumerate(of_each)]
        if sheets and drawn.random() < 0.1:
            sheets.append(a_sheet("r0", of_each[-1], path="again.csv"))
        day = FIRST + dt.timedelta(days=session)
        held = a_session(*sheets, id=f"s{session:02}", date=day)
        if drawn.random() < 0.5:
            settled = list(some_rows(drawn, criteria, session, conversations))
            held = replace(held, consensus=a_sheet("consensus", settled))
        sessions.append(held)
    decisions = [
        a_decision(f"2026-03-{day:02}-d", criteria=tuple(drawn.sample(names, 1)))
        for day in range(1, drawn.choice([1, 4, 12]))
    ]
    scales = {name: a_scale(*scores) for name, scores in SCALES.items()}
    return a_project(a_rubric(*criteria, scales=scales), decisions=decisions, sessions=sessions)


@pytest.mark.parametrize("seed", range(60))
def test_nobody_has_scored_anything_twice(seed):
    for table in Figures(some_project(seed)).scores.tables:
        rows = zip(table.reviewer, table.conversation, table.criterion, strict=True)
        assert len(set(rows)) == len(table.level)


@pytest.mark.parametrize("seed", range(60))
def test_the_quick_look_for_gaps_finds_what_a_close_one_does(seed):
    project = some_project(seed)
    for held in project.sessions.values():
        assert gaps(project, held) == gaps(project, held, list(spreads(project, held)))


def in_order(low, value, high, least, most):
    """Numbers, in this order and within what can be; None is none."""
    numbers = [float(one) for one in (low, value, high) if one is not None]
    assert all(map(math.isfinite, numbers))
    assert all(one <= other + 1e-9 for one, other in pairwise([least, *numbers, most]))


def an_estimate(one):
    in_order(one.low, one.value, one.high, -20, 1)
    assert (one.value is None) == (one.undefined is not None)
    assert (one.low is None) == (one.high is None) == (one.no_interval is not None)
    assert one.rough == (one.conversations < 12)
    assert one.scores >= one.conversations >= 0


def a_comparison(one: Comparison):
    in_order(None, one.before, None, 0, 1)
    in_order(None, one.after, None, 0, 1)
    low, high = one.range() or (None, None)
    in_order(low, one.value, high, -2, 2)  # a change less that of others
    in_order(None, one.pull, None, -1, 1)
    in_order(None, one.p, None, 0, 1)
    assert (one.error is None) == (one.p is None)
    assert min(one.conversations) > 0


@pytest.mark.parametrize("seed", range(60))
def test_every_estimate_is_a_number_that_can_be_or_says_why_there_is_none(seed):
    found = Figures(some_project(seed))
    lines = [found.overall, *found.criteria.values(), *found.applicability.values()]
    for line in lines:
        assert len(line.windows) == len(line.members) <= len(line.numbers) == len(line.sessions)
        for one in (*line.sessions, *line.windows):
            an_estimate(one)
        for members in line.members:
            assert list(members) == sorted(set(members))
    for one in found.coefficients:
        an_estimate(one)


@pytest.mark.parametrize("seed", range(60))
def test_every_change_is_a_number_that_can_be(seed):
    project = some_project(seed)
    found = Figures(project)
    for name in ("", *project.rubric.criteria):
        if move := found.move(name):
            a_comparison(move.found)
            assert min(move.found.conversations) > 0
            assert 0 <= move.alpha < 0.1
    for number, name in enumerate(found.sessions):
        if step := found.step(name):
            in_order(None, step.before, None, 0, 1)
            in_order(None, step.after, None, 0, 1)
            assert min(step.conversations) > 0
            assert 0 <= step.earlier < number
    for decision in project.decisions.values():
        effect = found.effect(decision)
        if effect is None:
            assert not found.scores.indices(decision.criteria)
            continue
        assert effect.verdict in Verdict
        assert (effect.found is None) <= (effect.alpha == 0 or effect.detectable is None)
        assert (effect.before < 12) == (effect.verdict is Verdict.FEW_BEFORE)
        assert effect.detectable is None or effect.detectable > 0
        if effect.found:
            a_comparison(effect.found)


@pytest.mark.parametrize("seed", range(60))
def test_everything_about_reviewers_and_levels_is_a_number_that_can_be(seed):
    project = some_project(seed)
    found = Figures(project)
    for name in ("", *project.rubric.criteria):
        assert all(0 < one.share <= 1 for one in found.confusions(name))
        assert all(count >= 0 for count in found.scale_use(name))
    assert all(0 <= one.share <= 1 <= min(one.conversations, one.scores) for one in found.pairs)
    widest = 100 if not found.one_unit else 10
    for one in found.severities:
        in_order(one.low, one.value, one.high, -10 * widest, 10 * widest)
        assert (one.value is None) == (one.undefined is not None)
        assert one.p is None or 0 <= one.p <= one.q <= 1
    for one in found.drift:
        in_order(one.low, None, one.high, -10 * widest, 10 * widest)
        in_order(None, one.smoothed, None, -2 * widest, 2 * widest)
        assert not one.drifting or one.low is not None
    assert 0 <= found.named_at < 0.1
    agreed = found.agreed
    assert (agreed.everybody is None) == (not agreed.reviewers) == (not agreed.criteria)


@pytest.mark.parametrize("seed", range(0, 60, 3))
@pytest.mark.parametrize("by", [None, "criterion", "session", "reviewer", "pair"])
def test_the_command_lists_them(seed, by):
    project = some_project(seed)
    for session in (None, *list(project.sessions)[:1]):
        for criterion in (None, "c0"):
            asked = {"session": session, "criterion": criterion, "by": by, "every": seed % 9 == 0}
            if by == "reviewer" and (session or criterion):
                continue
            if not Figures(project).scores.tables:
                with pytest.raises(RubricError, match="nothing has been scored yet"):
                    report(project, **asked)
                continue
            for one in report(project, **asked):
                if one.get("low") is not None and "estimate" in one:
                    assert one["low"] <= one["estimate"] <= one["high"]
