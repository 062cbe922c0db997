import numpy as np

from agreement.tables import WITHIN, from_levels, random_levels
from mkdocs_rubric.agreement import Cells, agreement, trend


def test_the_trend_is_noisy_dots_and_a_steadier_line():
    rng = np.random.default_rng(0)
    session = np.repeat(np.arange(8), 4)
    scores = from_levels(random_levels(rng, units=64), criteria=2)
    found = trend(scores, session)
    assert [one.session for one in found.sessions] == list(range(8))
    assert [one.conversations for one in found.pooled] == [4, 8] + [12] * 6
    dots, line = (
        np.std([one.value for one in part[2:]]) for part in (found.sessions, found.pooled)
    )
    assert line < dots
    assert found.pooled == agreement(scores, [WITHIN], Cells(session, found.windows))


def test_each_criterion_has_a_trend():
    session = np.repeat(np.arange(3), 4)
    scores = from_levels(random_levels(np.random.default_rng(1), units=24), criteria=2)
    found = trend(scores, session, each_criterion=True)
    assert [(one.session, one.criterion) for one in found.pooled] == [
        (session, criterion) for session in range(3) for criterion in range(2)
    ]
