"""The agreement page, and what a criterion's page shows of agreement."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_rubric.agreement import Change, Estimate
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.model import Criterion, Status
from mkdocs_rubric.pages.charts import TrendChart, interval, percent, trend_chart
from mkdocs_rubric.pages.confusions import ConfusionRow, confusion_row, worst_confusions
from mkdocs_rubric.pages.context import Context
from mkdocs_rubric.pages.effects import EffectView, effect_view
from mkdocs_rubric.pages.figures import (
    Band,
    FigureRow,
    band_of,
    change_words,
    coefficient_name,
    figure_row,
    figures,
)
from mkdocs_rubric.pages.kept import kept
from mkdocs_rubric.pages.page import AGREEMENT, REVIEWERS, Link, Page, slug
from mkdocs_rubric.pages.words import counted, day, rung, short_day

_PERIODS = (("all", "All sessions", 0), ("12", "Last 12", 12), ("6", "Last 6", 6))


@dataclass(frozen=True)
class UseRow:
    """How often each level of a criterion is given."""

    criterion: Link
    levels: tuple[tuple[str, int, int, str], ...]


@dataclass(frozen=True)
class Multiple:
    """A criterion among the small multiples."""

    link: Link
    group: str
    group_id: str
    figure: str
    band: str
    band_label: str
    interval: str
    trend: TrendChart | None
    direction: str
    direction_words: str
    conversations: str
    critical: bool


@dataclass(frozen=True)
class AgreementView:
    """The agreement page."""

    headline: str
    figure: str
    band: str
    band_label: str
    words: str
    next_step: str
    worst: tuple[Link, ...]
    unreliable: tuple[Link, ...]
    reviewers: Link
    charts: tuple[tuple[str, str, TrendChart], ...]
    multiples: tuple[Multiple, ...]
    groups: tuple[tuple[str, str], ...]
    confusions: tuple[ConfusionRow, ...]
    use: tuple[UseRow, ...]
    sessions: tuple[FigureRow, ...]
    criteria: tuple[FigureRow, ...]
    coefficients: tuple[FigureRow, ...]
    acceptable: str
    strong: str
    eras: tuple[str, ...]


@dataclass(frozen=True)
class CriterionAgreement:
    """What a criterion's page says about agreement."""

    figure: str
    band: str
    band_label: str
    words: str
    chart: TrendChart | None
    rows: tuple[FigureRow, ...]
    confusions: tuple[ConfusionRow, ...]
    effects: tuple[EffectView, ...]
    note: str


@kept
def agreement_page(context: Context) -> Page:
    """What a lead opens before a session and shows after it."""
    found = figures(context)
    overall = found.overall
    latest = overall.latest
    band = band_of(context, latest)
    bands = context.project.rubric.calibration.bands
    multiples = sorted(_multiples(context, found), key=lambda pair: pair[0])
    decisions = [
        one.id for one in context.project.decisions.values() if one.status is Status.ACCEPTED
    ]
    charts = []
    for key, label, last in _PERIODS:
        if last and len(overall.sessions) <= last:
            continue
        title = f"Percent agreement, {label.lower()}"
        drawn = trend_chart(context, overall, f"trend-{key}", title, decisions=decisions, last=last)
        if drawn is not None:
            charts.append((key, label, drawn))
    held = list(context.project.sessions.values())
    view = AgreementView(
        headline=_headline(latest, band),
        figure=percent(latest.value) if latest else "",
        band=band.css,
        band_label=band.label,
        words=_headline_words(latest, found.recent_change(), band, bands.strong, bands.acceptable),
        next_step=band.value,
        worst=tuple(one.link for _, one in multiples[:3] if one.band != "strong") if latest else (),
        unreliable=tuple(one.link for _, one in multiples if one.band == "low"),
        reviewers=Link("Reviewers against each other", REVIEWERS if context.people.shown else ""),
        charts=tuple(charts),
        multiples=tuple(one for _, one in multiples),
        groups=tuple(
            (slug(one.id), context.plain(one.title)) for one in context.project.rubric.groups
        ),
        confusions=tuple(worst_confusions(context, found)),
        use=tuple(_use(context, found)),
        sessions=tuple(
            figure_row(short_day(held[n].session.date), one)
            for n, one in reversed([*zip(overall.numbers, overall.sessions, strict=True)])
        ),
        criteria=tuple(
            figure_row(context.criterion_link(name).text, line.latest)
            for name, line in found.criteria.items()
            if line.latest
        ),
        coefficients=tuple(figure_row(coefficient_name(one), one) for one in found.coefficients),
        acceptable=f"{bands.acceptable:g}%",
        strong=f"{bands.strong:g}%",
        eras=tuple(_eras(context, found)),
    )
    return Page(
        uri=AGREEMENT,
        template="agreement.md.jinja",
        title="Agreement",
        view=view,
        boost=0.2,
        wide=True,
        description=view.headline,
    )


