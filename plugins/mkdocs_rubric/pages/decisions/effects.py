"""Did a decision work? Agreement before and after it, in words that claim no cause."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_rubric.agreement.comparison import FULL, LEAST, Comparison
from mkdocs_rubric.calibration.claims import Effect, Verdict
from mkdocs_rubric.model import Decision, Status
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import figures, lines
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import counted, day, joined

_WORTH_SAYING = 0.05
"""Of a figure that comes up by itself; less is not worth a sentence."""


@dataclass(frozen=True)
class EffectView:
    """What happened to agreement around a decision.

    Attributes:
        decision: Which.
        date: Its day.
        verdict: In a few words.
        tone: The class the verdict is shown with.
        words: Sentences that say what happened and how sure one may be.
    """

    decision: Link
    date: str
    verdict: str
    tone: str
    words: tuple[str, ...]


def effect_view(context: Context, decision: Decision) -> EffectView | None:
    """Did it work? None where the decision never came into force."""
    return _effects(context).get(decision.id)


@once_an_outline
def _effects(context: Context) -> Mapping[str, EffectView]:
    if "agreement" not in context.kinds:
        return {}
    in_force = {Status.ACCEPTED, Status.RETIRED}
    decisions = context.project.decisions.values()
    return {one.id: _effect(context, one) for one in decisions if one.status in in_force}


def _effect(context: Context, decision: Decision) -> EffectView:
    found = figures(context).effect(decision)
    link, date = context.links.decision(decision.id), day(decision.date)
    if found is None:
        unscored = "Its criteria have not been scored on today's scale."
        return EffectView(link, date, "Cannot be told", "few", (unscored,))
    verdict, tone = _verdict(found)
    return EffectView(link, date, verdict, tone, tuple(_words(context, decision, found)))


def _verdict(effect: Effect) -> tuple[str, str]:
    found = effect.found
    if effect.verdict is Verdict.EARLY:
        return "Too early to say", "few"
    if effect.verdict in (Verdict.BETTER, Verdict.WORSE) and found is not None:
        return _worked_or_not(found)
    return "Cannot be told", "few"


def _worked_or_not(found: Comparison) -> tuple[str, str]:
    """A claimed change is that of these criteria, or of those the decision left alone."""
    better = found.value > 0
    moved = (found.after - found.before) * (1 if better else -1)
    if moved < 0:
        return f"{'Fell' if better else 'Rose'} less than the others", "acceptable"
    if moved < _OWN * abs(found.value):
        return f"Held while the others {'fell' if better else 'rose'}", "acceptable"
    return _WORKED if better else _HARMED


_OWN = 0.25
"""The share of a change that has to be the criteria's own to be put down to a decision on them."""


_WORKED = ("Looks as if it worked", "strong")


_HARMED = ("Looks as if it made things worse", "low")


def _words(context: Context, decision: Decision, effect: Effect) -> Iterator[str]:
    found = effect.found
    if effect.verdict is Verdict.FEW_BEFORE:
        yield _few_before(context, decision, effect)
        return
    if effect.verdict is Verdict.EARLY:
        scored = f"{effect.after} of the {LEAST} conversations needed have been scored since."
        yield scored if effect.after else f"Nothing has been scored since ({LEAST} needed)."
    if found is None:
        if effect.verdict is Verdict.NOT_COMPARABLE:
            yield "Its criteria were not scored both before and after."
        return
    yield _what_happened(context, decision, effect, found)
    if effect.verdict in (Verdict.BETTER, Verdict.WORSE):
        yield from _how_much(found)
    elif effect.verdict is Verdict.UNTOLD:
        yield from _too_little(effect, found)
    if found.left_out:
        yield f"{_left_out(context, decision, found)} left out: not scored before and after."


def _few_before(context: Context, decision: Decision, effect: Effect) -> str:
    before = "the session it came from" if decision.session else "it"
    if effect.before:
        number = counted(effect.before, "conversation was", "conversations were")
        return f"Only {number} scored before {before} ({LEAST} needed)."
    by_name = context.project.rubric.by_name
    criteria = [by_name[name] for name in decision.criteria if name in by_name]
    scale = " on today's scale" if any(one.earlier_scales for one in criteria) else ""
    was = "was" if len(decision.criteria) == 1 else "were"
    titles = _titles(context, decision)
    return f"{titles} {was} not scored{scale} before {before} ({LEAST} conversations needed)."


def _titles(context: Context, decision: Decision) -> str:
    return joined([context.links.criterion(name).text for name in decision.criteria])


def _what_happened(context: Context, decision: Decision, effect: Effect, found: Comparison) -> str:
    beside = lines(context)
    several = len(decision.criteria) - found.left_out > 1
    of = f"on {_titles(context, decision)} together, " if several and not found.left_out else ""
    so_far = "so far " if effect.verdict is Verdict.EARLY else ""
    before, after = beside.percent(found.before), beside.percent(found.after)
    n, m = found.conversations
    on = f"({n} conversations before, {counted(m, 'conversation')} after)"
    went = f"stayed at {after}" if before == after else f"went from {before} to {after}"
    words = f"{of}{so_far}agreement {went} {on}"
    words = words[:1].upper() + words[1:]
    if found.rest is None:
        return f"{words}."
    rest, net = round(100 * found.rest), round(100 * found.value)
    moved = "did not move"
    if rest:
        moved = f"{'rose' if rest > 0 else 'fell'} {counted(abs(rest), 'point')}"
    told = f"{words}; other criteria {moved} on the same conversations"
    if not net:
        return f"{told}, as much as these."
    return f"{told}. That leaves {counted(abs(net), 'point')} {'up' if net > 0 else 'down'}."


def _how_much(found: Comparison) -> Iterator[str]:
    ends = found.range()
    assert ends is not None
    low, high = sorted(abs(round(100 * one)) for one in ends)
    yield f"Probably between {low} and {high} points: too much to be luck."
    if found.value > 0:
        yield from _by_itself(found)
    yield "Other things may have changed in those months too."


def _by_itself(found: Comparison) -> Iterator[str]:
    if found.pull < _WORTH_SAYING:
        return
    left = round(100 * found.beyond)
    beyond = f", and about {left} are left" if found.beyond > 0 else ", and nothing is left"
    yield (
        f"It was made after unusually bad figures: about {100 * found.pull:.0f} points come by "
        f"themselves after those{beyond}."
    )


def _too_little(effect: Effect, found: Comparison) -> Iterator[str]:
    least = effect.detectable
    yield from _by_itself(found)
    if least is None:
        few = max(found.sessions) == 1
        yield (
            "With one session on either side nobody can tell a change from how sessions differ."
            if few
            else "The scores of either side are all alike: there is nothing to judge a change by."
        )
        return
    n, m = found.conversations
    shows = max(least, abs(found.beyond))
    if shows >= 1:
        yield f"With {n} conversations before and {m} after, no change would show."
    else:
        sides = f"With {n} conversations before and {m} after"
        yield f"{sides}, only a change of about {100 * shows:.0f} points would show."
    if effect.after < FULL:
        yield f"It is looked at again after {FULL} conversations."


def _left_out(context: Context, decision: Decision, found: Comparison) -> str:
    titles = [context.links.criterion(name).text for name in decision.criteria]
    if found.left_out == len(titles) or len(titles) == 1:
        return f"{joined(titles)} is"
    return counted(found.left_out, "of its criteria is", "of its criteria are")
