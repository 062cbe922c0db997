"""The sessions and their sheets against the rubric.

Columns are checked by their distinct values; only a sheet with something wrong is walked.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from mkdocs_rubric.calibration import gaps
from mkdocs_rubric.check.criteria import DuplicateId, UnknownCriterion, unknown_criterion
from mkdocs_rubric.check.decisions import UnknownConversation, UnknownReviewer, unknown_decision
from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from mkdocs_rubric.model import Cell, Held, Mark, Project, Sheet

_REPORTED = 50  # of one kind in one sheet: a wrong column is one mistake


class OffScale(Rule):
    """A score that the scale does not have.

    ## What is wrong
    The score is not a level of the criterion's scale on the session's day.

    ## Why it matters
    It cannot be compared with the other reviewers' scores.

    ## How to fix it
    Ask the reviewer what was meant. If the scale has changed since, say so in the criterion's
    `earlier_scales`.

    ## Example
    A 6 on a scale from 1 to 5, or a 5 on "Not met / Met".
    """

    code = "R401"


class NotApplicableNotAllowed(Rule):
    """N/A on a criterion that always applies.

    ## What is wrong
    The sheet says `NA`, and the criterion has no `not_applicable`.

    ## Why it matters
    N/A takes the criterion out of the result. Where that is not meant to be possible, it hides a
    low score.

    ## How to fix it
    Score it, or say in the criterion under `not_applicable` when it does not apply.

    ## Example
    `C-2201,greeting,NA` where every conversation has a greeting.
    """

    code = "R402"


class DoubleScore(Rule):
    """One reviewer's two scores for the same thing.

    ## What is wrong
    The same reviewer scores the same criterion on the same conversation twice in a session.

    ## Why it matters
    Nobody knows which one counts.

    ## How to fix it
    Delete one of the two rows.

    ## Example
    Two rows `C-2201,empathy,…` in one sheet.
    """

    code = "R403"


class RetiredButScored(Rule):
    """A score on a criterion that was retired.

    ## What is wrong
    The session took place on or after the day the criterion was retired.

    ## Why it matters
    The reviewer works from an old scorecard.

    ## How to fix it
    Remove the rows, or correct the date in `retired`.

    ## Example
    `C-2105,grammar,4` in a session of June, with `retired: 2026-05-01`.
    """

    code = "R404"
    severity = Severity.WARNING


class GapNotSettled(Rule):
    """A gap nobody has settled.

    ## What is wrong
    Reviewers' scores lie further apart than the scale's tolerance, and `settled` in
    `session.yaml` does not say what came of it.

    ## Why it matters
    The same situation will be scored differently again next week.

    ## How to fix it
    Discuss it. Then add an entry with the `decision` that was made, or with `no_change` and why
    the guideline stays as it is.

    ## Example
    `- {conversation: C-2203, criterion: diagnosis, no_change: One reviewer missed the attachment.}`
    """

    code = "R405"
    severity = Severity.WARNING


class SettledWithoutGap(Rule):
    """An entry for a gap that does not exist.

    ## What is wrong
    The scores of this criterion on this conversation lie within the tolerance, or the entry is
    there twice.

    ## Why it matters
    Usually the conversation or the criterion is misspelt, and the real gap stays open.

    ## How to fix it
    Correct the entry, or delete it.

    ## Example
    An entry for `C-2202, empathy` where everybody gave 3.
    """

    code = "R406"
    severity = Severity.INFO


class SheetMissing(Rule):
    """A reviewer without scores.

    ## What is wrong
    `reviewers` names somebody of whom the session has no score.

    ## Why it matters
    Agreement is computed without them, and readers believe they took part.

    ## How to fix it
    Add the sheet, or take the name out of `reviewers`.

    ## Example
    `reviewers: [ana, ben]` in a folder that has only `ana.csv`.
    """

    code = "R407"
    severity = Severity.WARNING


def check(project: Project) -> Iterator[Diagnostic]:
    """Each session: what it refers to, its sheets, its gaps."""
    for held in project.sessions.values():
        yield from _conversation_ids(project, held)
        for sheet in (*held.sheets, *filter(None, [held.consensus])):
            yield from _sheet(project, held, sheet)
        yield from _doubles(project, held)
        yield from _missing(project, held)
        yield from _settled(project, held)


def _conversation_ids(project: Project, held: Held) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for place, one in enumerate(held.session.conversations):
        if one.id in seen:
            yield DuplicateId.at(
                project.locate(held.session.path, "conversations", place, "id"),
                f'the conversation "{one.id}" is listed twice',
                help="keep one entry",
            )
        seen.add(one.id)


def _sheet(project: Project, held: Held, sheet: Sheet) -> Iterator[Diagnostic]:
    session, rubric = held.session, project.rubric
    broken = {one.id for one in project.broken}
    conversations = {one.id for one in session.conversations}
    if sheet is not held.consensus and (strangers := set(sheet.reviewers) - set(session.reviewers)):
        yield from _strangers(project, held, sheet, strangers)
    unknown = set(sheet.conversations) - conversations
    if unknown:
        for line, name in _rows(sheet, sheet.conversations, unknown):
            yield UnknownConversation.at(
                project.locate(sheet.path, line, "conversation"),
                f'the session has no conversation "{name}"',
                hint=did_you_mean(name, conversations),
                help=f"correct the id, or add it to {session.path}",
            )
    unknown = set(sheet.criteria) - rubric.by_name.keys() - broken
    for line, name in _rows(sheet, sheet.criteria, unknown):
        yield UnknownCriterion.at(
            project.locate(sheet.path, line, "criterion"),
            f'there is no criterion "{name}"',
            hint=did_you_mean(name, rubric.by_name),
            help="correct the id; if it was renamed, add the old id to the criterion's aliases",
        )
    pairs = zip(sheet.criteria, sheet.cells, strict=True)
    wrong = {pair: why for pair in set(pairs) if (why := _wrong(project, held, *pair))}
    reported: Counter[tuple[str, Cell]] = Counter()
    for line, name, cell in (
        zip(sheet.lines, sheet.criteria, sheet.cells, strict=True) if wrong else ()
    ):
        if (name, cell) in wrong and reported[name, cell] < _REPORTED:
            reported[name, cell] += 1
            rule, column, message, remedy = wrong[name, cell]
            yield rule.at(project.locate(sheet.path, line, column), message, help=remedy)


def _wrong(
    project: Project, held: Held, name: str, cell: Cell
) -> tuple[type[Rule], str, str, str] | None:
    """What is wrong with a score on a criterion: rule, column, message, remedy."""
    criterion = project.rubric.by_name.get(name)
    if criterion is None or cell is Mark.NOT_SCORED:
        return None
    day = held.session.date
    if criterion.retired_on(day):
        return (
            RetiredButScored,
            "criterion",
            f'"{name}" is retired since {criterion.retired}, and the session was on {day}',
            "remove the row, or correct the date in `retired`",
        )
    if cell is Mark.NOT_APPLICABLE:
        if criterion.not_applicable is None:
            return (
                NotApplicableNotAllowed,
                "score",
                f'"{name}" always applies: N/A is not allowed',
                f"score it, or say under not_applicable in {criterion.path} when it does not apply",
            )
        return None
    scale = project.rubric.scale(criterion, day)
    if scale is not None and cell not in scale.levels:
        return (
            OffScale,
            "score",
            f'{cell} is not on the scale of "{name}"',
            f"the levels of {criterion.scale_on(day)} are {', '.join(map(str, scale.scores))}",
        )
    return None


def _strangers(
    project: Project, held: Held, sheet: Sheet, strangers: Set[str]
) -> Iterator[Diagnostic]:
    """One finding a name: a sheet of somebody unknown is one mistake, not a thousand."""
    for name in sorted(strangers):
        line = sheet.lines[sheet.reviewers.index(name)]
        whole = len(set(sheet.reviewers)) == 1
        where = (
            project.locate(sheet.path) if whole else project.locate(sheet.path, line, "reviewer")
        )
        yield UnknownReviewer.at(
            where,
            f'"{name}" is not among the reviewers of session "{held.id}"',
            hint=did_you_mean(name, held.session.reviewers),
            help=f"correct the name, or add it to reviewers in {held.session.path}",
        )


def _rows(sheet: Sheet, column: Sequence[str], wanted: Set[str]) -> Iterator[tuple[int, str]]:
    if not wanted:
        return
    reported = 0
    for line, name in zip(sheet.lines, column, strict=True):
        if name in wanted and reported < _REPORTED:
            reported += 1
            yield line, name


def _doubles(project: Project, held: Held) -> Iterator[Diagnostic]:
    """By today's id of a criterion, so that an old and a new id count as the same."""
    names = {old: one.id for old, one in project.rubric.by_name.items()}
    for sheets in (held.sheets, tuple(filter(None, [held.consensus]))):
        first: dict[tuple[str, str, str], tuple[str, int]] = {}
        total = sum(len(sheet) for sheet in sheets)
        keys = {key for sheet in sheets for key in _keys(sheet, names)}
        if len(keys) == total:
            continue
        for sheet in sheets:
            for line, key in zip(sheet.lines, _keys(sheet, names), strict=True):
                if key in first:
                    path, at = first[key]
                    yield DoubleScore.at(
                        project.locate(sheet.path, line, "criterion"),
                        f'"{key[2]}" on {key[1]} is already scored in line {at}'
                        + (f" of {path}" if path != sheet.path else ""),
                        help="delete one of the two rows",
                    )
                first.setdefault(key, (sheet.path, line))


