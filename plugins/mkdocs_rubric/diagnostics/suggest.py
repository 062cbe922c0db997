"""The word that was probably meant."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

_FEW = 100
_LONGEST = 80
_COMPARED = 8


def did_you_mean(word: object, known: Iterable[object], *, cutoff: float = 0.6) -> str:
    """`did you mean "summary"?`, or nothing when no known word is near.

    Args:
        word: What is written.
        known: What could have been written.
        cutoff: How near it has to be, from 0 to 1.
    """
    meant = str(word).casefold()[:_LONGEST]
    names = {name.casefold(): name for name in _alike(meant, tuple(map(str, known)))}
    near = get_close_matches(meant, names, n=1, cutoff=cutoff)
    return f'did you mean "{names[near[0]]}"?' if near else ""


def _alike(word: str, names: tuple[str, ...]) -> Iterable[str]:
    """The names worth a comparison: of many, those that share most of the word's rarer parts."""
    if len(names) <= _FEW:
        return names
    index = _index(names)
    shared: Counter[int] = Counter()
    for part in _parts(word):
        places = index.get(part, ())
        if len(places) <= max(_FEW, len(names) // 8):
            shared.update(places)
    return [names[place] for place, _ in shared.most_common(_COMPARED)]


@lru_cache(maxsize=4)
def _index(names: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    """The places of the names that contain each part."""
    found: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        for part in _parts(name.casefold()):
            found.setdefault(part, []).append(place)
    return found


def _parts(word: str) -> set[str]:
    return {word[start : start + 3] for start in range(max(1, len(word) - 2))}
