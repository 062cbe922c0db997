"""The order of keys in the files."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

from pydantic import BaseModel

from mkdocs_rubric.load.translated import Keys, known_keys
from mkdocs_rubric.model.score import level_key

Order: TypeAlias = Callable[[Keys, Sequence[str | int]], Sequence[int]]
"""`order(keys, names)`: the places of the names in their order, in the mapping at `keys`."""


def order_of(model: type[BaseModel]) -> Order:
    """The order of a file's keys: that of the model's fields, the highest level first."""

    def order(keys: Keys, names: Sequence[str | int]) -> Sequence[int]:
        places = range(len(names))
        if keys[-1:] == ("levels",):
            scores = [score for name in names if (score := level_key(name)) is not None]
            if len(scores) < len(names):
                return places
            return sorted(places, key=lambda place: scores[place], reverse=keys == ("levels",))
        known = _known(model, keys)
        return sorted(places, key=lambda place: known.get(names[place], len(known)))

    return order


@lru_cache(maxsize=1024)
def _known(model: type[BaseModel], keys: Keys) -> dict[str | int, int]:
    return {name: place for place, name in enumerate(known_keys(model, keys))}
