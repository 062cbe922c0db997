"""From a gap to the record: a decision, its edge case, and the entry that settles it; or none."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import fill

from mkdocs_rubric.calibration import Spread, gaps
from mkdocs_rubric.entries import YamlFile
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.meeting.desk import Desk
from mkdocs_rubric.model import Criterion, Decision, Held, Session
from mkdocs_rubric.model.scalars import id_problem
from mkdocs_rubric.model.score import number
from mkdocs_rubric.patch import Patch

_WIDTH = 100
_LONGEST = 60  # of the part of an id that is made of a title
_NUMBERS = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True)
class Ruling:
    """What the meeting decided.

    Attributes:
        title: As a statement.
        decision: How it is scored from now on.
        why: The reason, for the next person who asks.
        situation: What happened; by default the conversation's summary.
        guidance: What the edge case says; by default the decision.
        score: What the edge case scores: `2`, `2-3`, or nothing.
        edge_case: Its id; by default made of its situation.
        supersedes: Ids of decisions it replaces.
        deciders: Who made it; by default who scored.
        review_by: When to look at it again; by default half a year later.
    """

    title: str
    decision: str
    why: str
    situation: str = ""
    guidance: str = ""
    score: str = ""
    edge_case: str = ""
    supersedes: Sequence[str] = ()
    deciders: Sequence[str] = ()
    review_by: dt.date | None = None


def decide(desk: Desk, session: str, conversation: str, criterion: str, answer: Ruling) -> Patch:
    """Write a decision that settles a gap, with the edge case that brings it into the guideline.

    Args:
        desk: The files.
        session: The session the gap is of.
        conversation: The conversation.
        criterion: The criterion, by any of its ids.
        answer: What was decided.

    Raises:
        RubricError: There is no such gap, it is settled, or the answer does not hold.
    """
    held, about = desk.session(session), desk.criterion(criterion)
    spread = open_gap(desk, held, conversation, about)
    name = _free_id(desk, answer.title)
    situation = answer.situation or _summary(held, conversation)
    if not situation:
        raise RubricError(
            f"{conversation} has no summary, so the situation has to be told",
            help="add --situation, in words without anybody's name",
        )
    for old in answer.supersedes:
        if old not in desk.project.decisions:
            raise RubricError(f'there is no decision "{old}"', help="see the files in decisions/")
    path = f"{desk.layout.clean().decisions}/{name}.md"
    decision = _decision(desk, held, spread, answer, situation)
    entry = {"conversation": conversation, "criterion": about.id, "decision": name}
    record = YamlFile(held.session.path, desk.tree.read(held.session.path), Session)
    return desk.patch(
        {
            path: YamlFile(path, decision, Decision).content,
            about.path: _guideline(desk, about, answer, situation, name).content,
            held.session.path: record.append("settled", entry=entry).content,
        }
    )


def _guideline(
    desk: Desk, criterion: Criterion, answer: Ruling, situation: str, decision: str
) -> YamlFile:
    """The criterion with the edge case: a new one, or the one that a replaced decision settled."""
    file = YamlFile(criterion.path, desk.tree.read(criterion.path), Criterion)
    says: dict[str, object] = {
        "guidance": answer.guidance or answer.decision,
        "score": _as_yaml(answer.score),
        "decision": decision,
    }
    if not answer.score:
        del says["score"]
    place = _replaced_case(criterion, answer)
    if place is None:
        case = {"id": _case_id(criterion, answer.edge_case or situation), "situation": situation}
        return file.append("edge_cases", entry=case | says, braces=False)
    if answer.situation:
        says["situation"] = answer.situation
    known = file.value["edge_cases"][place]
    kept = {key: value for key, value in known.items() if key != "score"}
    return file.set("edge_cases", place, to=kept | says, braces=False)


def _as_yaml(score: str) -> int | float | str:
    """A score or a range as the file has it: numbers without quotes."""
    found = number(score.strip())
    return score if found is None else float(found) if isinstance(found, Decimal) else found


def _replaced_case(criterion: Criterion, answer: Ruling) -> int | None:
    """The place of the edge case that is to say something else now; None where it is a new one."""
    cases = list(enumerate(criterion.edge_cases))
    for place, case in cases:
        if case.id == answer.edge_case:
            return place
    resting = [place for place, case in cases if case.decision in answer.supersedes]
    if len(resting) > 1 and not answer.edge_case:
        raise RubricError(
            f"{len(resting)} edge cases of {criterion.id} rest on what this replaces",
            help="say which one it is about: --edge-case "
            + " or ".join(criterion.edge_cases[place].id for place in resting),
        )
    return resting[0] if resting and not answer.edge_case else None


def settle_without_change(
    desk: Desk, session: str, conversation: str, criterion: str, reason: str
) -> Patch:
    """Settle a gap by finding that the guideline is clear.

    Raises:
        RubricError: There is no such gap, it is settled, or no reason is given.
    """
    held, about = desk.session(session), desk.criterion(criterion)
    open_gap(desk, held, conversation, about)
    if not reason.strip():
        raise RubricError("why the guideline stays as it is has to be told", help="in a sentence")
    entry = {"conversation": conversation, "criterion": about.id, "no_change": reason.strip()}
    record = YamlFile(held.session.path, desk.tree.read(held.session.path), Session)
    return desk.patch({held.session.path: record.append("settled", entry=entry).content})


def open_gap(desk: Desk, held: Held, conversation: str, criterion: Criterion) -> Spread:
    """The scores that a gap is made of.

    Raises:
        RubricError: They are not known yet, there is no such gap, or it is settled.
    """
    if held.id in desk.project.upcoming:
        raise RubricError(
            f"nobody has seen the scores of {held.id} yet", help="they are compared once revealed"
        )
    found = gaps(desk.project, held)
    for gap in found:
        if (gap.spread.conversation, gap.spread.criterion.id) == (conversation, criterion.id):
            if gap.settled is None:
                return gap.spread
            how = gap.settled.decision or f"no change: {gap.settled.no_change}"
            raise RubricError(
                f"{criterion.id} on {conversation} is settled already ({how})",
                help=f"to change that, edit {held.session.path}",
            )
    waiting = [
        f"{gap.spread.conversation} {gap.spread.criterion.id}"
        for gap in found
        if gap.settled is None
    ]
    raise RubricError(
        f"{criterion.id} on {conversation} is no gap in {held.id}",
        help=f"open are: {'; '.join(waiting)}" if waiting else "every gap of it is settled",
    )


def how_read(spread: Spread) -> str:
    """Which scores were given, without anybody's name, as in "Two gave 2, three gave 4"."""
    counts = Counter(spread.values)
    parts = [f"{_count(counts[score])} gave {score}" for score in sorted(counts)]
    if spread.not_applicable:
        parts.insert(0, f"{_count(spread.not_applicable)} said N/A")
    words = ", ".join(parts)
    return f"{words[:1].upper()}{words[1:]}."


