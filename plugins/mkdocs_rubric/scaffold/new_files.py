"""All the files of a new repository."""

from collections.abc import Mapping
from typing import Any

from mkdocs_rubric import schema
from mkdocs_rubric.importing.scorecard import Scorecard
from mkdocs_rubric.model import LevelKey
from mkdocs_rubric.model.score import span_of
from mkdocs_rubric.scaffold.choices import SCALES, Answers, Host
from mkdocs_rubric.scaffold.example import example, sessions
from mkdocs_rubric.scaffold.fill import filled, yaml_key
from mkdocs_rubric.scaffold.hosting import edit_uri
from mkdocs_rubric.scaffold.standard import standard

_PLACES = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    "gitignore": ".gitignore",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "docs/how-we-calibrate.md": "docs/how-we-calibrate.md",
    "docs/first-week.md": "docs/first-week.md",
}
_PIPELINES = {
    Host.GITHUB: {
        "ci/github.yml": ".github/workflows/rubric.yml",
        "ci/session.yml": ".github/workflows/session.yml",
    },
    Host.GITLAB: {"ci/gitlab.yml": ".gitlab-ci.yml"},
}


def scaffold(answers: Answers, scorecard: Scorecard | None = None) -> Mapping[str, str]:
    """The text of every file of a new repository, by its path.

    Args:
        answers: How it is to be made.
        scorecard: The standard, from a spreadsheet; without one, an example.
    """
    made = dict(standard(answers, scorecard) if scorecard else example(answers))
    made |= schema.files()
    places = _PLACES | _PIPELINES.get(answers.host, {})
    values = _values(answers, scorecard)
    return made | {path: filled(name, **values) for name, path in places.items()}


def _values(answers: Answers, scorecard: Scorecard | None) -> dict[str, Any]:
    first = scorecard.criteria[0] if scorecard else None
    scale = max(SCALES[answers.scale].levels)
    return {
        "title": answers.title,
        "reviewers": answers.reviewers,
        "host": str(answers.host),
        "url": answers.url,
        "edit_uri": edit_uri(answers.host, answers.branch),
        "branch": answers.branch,
        "requirement": answers.requirement,
        "generator": answers.generator,
        "program": answers.program,
        "today": answers.today,
        "example": scorecard is None,
        "criterion": first.id if first else "right-answer",
        "score": yaml_key(_best(first.levels) if first and first.levels else scale),
        **sessions(answers.today),
    }


def _best(levels: Mapping[LevelKey, str]) -> LevelKey:
    return span_of(max(levels)).high
