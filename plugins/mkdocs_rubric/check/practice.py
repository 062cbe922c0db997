"""Practice: what it is made of can be learnt from, and results still prove what they say."""

import datetime as dt
from collections.abc import Iterator

from mkdocs_rubric.calibration.practice import (
    Verdict,
    is_over,
    not_countable,
    questions,
    verdict,
    wording_digest,
)
from mkdocs_rubric.check.references import unknown_conversation, unknown_session
from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity
from mkdocs_rubric.model import (
    Practice,
    PracticeConversation,
    PracticeResult,
    Project,
    as_written,
)

_ELSEWHERE = dt.timedelta(days=1)
"""Where somebody practises it may be tomorrow already."""


class PracticeTooEarly(Rule):
    """A practice conversation without a consensus.

    ## What is wrong
    The session is still to come, or has no `consensus.csv`.

    ## Why it matters
    There is nothing to compare with: a newcomer scores, and is told nothing.

    ## How to fix it
    Take a conversation of a session that is over, or record what the session agreed on.

    ## Example
    `{session: 2026-12, conversation: C-2471}` while the sheets of 2026-12 are coming in.
    """

    code = "R420"


class PracticeNotScorable(Rule):
    """A practice conversation on which nothing can be scored.

    ## What is wrong
    The session's consensus has no score of this conversation that could be given today: its
    criteria are retired or on another scale, or there is no transcript to read.

    ## Why it matters
    A newcomer reads it, or finds nothing to read, and learns nothing.

    ## How to fix it
    Take another conversation, or add its redacted transcript to its session.

    ## Example
    A conversation of last year, when clarity had three levels.
    """

    code = "R421"
    severity = Severity.WARNING


class PractisedTwice(Rule):
    """A conversation that a practice has twice.

    ## What is wrong
    The same conversation stands in two places of a practice.

    ## Why it matters
    Whoever scores it the second time has seen the answer.

    ## How to fix it
    Take one of the two out.

    ## Example
    `{session: 2026-09, conversation: C-2201}` in two sets.
    """

    code = "R422"


class TooManySets(Rule):
    """A practice that asks for more sets than it has.

    ## What is wrong
    `calibrated.sets` is more than there are sets.

    ## Why it matters
    Nobody can ever be calibrated.

    ## How to fix it
    Ask for as many as there are, or leave `sets` out: then it takes all of them.

    ## Example
    `calibrated: {sets: 3}` in a practice with two sets.
    """

    code = "R423"


class NotCalibrated(Rule):
    """A result that is not what the practice asks for.

    ## What is wrong
    Counted again, the scores of the result do not reach what the practice asks for: too few agree
    with the consensus, or too many of critical criteria miss it.

    ## Why it matters
    The site would call somebody calibrated who is not, by the team's own measure.

    ## How to fix it
    If the file was changed by hand, take the one that the page gave. If the consensus or the
    practice has changed since, practise again.

    ## Example
    41 of 54 scores agree, which is 76%, where 80% are asked for.
    """

    code = "R424"


class CalibrationLapsed(Rule):
    """A result that has lapsed.

    ## What is wrong
    A criterion that counted decides otherwise about scores today: its scale, whether N/A is
    allowed, whether it is critical, or what an edge case scores. Or the practice asks for more.

    ## Why it matters
    Whoever was calibrated then may never have read what holds now.

    ## How to fix it
    Practise again and replace the file, or delete it. Nothing else is lost.

    ## Example
    The edge case "hostile-customer" scores 2 now, and scored 3 when the result was reached.
    """

    code = "R425"
    severity = Severity.WARNING


class CalibratedOnEarlierWording(Rule):
    """A result that was reached on another wording.

    ## What is wrong
    A criterion that counted says something else today, though it scores as before.

    ## Why it matters
    A wording that reads better may also read differently.

    ## How to fix it
    Read what has changed, on the criterion's history. If it scores alike, put today's digest into
    the file, as the message says; if not, practise again.

    ## Example
    The level 3 of clarity was put into plainer words in November.
    """

    code = "R426"
    severity = Severity.WARNING


class ResultNotCountable(Rule):
    """A result whose scores cannot be counted.

    ## What is wrong
    The same thing is scored twice, or a score is none of its scale, or the result is of a day that
    is still to come. The page of the practice writes none of these.

    ## Why it matters
    What cannot be counted again proves nothing, and a later day would stand before real ones.

    ## How to fix it
    Take the file as the page gave it.

    ## Example
    Two lines for empathy on C-2201, one with a 2 and one with a 4.
    """

    code = "R427"