def _decision(desk: Desk, held: Held, spread: Spread, answer: Ruling, situation: str) -> bytes:
    """The file: front matter through YAML, then the text."""
    where = f"{desk.layout.decisions}/new.md"
    session = held.session
    front = YamlFile(where, b"---\nstatus: accepted\n---\n", Decision)
    values: dict[tuple[str, ...], object] = {
        ("title",): answer.title,
        ("date",): desk.today,
        ("session",): held.id,
        ("criteria",): [spread.criterion.id],
        ("conversations",): [spread.conversation],
        ("deciders",): list(answer.deciders or session.reviewers),
        ("supersedes",): list(answer.supersedes),
        ("review_by",): answer.review_by or desk.today + dt.timedelta(days=182),
    }
    front = front.set_all({keys: value for keys, value in values.items() if value})
    sections = {
        "Situation": situation,
        "How reviewers read it": how_read(spread),
        "Decision": answer.decision,
        "Why": answer.why,
    }
    text = "".join(f"\n## {title}\n\n{_wrapped(words)}\n" for title, words in sections.items())
    return front.content + text.encode()


def _wrapped(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(
        fill(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)
        if not re.match(r"\s*([-*>#`|]|\d+\.)", paragraph)
        else paragraph
        for paragraph in paragraphs
    )


def _summary(held: Held, conversation: str) -> str:
    return next(
        (each.summary or "" for each in held.session.conversations if each.id == conversation), ""
    )


def _free_id(desk: Desk, title: str) -> str:
    name = f"{desk.today}-{_slug(title)}"
    if problem := id_problem(name):
        raise RubricError(f'"{name}" {problem}', help="choose a title of plain words")
    if name in desk.project.decisions:
        raise RubricError(f"decisions/{name}.md is there already", help="choose another title")
    return name


def _case_id(criterion: Criterion, text: str) -> str:
    base, taken = _slug(text), {case.id for case in criterion.edge_cases}
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _slug(text: str) -> str:
    """An id of plain words from any text."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", flat.replace("'", "")).strip("-").split("-")
    found = ""
    for word in words:
        if found and len(found) + 1 + len(word) > _LONGEST:
            break
        found = f"{found}-{word}" if found else word[:_LONGEST]
    return found or "case"


def _count(number: int) -> str:
    return _NUMBERS[number].lower() if number < len(_NUMBERS) else str(number)
