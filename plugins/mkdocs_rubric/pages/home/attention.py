"""What somebody should look at: gaps, decisions that wait, findings."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_rubric.diagnostics import Severity
from mkdocs_rubric.model import Decision, Status
from mkdocs_rubric.pages.base.addresses import CHECKS, practice_uri
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import counted, day, joined
from mkdocs_rubric.pages.practice.answers_of import suspects
from mkdocs_rubric.pages.sessions.session_log import session_rows


@dataclass(frozen=True)
class Attention:
    """Something somebody should look at."""

    kind: str
    link: Link
    words: str


def attention_of(context: Context) -> list[Attention]:
    """Open gaps; decisions overdue, proposed, to be read again; then what the checks found."""
    rows = session_rows(context) if "calibration" in context.kinds else ()
    found = [
        Attention(
            "Open gap", row.link, f"{counted(row.open, 'gap')} from {row.date} not settled yet"
        )
        for row in rows
        if row.open
    ]
    waiting = [
        (kind, decision, words)
        for decision in context.project.decisions.values()
        for kind, words in _waiting(context, decision)
    ]
    found += [
        Attention(kind, context.links.decision(each.id), words)
        for kind, each, words in sorted(waiting, key=lambda entry: _ORDER.index(entry[0]))
    ]
    found += _of_practice(context)
    counts = Counter(each.severity for each in context.found)
    uri = CHECKS if "checks" in context.kinds else ""
    for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning")):
        if counts[severity]:
            link = Link(f"{counted(counts[severity], noun)} in the files", uri)
            found.append(Attention("Checks", link, "see what and where"))
    return found


def _of_practice(context: Context) -> Iterator[Attention]:
    """Practices whose consensus scores rest on an earlier wording."""
    if "practice" not in context.kinds:
        return
    for practice in context.project.practices.values():
        if number := sum(each.scores for each in suspects(context, practice)):
            link = Link(context.plain(practice.title), practice_uri(practice.id))
            rest = "score rests" if number == 1 else "scores rest"
            yield Attention(_STILL, link, f"{number} agreed {rest} on earlier wordings")


_STILL = "Does it still hold?"


_ORDER = ("Review due", "Proposed", _STILL)


def _waiting(context: Context, decision: Decision) -> Iterator[tuple[str, str]]:
    """What a decision waits for: (kind, words)."""
    if context.standings.of(decision).overdue:
        yield "Review due", f"review was due {day(decision.review_by)}"
    if decision.status is Status.PROPOSED:
        yield "Proposed", f"proposed {day(decision.date)}"
    if earlier := context.made_on_earlier_wording.get(decision.id):
        titles = joined([context.links.criterion(each.criterion).text for each in earlier])
        was = "was" if len(earlier) == 1 else "were"
        yield _STILL, f"{titles} {was} reworded since"
