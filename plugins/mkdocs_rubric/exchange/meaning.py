"""Scores of a tool in our terms: our criteria, our levels, our names; and what could not be."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.exchange.levels import Levels, numbers_in, said_of, unit_of
from mkdocs_rubric.exchange.matched import Ask, Matches, criteria_in, reviewers_in
from mkdocs_rubric.exchange.profile import Profile, Unit
from mkdocs_rubric.exchange.records import Export, Rating
from mkdocs_rubric.exchange.redacted import Redaction
from mkdocs_rubric.load.vocabulary import Vocabulary, key
from mkdocs_rubric.model import Cell, Criterion, Mark, Project, Scale
from mkdocs_rubric.model.scalars import ConversationId, score_text
from mkdocs_rubric.model.score import number

_LONGEST = 80  # of a conversation's id


@dataclass(frozen=True, slots=True)
class Scored:
    """A score in our terms.

    Attributes:
        session: The tool's session; "" for daily work.
        reviewer: The name on the sheet; "" for the consensus.
        conversation: Its id.
        criterion: Ours.
        cell: The score.
        note: What was written, without personal data.
        when: When it was given.
        machine: Whether software gave it.
        channel: Where the conversation was held.
        fingerprint: Of the wording that software was given.
    """

    session: str
    reviewer: str
    conversation: ConversationId
    criterion: str
    cell: Cell
    note: str
    when: dt.datetime | None
    machine: bool
    channel: str
    fingerprint: str = ""


def scored(
    export: Export, project: Project, profile: Profile, redaction: Redaction, ask: Ask | None
) -> tuple[list[Scored], Profile]:
    """Every score that means something, once each, and the profile with what was found out.

    Raises:
        RubricError: Criteria or labels are nobody knows which; all are named.
    """
    found = Matches()
    criteria_in((each.criterion for each in export.ratings), project, profile, found, ask)
    ratings = [each for each in export.ratings if each.criterion in found.criteria]
    people = {each.reviewer: each.machine for each in ratings if not each.consensus}
    reviewers_in(people, project, profile, found)
    _account(export, ratings, found, profile)
    scales = _scales(project.rubric.by_name, project, found)
    numbers = numbers_in((found.criteria[each.criterion], each.value) for each in ratings)
    unit = profile.unit or unit_of(numbers, scales)
    if unit is not None and profile.unit is None:
        export.account.note(said_of(unit, numbers, scales))
    levels = Levels(unit, profile.labels, Vocabulary(project.rubric), scales)
    if ask is not None:
        profile, levels = _asked(ratings, found, levels, profile, project, ask)
    _refuse_words(ratings, found, levels, scales, profile)
    rows = list(_rows(export, ratings, found, levels, project))
    once = _last_of_each(rows, export)
    clean = [replace(row, note=redaction.without(row.note)) if row.note else row for row in once]
    return clean, _learned(profile, found, unit)


def _account(export: Export, ratings: Sequence[Rating], found: Matches, profile: Profile) -> None:
    left = len(export.ratings) - len(ratings)
    if left:
        export.account.leave("ratings", "of criteria that the profile leaves out", count=left)
    for note in found.notes:
        export.account.note(note)
    for name in found.ignored:
        export.account.note(f'"{name}" is left out from now on')
    if profile.ignore:
        export.account.note(f"left out, as the profile says: {', '.join(profile.ignore)}")


def _scales(by_name: Mapping[str, Criterion], project: Project, found: Matches) -> dict[str, Scale]:
    scales = {}
    for name in set(found.criteria.values()):
        scale = project.rubric.scale(by_name[name])
        if scale is not None:
            scales[name] = scale
    return scales


def _asked(
    ratings: Iterable[Rating],
    found: Matches,
    levels: Levels,
    profile: Profile,
    project: Project,
    ask: Ask,
) -> tuple[Profile, Levels]:
    """The profile with what somebody says of words that are no levels."""
    labels = dict(profile.labels)
    for text, name in _words(ratings, found, levels).items():
        scale = project.rubric.scale(project.rubric.by_name[name])
        choices = [*(str(score) for score in (scale.scores if scale else ())), "NA"]
        answer = ask(f'Which score on {name} is "{text[:60]}"?', choices)
        if answer:
            labels[text] = Mark.NOT_APPLICABLE if answer == "NA" else (number(answer) or 0,) * 2
    return profile.model_copy(update={"labels": labels}), levels.knowing(labels)


def _words(ratings: Iterable[Rating], found: Matches, levels: Levels) -> dict[str, str]:
    """Words for scores that nobody knows, and a criterion each was given on."""
    unknown: dict[str, str] = {}
    for each in ratings:
        name = found.criteria[each.criterion]
        if levels.cell(name, each.value) is None and not _is_number(each.value):
            unknown.setdefault(each.value, name)
    return unknown


def _refuse_words(
    ratings: Iterable[Rating],
    found: Matches,
    levels: Levels,
    scales: Mapping[str, Scale],
    profile: Profile,
) -> None:
    """Words for scores that nobody knows have to be told: a guess would be a wrong score."""
    unknown = _words(ratings, found, levels)
    if unknown:
        first = next(iter(unknown)).replace('"', "'")
        said = {key(name): score_text(score) for name, score in profile.labels.items()}
        raise RubricError(
            "these are no levels of their criteria:",
            details=[
                f'"{text[:60]}" on {name}'
                + (
                    f": the profile says {said[key(text)]}, and it has "
                    f"{', '.join(map(str, scales[name].scores))}"
                    if key(text) in said
                    else ""
                )
                for text, name in list(unknown.items())[:20]
            ],
            help=f'say which score each means: --label "{first[:40]}=3", or NA',
        )


def _is_number(text: str) -> bool:
    return any(letter.isdigit() for letter in text) and not any(map(str.isalpha, text))


def _rows(
    export: Export,
    ratings: Iterable[Rating],
    found: Matches,
    levels: Levels,
    project: Project,
) -> Iterable[Scored]:
    for each in ratings:
        if not each.consensus and each.reviewer not in found.reviewers:
            export.account.leave("ratings", "of reviewers that the profile leaves out", each.where)
            continue
        name = found.criteria[each.criterion]
        cell = levels.cell(name, each.value)
        if cell is None:
            export.account.leave("ratings", f"{each.value[:20]} is no level of {name}", each.where)
            continue
        if cell is Mark.NOT_APPLICABLE and project.rubric.by_name[name].not_applicable is None:
            export.account.leave("ratings", f"N/A on {name}, which always applies", each.where)
            continue
        if cell is Mark.NOT_SCORED:
            export.account.leave("ratings", "empty: not scored", each.where)
            continue
        if len(each.conversation) > _LONGEST or not each.conversation.isprintable():
            export.account.leave("ratings", "the conversation's id is no visible line", each.where)
            continue
        ours = "" if each.consensus else found.reviewers[each.reviewer]
        yield Scored(
            each.session,
            ours,
            each.conversation,
            name,
            cell,
            " ".join(each.note.split()),
            each.when,
            each.machine or ours in project.rubric.machines,
            each.channel,
            each.fingerprint,
        )


def _last_of_each(rows: Iterable[Scored], export: Export) -> list[Scored]:
    """Of several scores of the same the last: by its time, or else by its place in the files."""
    last: dict[tuple[str, str, str, str], Scored] = {}
    for row in rows:
        place = (row.session, row.reviewer, row.conversation, row.criterion)
        known = last.get(place)
        if known is None:
            last[place] = row
            continue
        export.account.leave("ratings", "scored again later: the last counts", row.conversation)
        if not (row.when and known.when and row.when < known.when):
            last[place] = row
    return list(last.values())


def _learned(profile: Profile, found: Matches, unit: Unit | None) -> Profile:
    return profile.model_copy(
        update={
            "criteria": {**profile.criteria, **found.criteria},
            "reviewers": {**profile.reviewers, **found.reviewers},
            "ignore": tuple(dict.fromkeys((*profile.ignore, *found.ignored))),
            "unit": unit,
        }
    )
