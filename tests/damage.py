"""What happens to files on their way: values are lost or become others, bytes are scratched."""

import copy

ODD = (
    *(None, True, "", " ", "NaN", "9.45E+12", "2026-13-45", "\ud800", "\0", "\u202e", "=1+1"),
    *(0, -1, 1e308, 10**30, 2**53 + 1, [], {}, [[]], [None], {"": None}, "x" * 500, "🦊"),
)
WILD = ("\0", '"', ",", ";", "\n", "\r", "[", "]", "{", "}", "\\", "é", "\ufeff", "-", "9")


def places(value, path=()):
    """Every place of a document."""
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


def restructured(document, chance):
    """A value somewhere is another one, or gone."""
    document = copy.deepcopy(document)
    for _ in range(chance.randint(1, 3)):
        path = chance.choice(list(places(document)))
        if not path:
            return copy.deepcopy(chance.choice(ODD))
        owner = document
        for key in path[:-1]:
            owner = owner[key]
        if chance.random() < 0.3:
            del owner[path[-1]]
        else:
            owner[path[-1]] = copy.deepcopy(chance.choice(ODD))
    return document


def scratched(text, chance):
    """Characters are lost, doubled, changed; the end is cut off."""
    letters = list(text)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(letters))
        letters[at] = chance.choice(("", letters[at] * 2, chance.choice(WILD)))
    if chance.random() < 0.2:
        letters = letters[: chance.randrange(len(letters))]
    content = "".join(letters).encode("utf-8", "surrogatepass")
    if chance.random() < 0.2:
        at = chance.randrange(len(content) + 1)
        content = content[:at] + bytes([chance.randrange(256)]) + content[at:]
    return content
