"""Writes a project of a given size: a rubric, decisions and scored sessions.

The same size and seed give the same bytes. The texts are as long as in a team's own files and make
no sense; the files are in order: `rubric check` finds no error and no warning in them.

    python benchmarks/generate.py FOLDER --criteria 300 --decisions 3000 --scores 200000
"""

import argparse
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random
from textwrap import fill, indent

SCALE = {1: "Poor", 2: "Below standard", 3: "Meets standard", 4: "Strong", 5: "Exemplary"}
EDGE_CASES = 3
CHAIN = 4
"""Decisions that supersede one another, at most."""
IN_A_GROUP = 12
FIRST_DAY = dt.date(2021, 1, 4)
DAYS = 1800

_WHO = [
    "the customer",
    "the agent",
    "a second agent",
    "the courier",
    "the shop",
    "the team lead",
    "the caller",
    "the warehouse",
    "a colleague on the phone",
    "the person who ordered",
]
_DID = [
    "asks for the order number",
    "writes a third time",
    "names the delay and its reason",
    "repeats the terms",
    "sends a photo of the damage",
    "promises a call",
    "closes the ticket",
    "offers a refund",
    "quotes the policy",
    "explains which step comes next",
    "apologises without saying what for",
    "answers the first question",
    "passes the case on",
    "leaves the attachment unopened",
    "waits for an answer that does not come",
]
_HOW = [
    "before anybody has asked",
    "after two days of silence",
    "although the return window is over",
    "in the same message",
    "in a tone that matches the customer's",
    "without a word about the consequence",
    "while the refund is already on its way",
    "because the macro says so",
    "on the customer's own words",
    "with a date that can be checked",
    "in three sentences that could stand in any ticket",
]
_THEN = [
    "Score what is written, not what was meant.",
    "Look for the sentence that says what went wrong.",
    "The channel makes no difference here.",
    "A later message can raise it, never lower it.",
    "Nothing in the notes counts unless the customer could read it.",
    "Two reviewers read this differently until we wrote it down.",
]
_TAGS = [
    "tone",
    "refund",
    "delay",
    "chat",
    "phone",
    "escalation",
    "macro",
    "privacy",
    "returns",
    "courier",
    "hostile",
    "short",
]
_CHANNELS = ("email", "chat", "phone")
_PICKED = ("edge-case", "disagreement", "common", "escalation")


@dataclass(frozen=True)
class Size:
    """How much of everything there is.

    Attributes:
        criteria: Each with five levels and three edge cases.
        decisions: Enough of them in force for every edge case to rest on one, if there are as many.
        sessions: Calibration sessions, spread over five years.
        reviewers: In each session.
        conversations: In each session.
        scores: Independent ones, of all sessions together.
    """

    criteria: int = 12
    decisions: int = 30
    sessions: int = 6
    reviewers: int = 6
    conversations: int = 4
    scores: int = 1500


@dataclass(frozen=True)
class _Decision:
    """What is known of a decision before its text is written."""

    id: str
    date: dt.date
    criterion: str
    status: str
    supersedes: str | None
    session: str | None
    conversation: str | None