def _keys(sheet: Sheet, names: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    criteria = (names.get(name, name) for name in sheet.criteria)
    return zip(sheet.reviewers, sheet.conversations, criteria, strict=True)


def _missing(project: Project, held: Held) -> Iterator[Diagnostic]:
    present = {name for sheet in held.sheets for name in set(sheet.reviewers)}
    for place, name in enumerate(held.session.reviewers):
        if name not in present:
            yield SheetMissing.at(
                project.locate(held.session.path, "reviewers", place),
                f'there is no score of "{name}" in this session',
                help=f"add {held.folder}/{name}.csv, or take the name out",
            )
    known = {name for one in project.sessions.values() for name in one.session.reviewers}
    facilitator = held.session.facilitator
    if facilitator and known and facilitator not in known | set(project.people):
        yield UnknownReviewer.at(
            project.locate(held.session.path, "facilitator"),
            f'"{facilitator}" is a reviewer of no session',
            hint=did_you_mean(facilitator, known),
        )


def _settled(project: Project, held: Held) -> Iterator[Diagnostic]:
    session = held.session
    found = gaps(project, held)
    gap_keys = {(gap.spread.conversation, gap.spread.criterion.id) for gap in found}
    conversations = {one.id for one in session.conversations}
    seen: set[tuple[str, str]] = set()
    for place, one in enumerate(session.settled):
        keys = ("settled", place)
        yield from unknown_criterion(project, one.criterion, session.path, *keys, "criterion")
        if one.decision:
            yield from unknown_decision(project, one.decision, session.path, *keys, "decision")
        if one.conversation not in conversations:
            yield UnknownConversation.at(
                project.locate(session.path, *keys, "conversation"),
                f'the session has no conversation "{one.conversation}"',
                hint=did_you_mean(one.conversation, conversations),
            )
            continue
        criterion = project.rubric.by_name.get(one.criterion)
        key = (one.conversation, criterion.id if criterion else one.criterion)
        if criterion and (key not in gap_keys or key in seen):
            again = key in seen
            yield SettledWithoutGap.at(
                project.locate(session.path, *keys),
                f"{one.criterion} on {one.conversation} "
                + ("is settled above already" if again else "has no gap to settle"),
                help="correct the conversation or the criterion, or delete the entry",
            )
        seen.add(key)
    for gap in found:
        if gap.settled is None:
            spread = gap.spread
            number = next(
                (n for n, c in enumerate(session.conversations) if c.id == spread.conversation),
                None,
            )
            keys = () if number is None else ("conversations", number, "id")
            yield GapNotSettled.at(
                project.locate(session.path, *keys),
                f"{spread.criterion.id} on {spread.conversation} was scored from "
                f"{spread.values[0]} to {spread.values[-1]}, and nothing says how that was settled",
                help="add an entry under settled, with a decision or with no_change and why",
            )