def _headline(latest: Estimate | None, band: Band) -> str:
    if latest is None or latest.value is None:
        why = f": {latest.undefined}" if latest and latest.undefined else ""
        return f"Nothing can be said about agreement yet{why}."
    if band is Band.TOO_FEW:
        return (
            f"Too few conversations to say: {percent(latest.value)} on "
            f"{counted(latest.conversations, 'conversation')}."
        )
    what = {
        Band.STRONG: "Reviewers agree",
        Band.ACCEPTABLE: "Reviewers mostly agree",
        Band.UNRELIABLE: "Reviewers do not agree enough",
    }[band]
    return (
        f"{what}: {percent(latest.value)} agreement on the last "
        f"{counted(latest.conversations, 'conversation')}."
    )


def _headline_words(
    latest: Estimate | None, change: Change | None, band: Band, strong: float, acceptable: float
) -> str:
    if latest is None or latest.low is None or latest.high is None:
        return latest.no_interval.capitalize() + "." if latest and latest.no_interval else ""
    words = f"Likely range of the long-run figure: {interval(latest)}"
    low, high = 100 * latest.low, 100 * latest.high
    if band is Band.ACCEPTABLE and high >= strong:
        words += ", so it may be strong already"
    elif band is Band.STRONG and low < strong:
        words += ", so it may be less than strong"
    elif band is Band.ACCEPTABLE and low < acceptable:
        words += ", so it may be less than acceptable"
    return f"{words}. {change_words(change, of_all=True)}".strip()


def _multiples(context: Context, found: Figures) -> Iterator[tuple[float, Multiple]]:
    """Each criterion with what a session on it would be worth: disagreement times weight.

    A critical criterion decides the whole result.
    """
    rubric = context.project.rubric
    for name, line in found.criteria.items():
        criterion, latest = rubric.criteria[name], line.latest
        if criterion.retired is not None or latest is None:
            continue
        group = rubric.group_of.get(name)
        band = band_of(context, latest)
        direction, words = _direction(found.recent_change(name))
        stake = 1.0 if criterion.critical else context.share(criterion)
        worth = (1 - latest.value) * stake if latest.value is not None else -1
        yield (
            -worth,
            Multiple(
                link=context.criterion_link(name),
                group=context.plain(group.title) if group else "",
                group_id=slug(group.id) if group else "",
                figure=percent(latest.value) or "undefined",
                band=band.css,
                band_label=band.label if band is not Band.TOO_FEW else "Too few to say",
                interval=interval(latest),
                trend=trend_chart(context, line, f"spark-{name}", criterion.title),
                direction=direction,
                direction_words=words,
                conversations=counted(latest.conversations, "conversation"),
                critical=criterion.critical,
            ),
        )


def _direction(change: Change | None) -> tuple[str, str]:
    if change is None or change.value is None:
        return "", "too few to compare"
    if not change.distinguishable:
        return "flat", "no clear change"
    arrow = "up" if change.value > 0 else "down"
    return arrow, f"{arrow} {abs(100 * change.value):.0f} points, a clear change"


def _use(context: Context, found: Figures) -> Iterator[UseRow]:
    rubric = context.project.rubric
    for name in found.criteria:
        criterion = rubric.criteria[name]
        scale, counts = rubric.scale(criterion), found.scale_use(name)
        total = sum(counts.values())
        if criterion.retired is not None or scale is None or not total:
            continue
        yield UseRow(
            context.criterion_link(name),
            tuple(
                (
                    str(score),
                    rung(scale.fraction(score)),
                    round(100 * counts.get(score, 0) / total),
                    f"{context.plain(scale.levels[score])}: {counts.get(score, 0)} of {total}",
                )
                for score in scale.scores
            ),
        )


def _eras(context: Context, found: Figures) -> Iterator[str]:
    old = Counter(era.criterion.id for era in found.scores.eras if not era.current)
    for name in old:
        criterion = context.project.rubric.criteria[name]
        for one in criterion.earlier_scales:
            yield (
                f"{context.plain(criterion.title)} was scored on another scale before "
                f"{day(one.before)}. Those scores count in their own sessions and are not pooled "
                "with today's."
            )


def criterion_agreement(context: Context, criterion: Criterion) -> CriterionAgreement | None:
    """What a criterion's page shows; None where it was never scored by two reviewers."""
    return _criteria(context).get(criterion.id)


@kept
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
    words = f"over the last {counted(latest.conversations, 'conversation')} it was scored on"
    if interval(latest):
        words += f", likely range {interval(latest)}"
    return CriterionAgreement(
        figure=percent(latest.value) or "Undefined",
        band=band.css,
        band_label=band.label,
        words=f"{words}. {change_words(found.recent_change(criterion.id))}".strip()
        if latest.value is not None
        else f"{latest.undefined}.",
        chart=chart,
        rows=tuple(
            figure_row(short_day(held[n].session.date), one)
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
        note=_applicability(found, criterion),
    )


def _applicability(found: Figures, criterion: Criterion) -> str:
    one = found.applicability.get(criterion.id)
    if one is None or one.value is None:
        return ""
    return f"On whether it applies at all (N/A or a score), {percent(one.value)} of pairs agree."
