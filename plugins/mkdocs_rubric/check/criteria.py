"""The criteria against their scales and each other."""

from collections.abc import Iterator

from mkdocs_rubric.check.groups import taken
from mkdocs_rubric.check.references import unknown_criterion
from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from mkdocs_rubric.model import Criterion, LevelKey, Mark, Project, Scale, Span
from mkdocs_rubric.model.score import level_key, span_of


class UnknownScale(Rule):
    """A scale that the rubric does not define.

    ## What is wrong
    The criterion names a scale that is not under `scales` in `rubric.yaml`.

    ## Why it matters
    Without its scale nobody knows which scores are possible.

    ## How to fix it
    Correct the name, or define the scale.

    ## Example
    `scale: qualty`
    """

    code = "R204"


class MissingLevel(Rule):
    """A level of the scale that the criterion does not describe.

    ## What is wrong
    The scale has a score for which the criterion has no entry under `levels`, alone or in a band
    such as `"7-8":`, and it is not one of those that lie between anchors. Levels are anchors where
    about half of them are described or fewer: 1, 3 and 5 of five, or 0, 3, 6 and 9 of eleven.

    ## Why it matters
    Reviewers can give the score, and nothing says what it means.

    ## How to fix it
    Describe the level, let a band include it, or give the criterion a scale with fewer levels.

    ## Example
    A criterion on a scale from 1 to 5 that describes 1, 2, 4 and 5.
    """

    code = "R205"


class ExtraLevel(Rule):
    """A level that the scale does not have.

    ## What is wrong
    The criterion describes a score that cannot be given.

    ## Why it matters
    Either the scale is not the one meant, or the description is lost.

    ## How to fix it
    Remove the level, or name the right scale.

    ## Example
    A level 0 on a scale from 1 to 5.
    """

    code = "R206"


class EdgeCaseOffScale(Rule):
    """An edge case that asks for a score the scale does not have.

    ## What is wrong
    The `score` of the edge case lies outside the criterion's scale.

    ## Why it matters
    A reviewer who follows the guidance enters a score nobody can enter.

    ## How to fix it
    Give a score of the scale, or leave it out and say in `guidance` how to score.

    ## Example
    `score: 2` on a scale of 0 and 1.
    """

    code = "R207"


class LevelWithoutExample(Rule):
    """A level with no example.

    ## What is wrong
    The level is described, and shows nobody what it looks like.

    ## Why it matters
    Two reviewers read the same description differently far more often than the same example.

    ## How to fix it
    Add one from a real conversation, with names removed.

    ## Example
    ```yaml
    2:
      description: The agent matches the tone without naming the problem.

    Examples:
        - text: "Wow, that's annoying! Anyway, your order number please?"
          why: Warm words, and not one about what went wrong.
    ```
    """

    code = "R208"
    severity = Severity.INFO


class ReplacedButNotRetired(Rule):
    """A criterion that is replaced and still in force.

    ## What is wrong
    The criterion has `replaced_by:` and no `retired:` date.

    ## Why it matters
    Reviewers score both, and the same fault counts twice.

    ## How to fix it
    Add the date from which it is no longer scored, or delete `replaced_by`.

    ## Example
    `replaced_by: clarity` without `retired:`.
    """

    code = "R212"
    severity = Severity.WARNING


def _no_scale(project: Project, name: str, path: str, *keys: str | int) -> Iterator[Diagnostic]:
    known = project.rubric.scales
    if project.lost_in(project.rubric.path, "scales", name):
        return
    hint = did_you_mean(name, known)
    yield UnknownScale.at(
        project.locate(path, *keys),
        f'the rubric has no scale "{name}"',
        hint=hint,
        help="" if hint else f"scales in {project.rubric.path}: {', '.join(known)}",
    )


