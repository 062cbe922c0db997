"""A list of conversations to choose from, out of somebody's table."""

import csv
from pathlib import Path

from pydantic import ValidationError

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.load.decoded import decode
from mkdocs_rubric.model import Conversation

_COLUMNS = ("id", "channel", "summary", "picked_as")


def listed(path: Path) -> list[Conversation]:
    """The conversations of a CSV with the columns id, channel, summary and picked_as.

    Raises:
        RubricError: It cannot be read, has no ids, or a row is no conversation: every mistake.
    """
    text, found = decode(path.read_bytes(), path.name)
    if text is None or found:
        raise RubricError(f"{path.name}: {found[0].message}", help=found[0].help)
    rows = list(csv.DictReader(text.splitlines(), strict=False))
    names = list(rows[0]) if rows else []
    if "id" not in names:
        raise RubricError(
            f"{path.name} has no column id", help=f"its columns may be {', '.join(_COLUMNS)}"
        )
    strange = [name for name in names if name not in _COLUMNS]
    if strange:
        raise RubricError(
            f"{path.name} has columns nobody reads: {', '.join(map(str, strange))}",
            help="take them out, so that nothing personal is carried over by accident",
        )
    conversations, wrong = [], []
    for number, row in enumerate(rows, start=2):
        filled = {name: text.strip() for name, text in row.items() if name and (text or "").strip()}
        try:
            conversations.append(Conversation.model_validate(filled))
        except ValidationError as error:
            first = error.errors()[0]
            wrong.append(f"line {number}: {'.'.join(map(str, first['loc']))}: {first['msg']}")
    if wrong:
        raise RubricError(
            f"{path.name} has rows that are no conversations:",
            details=wrong,
            help="correct them; nothing was changed",
        )
    return conversations
