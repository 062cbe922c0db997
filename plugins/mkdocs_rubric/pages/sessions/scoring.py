"""How a session was scored: openly, or sealed until all were opened at once."""

from collections.abc import Iterator

from mkdocs_rubric.calibration.states import missing
from mkdocs_rubric.model import Binding, Held, Revealed, Sealed
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.phrases import counted, day, joined


def how_scored(context: Context, held: Held) -> str:
    """The same in a few sentences; nothing where nobody has scored."""
    sealed = held.session.sealed
    if not held.sheets:
        return ""
    if sealed is None or sealed.revealed is None:
        return "Scored in open sheets, which whoever scored later could read."
    return " ".join(_sealed(context, held, sealed, sealed.revealed))


def _sealed(context: Context, held: Held, sealed: Sealed, revealed: Revealed) -> Iterator[str]:
    way = "sealed" if sealed.binding is Binding.JWE else "bound by their hash"
    yield f"Scored blind: sheets were {way}, and all opened on {day(revealed.date)}."
    bound = {seal.reviewer for seal in held.seals}
    open_ones = [name for sheet in held.sheets for name in sheet.people if name not in bound]
    if some := list(dict.fromkeys(open_ones)):
        yield f"Never sealed: {_named(context, some)}."
    absent = set(missing(held))
    if excused := [name for name in revealed.excused if name in absent]:
        yield f"Excused: {_named(context, excused)}."


def _named(context: Context, names: list[str]) -> str:
    if not context.people.shown:
        return counted(len(names), "reviewer")
    return joined([context.people.name(name) for name in context.people.in_order(names)])
