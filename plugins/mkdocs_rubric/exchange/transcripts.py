"""Conversations as transcripts: who spoke, what was said, and nobody's name."""

from collections.abc import Sequence
from typing import Protocol

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.exchange.landing import Landing
from mkdocs_rubric.exchange.records import Export, Talk
from mkdocs_rubric.exchange.redacted import Redaction
from mkdocs_rubric.importing.untrusted import markdown
from mkdocs_rubric.meeting.desk import Desk


class Wanted(Protocol):
    """Which conversations' texts are wanted, and for which session."""

    @property
    def into(self) -> str | None:
        """The session."""
        ...

    @property
    def conversations(self) -> Sequence[str]:
        """More conversations than it has."""
        ...


def transcripts_for(
    landings: Sequence[Landing], export: Export, asked: Wanted, desk: Desk, redaction: Redaction
) -> None:
    """Put the texts of a session's conversations beside their scores.

    Raises:
        RubricError: There are texts, and nobody says for which session.
    """
    if not export.talks:
        return
    if asked.into is None:
        if not export.ratings:
            raise RubricError(
                "conversations become transcripts of a session, and none is named",
                help="--into SESSION, after rubric session new; --conversation ID adds one to it",
            )
        export.account.leave(
            "conversations with text", "not in a session: --into SESSION", "", len(export.talks)
        )
        return
    held = desk.project.every_folder.get(asked.into)
    landing = landings[0]
    known = {row.conversation for row in landing.rows} | set(asked.conversations)
    known |= set(held.conversation_ids) if held else set()
    for name in asked.conversations:
        if name not in export.talks:
            raise RubricError(
                f"no conversation of these files is called {name}",
                help=f"they have {', '.join(list(export.talks)[:5])}, …",
            )
    chosen = [talk for name, talk in export.talks.items() if name in known]
    left = len(export.talks) - len(chosen)
    if left:
        why = f"not one of {asked.into}; --conversation ID adds one"
        export.account.leave("conversations with text", why, "", left)
    for talk in chosen:
        text = transcript(talk, redaction)
        if text:
            landing.transcripts[talk.id] = text
            if talk.channel:
                landing.channels[talk.id] = talk.channel


def transcript(talk: Talk, redaction: Redaction) -> str:
    """A conversation as Markdown: each message under who said it."""
    said = [(each.speaker, redaction.without(each.text)) for each in talk.messages if each.text]
    return "\n".join(f"**{speaker}:** {markdown(text)}\n" for speaker, text in said)