def check(project: Project) -> Iterator[Diagnostic]:
    """Each criterion: what it refers to, its levels, its edge cases."""
    for criterion in project.rubric.criteria.values():
        yield from _references(project, criterion)
        scale = project.rubric.scale(criterion)
        if scale is None:
            yield from _no_scale(project, criterion.scale, criterion.path, "scale")
        else:
            yield from _levels(project, criterion, scale)
            yield from _edge_cases(project, criterion, scale)


def _references(project: Project, criterion: Criterion) -> Iterator[Diagnostic]:
    path = criterion.path
    for place, name in enumerate(criterion.see_also):
        yield from unknown_criterion(project, name, path, "see_also", place)
    if criterion.replaced_by:
        yield from unknown_criterion(project, criterion.replaced_by, path, "replaced_by")
        if criterion.retired is None and not project.lost_in(path, "retired"):
            yield ReplacedButNotRetired.at(
                project.locate(path, "replaced_by"),
                f'"{criterion.id}" is replaced by "{criterion.replaced_by}" and not retired',
                help="add `retired: <date>`",
            )
    for place, earlier in enumerate(criterion.earlier_scales):
        if earlier.scale not in project.rubric.scales:
            yield from _no_scale(project, earlier.scale, path, "earlier_scales", place, "scale")


def _levels(project: Project, criterion: Criterion, scale: Scale) -> Iterator[Diagnostic]:
    path = criterion.path
    for run in criterion.lacking(scale):
        if _lost(project, path, run):
            continue
        alone = not isinstance(run, Span)
        what = (
            f'level {run} ("{scale.called(run)}") is'
            if alone
            else f"levels {span_of(run).low} to {span_of(run).high} are"
        )
        written = f"{run}:" if alone else f'"{span_of(run).low}-{span_of(run).high}":'
        yield MissingLevel.at(
            project.locate(path, "levels", key=True),
            f"{what} not described",
            help=f"add `{written}` with a description, or choose another scale",
        )
    for score, level in criterion.levels.items():
        span = span_of(score)
        if span.low not in scale.levels or span.high not in scale.levels:
            yield ExtraLevel.at(
                project.locate(path, "levels", score, key=True),
                f'the scale "{criterion.scale}" has no level {score}'
                if span.low == span.high
                else f'the scale "{criterion.scale}" does not have both ends of {score}',
                help=f"its levels are {scale.listed}; remove this one, or name another scale",
            )
        elif not level.examples and not _lost(project, path, score):
            yield LevelWithoutExample.at(
                project.locate(path, "levels", score, key=True),
                f"level {score} has no example",
                help="add one from a real conversation, with names removed",
            )


def _edge_cases(project: Project, criterion: Criterion, scale: Scale) -> Iterator[Diagnostic]:
    cases = criterion.edge_cases
    ids = [case.id for case in cases]
    yield from taken(project, ids, "edge cases", criterion.path, "edge_cases")
    for place, case in enumerate(cases):
        if case.score is Mark.NOT_APPLICABLE and criterion.not_applicable is None:
            yield EdgeCaseOffScale.at(
                project.locate(criterion.path, "edge_cases", place, "score"),
                f'"{case.id}" asks for N/A, and "{criterion.id}" always applies',
                help="give a score, or say under not_applicable when the criterion does not apply",
            )
        if isinstance(case.score, tuple) and not set(case.score) <= set(scale.levels):
            yield EdgeCaseOffScale.at(
                project.locate(criterion.path, "edge_cases", place, "score"),
                f'the score of "{case.id}" is not on the scale "{criterion.scale}"',
                help=f"its levels are {scale.listed}",
            )


def _lost(project: Project, path: str, key: LevelKey) -> bool:
    """Whether something of a level, or of one of a band, could not be used: its key, for one."""
    span = span_of(key)
    keys = [each[2] for each in project.lost if each[:2] == (path, "levels") and len(each) > 2]  # noqa: PLR2004 - the level's key
    spans = [span_of(found) for key in keys if (found := level_key(key)) is not None]
    return len(spans) < len(keys) or any(
        each.low <= span.high and span.low <= each.high for each in spans
    )
