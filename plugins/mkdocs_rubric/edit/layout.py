"""A YAML text in canonical form.

Written from the parser's nodes and the text itself rather than by a YAML library's emitter: what
need not change is copied, so quotes stay as they are, and a comment goes where its key goes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from mkdocs_rubric.edit.comments import Comment, Comments, UnusualYamlError
from mkdocs_rubric.edit.spelled import is_block, key, lines_of, on_one_line
from mkdocs_rubric.entries.folded import STEP, WIDTH
from mkdocs_rubric.entries.order import Order
from mkdocs_rubric.load.translated import Keys
from mkdocs_rubric.load.yaml import compose

_FOR_EDITORS = re.compile(r"#\s*yaml-language-server:")


def laid_out(text: str, order: Order) -> str:
    """A YAML text with its keys in order, its indentation even and its long texts wrapped.

    Args:
        text: YAML that can be parsed, without a line of three dashes.
        order: Says which key comes first.

    Raises:
        UnusualYamlError: It has anchors, tags or the like, which cannot be moved about.
    """
    root = compose(text)
    if root is None or not root.value:
        return text
    if not isinstance(root, CollectionNode):
        raise UnusualYamlError("a single value instead of keys", root.start_mark.line)
    layout = _Writing(text, order)
    lead, lines = layout.collection(root, 0, ())
    return "\n".join([*lead, *lines, *layout.left()]) + "\n"


@dataclass
class _Lines:
    """A key with its value, or an item of a list: the comments above it, and its lines."""

    name: str | int
    lead: list[str]
    lines: list[str]


class _Writing:
    def __init__(self, text: str, order: Order) -> None:
        self.text = text
        self.order = order
        self.comments = Comments(text)
        self.place = 0  # where the last value ended

    def collection(self, node: Node, indent: int, keys: Keys) -> tuple[list[str], list[str]]:
        """The comments above a mapping's or a list's first line, and its lines."""
        entries = self._entries(node, indent, keys)
        tail = self._tail(node)
        header: list[str] = []
        if not keys:
            header, entries[0].lead = _header(entries[0].lead)
        if isinstance(node, MappingNode):
            names = [entry.name for entry in entries]
            entries = [entries[place] for place in self.order(keys, names)]
        first, *others = entries
        lines = first.lines
        for entry in (*others, _Lines("", tail, [])):
            # After a text whose last line is empty, another empty line would belong to it.
            lead = entry.lead if lines[-1] else _without_blank(entry.lead)
            lines += [*_indented(lead, indent), *entry.lines]
        return [*header, *_without_blank(first.lead)], lines

    def left(self) -> list[str]:
        """Comments at the end that belong to nothing."""
        return self._texts(len(self.text))

    def _entries(self, node: Node, indent: int, keys: Keys) -> list[_Lines]:
        entries = []
        for child in node.value:
            first, value = child if isinstance(node, MappingNode) else (child, child)
            lead = self._lead(first.start_mark.index)
            name: str | int = 0
            head = "-"
            if isinstance(node, MappingNode):
                name, written = key(first, self.text)
                head = f"{written}:"
            more, lines = self._entry(head, first, value, indent, (*keys, name))
            entries.append(_Lines(name, [*lead, *more], lines))
        return entries

    def _entry(
        self, head: str, first: Node, node: Node, indent: int, keys: Keys
    ) -> tuple[list[str], list[str]]:
        """Comments to go above, and the lines of a value after its `head`.

        `first` is its key, or the value itself in a list.
        """
        item = first is node
        head = " " * indent + head
        comment = None if item else self.comments.beside(first.end_mark.index)
        if isinstance(node, CollectionNode):
            line = None
            above = []
            if node.flow_style:
                above = self._texts(node.start_mark.index if node.value else node.end_mark.index)
                line = self._one_line_of(node, keys)
            if line is None or (node.value and len(head) + 1 + len(line) > WIDTH):
                # What stood behind the bracket is about all of it.
                behind = self.comments.beside(node.end_mark.index) if line else None
                above += [behind.text] if behind and (comment or item) else []
                comment = comment or behind
                lead, lines = self.collection(node, indent + STEP, keys)
                if item:
                    return [*above, *lead], [f"{head} {lines[0].lstrip(' ')}", *lines[1:]]
                head += comment.at_end if comment else ""
                return above, [head, *_indented(lead, indent + STEP), *lines]
            lines, where = [f"{head} {line}"], 0
        else:
            above = self._texts(node.start_mark.index)
            assert isinstance(node, ScalarNode)
            lines, where = lines_of(head, node, self.text, indent + STEP)
        self.place = node.end_mark.index
        beside = self._beside(node)
        if comment and beside:
            above.insert(0, comment.text)
        if shown := beside or comment:
            lines[where] += shown.at_end
        return above, lines

    def _beside(self, node: Node) -> Comment | None:
        """The comment on the line of a value, or of the header of a text."""
        if is_block(node):
            return next(iter(self.comments.before(node.end_mark.index)), None)
        return self.comments.beside(node.end_mark.index)

    def _one_line_of(self, node: Node, keys: Keys) -> str | None:
        """A list or mapping in brackets; None where it has comments, or needs several lines."""
        if isinstance(node, ScalarNode):
            return on_one_line(node, self.text)
        inside = self.comments.peek()
        if inside and inside.start < node.end_mark.index:
            return None
        if not isinstance(node, MappingNode):
            items = [self._one_line_of(child, (*keys, 0)) for child in node.value]
            return None if None in items else f"[{', '.join(map(str, items))}]"
        names, pairs = [], []
        for first, value in node.value:
            name, written = key(first, self.text)
            shown = self._one_line_of(value, (*keys, name))
            if shown is None:
                return None
            names.append(name)
            pairs.append(f"{written}: {shown or 'null'}")
        places = self.order(keys, names)
        return f"{{{', '.join(pairs[place] for place in places)}}}"

    def _lead(self, place: int) -> list[str]:
        """The comments before a place, with an empty line where one stands."""
        lead = []
        for comment in self.comments.before(place):
            lead += [""] * self.comments.blank_above(comment.start) + [comment.text]
        return lead + [""] * self.comments.blank_above(place)

    def _texts(self, place: int) -> list[str]:
        """The comments before a place."""
        return [comment.text for comment in self.comments.before(place)]

    def _tail(self, node: Node) -> list[str]:
        """The comments at the end of a list or mapping."""
        if isinstance(node, CollectionNode) and node.flow_style:
            self.place = node.end_mark.index
            return self._texts(self.place)
        tail: list[str] = []
        while comment := self.comments.after(self.place, node.start_mark.column):
            tail += [""] * self.comments.blank_above(comment.start) + [comment.text]
        return tail


def _header(lead: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands above the first key: comments on the file as a whole, and those on the key."""
    lines = _without_blank(lead)
    cut = max((place for place, line in enumerate(lines, 1) if not line), default=0)
    while cut < len(lines) and _FOR_EDITORS.match(lines[cut]):
        cut += 1
    return lines[:cut], lines[cut:]


def _without_blank(lead: Sequence[str]) -> list[str]:
    return list(lead[1:] if lead and not lead[0] else lead)


def _indented(lines: Sequence[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]
