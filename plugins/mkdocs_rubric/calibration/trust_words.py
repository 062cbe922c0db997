"""May a machine score this alone: the answer and its reason, in words and as data."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from mkdocs_rubric.calibration.machines import MachineFigures, Trust
from mkdocs_rubric.model import Project, cell_text

Data: TypeAlias = Mapping[str, object]


def title_of(project: Project, machine: str) -> str:
    """What a machine is called."""
    about = project.rubric.reviewers.get(machine)
    return about.title if about and about.title else machine


def reason(figures: MachineFigures) -> str:
    """Why the answer is what it is, in a sentence or two."""
    test, people = figures.test, len(figures.test.against)
    if figures.trust is Trust.ALONE:
        return (
            f"It lies as near to the others as a person does: shown against {figures.wins} of "
            f"{people} people, on {test.conversations} conversations."
        )
    if figures.trust is Trust.NO:
        return f"{_off(figures) or _farther(figures)} A person has to score this."
    if figures.trust is Trust.LOOK:
        more = f" About {figures.more} more may show that it needs none." if figures.more else ""
        return (
            f"On {test.conversations} conversations it is not much further from the others than a "
            f"person is: let somebody look at what it gave.{more}"
        )
    scored = f"{test.conversations} conversations" if test.conversations != 1 else "1 conversation"
    if not test.conversations:
        return "No conversation yet that three people and it have scored."
    if figures.more is None:
        return f"{_farther(figures)} On {scored} that may still be luck."
    return f"{scored} so far: about {figures.more} more can tell."


def off_words(figures: MachineFigures) -> str:
    """How far it scores from the consensus: `+1.6 (probably +0.9 to +2.4)`."""
    if figures.severity is None:
        return ""
    found = signed(figures.severity)
    if figures.low is not None and figures.high is not None:
        found += f" (probably {signed(figures.low)} to {signed(figures.high)})"
    return found


def signed(value: float) -> str:
    """`+1.6`, with a true minus."""
    rounded = round(value, 1) or 0.0
    return f"{rounded:{'+' if rounded else ''}.1f}".replace("-", "\N{MINUS SIGN}")


def _off(figures: MachineFigures) -> str:
    """Where it is off in one direction, that is the reason."""
    if figures.severity is None or figures.p_off is None or figures.p_off > 0.05:  # noqa: PLR2004 - as the verdict
        return ""
    way = "more" if figures.severity > 0 else "less"
    points = f"{abs(figures.severity):.1f}"
    return (
        f"It gives {points} points {way} than you agree on, over {figures.compared} conversations."
    )


def _farther(figures: MachineFigures) -> str:
    test = figures.test
    worse = sum(each.human - each.software > 0 for each in test.against)
    return f"{worse} of {len(test.against)} people lie nearer to the others than it does."


def as_data(
    project: Project,
    figures: MachineFigures,
    kept: AbstractSet[tuple[str, str]] = frozenset(),
) -> Data:
    """Everything that is known, for programs. No person is in it.

    Args:
        project: What it was computed of.
        figures: A machine on a criterion.
        kept: Conversations, each with its session, whose scores are not told.
    """
    told = [(miss, (miss.session, miss.conversation) not in kept) for miss in figures.misses]
    test = figures.test
    about = project.rubric.reviewers.get(figures.machine)
    return {
        "machine": figures.machine,
        "title": title_of(project, figures.machine),
        "model": about.model if about else None,
        "prompt": about.prompt if about else None,
        "criterion": figures.criterion.id,
        "alone": str(figures.trust),
        "reason": reason(figures),
        "conversations": test.conversations,
        "more_needed": figures.more,
        "people": len(test.against),
        "wins_over": figures.wins,
        "difference": _rounded(test.difference),
        "difference_low": _rounded(test.low),
        "difference_high": _rounded(test.high),
        "with_consensus": figures.compared,
        "close_to_consensus": figures.agreed,
        "severity": _rounded(figures.severity),
        "severity_low": _rounded(figures.low),
        "severity_high": _rounded(figures.high),
        "confusions": [
            {"given": cell_text(given), "agreed": cell_text(agreed), "times": number}
            for given, agreed, number in figures.confusions
        ],
        "misses": [
            {
                "session": miss.session,
                "conversation": miss.conversation,
                "given": cell_text(miss.given) if tell else None,
                "agreed": cell_text(miss.agreed) if tell else None,
                "edge_cases": list(miss.edge_cases) if tell else [],
            }
            for miss, tell in told
        ],
        "out_of_date": list(figures.stale),
        "left_out": figures.left_out,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6) or 0.0
