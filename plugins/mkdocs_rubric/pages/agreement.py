"""The agreement page, and the agreement that criterion, decision and session pages show."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from mkdocs_rubric.agreement import Change, Confusion, Effect, Estimate
from mkdocs_rubric.calibration import listing
from mkdocs_rubric.calibration.figures import Figures
from mkdocs_rubric.model import Criterion, Decision, Status
from mkdocs_rubric.pages.charts import TrendChart, interval, percent, trend_chart
from mkdocs_rubric.pages.context import Context
from mkdocs_rubric.pages.kept import kept
from mkdocs_rubric.pages.page import (
    AGREEMENT,
    REVIEWERS,
    Link,
    Page,
    criterion_uri,
    first_sentence,
    slug,
)
from mkdocs_rubric.pages.words import counted, day, rung, short_day

_FEWEST = 4
"""Conversations below which a figure is no basis for anything."""
_PERIODS = (("all", "All sessions", 0), ("12", "Last 12", 12), ("6", "Last 6", 6))


class Band(Enum):
    """What a figure is worth; the values say what to do next."""

    STRONG = "Keep the cadence, and spend the session on new kinds of conversations."
    ACCEPTABLE = "Use the scores. Spend the next session on the criteria with the lowest agreement."
    UNRELIABLE = (
        "Do not judge single agents by these scores yet. Recalibrate the criteria with the lowest "
        "agreement, and write down what you decide."
    )
    TOO_FEW = "Score more conversations together before you read anything into this."

    @property
    def label(self) -> str:
        """In a word or two."""
        return "Too few conversations to say" if self is Band.TOO_FEW else self.name.capitalize()

    @property
    def css(self) -> str:
        """The class it is shown with."""
        return {"UNRELIABLE": "low", "TOO_FEW": "few"}.get(self.name, self.name.lower())


@dataclass(frozen=True)
class FigureRow:
    """A figure with its numbers, for tables."""

    what: str
    value: str
    interval: str
    conversations: int
    reviewers: int
    scores: int
    note: str


@dataclass(frozen=True)
class ConfusionRow:
    """Two levels that get mixed up."""

    criterion: Link
    levels: str
    rungs: tuple[int, int]
    share: str
    where: tuple[Link, ...]
    settled: tuple[Link, ...]
    cases: tuple[Link, ...]
    words: str


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
    effects: tuple["EffectView", ...]
    note: str


@dataclass(frozen=True)
class EffectView:
    """What happened to agreement around a decision."""

    decision: Link
    date: str
    verdict: str
    tone: str
    before: str
    after: str
    words: tuple[str, ...]


@kept
def figures(context: Context) -> Figures:
    """The figures of the project."""
    return Figures(context.project, context.remember)


def band_of(context: Context, one: Estimate | None) -> Band:
    """The band of a figure; without an interval, or on three conversations, none is named."""
    if one is None or one.value is None or one.low is None or one.conversations < _FEWEST:
        return Band.TOO_FEW
    bands = context.project.rubric.calibration.bands
    if 100 * one.value >= bands.strong:
        return Band.STRONG
    return Band.ACCEPTABLE if 100 * one.value >= bands.acceptable else Band.UNRELIABLE


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
        confusions=tuple(_worst_confusions(context, found)),
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
    words = f"Likely range on similar conversations: {interval(latest)}"
    low, high = 100 * latest.low, 100 * latest.high
    if band is Band.ACCEPTABLE and high >= strong:
        words += ", so it may be strong already"
    elif band is Band.STRONG and low < strong:
        words += ", so it may be less than strong"
    elif band is Band.ACCEPTABLE and low < acceptable:
        words += ", so it may be less than acceptable"
    return f"{words}. {change_words(change)}".strip()


def change_words(change: Change | None) -> str:
    """A change in a sentence that does not make news of noise."""
    if change is None or change.value is None or change.low is None or change.high is None:
        return ""
    points = f"{abs(100 * change.value):.0f} points"
    number = change.conversations[1]
    span = f"the last {number} conversations" if number > 1 else "the last conversation"
    if not change.distinguishable:
        return f"Compared with the {change.conversations[0]} before, {span} show no clear change."
    rose = "higher" if change.value > 0 else "lower"
    return (
        f"Over {span} it is {points} {rose} than over the {change.conversations[0]} before, more "
        "than chance explains."
    )


def coefficient_name(one: Estimate) -> str:
    """A coefficient as the field calls it."""
    names = {
        ("percent_agreement", "tolerance"): "Percent agreement, within tolerance",
        ("percent_agreement", "identity"): "Percent agreement, exact",
        ("gwet", "quadratic"): "Gwet's AC2, quadratic weights",
        ("krippendorff", "ordinal"): "Krippendorff's alpha, ordinal",
        ("brennan_prediger", "quadratic"): "Brennan\N{EN DASH}Prediger, quadratic weights",
        ("fleiss", "quadratic"): "Fleiss' kappa, quadratic weights",
    }
    return names.get((one.coefficient, one.weights), f"{one.coefficient}, {one.weights}")


def figure_row(what: str, one: Estimate | None) -> FigureRow:
    """A figure for a table: percent for percent agreement, two decimals for the others."""
    if one is None:
        return FigureRow(what, "", "", 0, 0, 0, "")
    as_percent = one.coefficient == "percent_agreement"

    def shown(value: float | None) -> str:
        if value is None:
            return ""
        return percent(value) if as_percent else f"{value:.2f}"

    note = one.undefined or one.no_interval or ("indicative" if one.indicative else "")
    ends = f"{shown(one.low)} to {shown(one.high)}" if one.low is not None else ""
    return FigureRow(
        what, shown(one.value), ends, one.conversations, one.reviewers, one.scores, note
    )


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


def _worst_confusions(context: Context, found: Figures) -> Iterator[ConfusionRow]:
    """The most frequent mix-up of each criterion, the most frequent of them first."""
    rubric = context.project.rubric
    rows = [
        (mixed[0].share, rubric.criteria[name], mixed[0])
        for name in found.criteria
        if rubric.criteria[name].retired is None and (mixed := found.confusions(name))
    ]
    for _, criterion, one in sorted(rows, key=lambda row: -row[0])[:8]:
        yield confusion_row(context, found, criterion, one)


def confusion_row(
    context: Context, found: Figures, criterion: Criterion, one: Confusion
) -> ConfusionRow:
    """A mix-up with the conversations it happened on and what settled them."""
    scale = context.project.rubric.scale(criterion)
    assert scale is not None
    low, high = scale.scores[one.lower], scale.scores[one.upper]
    settled: dict[str, Link] = {}
    places = [found.scores.conversations[n] for n in one.conversations]
    for session, conversation in places:
        for how in context.project.sessions[session].session.settled:
            known = context.project.rubric.by_name.get(how.criterion)
            same = known is not None and known.id == criterion.id
            decision = context.project.decisions.get(how.decision or "")
            if same and how.conversation == conversation and decision:
                newest = decision
                while newer := context.project.superseded_by.get(newest.id):
                    newest = newer
                    if newest is decision:
                        break
                settled[newest.id] = context.decision_link(newest.id)
    words = "settled by" if settled else "no rule yet"
    return ConfusionRow(
        criterion=context.criterion_link(criterion.id),
        levels=f"{low} ({context.plain(scale.levels[low])}) and {high} "
        f"({context.plain(scale.levels[high])})",
        rungs=(rung(scale.fraction(low)), rung(scale.fraction(high))),
        share=f"{100 * one.share:.0f}%",
        where=tuple(
            context.conversation_link(conversation, session) for session, conversation in places[:3]
        ),
        settled=tuple(settled.values())[:3],
        cases=tuple(_edge_cases(context, criterion, settled))[:3],
        words=words,
    )


def _edge_cases(context: Context, criterion: Criterion, decisions: Iterable[str]) -> Iterator[Link]:
    """The edge cases of a criterion that rest on decisions."""
    for name in decisions:
        for one, place in context.project.cited_by.get(name, ()):
            if one.id == criterion.id:
                case = one.edge_cases[place]
                title = context.plain(first_sentence(case.situation)[0])
                yield Link(title, criterion_uri(one.id), case.id)


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


def effect_view(context: Context, decision: Decision) -> EffectView | None:
    """Did it work? None where the decision never came into force."""
    return _effects(context).get(decision.id)


@kept
def _effects(context: Context) -> Mapping[str, EffectView | None]:
    if "agreement" not in context.kinds:
        return {}
    return {one.id: _effect(context, one) for one in context.project.decisions.values()}


def _effect(context: Context, decision: Decision) -> EffectView | None:
    if decision.status not in (Status.ACCEPTED, Status.RETIRED):
        return None
    found = figures(context).effect(decision)
    link, date = context.decision_link(decision.id), day(decision.date)
    if isinstance(found, str):
        return EffectView(link, date, "Cannot be told", "few", "", "", (found,))
    tone = {"CONSISTENT": "strong", "CONSISTENT_OR_PULL": "acceptable", "WORSE": "low"}
    return EffectView(
        decision=link,
        date=date,
        verdict=found.verdict.value[:1].upper() + found.verdict.value[1:],
        tone=tone.get(found.verdict.name, "few"),
        before=percent(found.touched.before),
        after=percent(found.touched.after),
        words=tuple(_effect_words(found)),
    )


def _points(value: float) -> str:
    rounded = round(100 * value)
    sign = "+" if rounded > 0 else "\N{MINUS SIGN}" if rounded < 0 else ""
    return f"{sign}{abs(rounded)}"


def _effect_words(found: Effect) -> Iterator[str]:
    net, rest = found.net, found.untouched
    if found.missing:
        more = counted(found.missing, "more conversation")
        yield f"Needs {more} for a fair comparison of before and after."
    if net.value is not None:
        span = (
            f" ({_points(net.low)} to {_points(net.high)})"
            if net.low is not None and net.high is not None
            else ""
        )
        if rest is not None and rest.value is not None and found.touched.value is not None:
            both = f"{_points(found.touched.value)} points, the others {_points(rest.value)}"
            yield f"{both}: {_points(net.value)} net{span}."
        else:
            yield f"{_points(net.value)} points{span}."
    elif net.none:
        yield f"{net.none[:1].upper()}{net.none[1:]}."
    if net.detectable is not None:
        yield f"Changes under {100 * net.detectable:.0f} points are too small to detect here."
    if found.picked_worst:
        pull = f" (about {_points(found.pull)} points here)" if found.pull else ""
        yield (
            "It was made where agreement was lowest, and the next figure after the lowest is "
            f"usually better by itself{pull}."
        )


def session_change(context: Context, session: str) -> str:
    """A session against the one before it, in a sentence."""
    found = figures(context)
    one = found.session_change(session)
    if one is None or one.value is None or one.before is None:
        return ""
    words = f"{percent(one.before)} in the session before"
    if one.low is None:
        return words
    return f"{words}, {'a clear change' if one.distinguishable else 'no clear change'}"


@kept
def csv_and_json(context: Context) -> tuple[str, str]:
    """Every figure of the page as CSV and as JSON."""
    found = figures(context)
    sessions = found.sessions
    lines = [(None, found.overall), *found.criteria.items()]
    rows = [
        row
        for criterion, line in lines
        for row in (
            *(
                listing.row(one, sessions[number], criterion, pooled_sessions=1)
                for number, one in zip(line.numbers, line.sessions, strict=True)
            ),
            *(
                listing.row(one, sessions[members[-1]], criterion, pooled_sessions=len(members))
                for one, members in zip(line.windows, line.members, strict=True)
            ),
        )
    ]
    rows += [listing.row(one, None, None, pooled_sessions=0) for one in found.coefficients]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["session"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue(), json.dumps(rows, indent=1) + "\n"
