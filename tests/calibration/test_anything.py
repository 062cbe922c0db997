"""Whatever was scored, every figure is a number that can be, or says why there is none."""

import datetime as dt
import random

import pytest

from factories import a_criterion, a_decision, a_project, a_rubric, a_scale, a_session, a_sheet
from mkdocs_rubric.agreement import Change, Effect
from mkdocs_rubric.calibration import gaps, spreads
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
        sessions.append(a_session(*sheets, id=f"s{session:02}", date=day))
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


def reasonable(one):
    """An estimate, a change, or None."""
    if one is None:
        return True
    numbers = [number for number in (one.low, one.value, one.high) if number is not None]
    highest = 2 if isinstance(one, Change) else 1  # a change less that of others
    return numbers == sorted(numbers) and all(-20 <= number <= highest for number in numbers)


@pytest.mark.parametrize("seed", range(60))
def test_every_figure_is_a_number_that_can_be_or_none(seed):
    project = some_project(seed)
    found = Figures(project)
    lines = [found.overall, *found.criteria.values()]
    estimates = [one for line in lines for one in (*line.sessions, *line.windows)]
    assert all((one.value is None) == (one.undefined is not None) for one in estimates)
    assert all(map(reasonable, [*estimates, *found.coefficients, *found.applicability.values()]))
    for name in ("", *project.rubric.criteria):
        assert reasonable(found.recent_change(name))
        assert all(0 < one.share <= 1 for one in found.confusions(name))
        assert all(count >= 0 for count in found.scale_use(name).values())
    assert all(reasonable(found.session_change(name)) for name in found.sessions)
    for decision in project.decisions.values():
        effect = found.effect(decision)
        if isinstance(effect, Effect):
            assert all(map(reasonable, (effect.net, effect.touched, effect.untouched)))
    assert all(0 <= one.share <= 1 for one in found.pairs)
    assert list(found.severities) is not None
    assert list(found.drift) is not None


@pytest.mark.parametrize("seed", range(0, 60, 3))
@pytest.mark.parametrize("by", [None, "criterion", "session", "reviewer", "pair"])
def test_the_command_lists_them(seed, by):
    project = some_project(seed)
    for session in (None, *list(project.sessions)[:1]):
        for criterion in (None, "c0"):
            asked = {"session": session, "criterion": criterion, "by": by, "every": seed % 9 == 0}
            if not Figures(project).scores.tables:
                with pytest.raises(RubricError, match="nothing has been scored yet"):
                    report(project, **asked)
                continue
            for one in report(project, **asked):
                if one.get("low") is not None and "estimate" in one:
                    assert one["low"] <= one["estimate"] <= one["high"]