def generate(folder: Path, size: Size, seed: int = 1) -> None:
    """Write a project of `size` into `folder`, over what is there."""
    criteria = [f"criterion-{number:04}" for number in range(1, size.criteria + 1)]
    sessions = dict(_days_of_sessions(size))
    decisions = list(_decisions(size, criteria, sessions))
    cited = _cited(decisions, criteria)
    _write(folder / "rubric/rubric.yaml", _rubric(criteria))
    for name in criteria:
        random = Random(f"{seed}/{name}")
        _write(folder / f"rubric/criteria/{name}.yaml", _criterion(random, name, cited[name]))
    for one in decisions:
        _write(folder / f"decisions/{one.id}.md", _decision(Random(f"{seed}/{one.id}"), one))
    for number, (name, day) in enumerate(sessions.items()):
        scores = _share(size.scores, size.sessions, number)
        random = Random(f"{seed}/{name}")
        for path, text in _session(random, name, day, size, scores, criteria):
            _write(folder / "scores" / name / path, text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _share(whole: int, parts: int, number: int) -> int:
    """A part's share of a whole number; the shares add up."""
    return whole * (number + 1) // parts - whole * number // parts


def _sentence(random: Random) -> str:
    text = f"{random.choice(_WHO)} {random.choice(_DID)} {random.choice(_HOW)}"
    return f"{text[0].upper()}{text[1:]}."


def _text(random: Random, sentences: int) -> str:
    said = [_sentence(random) for _ in range(sentences)]
    if sentences > 1:
        said[-1] = random.choice(_THEN)
    return " ".join(said)


def _folded(text: str, spaces: int) -> str:
    """A YAML block scalar, as people write long texts."""
    return ">-\n" + indent(fill(text, 100 - spaces), " " * spaces)


def _listed(names: Iterable[str]) -> str:
    return f"[{', '.join(names)}]"


def _rubric(criteria: Sequence[str]) -> str:
    starts = range(0, len(criteria), IN_A_GROUP)
    groups = "".join(
        f"  - id: group-{number}\n    title: Group {number}\n"
        f"    criteria: {_listed(criteria[start : start + IN_A_GROUP])}\n"
        for number, start in enumerate(starts, 1)
    )
    return (
        'title: Support conversation quality\nversion: "7.1"\neffective: 2026-01-01\n'
        "description: How we score support conversations.\n"
        f"scales:\n  quality:\n    levels: {json.dumps(SCALE).replace(chr(34), '')}\n"
        f"    tolerance: 1\ngroups:\n{groups}passing: 80\n"
    )


def _criterion(random: Random, name: str, decisions: Sequence[str | None]) -> str:
    levels = "".join(_level(random, score) for score in sorted(SCALE, reverse=True))
    cases = "".join(_edge_case(random, *one) for one in enumerate(decisions, 1))
    return (
        f"title: {name.replace('-', ' ').capitalize()}\nquestion: {_sentence(random)[:-1]}?\n"
        f"scale: quality\nweight: {random.randint(1, 20)}\n"
        f"not_applicable: {_sentence(random)}\ntags: {_listed(random.sample(_TAGS, 2))}\n"
        f"use_when:\n  - {_folded(_text(random, 2), 4)}\n"
        f"avoid_when:\n  - {_folded(_text(random, 2), 4)}\n"
        f"levels:\n{levels}edge_cases:\n{cases}"
    )


def _level(random: Random, score: int) -> str:
    return (
        f"  {score}:\n    description: {_folded(_text(random, 3), 6)}\n    examples:\n"
        f"      - text: {_folded(_text(random, 2), 10)}\n        why: {_sentence(random)}\n"
    )


def _edge_case(random: Random, number: int, decision: str | None) -> str:
    score = random.choice(["2", "3", "4", "2-3", "3-4"])
    return (
        f"  - id: case-{number}\n    situation: {_folded(_text(random, 3), 6)}\n"
        f"    guidance: {_folded(_text(random, 3), 6)}\n    score: {score}\n"
        + (f"    decision: {decision}\n" if decision else "")
        + f"    tags: {_listed(random.sample(_TAGS, 1))}\n"
        f"    keywords: [{random.choice(_DID)}, {random.choice(_HOW)}]\n"
    )


def _decisions(
    size: Size, criteria: Sequence[str], sessions: dict[str, dt.date]
) -> Iterator[_Decision]:
    """Oldest first.

    The newest are in force, one for each edge case. Each continues a chain that goes back in steps
    of as many decisions; what is older than the chains go back was retired or rejected.
    """
    held = list(sessions.items())
    in_force = min(size.criteria * EDGE_CASES, size.decisions) or 1
    ids: list[str] = []
    for number in range(size.decisions):
        newer = size.decisions - 1 - number
        link = newer // in_force
        old = number - in_force
        session = held[number * len(held) // size.decisions] if held and number % 5 else None
        day = session[1] if session else FIRST_DAY + dt.timedelta(number * DAYS // size.decisions)
        ids.append(f"{day}-decision-{number + 1:05}")
        yield _Decision(
            id=ids[-1],
            date=day,
            criterion=criteria[newer % in_force // EDGE_CASES],
            status="accepted" if link < CHAIN else ("retired", "rejected")[number % 2],
            supersedes=ids[old] if old >= 0 and link < CHAIN - 1 else None,
            session=session[0] if session else None,
            conversation=_conversation_id(session[0], number % size.conversations)
            if session
            else None,
        )


def _cited(
    decisions: Sequence[_Decision], criteria: Sequence[str]
) -> dict[str, Sequence[str | None]]:
    """The decisions in force on each criterion, one for each edge case as far as they go."""
    cited: dict[str, list[str | None]] = {name: [] for name in criteria}
    for one in reversed(decisions[-EDGE_CASES * len(criteria) :]):
        cited[one.criterion].append(one.id)
    return {
        name: [*found, *[None] * (EDGE_CASES - len(found))][:EDGE_CASES]
        for name, found in cited.items()
    }


def _decision(random: Random, one: _Decision) -> str:
    front = [
        f"title: {_sentence(random)[:-1]}",
        f"status: {one.status}",
        f"date: {one.date}",
        *([f"session: {one.session}"] if one.session else []),
        f"criteria: [{one.criterion}]",
        *([f"conversations: [{one.conversation}]"] if one.conversation else []),
        f"deciders: {_listed(_reviewer(number) for number in range(3))}",
        *([f"supersedes: [{one.supersedes}]"] if one.supersedes else []),
        f"tags: {_listed(random.sample(_TAGS, 2))}",
    ]
    headings = {"Situation": 4, "How reviewers read it": 3, "Decision": 4, "Why": 4}
    body = "\n".join(
        f"## {title}\n\n{fill(_text(random, count), 100)}\n" for title, count in headings.items()
    )
    return "---\n" + "\n".join(front) + f"\n---\n{body}"


def _days_of_sessions(size: Size) -> Iterator[tuple[str, dt.date]]:
    for number in range(size.sessions):
        day = FIRST_DAY + dt.timedelta(number * DAYS // size.sessions)
        yield f"{day:%Y-%m}-{number + 1:04}", day


def _conversation_id(session: str, number: int) -> str:
    return f"C-{session[-4:]}{number + 1:02}"


def _reviewer(number: int) -> str:
    first = [
        "ana",
        "ben",
        "chloe",
        "dario",
        "elif",
        "finn",
        "gita",
        "hugo",
        "ines",
        "jonas",
        "kofi",
        "lene",
        "marek",
        "noor",
        "oona",
    ]
    name = first[number % len(first)]
    return name if number < len(first) else f"{name}{number // len(first) + 1}"


def _session(
    random: Random, name: str, day: dt.date, size: Size, scores: int, criteria: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The files of a session, by name."""
    reviewers = [_reviewer(number) for number in range(size.reviewers)]
    conversations = [_conversation_id(name, number) for number in range(size.conversations)]
    places = -(-scores // size.reviewers)
    scored = -(-places // size.conversations)
    if scored > len(criteria):
        raise SystemExit(f"{scores} scores are more than a session of this size can hold")
    chosen = sorted(random.sample(criteria, scored))
    cells = [(where, what) for where in conversations for what in chosen][:places]
    true = {cell: random.randint(2, 4) for cell in cells}
    disputed = {cell for cell in cells if random.random() < 0.08}  # noqa: PLR2004 - gaps are rare
    absent = {cell for cell in cells if random.random() < 0.01}  # noqa: PLR2004 - so is N/A
    sheets = {
        one: cells[: _share(scores, size.reviewers, number)] for number, one in enumerate(reviewers)
    }
    drawn = {
        one: {cell: true[cell] + random.choice((-1, 1) if cell in disputed else (0, 0, 1))
              for cell in sheet}
        for one, sheet in sheets.items()
    }  # fmt: skip
    for one, sheet in drawn.items():
        yield f"{one}.csv", _sheet(random, sheet, absent)
    yield "consensus.csv", _sheet(random, true, absent)
    for one in conversations:
        yield f"{one}.md", _transcript(random)
    settled = []
    for cell in cells:
        given = [sheet[cell] for sheet in drawn.values() if cell in sheet]
        if cell not in absent and max(given) - min(given) > 1:
            settled.append((*cell, _sentence(random)))
    yield "session.yaml", _session_yaml(random, day, reviewers, conversations, settled)


def _sheet(
    random: Random, scores: dict[tuple[str, str], int], absent: AbstractSet[tuple[str, str]]
) -> str:
    rows = ["conversation,criterion,score,note"]
    for cell, score in scores.items():
        noted = random.random() < 0.1  # noqa: PLR2004 - one in ten
        note = f'"{random.choice(_DID)}, {random.choice(_HOW)}"' if noted else ""
        rows.append(f"{','.join(cell)},{'NA' if cell in absent else score},{note}")
    return "\n".join(rows) + "\n"


def _session_yaml(
    random: Random,
    day: dt.date,
    reviewers: Sequence[str],
    conversations: Sequence[str],
    settled: Sequence[tuple[str, str, str]],
) -> str:
    listed = "".join(
        f"  - id: {one}\n    picked_as: {random.choice(_PICKED)}\n"
        f"    channel: {random.choice(_CHANNELS)}\n    summary: {_sentence(random)}\n"
        f"    transcript: {one}.md\n"
        for one in conversations
    )
    entries = "".join(
        f"  - conversation: {conversation}\n    criterion: {criterion}\n    no_change: {why}\n"
        for conversation, criterion, why in settled
    )
    return (
        f'date: {day}\nkind: regular\nrubric_version: "7.1"\nfacilitator: {reviewers[0]}\n'
        f"reviewers: {_listed(reviewers)}\nconversations:\n{listed}"
        + (f"settled:\n{entries}" if entries else "")
    )


def _transcript(random: Random) -> str:
    turns = [
        f"{who} (09:{minute:02}): {_text(random, 2)}"
        for minute, who in enumerate(("Customer", "Agent") * 4, 10)
    ]
    return "\n\n".join(turns) + "\n"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    for one in fields(Size):
        parser.add_argument(f"--{one.name}", type=int, default=one.default, help="%(default)s")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    size = Size(**{one.name: getattr(given, one.name) for one in fields(Size)})
    generate(given.folder, size, given.seed)
    print(f"{given.folder}: {size}")


if __name__ == "__main__":
    main()
