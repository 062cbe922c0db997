"""The rubric and the criteria of a scorecard, as files."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from mkdocs_rubric import schema
from mkdocs_rubric.importing.scorecard import Scorecard, ScorecardCriterion
from mkdocs_rubric.importing.untrusted import markdown, plain
from mkdocs_rubric.model import LevelKey, Score
from mkdocs_rubric.model.scale import COARSE
from mkdocs_rubric.scaffold.choices import SCALES, Answers
from mkdocs_rubric.scaffold.fill import Labels, Short, dumped, filled, yaml_key, yaml_number

TO_BE_WRITTEN = "To be written."
"""How a text begins that the spreadsheet does not have."""


def standard(answers: Answers, scorecard: Scorecard) -> Iterator[tuple[str, str]]:
    """Path and text of the rubric and the criteria of a scorecard."""
    chosen = SCALES[answers.scale]
    offered: dict[LevelKey, str] = {}
    offered.update(chosen.levels.items())
    scales = {"": offered, **scorecard.scales}
    used = {each.scale for each in scorecard.criteria}
    yield (
        "rubric/rubric.yaml",
        filled(
            "rubric.yaml",
            title=answers.title,
            description="How we score support conversations.",
            effective=answers.today,
            scales={
                name or chosen.id: _scale(labels, scorecard.steps.get(name))
                for name, labels in scales.items()
                if name in used
            },
            groups=[
                {
                    "id": name,
                    "title": title,
                    "criteria": Short(each.id for each in scorecard.criteria if each.group == name),
                }
                for name, title in scorecard.groups.items()
            ],
            passing=None,
        ),
    )
    for criterion in scorecard.criteria:
        path = f"rubric/criteria/{criterion.id}.yaml"
        content = _content(criterion, criterion.scale or chosen.id, scales[criterion.scale])
        yield path, f"{schema.modeline('criterion', path)}\n{dumped(content)}"


def to_do(scorecard: Scorecard, made: Mapping[str, str]) -> Iterator[str]:
    """What remains to be done by hand in what was made of a scorecard."""
    texts = (text for path, text in made.items() if path.startswith("rubric/criteria/"))
    missing = sum(text.count(TO_BE_WRITTEN) for text in texts)
    if missing:
        count = "1 text is" if missing == 1 else f"{missing} texts are"
        yield f'{count} still to be written: search rubric/criteria/ for "{TO_BE_WRITTEN}"'
    cut = sum(criterion.entry.cut for criterion in scorecard.criteria)
    if cut:
        yield f"the titles that end in … are the beginnings of long texts: shorten them ({cut})"
    for name, step in scorecard.steps.items():
        yield (
            f'give the scale "{name}" a tolerance, for example tolerance: {step * 10}: without '
            "one, scores that lie more than 1 apart count as disagreement"
        )
    yield "no level has an example yet: two people read an example more alike than a description"
    yield "give rubric/rubric.yaml a pass mark, if you have one: passing: 80"


def _scale(labels: Mapping[LevelKey, str], step: Score | None) -> dict[str, Any]:
    """A scale's keys."""
    written: dict[str, Any] = {
        "levels": Labels({yaml_key(score): label for score, label in labels.items()})
    }
    within = _a_level_apart(labels)
    if within is not None:
        written["tolerance"] = yaml_number(Fraction(within))
    return written if step is None else {"step": yaml_key(step), **written}


def _a_level_apart(labels: Mapping[LevelKey, str]) -> Score | None:
    """The tolerance within which levels that lie unevenly are one apart; None on even ones.

    Without one, scores within a point agree: on 0, 4, 7, 10 that would be nothing but the same.
    """
    scores = sorted(score for score in labels if isinstance(score, (int, Decimal)))
    steps = [after - before for before, after in pairwise(scores)]
    doubled = [after - before for before, after in zip(scores, scores[2:], strict=False)]
    if len(scores) < len(labels) or len(scores) <= COARSE or max(steps) <= 1:
        return None
    return max(steps) if max(steps) < min(doubled) else min(steps)


def _content(
    criterion: ScorecardCriterion, scale: str, labels: Mapping[LevelKey, str]
) -> dict[str, Any]:
    """A criterion's keys. What the spreadsheet says is text, and nothing in it is markup."""
    entry = criterion.entry
    optional: dict[str, Any] = {
        "weight": None if entry.weight is None else yaml_number(entry.weight),
        "critical": entry.critical or None,
        "not_applicable": _rule(entry.not_applicable),
        "tags": Short(entry.tags) if entry.tags else None,
    }
    return {
        "title": entry.title,
        "question": markdown(entry.question)
        or f'{TO_BE_WRITTEN} What does a reviewer ask about "{plain(entry.title)}"?',
        **({"description": markdown(entry.description)} if entry.description else {}),
        "scale": scale,
        **{key: value for key, value in optional.items() if value is not None},
        "levels": {
            yaml_key(score): {
                "description": markdown(criterion.levels.get(score, ""))
                or f"{TO_BE_WRITTEN} What earns a {score}?"
            }
            for score in sorted(criterion.levels or labels, reverse=True)
        },
    }


def _rule(not_applicable: str | None) -> str | None:
    if not_applicable is None:
        return None
    return markdown(not_applicable) or f"{TO_BE_WRITTEN} When does it not apply?"
