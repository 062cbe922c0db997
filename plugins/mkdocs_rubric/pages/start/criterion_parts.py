"""What a criterion consists of for somebody who has read it."""

from collections.abc import Iterator

from mkdocs_rubric.model import Criterion, Scale
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.reading_time import words_in
from mkdocs_rubric.pages.start.step import StartPart, digest


def criterion_parts(
    context: Context, criterion: Criterion, scale: Scale | None
) -> Iterator[StartPart]:
    """Itself, then everything it says, part by part."""
    name, of = context.people.in_address(criterion.id), context.plain(criterion.title)
    yield StartPart(name, of, "", "")
    about = digest(criterion.question, criterion.description, criterion.critical)
    yield StartPart(f"{name}/question", of, "what it asks", about)
    labels = [(str(score), label) for score, label in scale.levels.items()] if scale else []
    yield StartPart(f"{name}/scale", of, "its scale", digest(labels, scale and scale.agree_within))
    yield StartPart(f"{name}/na", of, "when it is N/A", digest(criterion.not_applicable))
    for score, level in criterion.levels.items():
        examples = [(each.text, each.why) for each in level.examples]
        said = digest(level.description, examples)
        yield StartPart(f"{name}/level/{score}", of, f"level {score}", said)
    for case in criterion.edge_cases:
        title = context.headline(case.situation)
        said = digest(case.situation, case.guidance, case.score)
        key = f"{name}/case/{context.people.in_address(case.id)}"
        yield StartPart(key, of, f"the edge case \u201c{title}\u201d", said)


def words_of(criterion: Criterion) -> int:
    """How many words are read of it: not its examples, which are to look at."""
    levels = [each.description for each in criterion.levels.values()]
    cases = [text for each in criterion.edge_cases for text in (each.situation, each.guidance)]
    about = (criterion.question, criterion.description, criterion.not_applicable)
    return words_in(*about, *levels, *cases)
