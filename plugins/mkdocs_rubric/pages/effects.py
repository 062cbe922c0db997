"""Did a decision work? Agreement before and after it, in words that claim no cause."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_rubric.agreement.comparison import FULL, LEAST, Comparison
from mkdocs_rubric.calibration.claims import Effect, Verdict
from mkdocs_rubric.model import Decision, Status
from mkdocs_rubric.pages.context import Context
from mkdocs_rubric.pages.figures import figures, lines
from mkdocs_rubric.pages.kept import kept
from mkdocs_rubric.pages.page import Link
from mkdocs_rubric.pages.words import counted, day, joined

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


@kept
def _effects(context: Context) -> Mapping[str, EffectView]:
    if "agreement" not in context.kinds:
        return {}
    in_force = {Status.ACCEPTED, Status.RETIRED}
    decisions = context.project.decisions.values()
    return {one.id: _effect(context, one) for one in decisions if one.status in in_force}


def _effect(context: Context, decision: Decision) -> EffectView:
    found = figures(context).effect(decision)
    link, date = context.decision_link(decision.id), day(decision.date)
    if found is None:
        unscored = "Its criteria have not been scored on today's scale."
        return EffectView(link, date, "Cannot be told", "few", (unscored,))
    verdict, tone = _verdict(found)
    return EffectView(link, date, verdict, tone, tuple(_words(context, decision, found)))


def _verdict(effect: Effect) -> tuple[str, str]:
    found = effect.found
    if effect.verdict is Verdict.EARLY:
        return "Too early to say", "few"
    if effect.verdict is Verdict.BETTER and found is not None:
        fell = found.after < found.before
        return ("Fell less than the others", "acceptable") if fell else _WORKED
    if effect.verdict is Verdict.WORSE and found is not None:
        rose = found.after > found.before
        return ("Rose less than the others", "acceptable") if rose else _HARMED
    return "Cannot be told", "few"


_WORKED = ("Looks as if it worked", "strong")
_HARMED = ("Looks as if it made things worse", "low")


def _words(context: Context, decision: Decision, effect: Effect) -> Iterator[str]:
    found = effect.found
    if effect.verdict is Verdict.FEW_BEFORE:
        before = counted(effect.before, "conversation")
        was = "was" if effect.before == 1 else "were"
        out = f"the session it came from left out; {LEAST} are needed"
        if effect.before:
            yield f"Only {before} {was} scored before it ({out})."
        else:
            yield f"Nothing was scored before it ({out})."
        return
    if effect.verdict is Verdict.EARLY:
        scored = f"{effect.after} of the {LEAST} conversations needed have been scored since."
        yield scored if effect.after else f"Nothing has been scored since ({LEAST} needed)."
    if found is None:
        if effect.verdict is Verdict.NOT_COMPARABLE:
            yield "Its criteria were not scored both before and after."
        return
    yield _what_happened(context, effect, found)
    if effect.verdict in (Verdict.BETTER, Verdict.WORSE):
        yield from _how_much(found)
    elif effect.verdict is Verdict.UNTOLD:
        yield from _too_little(effect, found)
    if found.left_out:
        yield f"{_left_out(context, decision, found)} left out: not scored before and after."


def _what_happened(context: Context, effect: Effect, found: Comparison) -> str:
    beside = lines(context)
    so_far = "So far " if effect.verdict is Verdict.EARLY else ""
    before, after = beside.percent(found.before), beside.percent(found.after)
    n, m = found.conversations
    on = f"({n} conversations before, {counted(m, 'conversation')} after)"
    if before == after:
        words = f"{so_far}agreement stayed at {after} {on}"
    else:
        words = f"{so_far}agreement went from {before} to {after} {on}"
    words = words[:1].upper() + words[1:]
    if found.rest is None:
        return f"{words}."
    rest = round(100 * found.rest)
    moved = "did not move"
    if rest:
        rose = "rose" if rest > 0 else "fell"
        moved = f"{rose} {counted(abs(rest), 'point')}"
    return f"{words}; other criteria {moved} on the same conversations."


def _how_much(found: Comparison) -> Iterator[str]:
    ends = found.range()
    assert ends is not None
    low, high = (round(100 * one) for one in ends)
    about = abs(round(100 * found.value))
    less = "" if found.rest is None else " that the others do not explain"
    span = f"probably between {min(abs(low), abs(high))} and {max(abs(low), abs(high))}"
    yield f"That leaves {about} points{less}, {span}: too much to be luck."
    yield "Other things may have changed in those months too."


def _too_little(effect: Effect, found: Comparison) -> Iterator[str]:
    least = effect.detectable
    if found.pull >= _WORTH_SAYING:
        yield (
            "It was made after unusually bad figures, and those rise by themselves, here by about "
            f"{100 * found.pull:.0f} points."
        )
    if least is None:
        yield "The scores of either side are all alike: there is nothing to judge a change by."
        return
    n, m = found.conversations
    beyond = " beyond that" if found.pull >= _WORTH_SAYING else ""
    shows = max(least, abs(found.beyond))
    size = f"only a change of about {100 * shows:.0f} points{beyond}" if shows < 1 else "no change"
    yield f"With {n} conversations before and {m} after, {size} would show."
    if effect.after < FULL:
        yield f"It is looked at again after {FULL} conversations."


def _left_out(context: Context, decision: Decision, found: Comparison) -> str:
    titles = [context.criterion_link(name).text for name in decision.criteria]
    if found.left_out == len(titles) or len(titles) == 1:
        return f"{joined(titles)} is"
    return counted(found.left_out, "of its criteria is", "of its criteria are")
