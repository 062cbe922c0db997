"""Did a decision work? Agreement before and after it, in words that claim no cause."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_rubric.agreement import Effect
from mkdocs_rubric.model import Decision, Status
from mkdocs_rubric.pages.charts import percent
from mkdocs_rubric.pages.context import Context
from mkdocs_rubric.pages.figures import figures
from mkdocs_rubric.pages.kept import kept
from mkdocs_rubric.pages.page import Link
from mkdocs_rubric.pages.words import counted, day


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
    tone = {
        "CONSISTENT": "strong",
        "CONSISTENT_OR_PULL": "acceptable",
        "HELD": "acceptable",
        "FELL": "low",
        "WORSE": "low",
    }
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
    if found.left_out:
        its = counted(found.left_out, "of its criteria was", "of its criteria were")
        yield f"{its} not scored on both sides and left out."
    if net.value is not None:
        span = (
            f" ({_points(net.low)} to {_points(net.high)})"
            if net.low is not None and net.high is not None
            else ""
        )
        if rest is not None and rest.value is not None and found.touched.value is not None:
            before, after = found.touched.conversations
            both = f"{_points(found.touched.value)} points on {before} conversations before and "
            both += f"{after} after, the other criteria {_points(rest.value)}"
            yield f"{both}: {_points(net.value)} net{span}."
        else:
            yield f"{_points(net.value)} points{span}."
    elif net.none and not found.left_out:
        yield f"{net.none[:1].upper()}{net.none[1:]}."
    if net.detectable is not None:
        yield f"Changes under {100 * net.detectable:.0f} points are too small to detect here."
    if found.picked_worst:
        pull = f" (about {_points(found.pull)} points here)" if found.pull else ""
        yield (
            "It was made where agreement was lowest, and the next figure after the lowest is "
            f"usually better by itself{pull}."
        )
