"""What somebody should look at: gaps, decisions that wait, findings."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_rubric.diagnostics import Severity
from mkdocs_rubric.model import Decision, Status
from mkdocs_rubric.pages.base.addresses import CHECKS
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link
from mkdocs_rubric.pages.base.phrases import counted, day, joined
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
        (kind, one, words)
        for one in context.project.decisions.values()
        for kind, words in _waiting(context, one)
    ]
    found += [
        Attention(kind, context.links.decision(one.id), words)
        for kind, one, words in sorted(waiting, key=lambda entry: _ORDER.index(entry[0]))
    ]
    counts = Counter(one.severity for one in context.found)
    uri = CHECKS if "checks" in context.kinds else ""
    for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning")):
        if counts[severity]:
            link = Link(f"{counted(counts[severity], noun)} in the files", uri)
            found.append(Attention("Checks", link, "see what and where"))
    return found


_STILL = "Does it still hold?"


_ORDER = ("Review due", "Proposed", _STILL)


def _waiting(context: Context, decision: Decision) -> Iterator[tuple[str, str]]:
    """What a decision waits for: (kind, words)."""
    if context.standings.of(decision).overdue:
        yield "Review due", f"review was due {day(decision.review_by)}"
    if decision.status is Status.PROPOSED:
        yield "Proposed", f"proposed {day(decision.date)}"
    if earlier := context.made_on_earlier_wording.get(decision.id):
        titles = joined([context.links.criterion(one.criterion).text for one in earlier])
        was = "was" if len(earlier) == 1 else "were"
        yield _STILL, f"{titles} {was} reworded since"
