"""The word that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: object, known: Iterable[object], *, cutoff: float = 0.6) -> str:
    """`did you mean "summary"?`, or nothing when no known word is near."""
    names = {str(name).casefold(): str(name) for name in known}
    near = get_close_matches(str(word).casefold()[:80], names, n=1, cutoff=cutoff)
    return f'did you mean "{names[near[0]]}"?' if near else ""
