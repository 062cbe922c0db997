"""The scorecard in the form of Zendesk QA's export API; `rubric init --from` reads it back."""

import json
from typing import Any

from mkdocs_rubric.model import Criterion, Project


def as_zendesk_qa(project: Project) -> str:
    """`data[0]` with groups, categories and ratings, as JSON. int64 are text there."""
    rubric = project.rubric
    whole = all(float(each.weight).is_integer() for each in rubric.active)
    groups = []
    for place, group in enumerate(rubric.groups):
        criteria = [each for each in rubric.active if each.id in group.criteria]
        categories = [
            _category(project, each, number, whole=whole) for number, each in enumerate(criteria)
        ]
        if categories:
            groups.append({"name": group.title, "position": place, "categories": categories})
    card = {"name": rubric.title, "groups": groups}
    return json.dumps({"data": [card], "total": 1}, indent=2, ensure_ascii=False) + "\n"


def _category(
    project: Project, criterion: Criterion, position: int, *, whole: bool
) -> dict[str, Any]:
    scale = project.rubric.scale(criterion)
    weights = project.rubric.whole_weights
    described = {
        score: found[1].description
        for score in (scale.scores if scale else ())
        if (found := criterion.level_of(score)) is not None
    }
    return {
        "name": criterion.title,
        "description": criterion.question,
        "weight": int(criterion.weight) if whole else weights[criterion.id],
        "critical": criterion.critical,
        "skippable": criterion.not_applicable is not None,
        "position": position,
        "scale": str(len(scale.scores) if scale else 0),
        "ratings": [
            {"rating": str(score), "description": described.get(score, "")}
            for score in (scale.scores if scale else ())
        ],
    }
