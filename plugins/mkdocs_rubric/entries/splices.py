"""What to write where, so that a YAML text says something else and all other lines stay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from mkdocs_rubric.entries import brackets, places
from mkdocs_rubric.entries.emitted import Emitted, Emitter
from mkdocs_rubric.entries.habits import Habits, column_of
from mkdocs_rubric.entries.order import Order
from mkdocs_rubric.entries.parts import Child, YamlPart, parts
from mkdocs_rubric.entries.paths import same
from mkdocs_rubric.entries.places import NoPlaceError, Splice
from mkdocs_rubric.load.translated import Keys


@dataclass(frozen=True)
class _Located:
    """An entry, and the list or mapping it is in.

    Attributes:
        owner: The list or mapping.
        child: The entry.
        value: What it says.
        in_brackets: Whether the list or mapping stands in brackets, its own or those around it.
        keys: Its path.
    """

    owner: YamlPart
    child: Child
    value: Any
    in_brackets: bool
    keys: Keys

    @property
    def part(self) -> YamlPart:
        """Its value."""
        return self.child.value

    @property
    def place(self) -> int:
        """Where it stands among the others."""
        return self.owner.children.index(self.child)

    def entries(self) -> list["_Located"]:
        """The entries of its own value."""
        in_brackets = self.in_brackets or bool(self.part.style)
        return [
            _Located(
                self.part, child, self.value[child.name], in_brackets, (*self.keys, child.name)
            )
            for child in self.part.children
        ]


class Splices:
    """Collects the splices of one change.

    Args:
        text: The YAML.
        value: What it says.
        order: The order of keys.
        braces: Whether new mappings that fit a line are written in braces.
        blocks: Whether texts may stand on lines of their own.
    """

    def __init__(
        self, text: str, value: Any, order: Order, *, braces: bool | None, blocks: bool
    ) -> None:
        self.text = text
        self.order = order
        self.braces = braces
        self.root = parts(text)
        self.habits = replace(Habits.of(text, self.root), blocks=blocks)
        self.found: list[Splice] = []
        self._file: _Located | None = None
        if self.root is not None and not self.root.is_empty:
            self._file = _Located(self.root, Child("", None, self.root), value, False, ())

    def put(self, keys: Keys, value: Any) -> None:
        """Let the value at a path be another; what is missing on the way is made."""
        chain = self._chain(keys)
        missing = keys[len(chain) :]
        for key in reversed(missing[1:]):
            value = {key: value}
        last = chain[-1] if chain else self._file
        if not keys:
            raise NoPlaceError("a file cannot be replaced whole", 0)
        if not missing:
            self._change(chain[-1], value)
        elif last is None:
            self._begin(missing[0], value)
        elif last.part.kind == "mapping":
            self._insert(last, missing[0], value)
        elif last.value is None and chain:
            self._replace(last, {missing[0]: value})
        else:
            raise NoPlaceError(f'there is no place for "{keys[-1]}"', last.part.start)

    def append(self, keys: Keys, entry: Any) -> None:
        """Add an entry to a list, which need not be there yet."""
        chain = self._chain(keys)
        if len(chain) < len(keys) or chain[-1].value is None:
            self.put(keys, (entry,))
        elif chain[-1].part.kind == "list":
            self._append(chain[-1], (entry,))
        else:
            raise NoPlaceError(
                f'"{keys[-1]}" is no list that is written here', chain[-1].part.start
            )

    def remove(self, keys: Keys) -> None:
        """Take out a key with its value, or an entry of a list, and the comments on it."""
        self._remove(self._there(keys), self._chain(keys[:-1]))

    def rename(self, keys: Keys, name: str | int) -> None:
        """Call a key something else."""
        key = self._there(keys).child.key
        if key is None:
            raise NoPlaceError("this has no name", self._there(keys).part.start)
        emitter = Emitter(replace(self.habits, quote=key.style or '"'), quoted=bool(key.style))
        start = places.content_start(self.text, key)
        self._splice(start, key.end, emitter.in_brackets(name))

    def _chain(self, keys: Keys) -> list[_Located]:
        """The entries a path leads through, as far as they are there."""
        chain: list[_Located] = []
        inside = self._file
        for key in keys:
            known = {} if inside is None else {each.child.name: each for each in inside.entries()}
            if key not in known:
                break
            inside = known[key]
            chain.append(inside)
        return chain

    def _there(self, keys: Keys) -> _Located:
        chain = self._chain(keys)
        if not keys or len(chain) < len(keys):
            raise NoPlaceError(f'there is no "{keys[-1] if keys else ""}"', 0)
        return chain[-1]

    def _splice(self, start: int, end: int, text: str) -> None:
        self.found.append(Splice(start, end, text))

    def _lines_below(self, place: int, last: YamlPart, lines: Sequence[str]) -> None:
        """Write whole lines below that of a place; `last` is the value that ends there."""
        if place == len(self.text) and (closing := places.closed(self.text, last)):
            self.found.append(closing)
        self._splice(place, place, "".join(f"\n{line}" for line in lines))

    def _begin(self, key: str | int, value: Any) -> None:
        """Write into a file that says nothing yet."""
        lines = self._key_lines(key, value, 0)
        before = "" if not self.text or self.text.endswith("\n") else "\n"
        self._splice(len(self.text), len(self.text), before + "\n".join(lines) + "\n")

    def _change(self, entry: _Located, new: Any) -> None:
        """Change only what is different."""
        old, kind = entry.value, entry.part.kind
        if same(old, new):
            return
        if kind == "mapping" and isinstance(new, dict) and old.keys() & new.keys():
            self._change_mapping(entry, new)
        elif kind == "list" and isinstance(new, tuple) and min(len(new), len(old)) >= 1:
            self._change_list(entry, new)
        else:
            self._replace(entry, new)

    def _change_mapping(self, entry: _Located, new: dict[Any, Any]) -> None:
        names = list(new)
        fresh = [names[place] for place in self.order(entry.keys, names)]
        fresh = [name for name in fresh if name not in entry.value]
        gone = [inner for inner in entry.entries() if inner.child.name not in new]
        in_brackets = entry.in_brackets or bool(entry.part.style)
        several = len(gone) > 1 and (in_brackets or not gone[0].place)
        if several or (in_brackets and len(fresh) > 1):
            self._replace(entry, new)
            return
        for inner in entry.entries():
            if inner.child.name in new:
                self._change(inner, new[inner.child.name])
        for inner in gone:
            self._remove(inner, [entry])
        for name in fresh:
            self._insert(entry, name, new[name])

    def _change_list(self, entry: _Located, new: tuple[Any, ...]) -> None:
        """Entries are compared from the start; where there is one less, from both ends."""
        inner, old = entry.entries(), entry.value
        if len(new) < len(old) - 1:
            self._replace(entry, new)
            return
        if len(new) < len(old):
            kept = [same(before, after) for before, after in zip(old, new, strict=False)]
            gone = inner.pop(kept.index(False) if False in kept else len(new))
            self._remove(gone, [entry])
        for before, after in zip(inner, new, strict=False):
            self._change(before, after)
        if len(new) > len(old):
            self._append(entry, new[len(old) :])

    def _replace(self, entry: _Located, new: Any) -> None:
        """Write another value in the place of one."""
        part, text = entry.part, self.text
        start = places.content_start(text, part)
        if entry.in_brackets:
            between = "" if start != part.end or text[start - 1] in " \t" else " "
            self._splice(start, part.end, between + self._one_line(new, part))
            return
        made = self._emitted(entry, new)
        if part.is_block:
            if start != part.start:
                raise NoPlaceError("what has an anchor cannot be replaced", part.start)
            if entry.child.key is None:
                end = places.line_end(text, part.end)
                self._splice(start, end, "\n".join((made.head, *made.below)))
                return
            colon = text.index(":", entry.child.key.end) + 1
            first = places.line_end(text, colon)
            self._splice(colon, colon, f" {made.head}" if made.head else "")
            self._splice(first, places.line_end(text, part.end), _below(made))
        elif part.is_block_text:
            first = places.line_end(text, start)
            self._splice(start, places.header_end(text, start), made.head)
            self._splice(first, max(first, part.end), _below(made))
        elif part.is_empty:
            end = places.line_end(text, part.end)
            gap = " " * (1 if entry.child.key else self.habits.behind - 1)
            self._splice(start, start, f"{gap}{made.head}" if made.head else "")
            self._splice(end, end, _below(made))
        else:
            blanks = 0 if made.head else start - len(text[:start].rstrip(" \t"))
            end = places.line_end(text, part.end)
            self._splice(start - blanks, part.end, made.head)
            self._splice(end, end, _below(made))

    def _insert(self, owner: _Located, name: str | int, value: Any) -> None:
        """Write a key at its place among the others."""
        part = owner.part
        names = [*(child.name for child in part.children), name]
        order = list(self.order(owner.keys, names))
        later = set(order[order.index(len(names) - 1) + 1 :])
        place = next((at for at in range(len(part.children)) if at in later), len(part.children))
        if owner.in_brackets or part.style:
            written = f"{self._key(name)}: {self._one_line(value)}"
            self.found += brackets.inserted(self.text, part, place, written)
            return
        lines = self._key_lines(name, value, part.column)
        if place:
            before = part.children[place - 1]
            end = places.below(self.text, before.end, part.column)
            self._lines_below(end, before.value.last, lines)
            return
        first = part.children[0].start
        indent = " " * part.column
        if not places.is_first_on_line(self.text, first):
            self._splice(first, first, "\n".join(lines).lstrip(" ") + f"\n{indent}")
        else:
            start = places.above(self.text, first, 0)
            self._splice(start, start, "\n".join(lines) + "\n")

    def _append(self, entry: _Located, new: Sequence[Any]) -> None:
        """Write entries below the last one of a list."""
        part = entry.part
        if part.style:
            is_plain = not any(isinstance(each, dict) for each in new)
            if (
                part.children
                or entry.in_brackets
                or is_plain
                or "#" in self.text[part.start : part.end]
            ):
                self.found += brackets.added(self.text, part, [*map(self._one_line, new)])
            else:
                self._replace(entry, tuple(new))
            return
        last = part.children[-1]
        emitter = Emitter(self.habits.like(self.text, part))
        has_braces = any(child.value.style == "{" for child in part.children)
        braces = self.braces if self.braces is not None else has_braces
        lines: list[str] = []
        for each in new:
            made = emitter.after_dash(each, part.column, braces=braces)
            gap = " " * (emitter.habits.behind - 1) if made.head else ""
            lines += [""] * self._are_apart(part)
            lines += [f"{' ' * part.column}-{gap}{made.head}", *made.below]
        end = places.below(self.text, last.end, part.column)
        self._lines_below(end, last.value.last, lines)

    def _remove(self, entry: _Located, chain: Sequence[_Located]) -> None:
        """Take an entry out; `chain` ends with the one it is in."""
        part, text, place = entry.owner, self.text, entry.place
        if len(part.children) == 1:
            if not chain:
                raise NoPlaceError("nothing would be left", part.start)
            self._replace(chain[-1], () if part.kind == "list" else {})
            return
        if part.style or entry.in_brackets:
            self.found += brackets.without(text, part, place)
            return
        start = entry.child.start if entry.child.key else self._dash(part, place)
        end = places.below(text, entry.child.end, part.column)
        if place:
            before = part.children[place - 1]
            first = places.above(text, start, places.below(text, before.end, part.column) + 1)
            # A text on lines of its own needs the end of its last line.
            ends_file = end == len(text) and before.value.last.is_block_text
            self._splice(first if ends_file else first - 1, end, "")
        elif places.is_first_on_line(text, start):
            self._splice(places.line_start(text, start), end + 1, "")
        else:
            following = part.children[1]
            self._splice(start, following.start if following.key else self._dash(part, 1), "")

    def _dash(self, part: YamlPart, place: int) -> int:
        """Where the dash of an entry stands."""
        start = places.line_start(self.text, part.children[place].start)
        while start >= 0:
            dash = start + part.column
            if self.text[dash : dash + 1] == "-" and places.is_first_on_line(self.text, dash):
                return dash
            if place == 0 and start <= part.start:
                break
            start = places.line_start(self.text, start - 1) if start else -1
        raise NoPlaceError("this dash cannot be taken out", part.start)

    def _key(self, name: str | int) -> str:
        return Emitter(self.habits).in_brackets(name)

    def _key_lines(self, name: str | int, value: Any, column: int) -> list[str]:
        key = self._key(name)
        emitter = Emitter(self.habits)
        made = emitter.after_key(value, key, column, braces=bool(self.braces))
        return [f"{' ' * column}{key}: {made.head}".rstrip(" "), *made.below]

    def _one_line(self, value: Any, part: YamlPart | None = None) -> str:
        return self._emitter(part, value).in_brackets(value)

    def _emitter(self, part: YamlPart | None, value: Any) -> Emitter:
        """Texts keep the quotes that stand there."""
        if part is None or part.style not in ("'", '"') or not isinstance(value, str):
            return Emitter(self.habits)
        return Emitter(replace(self.habits, quote=part.style), quoted=True)

    def _emitted(self, entry: _Located, value: Any) -> Emitted:
        key, column, braces = entry.child.key, entry.owner.column, self.braces
        emitter = self._emitter(entry.part, value)
        if braces is None:
            braces = entry.part.style == "{"
        if key is None:
            if not entry.part.is_empty:  # it goes where the value stands
                behind = max(2, column_of(self.text, entry.part.start) - column)
                emitter = replace(emitter, habits=replace(emitter.habits, behind=behind))
            return emitter.after_dash(value, column, braces=braces)
        return emitter.after_key(value, self.text[key.start : key.end], column, braces=braces)

    def _are_apart(self, part: YamlPart) -> bool:
        """Whether blank lines stand between the entries of a list."""
        pairs = pairwise(part.children)
        gaps = [self.text[first.end : second.start] for first, second in pairs]
        return bool(gaps) and all(places.has_blank_line(gap) for gap in gaps)


def _below(made: Emitted) -> str:
    return "".join(f"\n{line}" for line in made.below)
