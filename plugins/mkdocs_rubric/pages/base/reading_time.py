"""How long it takes to read something."""

from mkdocs_rubric.pages.base.phrases import counted

_A_MINUTE = 200
"""Words that are read in a minute; Brysbaert (2019) has 238 for prose in one's own language."""


def words_in(*texts: str | None) -> int:
    """How many words texts have."""
    return sum(len(text.split()) for text in texts if text)


def minutes_of(words: int) -> int:
    """How long it takes to read so many words: at least a minute, unless there are none."""
    return max(1, round(words / _A_MINUTE)) if words else 0


def about(minutes: int) -> str:
    """`about 5 minutes`."""
    return f"about {counted(minutes, 'minute')}"