def check(project: Project, today: dt.date) -> Iterator[Diagnostic]:
    """Each practice, and each result.

    Args:
        project: What is checked.
        today: No result is of a later day.
    """
    for practice in project.practices.values():
        yield from _practice(project, practice)
    path = project.seeds.path
    for at, seed in enumerate(project.seeds.seeds):
        yield from unknown_session(project, seed.session, path, "seeds", at, "session")
        held = project.every_session.get(seed.session)
        if held is not None:
            keys = ("seeds", at, "conversation")
            yield from unknown_conversation(project, held, seed.conversation, path, *keys)
    for result in project.practised:
        practice_of = project.practices.get(result.practice)
        if practice_of is not None:
            wrong = list(_not_countable(project, result, today))
            yield from wrong or _result(project, practice_of, result)


def _practice(project: Project, practice: Practice) -> Iterator[Diagnostic]:
    asked, there = practice.calibrated.sets, len(practice.sets)
    if asked is not None and asked > there and not project.lost_in(practice.path, "sets"):
        yield TooManySets.at(
            project.locate(practice.path, "calibrated", "sets"),
            f"this asks for {asked} sets, and there {'is' if there == 1 else 'are'} {there}",
            help="ask for as many as there are, or leave it out to ask for all of them",
        )
    seen: set[tuple[str, str]] = set()
    for place, some in enumerate(practice.sets):
        for at, entry in enumerate(some.conversations):
            keys = ("sets", place, "conversations", at)
            yield from _conversation(project, practice, entry, keys)
            name = (entry.session, entry.conversation)
            if name in seen:
                yield PractisedTwice.at(
                    project.locate(practice.path, *keys, "conversation"),
                    f'"{entry.conversation}" of {entry.session} stands further up already',
                    help="take one of the two out",
                )
            seen.add(name)


def _conversation(
    project: Project, practice: Practice, entry: PracticeConversation, keys: tuple[str | int, ...]
) -> Iterator[Diagnostic]:
    path = practice.path
    yield from unknown_session(project, entry.session, path, *keys, "session")
    held = project.every_session.get(entry.session)
    if held is None:
        return
    wrong = [*unknown_conversation(project, held, entry.conversation, path, *keys, "conversation")]
    yield from wrong
    if wrong:
        return
    if not is_over(project, entry.session):
        if not project.lost_sheets(held):
            yield PracticeTooEarly.at(
                project.locate(path, *keys, "session"),
                f"{entry.session} has no consensus to compare with",
                help="take a conversation of a session that is over, or add its consensus.csv",
            )
        return
    known = {each.id: each for each in held.session.conversations}[entry.conversation]
    if not held.transcripts.get(known.transcript or "", "").strip():
        yield PracticeNotScorable.at(
            project.locate(path, *keys, "conversation"),
            f'there is no transcript of "{entry.conversation}" to read',
            help=f"add it to {held.session.path}, or take another conversation",
        )
    elif not questions(project, entry):
        yield PracticeNotScorable.at(
            project.locate(path, *keys, "conversation"),
            f'the consensus on "{entry.conversation}" has no score that could be given today',
            help="take another conversation: its criteria are retired, or on another scale",
        )


def _not_countable(
    project: Project, result: PracticeResult, today: dt.date
) -> Iterator[Diagnostic]:
    remedy = "take the file as the page gave it"
    if result.date > today + _ELSEWHERE:
        where = project.locate(result.path, "date")
        yield ResultNotCountable.at(where, f"{result.date} is still to come", help=remedy)
    for at, wrong in not_countable(project, result):
        where = project.locate(result.path, "scores", at, "score")
        yield ResultNotCountable.at(where, wrong, help=remedy)


def _result(project: Project, practice: Practice, result: PracticeResult) -> Iterator[Diagnostic]:
    found = verdict(project, practice, result)
    if found.lapsed:
        yield CalibrationLapsed.at(
            project.locate(result.path, "counted_by", key=True),
            f"this result has lapsed: {'; '.join(found.lapsed)}",
            help="practise again and replace the file, or delete it",
        )
        return
    if not found.reached:
        yield NotCalibrated.at(
            project.locate(result.path, "scores", key=True),
            f"this is not what {practice.path} asks for: {'; '.join(_short_of(found))}",
            help="take the file as the page gave it, or practise again",
        )
        return
    for criterion in found.reworded:
        scale = project.rubric.scale(criterion)
        name = next(
            each
            for each in result.counted_by
            if each in project.rubric.by_name and project.rubric.by_name[each].id == criterion.id
        )
        assert scale is not None
        yield CalibratedOnEarlierWording.at(
            project.locate(result.path, "counted_by", name, "wording"),
            f"{criterion.title} was reworded since this result was reached",
            help="if it scores alike, write "
            f'wording: "{wording_digest(criterion, scale)}" here; if not, practise again',
        )


def _short_of(found: Verdict) -> Iterator[str]:
    if found.agreed * 100 < found.needed * found.scores:
        yield (
            f"{found.agreed} of {found.scores} scores agree with the consensus, "
            f"and it takes {as_written(found.needed)}%"
        )
    if len(found.critical) > found.allowed:
        yield f"{', '.join(dict.fromkeys(found.critical))}, which is critical, misses it"
