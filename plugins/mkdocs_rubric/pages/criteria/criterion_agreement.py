"""What a criterion's page shows of agreement."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_rubric.agreement import Estimate
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.model import Criterion, Status
from mkdocs_rubric.pages.agreement.mix_ups import ConfusionRow, confusion_row
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import (
    FigureRow,
    applies_words,
    band_of,
    figure_row,
    figures,
    how_sure,
    lines,
    move_words,
    share_words,
)
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.phrases import counted, short_day
from mkdocs_rubric.pages.base.trend_chart import TrendChart, trend_chart
from mkdocs_rubric.pages.decisions.effects import EffectView, effect_view


@dataclass(frozen=True)
class CriterionAgreement:
    """What a criterion's page says about agreement."""

    figure: str
    band: str
    band_label: str
    words: tuple[str, ...]
    chart: TrendChart | None
    rows: tuple[FigureRow, ...]
    confusions: tuple[ConfusionRow, ...]
    effects: tuple[EffectView, ...]


def criterion_agreement(context: Context, criterion: Criterion) -> CriterionAgreement | None:
    """What a criterion's page shows; None where it was never scored by two reviewers."""
    return _criteria(context).get(criterion.id)


@once_an_outline
def _criteria(context: Context) -> Mapping[str, CriterionAgreement | None]:
    if "agreement" not in context.kinds:
        return {}
    criteria = context.project.rubric.criteria.values()
    return {one.id: _criterion(context, one) for one in criteria}


def _criterion(context: Context, criterion: Criterion) -> CriterionAgreement | None:
    found = figures(context)
    line = found.criteria.get(criterion.id)
    latest = line.latest if line else None
    if line is None or latest is None:
        return None
    band = band_of(context, latest)
    decisions = [one.id for one in context.project.decisions_on[criterion.id]]
    chart = trend_chart(
        context,
        line,
        "trend",
        f"Agreement on {context.plain(criterion.title)}",
        decisions=[d for d in decisions if context.project.decisions[d].status is Status.ACCEPTED],
    )
    held = list(context.project.sessions.values())
    return CriterionAgreement(
        figure=lines(context).percent(latest.value) or "Undefined",
        band=band.css,
        band_label=band.label,
        words=tuple(filter(None, _criterion_words(context, found, criterion, latest))),
        chart=chart,
        rows=tuple(
            figure_row(context, short_day(held[n].session.date), one)
            for n, one in reversed([*zip(line.numbers, line.sessions, strict=True)])
        ),
        confusions=tuple(
            confusion_row(context, found, criterion, one)
            for one in found.confusions(criterion.id)[:3]
        ),
        effects=tuple(
            view
            for name in decisions
            if (view := effect_view(context, context.project.decisions[name]))
        ),
    )


def _criterion_words(
    context: Context, found: Figures, criterion: Criterion, latest: Estimate
) -> Iterator[str]:
    if latest.value is None:
        yield f"{latest.undefined}.".capitalize()
    else:
        on = counted(latest.conversations, "conversation")
        on = on if latest.conversations == 1 else f"last {on}"
        rough = ", which is rough" if latest.rough else ""
        yield (
            f"Two reviewers who scored it agreed {lines(context).percent(latest.value)} of the "
            f"time ({on}{rough})."
        )
        yield how_sure(context, latest)
        yield move_words(found.move(criterion.id))
    yield applies_words(found.applicability.get(criterion.id))
    agreed = found.agreed.criteria.get(criterion.id)
    if agreed is not None:
        yield (
            f"Of all {counted(agreed.scores, 'score')} so far, {share_words(agreed.within)} were "
            "close enough to what the session then agreed on."
        )
