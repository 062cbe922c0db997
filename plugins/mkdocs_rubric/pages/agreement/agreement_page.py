"""The agreement page, and what a criterion's page shows of agreement."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_rubric.agreement.against import Against
from mkdocs_rubric.agreement.intervals import ROUGH
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.calibration.lines import Line
from mkdocs_rubric.model import Status
from mkdocs_rubric.pages.agreement.mix_ups import ConfusionRow, worst_confusions
from mkdocs_rubric.pages.agreement.multiples import Multiple, multiples
from mkdocs_rubric.pages.base.addresses import AGREEMENT, REVIEWERS, slug
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import (
    Band,
    FigureRow,
    applies_words,
    band_of,
    coefficient_name,
    figure_row,
    figures,
    how_sure,
    lines,
    move_words,
    share_words,
)
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link, Page
from mkdocs_rubric.pages.base.phrases import counted, day, joined, rung, short_day
from mkdocs_rubric.pages.base.trend_chart import TrendChart, trend_chart

_PERIODS = (("all", "All sessions", 0), ("12", "Last 12", 12), ("6", "Last 6", 6))


@dataclass(frozen=True)
class UseRow:
    """How often each level of a criterion is given."""

    criterion: Link
    levels: tuple[tuple[str, int, int, str], ...]


@dataclass(frozen=True)
class AgainstRow:
    """Scores of a criterion against the consensus."""

    what: Link
    within: str
    exact: str
    interval: str
    scores: int
    conversations: int
    note: str


@dataclass(frozen=True)
class AgreementView:
    """The agreement page.

    Attributes:
        headline: What the figure says, in a sentence.
        figure: The figure.
        band: The class it is shown with.
        band_label: The band in a word or two.
        words: How sure one may be, what changed, what the figure is made of.
        next_step: What to do.
        worst: The criteria to spend the next session on, in the order of `multiples`.
        unreliable: Those of them that are too unreliable to use.
        reviewers: The page that compares reviewers.
        charts: The running figure over several periods: key, label, chart.
        multiples: A card for each criterion, first where a session would help most.
        groups: Of criteria: anchor and title.
        confusions: The levels mixed up most.
        use: The levels given.
        consensus: Everybody against what the sessions agreed on, in a sentence.
        against: The same by criterion.
        sessions: Of each session alone.
        criteria: The running figures of criteria.
        coefficients: Other measures.
        applies: Agreement on whether criteria apply.
        acceptable: The lower line.
        strong: The upper line.
        eras: What was scored on another scale before.
    """

    headline: str
    figure: str
    band: str
    band_label: str
    words: tuple[str, ...]
    next_step: str
    worst: tuple[Link, ...]
    unreliable: tuple[Link, ...]
    reviewers: Link
    charts: tuple[tuple[str, str, TrendChart], ...]
    multiples: tuple[Multiple, ...]
    groups: tuple[tuple[str, str], ...]
    confusions: tuple[ConfusionRow, ...]
    use: tuple[UseRow, ...]
    consensus: str
    against: tuple[AgainstRow, ...]
    sessions: tuple[FigureRow, ...]
    criteria: tuple[FigureRow, ...]
    coefficients: tuple[FigureRow, ...]
    applies: tuple[FigureRow, ...]
    acceptable: str
    strong: str
    eras: tuple[str, ...]


@once_an_outline
def agreement_page(context: Context) -> Page:
    """What a lead opens before a session and shows after it."""
    view = _view(context)
    return Page(
        uri=AGREEMENT,
        template="agreement.md.jinja",
        title="Agreement",
        view=view,
        boost=0.2,
        wide=True,
        description=view.headline,
    )


def _view(context: Context) -> AgreementView:
    found, beside = figures(context), lines(context)
    overall = found.overall
    latest = overall.latest
    band = band_of(context, latest)
    cards = list(multiples(context, found))
    pressing = [card for card in cards if card.band != "strong" and not card.settled_down]
    held = list(context.project.sessions.values())
    return AgreementView(
        headline=_headline(context, found),
        figure=beside.percent(latest.value) if latest else "",
        band=band.css,
        band_label=band.label,
        words=tuple(filter(None, _headline_words(context, found))),
        next_step=(Band.TOO_FEW if latest and latest.rough else band).value,
        worst=tuple(each.link for each in pressing[:3]) if latest else (),
        unreliable=tuple(each.link for each in pressing if each.band == "low"),
        reviewers=Link("Compare reviewers", REVIEWERS if context.people.shown else ""),
        charts=tuple(_charts(context, overall)),
        multiples=tuple(cards),
        groups=tuple(
            (slug(group.id), context.plain(group.title)) for group in context.project.rubric.groups
        ),
        confusions=tuple(worst_confusions(context, found)),
        use=tuple(_use(context, found)),
        consensus=_consensus(found),
        against=tuple(
            _against_row(context, context.links.criterion(name), found.agreed.criteria[name])
            for name in found.criteria
            if name in found.agreed.criteria
        ),
        sessions=tuple(
            figure_row(context, short_day(held[n].session.date), number)
            for n, number in reversed([*zip(overall.numbers, overall.sessions, strict=True)])
        ),
        criteria=tuple(
            figure_row(context, context.links.criterion(name).text, line.latest)
            for name, line in found.criteria.items()
            if line.latest
        ),
        coefficients=tuple(
            figure_row(
                context, coefficient_name(coefficient), latest if place == 0 else coefficient
            )
            for place, coefficient in enumerate(found.coefficients)
        ),
        applies=tuple(
            figure_row(
                context,
                context.links.criterion(name).text if name else "All that allow N/A",
                line.latest,
            )
            for name, line in found.applicability.items()
        ),
        acceptable=f"{beside.acceptable:g}%",
        strong=f"{beside.strong:g}%",
        eras=tuple(_eras(context, found)),
    )


def _charts(context: Context, overall: Line) -> Iterator[tuple[str, str, TrendChart]]:
    decisions = [
        decision.id
        for decision in context.project.decisions.values()
        if decision.status is Status.ACCEPTED
    ]
    for key, label, last in _PERIODS:
        if last and len(overall.sessions) <= last:
            continue
        title = f"Agreement, {label.lower()}"
        drawn = trend_chart(context, overall, f"trend-{key}", title, decisions=decisions, last=last)
        if drawn is not None:
            yield key, label, drawn


def _headline(context: Context, found: Figures) -> str:
    latest = found.overall.latest
    if latest is None or latest.value is None:
        why = f": {latest.undefined}" if latest and latest.undefined else ""
        return f"Nothing can be said about agreement yet{why}."
    on = counted(latest.conversations, "conversation")
    on = on if latest.conversations == 1 else f"last {on}"
    often = lines(context).percent(latest.value)
    if band_of(context, latest) is Band.TOO_FEW:
        return (
            f"Too few conversations to say: two reviewers who scored the same thing agreed "
            f"{often} of the time ({on})."
        )
    return f"Two reviewers who score the same thing agree {often} of the time ({on})."


def _headline_words(context: Context, found: Figures) -> Iterator[str]:
    latest = found.overall.latest
    if latest is None or latest.value is None:
        return
    if latest.rough:
        yield f"This is rough: it rests on {counted(latest.conversations, 'conversation')}."
    yield how_sure(context, latest)
    yield move_words(found.move(), of_all=True)
    yield _made_of(context, found)
    yield applies_words(found.applicability.get(""), of_all=True)


def _made_of(context: Context, found: Figures) -> str:
    """Which criteria the figure is made of, and of which it has no score."""
    window = next(
        (
            members
            for members, member in zip(
                reversed(found.overall.members), reversed(found.overall.windows), strict=True
            )
            if member.scores
        ),
        (),
    )
    scored = [
        name
        for name, line in found.criteria.items()
        if any(
            number in window and session.pairs
            for number, session in zip(line.numbers, line.sessions, strict=True)
        )
    ]
    active = [criterion.id for criterion in context.project.rubric.active]
    absent = [context.links.criterion(name).text for name in active if name not in scored]
    if not absent:
        return ""
    number = counted(len(active), "criterion", "criteria")
    were = "was" if len(absent) == 1 else "were"
    return (
        f"The figure covers {len(scored)} of {number}: {joined(absent)} {were} not scored by two "
        "people in these conversations."
    )


def _consensus(found: Figures) -> str:
    everybody = found.agreed.everybody
    if everybody is None:
        return ""
    return (
        f"Of {everybody.scores:,} scores, {share_words(everybody.within)} were close enough to "
        f"what the session then agreed on, and {share_words(everybody.exact)} were the same "
        f"({counted(everybody.conversations, 'conversation')})."
    )


def _against_row(context: Context, what: Link, against: Against) -> AgainstRow:
    beside = lines(context)
    return AgainstRow(
        what=what,
        within=share_words(against.within),
        exact=share_words(against.exact),
        interval=beside.span(against.low, against.high),
        scores=against.scores,
        conversations=against.conversations,
        note="rough" if against.conversations < ROUGH else "",
    )


def _use(context: Context, found: Figures) -> Iterator[UseRow]:
    rubric = context.project.rubric
    for name in found.criteria:
        criterion = rubric.criteria[name]
        scale, counts = rubric.scale(criterion), found.scale_use(name)
        total = sum(counts)
        if criterion.retired is not None or scale is None or not total:
            continue
        yield UseRow(
            context.links.criterion(name),
            tuple(
                (
                    str(score),
                    rung(scale.fraction(score)),
                    round(100 * count / total),
                    f"{context.plain(scale.levels[score])}: {count} of {total}",
                )
                for score, count in zip(scale.scores, counts, strict=True)
            ),
        )


def _eras(context: Context, found: Figures) -> Iterator[str]:
    old = Counter(era.criterion.id for era in found.scores.eras if not era.current)
    for name in old:
        criterion = context.project.rubric.criteria[name]
        for earlier_scale in criterion.earlier_scales:
            yield (
                f"{context.plain(criterion.title)} was scored on another scale before "
                f"{day(earlier_scale.before)}. Those scores count in their own sessions only."
            )
