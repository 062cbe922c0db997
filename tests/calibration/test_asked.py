"""What a reviewer is asked in a session."""

import datetime as dt

from factories import a_criterion, a_rubric, a_scale
from mkdocs_rubric.calibration.asked import asked
from mkdocs_rubric.model import Session
from mkdocs_rubric.model.criterion import EarlierScale

DAY = dt.date(2026, 6, 15)
SESSION = Session(id="s", path="scores/s/session.yaml", date=DAY)


def names(*criteria, **changes):
    return [one.id for one, _ in asked(a_rubric(*criteria, **changes), SESSION)]


def test_a_criterion_is_asked_until_the_day_it_is_retired():
    on_the_day = a_criterion("tone", retired=DAY)
    later = a_criterion("clarity", retired=DAY + dt.timedelta(days=1))
    assert names(a_criterion(), on_the_day, later) == ["empathy", "clarity"]


def test_one_whose_scale_nobody_defined_cannot_be_asked():
    assert names(a_criterion(), a_criterion("tone", scale="unknown")) == ["empathy"]


def test_it_is_asked_on_the_scale_of_that_day():
    earlier = EarlierScale(before=DAY + dt.timedelta(days=1), scale="old")
    scales = {"quality": a_scale(1, 2, 3), "old": a_scale(0, 1)}
    rubric = a_rubric(a_criterion(earlier_scales=(earlier,)), scales=scales)
    assert [scale.scores for _, scale in asked(rubric, SESSION)] == [[0, 1]]
