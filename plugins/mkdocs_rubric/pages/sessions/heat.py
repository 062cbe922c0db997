"""How far the scores of a session lie apart: its heat map, and the same in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_rubric.calibration import Spread
from mkdocs_rubric.model import Conversation, Criterion
from mkdocs_rubric.pages.base.addresses import criterion_uri, slug
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Link

_HOTTEST = 4


@dataclass(frozen=True)
class HeatCell:
    """How far the scores of a criterion on a conversation lie apart."""

    text: str
    words: str
    heat: int | None
    is_gap: bool
    anchor: str


@dataclass(frozen=True)
class HeatRow:
    """A criterion's line of the heat map."""

    criterion: Link
    cells: tuple[HeatCell, ...]


def place_of(spread: Spread) -> tuple[str, str]:
    """The conversation and the criterion of a spread."""
    return spread.conversation, spread.criterion.id


def heat_rows(
    context: Context,
    conversations: Sequence[Conversation],
    spreads_of: dict[str, list[Spread]],
    order: dict[str, int],
) -> Iterator[HeatRow]:
    """A line for each criterion that was scored, in the rubric's order."""
    cells = {place_of(spread): spread for some in spreads_of.values() for spread in some}
    used: dict[str, Criterion] = {s.criterion.id: s.criterion for s in cells.values()}
    for name in sorted(used, key=lambda one: order.get(one, len(order))):
        yield HeatRow(
            Link(context.plain(used[name].title), criterion_uri(name)),
            tuple(_heat_cell(cells.get((one.id, name)), one) for one in conversations),
        )


def _heat_cell(spread: Spread | None, conversation: Conversation) -> HeatCell:
    anchor = slug(conversation.id)
    if spread is None or not (spread.values or spread.not_applicable):
        return HeatCell("", "not scored", None, is_gap=False, anchor=anchor)
    if spread.width is None:
        words = "scored by one reviewer" if spread.values else "not applicable"
        return HeatCell("\N{EN DASH}", words, None, is_gap=False, anchor=anchor)
    span = spread.scale.scores[-1] - spread.scale.scores[0]
    low, high = spread.values[0], spread.values[-1]
    words = f"all gave {low}" if low == high else f"scores from {low} to {high}"
    heat = max(1, round(_HOTTEST * spread.width / span)) if spread.width else 0
    return HeatCell(
        score_range(spread), dispute_words(spread) or words, heat, spread.is_gap, anchor
    )


def score_range(spread: Spread) -> str:
    """Lowest and highest score, and N/A where it is disputed that the criterion applies."""
    low, high = spread.values[0], spread.values[-1]
    scores = str(low) if low == high else f"{low}\N{EN DASH}{high}"
    return f"N/A or {scores}" if spread.is_disputed else scores


def dispute_words(spread: Spread) -> str:
    """Who says that the criterion applies, in words; nothing where all say the same."""
    if not spread.is_disputed:
        return ""
    some, scored = spread.not_applicable, len(spread.values)
    low, high = spread.values[0], spread.values[-1]
    others = "the others" if scored > 1 else "the other"
    scores = str(low) if low == high else f"{low} to {high}"
    return f"{some} of {some + scored} said N/A, {others} gave {scores}"
