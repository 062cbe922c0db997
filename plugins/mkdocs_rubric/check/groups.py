"""The rubric's groups, and ids that are taken."""

from collections.abc import Iterable, Iterator

from mkdocs_rubric.check.references import UnknownCriterion, unknown_criterion
from mkdocs_rubric.diagnostics import Diagnostic, Rule, Severity
from mkdocs_rubric.model import Criterion, Group, Project


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


def check(project: Project) -> Iterator[Diagnostic]:
    """Groups, then ids."""
    listed: dict[str, str] = {}
    for number, group in enumerate(project.rubric.groups):
        yield from _group(project, number, group, listed)
    yield from _in_no_group(project, listed)
    yield from _aliases(project)
    ids = [group.id for group in project.rubric.groups]
    yield from taken(project, ids, "groups", project.rubric.path, "groups")


def taken(
    project: Project, ids: Iterable[str], what: str, path: str, *keys: str
) -> Iterator[Diagnostic]:
    """`DuplicateId` for each id in the list at `keys` that came before."""
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name in seen:
            yield DuplicateId.at(
                project.locate(path, *keys, place, "id"),
                f'there are two {what} with the id "{name}"',
                help="rename one of them",
            )
        seen.add(name)


def _group(
    project: Project, number: int, group: Group, listed: dict[str, str]
) -> Iterator[Diagnostic]:
    rubric = project.rubric
    for place, name in enumerate(group.criteria):
        keys = ("groups", number, "criteria", place)
        criterion = rubric.by_name.get(name)
        yield from unknown_criterion(project, name, rubric.path, *keys)
        if criterion and criterion.id != name:
            yield UnknownCriterion.at(
                project.locate(rubric.path, *keys),
                f'"{name}" is an earlier id of "{criterion.id}"',
                help=f"list it here as {criterion.id}",
            )
        if criterion and criterion.retired:
            yield RetiredButListed.at(
                project.locate(rubric.path, *keys),
                f'"{name}" is retired since {criterion.retired}, and still listed here',
                help="take it out of the group; its page stays",
            )
        name = criterion.id if criterion else name  # noqa: PLW2901 - today's id
        if name in listed:
            yield CriterionInTwoGroups.at(
                project.locate(rubric.path, *keys),
                f'"{name}" is already listed in the group "{listed[name]}"',
                help="keep it in one group, once",
            )
        listed.setdefault(name, group.id)
    readable = all(name in rubric.criteria for name in group.criteria)
    in_force = [criterion for criterion in rubric.active if criterion.id in group.criteria]
    if readable and not sum(each.weight for each in in_force):
        why = "its criteria all have weight 0" if in_force else "no criterion in it is in force"
        yield ImpossibleWeights.at(
            project.locate(rubric.path, "groups", number, "id"),
            f'the group "{group.id}" has no result: {why}',
            help="give a criterion a weight above 0, or remove the group",
        )


def _in_no_group(project: Project, listed: dict[str, str]) -> Iterator[Diagnostic]:
    rubric = project.rubric
    if project.lost_in(rubric.path, "groups"):
        return
    for name, criterion in rubric.criteria.items():
        if name not in listed and criterion.retired is None:
            yield CriterionInNoGroup.at(
                project.locate(criterion.path),
                f'no group lists the criterion "{name}"',
                help=f"add it to a group in {rubric.path}, or retire it with `retired: <date>`",
            )


def _aliases(project: Project) -> Iterator[Diagnostic]:
    owner: dict[str, Criterion] = dict(project.rubric.criteria)
    for criterion in project.rubric.criteria.values():
        for place, alias in enumerate(criterion.aliases):
            other = owner.setdefault(alias, criterion)
            if other is not criterion or alias == criterion.id:
                which = "the id" if alias == other.id else "an alias"
                yield DuplicateId.at(
                    project.locate(criterion.path, "aliases", place),
                    f'the alias "{alias}" is {which} of {other.path} already',
                    help="an earlier id can lead to one criterion only",
                )
