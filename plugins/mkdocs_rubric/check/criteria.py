"""The rubric against its criteria."""

from collections.abc import Iterator

from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from mkdocs_rubric.model import Criterion, Project, Scale


class CriterionInNoGroup(Rule):
    """A criterion that no group lists.

    ## What is wrong
    The criterion has a file, is not retired, and stands in no group of `rubric.yaml`.

    ## Why it matters
    Nobody finds it from the home page, and it does not count in a review's result.

    ## How to fix it
    Add its id to a group's `criteria`, or retire it with `retired: <date>`.

    ## Example
    `rubric/criteria/tone.yaml` exists; no group has `criteria: [..., tone]`.
    """

    code = "R201"
    severity = Severity.WARNING


class CriterionInTwoGroups(Rule):
    """A criterion that is listed twice.

    ## What is wrong
    The same criterion stands in two groups, or twice in one.

    ## Why it matters
    It would count twice in the result of a group, and have two places on the site.

    ## How to fix it
    Keep the group in which a reviewer would look for it.

    ## Example
    `criteria: [greeting, empathy]` in one group and `criteria: [empathy]` in another.
    """

    code = "R202"


class UnknownCriterion(Rule):
    """A criterion that does not exist.

    ## What is wrong
    The id is not the name of a file in `rubric/criteria/`, nor an alias of one.

    ## Why it matters
    What is said about it reaches nobody: no page shows it.

    ## How to fix it
    Correct the id. If the criterion was renamed, add the old id to its `aliases`.

    ## Example
    `criteria: [empaty]` in a decision.
    """

    code = "R203"


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
    The scale has a score for which the criterion has no entry under `levels`.

    ## Why it matters
    Reviewers can give the score, and nothing says what it means.

    ## How to fix it
    Describe the level, or give the criterion a scale with fewer levels.

    ## Example
    A criterion on a scale from 1 to 5 that describes 1, 3 and 5.
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
      examples:
        - text: "Wow, that's annoying! Anyway, your order number please?"
          why: Warm words, and not one about what went wrong.
    ```
    """

    code = "R208"
    severity = Severity.INFO


class ImpossibleWeights(Rule):
    """A group whose weights cannot be computed with.

    ## What is wrong
    Every criterion in force in the group has weight 0, or the group has none.

    ## Why it matters
    The group's result is a division by zero.

    ## How to fix it
    Give at least one criterion a weight above 0, or remove the group.

    ## Example
    A group with one criterion, and `weight: 0` in it.
    """

    code = "R209"
    severity = Severity.WARNING


class DuplicateId(Rule):
    """An id that is taken.

    ## What is wrong
    Two edge cases of a criterion, two groups, or a criterion and another's alias have one id.

    ## Why it matters
    Links and sheets mean one of them, and nobody can tell which.

    ## How to fix it
    Rename one.

    ## Example
    Two edge cases with `id: refund-issued` in one criterion.
    """

    code = "R210"


class RetiredButListed(Rule):
    """A retired criterion that still stands in a group.

    ## What is wrong
    The criterion has `retired:` and a group lists it.

    ## Why it matters
    One of the two is not meant: it is either scored or it is not.

    ## How to fix it
    Take it out of the group; its page stays. Or delete `retired:`.

    ## Example
    `retired: 2026-05-01`, and `criteria: [grammar, clarity]` in a group.
    """

    code = "R211"
    severity = Severity.WARNING


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


def check(project: Project) -> Iterator[Diagnostic]:
    """Groups, then each criterion."""
    yield from _groups(project)
    yield from _ids(project)
    for criterion in project.rubric.criteria.values():
        yield from _criterion(project, criterion)


def unknown_criterion(
    project: Project, name: str, path: str, *keys: str | int
) -> Iterator[Diagnostic]:
    """`UnknownCriterion` where a name is none. A file that could not be read still counts."""
    broken = {one.id for one in project.broken}
    if name not in project.rubric.by_name and name not in broken:
        yield UnknownCriterion.at(
            project.locate(path, *keys),
            f'there is no criterion "{name}"',
            hint=did_you_mean(name, project.rubric.by_name),
            help="correct the id; if it was renamed, add the old id to the criterion's aliases",
        )


def _groups(project: Project) -> Iterator[Diagnostic]:
    rubric = project.rubric
    listed: dict[str, str] = {}
    for number, group in enumerate(rubric.groups):
        for place, name in enumerate(group.criteria):
            keys = ("groups", number, "criteria", place)
            yield from unknown_criterion(project, name, rubric.path, *keys)
            if name in listed:
                yield CriterionInTwoGroups.at(
                    project.locate(rubric.path, *keys),
                    f'"{name}" is already listed in the group "{listed[name]}"',
                    help="keep it in one group, once",
                )
            listed.setdefault(name, group.id)
            criterion = rubric.criteria.get(name)
            if criterion and criterion.retired:
                yield RetiredButListed.at(
                    project.locate(rubric.path, *keys),
                    f'"{name}" is retired since {criterion.retired}, and still listed here',
                    help="take it out of the group; its page stays",
                )
        weights = [one.weight for one in rubric.active if one.id in group.criteria]
        readable = all(name in rubric.criteria for name in group.criteria)
        if readable and not sum(weights):
            why = "its criteria all have weight 0" if weights else "no criterion in it is in force"
            yield ImpossibleWeights.at(
                project.locate(rubric.path, "groups", number, "id"),
                f'the group "{group.id}" has no result: {why}',
                help="give a criterion a weight above 0, or remove the group",
            )
    for name, criterion in rubric.criteria.items():
        if name not in listed and criterion.retired is None:
            yield CriterionInNoGroup.at(
                project.locate(criterion.path),
                f'no group lists the criterion "{name}"',
                help=f"add it to a group in {rubric.path}, or retire it with `retired: <date>`",
            )


def _ids(project: Project) -> Iterator[Diagnostic]:
    rubric = project.rubric
    groups: set[str] = set()
    for number, group in enumerate(rubric.groups):
        if group.id in groups:
            yield DuplicateId.at(
                project.locate(rubric.path, "groups", number, "id"),
                f'there are two groups with the id "{group.id}"',
                help="rename one of them",
            )
        groups.add(group.id)
    taken = {name: name for name in rubric.criteria}
    for criterion in rubric.criteria.values():
        for place, alias in enumerate(criterion.aliases):
            if alias in taken:
                whose = "is a criterion" if alias in rubric.criteria else f"of {taken[alias]} too"
                yield DuplicateId.at(
                    project.locate(criterion.path, "aliases", place),
                    f'the alias "{alias}" {whose}',
                    help="an earlier id can lead to one criterion only",
                )
            taken.setdefault(alias, criterion.id)
        cases: set[str] = set()
        for place, case in enumerate(criterion.edge_cases):
            if case.id in cases:
                yield DuplicateId.at(
                    project.locate(criterion.path, "edge_cases", place, "id"),
                    f'there are two edge cases with the id "{case.id}"',
                    help="rename one of them",
                )
            cases.add(case.id)


def _criterion(project: Project, criterion: Criterion) -> Iterator[Diagnostic]:
    path = criterion.path
    for key, names in (("see_also", criterion.see_also), ("replaced_by", criterion.replaced_by)):
        if isinstance(names, str):
            yield from unknown_criterion(project, names, path, key)
        else:
            for place, name in enumerate(names or ()):
                yield from unknown_criterion(project, name, path, key, place)
    if criterion.replaced_by and criterion.retired is None:
        yield ReplacedButNotRetired.at(
            project.locate(path, "replaced_by"),
            f'"{criterion.id}" is replaced by "{criterion.replaced_by}" and not retired',
            help="add `retired: <date>`",
        )
    for place, earlier in enumerate(criterion.earlier_scales):
        if earlier.scale not in project.rubric.scales:
            yield _no_scale(project, earlier.scale, path, "earlier_scales", place, "scale")
    scale = project.rubric.scale(criterion)
    if scale is None:
        yield _no_scale(project, criterion.scale, path, "scale")
    else:
        yield from _levels(project, criterion, scale)


def _no_scale(project: Project, name: str, path: str, *keys: str | int) -> Diagnostic:
    known = project.rubric.scales
    hint = did_you_mean(name, known)
    return UnknownScale.at(
        project.locate(path, *keys),
        f'the rubric has no scale "{name}"',
        hint=hint,
        help="" if hint else f"scales in {project.rubric.path}: {', '.join(known)}",
    )


def _levels(project: Project, criterion: Criterion, scale: Scale) -> Iterator[Diagnostic]:
    path = criterion.path
    for score in scale.scores:
        if score not in criterion.levels:
            yield MissingLevel.at(
                project.locate(path, "levels", key=True),
                f'level {score} ("{scale.levels[score]}") is not described',
                help=f"add `{score}:` with a description, or choose another scale",
            )
    span = f"{scale.scores[0]} to {scale.scores[-1]}"
    for score, level in criterion.levels.items():
        if score not in scale.levels:
            yield ExtraLevel.at(
                project.locate(path, "levels", score, key=True),
                f'the scale "{criterion.scale}" has no level {score}',
                help=f"its levels go from {span}; remove this one, or name another scale",
            )
        elif not level.examples:
            yield LevelWithoutExample.at(
                project.locate(path, "levels", score, key=True),
                f"level {score} has no example",
                help="add one from a real conversation, with names removed",
            )
    for place, case in enumerate(criterion.edge_cases):
        if case.score and not set(case.score) <= set(scale.levels):
            yield EdgeCaseOffScale.at(
                project.locate(path, "edge_cases", place, "score"),
                f'the score of "{case.id}" is not on the scale "{criterion.scale}"',
                help=f"its levels go from {span}",
            )
