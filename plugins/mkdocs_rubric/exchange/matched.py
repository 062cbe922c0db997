"""What a tool calls criteria and reviewers, and which of ours that is."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.exchange.profile import Profile
from mkdocs_rubric.importing.ids import spelled
from mkdocs_rubric.load.vocabulary import Vocabulary, key
from mkdocs_rubric.model import Project

_ALIKE = 0.86
"""How alike two titles have to be to be taken for one: a word more, another ending."""
Ask = Callable[[str, Sequence[str]], str]
"""`ask(question, choices)`: the answer; an empty one leaves it out."""


@dataclass
class Matches:
    """What was found, and how.

    Attributes:
        criteria: Our ids by the tool's names.
        reviewers: Names on our sheets by the tool's.
        ignored: What is not to be read.
        notes: What was assumed.
    """

    criteria: dict[str, str] = field(default_factory=dict)
    reviewers: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def criteria_in(
    names: Iterable[str], project: Project, profile: Profile, found: Matches, ask: Ask | None
) -> None:
    """Find our criterion for each of a tool's.

    Raises:
        RubricError: Some are nobody knows which, and nobody is there to ask; all are named.
    """
    ignored = set(map(key, profile.ignore))
    unknown, wrong = [], []
    for name in dict.fromkeys(names):
        if key(name) in ignored:
            continue
        known = profile.criteria.get(name) or criterion_like(name, project)
        if known is None and ask is not None:
            known = _asked(name, project, ask)
            if not known:
                found.ignored.append(name)
                continue
        if known is None:
            unknown.append(name)
        elif known not in project.rubric.by_name:
            wrong.append(f'"{name}" is to be {known}')
        else:
            if name not in profile.criteria and key(name) != key(known):
                found.notes.append(f'"{name}" is the criterion {known}')
            found.criteria[name] = project.rubric.by_name[known].id
    if wrong:
        raise RubricError(
            "the profile, or an option, names criteria that there are not:",
            details=wrong,
            help=f"the rubric has {', '.join(each.id for each in project.rubric.active)}",
        )
    if unknown:
        ids = ", ".join(each.id for each in project.rubric.active)
        first = unknown[0].replace('"', "'")
        raise RubricError(
            "the rubric has no criterion that is called so:",
            details=[f'"{name}"' for name in unknown],
            help=f'say which each is: --criterion "{first}=…" (of {ids}), or leave it out: '
            f'--ignore "{first}"',
        )


def criterion_like(name: str, project: Project) -> str | None:
    """Our criterion that is called so, or nearly: by id, title or question."""
    exact = Vocabulary(project.rubric).criterion(name)
    if exact is not None:
        return exact
    word = _plain(name)
    scored = sorted(
        (
            (
                max(_likeness(word, _plain(text)) for text in (each.title, each.question, each.id)),
                each.id,
            )
            for each in project.rubric.active
        ),
        reverse=True,
    )
    best = scored[0] if scored else (0.0, "")
    second = scored[1][0] if len(scored) > 1 else 0.0
    return best[1] if best[0] >= _ALIKE and best[0] > second else None


def reviewers_in(
    names: Mapping[str, bool], project: Project, profile: Profile, found: Matches
) -> None:
    """Find our name for each of a tool's; who is new gets one from theirs.

    Args:
        names: By whether it is software.
        project: Whose reviewers are known.
        profile: What was said before.
        found: Where it goes.
    """
    ignored = set(map(key, profile.ignore))
    known = {
        key(text): name
        for name, reviewer in project.rubric.reviewers.items()
        for text in (name, *reviewer.spellings)
    }
    known = {key(name): name for name in project.people} | known
    for name in sorted(names):
        if key(name) in ignored:
            continue
        ours = profile.reviewers.get(name) or known.get(key(name))
        ours = ours or known.get(key(name).partition("@")[0])
        if ours is None:
            ours = _fresh(name, {*found.reviewers.values(), *known.values()})
            kind = "a machine" if names[name] else "new here"
            found.notes.append(
                f'the reviewer "{name}" is {kind}, and is called {ours} on the sheet'
            )
        elif name not in profile.reviewers and key(name) != key(ours):
            found.notes.append(f'the reviewer "{name}" is {ours}')
        found.reviewers[name] = ours


def _fresh(name: str, taken: set[str]) -> str:
    stem = spelled(name.partition("@")[0])[:40].strip("-") or "reviewer"
    if stem in ("consensus", "session"):
        stem = f"reviewer-{stem}"
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def _asked(name: str, project: Project, ask: Ask) -> str:
    choices = [each.id for each in project.rubric.active]
    return ask(f'Which criterion is "{name}"? (empty: leave it out)', choices)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold().replace("-", " ")))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0
