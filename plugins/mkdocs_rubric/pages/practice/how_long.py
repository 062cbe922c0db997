"""How long a practice takes."""

from mkdocs_rubric.calibration.practice import questions
from mkdocs_rubric.model import Practice
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.reading_time import minutes_of, words_in

_A_SCORE = 0.5
"""Minutes to look a level up and give a score."""


def minutes_to_score(context: Context, practice: Practice) -> int:
    """How long it takes to read all conversations of a practice, and to score them."""
    words = scores = 0
    for entry in practice.conversations:
        if asked := len(questions(context.project, entry)):
            held = context.project.sessions[entry.session]
            about = {each.id: each for each in held.session.conversations}[entry.conversation]
            words += words_in(held.transcripts.get(about.transcript or ""))
            scores += asked
    return round(minutes_of(words) + scores * _A_SCORE)
